package org.remanence.experiment.memories;

import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.OptionalData;
import org.remanence.experiment.measure.Unused;

/// Patterns of a data set to store, if any were named.
public record MemoryData(
        OptionalData source,
        @Parameter(value = "log:0.25:16:7", above = 0, max = 1e6, unit = "N/mean |ξ|²",
                        help = "inverse temperatures λ at which minima of data are counted")
                AxisValues lambdas,
        @Parameter(value = "2000", min = 1, max = 1e6, help = "patterns of data looked at, from the first on") int looked) {
    /// Refuses parameters out of bounds.
    public MemoryData {
        Schema.check(MemoryData.class, source, lambdas, looked);
    }

    /// Whether data were named.
    boolean isGiven() {
        return source.isGiven();
    }

    /// Refuses parameters that have no effect without data.
    void check() {
        if (!isGiven()) {
            Unused.refuse(this, "without data", "scale", "center", "lambdas", "looked");
        }
    }
}
