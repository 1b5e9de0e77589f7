package org.remanence.experiment.measure;

import java.lang.foreign.Arena;
import java.util.function.Function;
import org.remanence.data.PatternSet;
import org.remanence.linalg.Spectrum;
import org.remanence.process.Diffusion;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;

/// Patterns with all that measuring their collapse needs; they live until this is closed.
/// @param patterns at least two, not all the same
/// @param spectrum of their covariance: that of the law where it is known
/// @param collapse what theory says of them
/// @param score the empirical score
/// @param session that measures
/// @param memory of the patterns
public record ScoredPatterns(PatternSet patterns, Spectrum spectrum, CollapseTheory collapse, EmpiricalScore score, Session session,
                             Arena memory) implements AutoCloseable {
    /// Opens and checks the patterns.
    /// @throws IllegalArgumentException if there is one pattern, or all are the same
    public static ScoredPatterns open(DataChoice data, Diffusion process, ScoreSettings scoring, Session session) {
        return open(memory -> data.open(memory, scoring.precision(), session), data, process, scoring, session);
    }

    /// As [#open(DataChoice, Diffusion, ScoreSettings, Session)], for what heeds the weights of patterns.
    public static ScoredPatterns openWeighted(DataChoice data, Diffusion process, ScoreSettings scoring,
            Session session) {
        return open(memory -> data.openWeighted(memory, scoring.precision(), session), data, process, scoring, session);
    }

    private static ScoredPatterns open(Function<Arena, PatternSet> opening, DataChoice data, Diffusion process,
            ScoreSettings scoring,
            Session session) {
        Arena memory = Arena.ofShared();
        try {
            PatternSet patterns = opening.apply(memory);
            DataChoice.checkSeveral(patterns);
            Spectrum spectrum = data.spectrum(patterns);
            return new ScoredPatterns(patterns, spectrum, CollapseTheory.of(data, patterns, spectrum, process),
                    scoring.score(patterns, process, session), session, memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
