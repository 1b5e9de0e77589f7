package org.remanence.experiment.memories;

import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.Unused;

/// Patterns of a data set to store, if any were named.
public record MemoryData(
        @Parameter(value = NONE, help = """
                patterns to store: none for e^(logLoad · n) draws from a law, digits, a file or folder, or a model such as \
                mixture:d=256,n=20000,mu=1,sigma=1""") String data,
        @Parameter(value = "auto", help = """
                range: the range of values to [−1, 1]; unit-variance: all by one factor, for a mean variance of 1; unit-norm: each \
                pattern to length 1; auto: range for images, else none""") DataChoice.ScaleChoice scale,
        @Parameter(value = "auto", help = "subtract the mean of each column; auto: on for data sets, off for models")
                DataChoice.Centering center,
        @Parameter(value = "log:0.25:16:7", above = 0, max = 1e6, unit = "N/mean |ξ|²", help = "inverse temperatures λ at which minima of data are counted")
                AxisValues lambdas,
        @Parameter(value = "2000", min = 1, max = 1e6, help = "patterns of data looked at, from the first on") int looked)
        implements ReadsData {
    private static final String NONE = "none";

    /// Refuses what names no data.
    public MemoryData {
        Schema.check(MemoryData.class, data, scale, center, lambdas, looked);
        if (!data.equals(NONE)) {
            new DataChoice(data, scale, center);
        }
    }

    /// Whether data were named.
    boolean isGiven() {
        return !data.equals(NONE);
    }

    /// Refuses parameters that have no effect without data.
    void check() {
        if (!isGiven()) {
            Unused.refuse(this, "without data", "scale", "center", "lambdas", "looked");
        }
    }

    /// The data named.
    DataChoice choice() {
        return new DataChoice(data, scale, center);
    }

    @Override
    public Stream<DataSource> sources() {
        return isGiven() ? choice().sources() : Stream.empty();
    }
}
