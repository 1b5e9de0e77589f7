package org.remanence.experiment.features;

import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;

/// Patterns of a data set to train on, if any were named; some are held out, to test on.
public record TrainingData(
        @Parameter(value = NONE, help = """
                patterns to train on: none for draws from N(0, I) by the ratios, digits, a file or folder, or a model such as \
                mixture:d=256,n=20000,mu=1,sigma=1; these decide n and d, and features decides p""") String data,
        @Parameter(value = "auto", help = """
                range: the range of values to [−1, 1]; unit-variance: all by one factor, for a mean variance of 1; unit-norm: each \
                pattern to length 1; auto: range for images, else none""") DataChoice.ScaleChoice scale,
        @Parameter(value = "auto", help = "subtract the mean of each column; auto: on for data sets, off for models")
                DataChoice.Centering center,
        @Parameter(value = "2000", min = 1, max = 1e6, help = "features p beside data") int features,
        @Parameter(value = "0.2", above = 0, max = 0.9, help = "share of the patterns held out, drawn anew for each system") double heldOut)
        implements ReadsData {
    /// No data set.
    static final String NONE = "none";

    /// Refuses what names no data.
    public TrainingData {
        Schema.check(TrainingData.class, data, scale, center, features, heldOut);
        if (!data.equals(NONE)) {
            new DataChoice(data, scale, center);
        }
    }

    /// Whether data were named.
    boolean isGiven() {
        return !data.equals(NONE);
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
