package org.remanence.experiment.measure;

import org.remanence.data.PatternSet;
import org.remanence.experiment.Reported;

/// How many patterns there are, and in how many dimensions.
public record Load(
        @Reported("number of patterns n") long patterns,
        @Reported("numbers in a pattern d") int dimension,
        @Reported(value = "ln n / d; with weights, their entropy / d", unit = "nats") double logLoad) {
    /// That of these patterns.
    public static Load of(PatternSet patterns) {
        double log = patterns.weights().isNone() ? Math.log(patterns.rows()) : patterns.weights().entropy();
        return new Load(patterns.rows(), patterns.columns(), log / patterns.columns());
    }
}
