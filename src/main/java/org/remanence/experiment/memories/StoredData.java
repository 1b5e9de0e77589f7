package org.remanence.experiment.memories;

import java.util.List;
import org.remanence.experiment.Reported;
import org.remanence.result.Curve;

/// What became of the patterns of a data set in a dense memory.
/// @param looked patterns looked at
/// @param minima how many of them retrieval led back to, at the λ asked for
public record StoredData(
        @Reported("patterns stored") long stored,
        @Reported("patterns looked at") int looked,
        @Reported("of these, how many retrieval from their cue led back to at λ: with the pattern as cue, minima of the energy")
                int minima,
        @Reported("share of the patterns from whose cue retrieval leads back, against λ") Curve retrieved,
        @Reported("share of the patterns whose own weight exceeds ½ at the pattern, against λ") Curve ownWeight,
        @Reported("patterns that retrieval left at λ, in order, and who has them now") List<Stolen> stolen) {
    /// No data set.
    static final StoredData NONE = new StoredData(0, 0, 0, Curve.empty("lambda"), Curve.empty("lambda"), List.of());

    /// A pattern that is not retrieved.
    /// @param pattern its index
    /// @param label its class; −1 if there are no classes
    /// @param ownWeight its weight at itself
    /// @param thief index of the pattern that weighs most where retrieval ends
    /// @param thiefLabel class of that pattern; −1 if there are no classes
    /// @param thiefWeight its weight there; below ½ the state is a mixture of several patterns
    public record Stolen(long pattern, int label, double ownWeight, long thief, int thiefLabel, double thiefWeight) { }
}
