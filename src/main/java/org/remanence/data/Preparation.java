package org.remanence.data;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.Text;

/// What is done to a data set before it is studied: scaled, then centred. Both are reported with the set.
/// @param scale how values are scaled
/// @param center whether the mean of each column is subtracted afterwards
public record Preparation(ValueScale scale, boolean center) {
    /// Leaves everything as it is.
    public static final Preparation NONE = new Preparation(ValueScale.NONE, false);

    /// The prepared set, which keeps the map that it went through. It is computed in double and rounded once, to the precision
    /// asked for; a set that needs nothing is returned itself.
    /// @param precision of the storage
    /// @param arena owner of the memory
    /// @throws IllegalArgumentException if the result does not fit into memory, or exceeds the range of its precision
    /// @throws IllegalStateException if the set was prepared before
    public PatternSet apply(PatternSet set, Precision precision, Arena arena) {
        if (!set.preparation().isNone()) {
            throw new IllegalStateException(set.name() + " is prepared already: " + String.join(", then ", set.preprocessing()));
        }
        List<String> steps = new ArrayList<>();
        Optional<PreparationStep> scaling = switch (scale) {
            case RANGE -> Optional.of(range(set, steps));
            case STANDARDIZE -> Optional.of(standard(set, steps));
            case UNIT_VARIANCE -> Optional.of(unitVariance(set, steps));
            case UNIT_NORM -> {
                steps.add("divided each pattern by its length");
                yield Optional.of(new UnitLength(set.columns()));
            }
            case NONE -> Optional.empty();
        };
        Optional<ColumnMap> centring = Optional.empty();
        if (center && scale != ValueScale.STANDARDIZE) {
            Rows scaled = new PreparationMap(scaling, Optional.empty()).apply(set);
            centring = Optional.of(new ColumnMap(ColumnSum.means(scaled), ones(set.columns())));
            steps.add("centred");
        }
        if (steps.isEmpty()) {
            return set;
        }
        var map = new PreparationMap(scaling, centring);
        StoredRows stored = StoredRows.copyOf(map.apply(set), precision, arena);
        Finite.check(stored, "the prepared " + set.name());
        return new PatternSet(stored, set.classes(), set.weights(), set.about().prepared(steps, map));
    }

    private static ColumnMap range(PatternSet set, List<String> steps) {
        ValueRange known = set.about().range();
        ValueRange range = ValueRange.of(set);
        if (range.low() == range.high()) {
            steps.add(Text.of("all values are %s: moved to 0", ValueRange.text(range.low())));
        } else {
            steps.add(Text.of("scaled %s%s to [-1, 1]", range,
                    known.isKnown() ? "" : " (observed)"));
        }
        double half = range.high() / 2 - range.low() / 2;
        double[] middles = new double[set.columns()];
        double[] halves = ones(set.columns());
        Arrays.fill(middles, range.low() / 2 + range.high() / 2);
        Arrays.fill(halves, half > 0 ? half : 1);
        return new ColumnMap(middles, halves);
    }

    private static ColumnMap unitVariance(PatternSet set, List<String> steps) {
        double variance = Arrays.stream(ColumnSum.variances(set, ColumnSum.means(set))).average().orElseThrow();
        double[] divisors = new double[set.columns()];
        Arrays.fill(divisors, variance > 0 ? Math.sqrt(variance) : 1);
        steps.add(variance > 0 ? Text.of("divided by %.6g, for a mean variance of 1 a column", Math.sqrt(variance))
                : "left without variance");
        return new ColumnMap(new double[set.columns()], divisors);
    }

    private static ColumnMap standard(PatternSet set, List<String> steps) {
        double[] low = new double[set.columns()];
        double[] high = new double[set.columns()];
        extremes(set, low, high);
        double[] mean = ColumnSum.means(set);
        double[] sigma = Arrays.stream(ColumnSum.variances(set, mean)).map(Math::sqrt).toArray();
        List<Integer> constant = IntStream.range(0, mean.length).filter(k -> low[k] == high[k]).boxed().toList();
        for (int k : constant) {
            mean[k] = low[k];
            sigma[k] = 1;
        }
        steps.add("standardized each column to mean 0 and standard deviation 1");
        if (!constant.isEmpty()) {
            steps.add(Text.of("%d constant column%s left at 0: %s", constant.size(), constant.size() == 1 ? "" : "s", some(constant)));
        }
        return new ColumnMap(mean, sigma);
    }

    private static void extremes(PatternSet set, double[] low, double[] high) {
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        RowBlocks.each(set, (first, count, values) -> {
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < low.length; k++) {
                    low[k] = Math.min(low[k], values[i * low.length + k]);
                    high[k] = Math.max(high[k], values[i * low.length + k]);
                }
            }
        });
    }

    private static String some(List<Integer> columns) {
        String first = columns.stream().limit(10).map(String::valueOf).reduce((a, b) -> a + ", " + b).orElseThrow();
        return columns.size() > 10 ? first + ", …" : first;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
