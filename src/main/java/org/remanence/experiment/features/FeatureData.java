package org.remanence.experiment.features;

import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.OptionalData;

/// Patterns of a data set that features see, if any were named: they decide n and d.
public record FeatureData(
        OptionalData source,
        @Parameter(value = "2000", min = 1, max = 1e6, help = "features p beside data") int features) {
    /// Refuses parameters out of bounds.
    public FeatureData {
        Schema.check(FeatureData.class, source, features);
    }

    /// Whether data were named.
    boolean isGiven() {
        return source.isGiven();
    }
}
