package org.remanence.experiment.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Directions along which data have the same variance.
/// @param variance c
/// @param members their indices
public record VarianceGroup(double variance, int[] members) {
    /// Groups in order of falling variance.
    public static List<VarianceGroup> of(double[] variances) {
        return Arrays.stream(variances).distinct().boxed().sorted((a, b) -> Double.compare(b, a))
                .map(c -> new VarianceGroup(c, IntStream.range(0, variances.length).filter(i -> variances[i] == c).toArray()))
                        .toList();
    }
}
