package org.remanence.experiment.features;

import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.OptionalData;

/// Patterns of a data set to train on, if any were named: they decide n and d; some are held out, to test on.
public record TrainingData(
        OptionalData source,
        @Parameter(value = "2000", min = 1, max = 1e6, help = "features p beside data") int features,
        @Parameter(value = "0.2", above = 0, max = 0.9, help = "share of the patterns held out, drawn anew for each system") double heldOut) {
    /// Refuses parameters out of bounds.
    public TrainingData {
        Schema.check(TrainingData.class, source, features, heldOut);
    }

    /// Whether data were named.
    boolean isGiven() {
        return source.isGiven();
    }
}
