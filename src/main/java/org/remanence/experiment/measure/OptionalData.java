package org.remanence.experiment.measure;

import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Schema;

/// Patterns of a data set where they may take the place of draws from a law that other parameters describe.
public record OptionalData(
        @Parameter(value = NONE, help = """
                none for draws from the law of the other parameters, digits, a file or folder, or a model such as \
                mixture:d=256,n=20000,mu=1,sigma=1""") String data,
        FileChoice file,
        @Parameter(value = "auto", help = """
                range: the range of values to [−1, 1]; standardize: each column to mean 0 and standard deviation 1; unit-variance: all \
                by one factor, for a mean variance of 1; unit-norm: each pattern to length 1; auto: range for images and bytes, else none""") DataChoice.ScaleChoice scale,
        @Parameter(value = "auto", help = "subtract the mean of each column; auto: on for data sets, off for models")
                DataChoice.Centering center)
        implements ReadsData {
    private static final String NONE = "none";

    /// Refuses what names no data, and how a file is read where none is named.
    public OptionalData {
        Schema.check(OptionalData.class, data, file, scale, center);
        if (data.equals(NONE)) {
            Unused.refuse(file, "without data", "labels", "header", "separator", "columns", "weights");
        } else {
            new DataChoice(data, file, scale, center);
        }
    }

    /// Whether data were named.
    public boolean isGiven() {
        return !data.equals(NONE);
    }

    /// The data named.
    public DataChoice choice() {
        return new DataChoice(data, file, scale, center);
    }

    @Override
    public Stream<DataSource> sources() {
        return isGiven() ? choice().sources() : Stream.empty();
    }
}
