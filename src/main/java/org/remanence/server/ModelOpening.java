package org.remanence.server;

import java.lang.foreign.Arena;
import org.remanence.data.PatternSet;
import org.remanence.feature.LearnedScore;
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
        choice.model().refuseUnused(choice);
        return choice.model().isLearned() ? features(choice, threads) : new ServedPatterns(choice, threads);
    }

    private static ServedModel features(ModelChoice choice, int threads) {
        Session session = new Session(choice.seed(), threads, Progress.SILENT);
        Arena arena = Arena.ofShared();
        try {
            PatternSet patterns = choice.data().open(arena, choice.scoring().precision(), session);
            LearnedScore score = choice.model().learned(patterns, choice.process(), session);
            return new ServedScore(score, Text.of("score of %d random features that learned %d patterns of %s", choice.model().features(), patterns.rows(),
                    patterns.name()), MOST_TIMES, () -> {
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
