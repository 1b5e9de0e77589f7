package org.remanence.server;

import java.lang.foreign.Arena;
import org.remanence.data.PatternSet;
import org.remanence.experiment.measure.FollowedScore;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Opens the model that was chosen.
final class ModelOpening {
    /// Networks that a model of random features keeps, one a time.
    private static final int MOST_TIMES = 64;

    private ModelOpening() { }

    /// @param threads that share a pass
    /// @throws IllegalArgumentException if its data cannot be opened
    static ServedModel open(ModelChoice choice, int threads) {
        choice.model().refuseUnused(choice, Scheme.EI_HEUN);
        return choice.model().isEmpirical() ? new ServedPatterns(choice, threads) : learned(choice, threads);
    }

    private static ServedModel learned(ModelChoice choice, int threads) {
        Session session = new Session(choice.seed(), threads, Progress.SILENT);
        Arena arena = Arena.ofShared();
        try {
            PatternSet patterns = choice.data().openWeighted(arena, choice.scoring().precision(), session);
            EmpiricalScore empirical = choice.scoring().score(patterns, choice.process(), session);
            FollowedScore.Opened opened = choice.model().open(empirical, patterns, session);
            return new ServedScore(opened.score(), Text.of("%s, learned from %d patterns of %s", choice.model().words(),
                    patterns.rows(), patterns.name()),
                    choice.model().isLearned() ? MOST_TIMES : ServedScore.ANY, () -> {
                        opened.close();
                        session.close();
                        arena.close();
                    });
        } catch (RuntimeException | Error e) {
            session.close();
            arena.close();
            throw e;
        }
    }
}
