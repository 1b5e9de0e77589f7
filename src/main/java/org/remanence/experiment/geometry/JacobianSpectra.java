package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Reported;
import org.remanence.experiment.measure.JacobianReading;
import org.remanence.experiment.measure.VarianceGroup;
import org.remanence.linalg.SpectralGap;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.tensor.Matrix;

/// Spectra of the Jacobian of a score in time, averaged over realizations, in units of 1/v.
public record JacobianSpectra(
        @Reported("number of patterns n") long patterns,
        @Reported("data sets or states averaged over") int realizations,
        @Reported(value = "where measured", unit = "time of the process") double[] times,
        @Reported("singular values in decreasing order, one time a row, in units of 1/v") Matrix singularValues,
        @Reported("standard errors of the singular values") Matrix singularValueErrors,
        @Reported("the largest singular value in units of 1/v: above 1 the score pushes away from the state") Curve largest,
        @Reported("singular values above the largest gap of a realization, mean; values above 1 count as 1") Curve gapPosition,
        @Reported("height of the largest gap in units of 1/v, mean") Curve gapHeight,
        @Reported("largest gap over the next, the confidence in it: median, at most 10⁶, 0 where there is none") Curve gapRatio,
        @Reported("d minus the position of the gap, d where there is none: dimension of the manifold by algorithm 3, mean") Curve dimension,
        @Reported("the position of the largest gap that most realizations share, of each time; 0 for none") long[] commonGap,
        @Reported("d + v tr J: directions that the data still fill") Curve effectiveDimension,
        @Reported("|J − Jᵀ|/|J|, 0 for a gradient, which a trained score is not") Curve asymmetry,
        @Reported("lengths along directions of equal variance over those of the true score") List<Direction> directions) {

    /// Ratio of gaps beyond which there is nothing to doubt.
    private static final double CERTAIN = 1e6;

    /// Directions along which the data have the same variance.
    /// @param variance c
    /// @param count how many
    /// @param ratio root mean square length `|v J u|` over `τ/(τ + c)`, that of the true score
    public record Direction(double variance, int count, Curve ratio) { }

    /// What was read in one realization at one time.
    /// @param reading of the Jacobian
    /// @param squares mean square length of each group of directions over that of the true score
    /// @param effectiveDimension d + v tr J
    /// @param asymmetry `|J − Jᵀ|/|J|`
    record Sample(JacobianReading reading, double[] squares, double effectiveDimension, double asymmetry) { }

    /// Averages.
    /// @param samples `[T][R]`
    static JacobianSpectra of(long patterns, AxisValues times, Sample[][] samples, SpectralGap gap, List<VarianceGroup> groups) {
        int rank = samples[0][0].reading.singularValues().length;
        Matrix mean = Matrix.zeros(times.size(), rank);
        Matrix error = Matrix.zeros(times.size(), rank);
        long[] common = new long[times.size()];
        SpectralGap.Step[][] steps = new SpectralGap.Step[times.size()][];
        for (int t = 0; t < samples.length; t++) {
            Sample[] at = samples[t];
            for (int k = 0; k < rank; k++) {
                int index = k;
                Estimate value = Estimate.of(Arrays.stream(at).mapToDouble(each -> each.reading.singularValues()[index]).toArray());
                mean.set(t, k, value.mean());
                error.set(t, k, value.stderr());
            }
            steps[t] = Arrays.stream(at).map(each -> gap.of(each.reading.cut())).toArray(SpectralGap.Step[]::new);
            common[t] = mostFrequent(steps[t], rank);
        }
        return new JacobianSpectra(patterns, samples[0].length, times.values(), mean, error,
                curve(times, samples, each -> each.reading.singularValues()[0]),
                curve(times, steps, SpectralGap.Step::position), curve(times, steps, SpectralGap.Step::height),
                Curve.of("time", times.values(), Arrays.stream(steps).map(JacobianSpectra::ratio).toList()),
                curve(times, steps, SpectralGap.Step::dimension), common,
                curve(times, samples, Sample::effectiveDimension), curve(times, samples, Sample::asymmetry),
                IntStream.range(0, groups.size()).mapToObj(g -> direction(groups.get(g), g, times, samples)).toList());
    }

    private static Direction direction(VarianceGroup group, int index, AxisValues times, Sample[][] samples) {
        List<Estimate> ratios = Arrays.stream(samples)
                .map(at -> root(Estimate.of(Arrays.stream(at).mapToDouble(each -> each.squares[index]).toArray()))).toList();
        return new Direction(group.variance(), group.members().length, Curve.of("time", times.values(), ratios));
    }

    /// Root of a mean square, with the error that follows to first order.
    private static Estimate root(Estimate square) {
        double root = Math.sqrt(square.mean());
        return new Estimate(root, square.stderr() / (2 * root), square.count());
    }

    private static <T> Curve curve(AxisValues times, T[][] samples, ToDoubleFunction<T> what) {
        return Curve.of("time", times.values(), Arrays.stream(samples)
                .map(at -> Estimate.of(Arrays.stream(at).mapToDouble(what).toArray())).toList());
    }

    private static Estimate ratio(SpectralGap.Step[] steps) {
        return Estimate.median(Arrays.stream(steps).mapToDouble(each -> each.position() == 0 ? 0 : Math.min(each.ratio(), CERTAIN)).toArray());
    }

    /// The most frequent position, the lowest of several.
    private static long mostFrequent(SpectralGap.Step[] steps, int rank) {
        int[] counts = new int[rank + 1];
        for (SpectralGap.Step each : steps) {
            counts[each.position()]++;
        }
        return IntStream.range(0, counts.length).reduce((a, b) -> counts[b] > counts[a] ? b : a).orElseThrow();
    }
}
