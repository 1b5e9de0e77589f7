package org.remanence.experiment.networks;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.experiment.measure.VarianceGroup;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.tensor.Matrix;

/// Spectra of the Jacobian of a score against noise, at states of one kind, in units of 1/σ². Errors of one run are
/// those over its states, which share a network; of several runs, those of their scatter.
/// @param singularValues of σ² J in decreasing order, one noise level a row, mean
/// @param singularValueErrors their standard errors
/// @param gapPosition singular values above the gap, in σ, mean over states; d where all are normal, 0 where none is
/// @param commonGap the position that most states share, at each level
/// @param gapHeight height of the gap, 0 where there is none
/// @param dimension d less the position of the gap
/// @param effectiveDimension d + σ² tr J
/// @param asymmetry |J − Jᵀ|/|J| in Frobenius norms, 0 for a gradient
/// @param directions lengths along directions of equal variance, over those of the true score; none where the law is no
///     Gaussian
public record NetworkSpectra(Matrix singularValues, Matrix singularValueErrors, Curve gapPosition, long[] commonGap,
        Curve gapHeight, Curve dimension,
                             Curve effectiveDimension, Curve asymmetry, List<Direction> directions) {
    /// Directions along which the data have the same variance.
    /// @param variance c
    /// @param count how many
    /// @param ratio root mean square length `|σ² J u|` over `σ²/(σ² + c)`, that of the true score, in σ
    public record Direction(double variance, int count, Curve ratio) { }

    /// Averages.
    /// @param levels σ
    /// @param runs samples of each
    static NetworkSpectra of(double[] levels, List<SpectrumSamples> runs, GapRule rule, List<VarianceGroup> groups) {
        int rank = runs.getFirst().levels().getFirst().getFirst().reading().singularValues().length;
        Matrix mean = Matrix.zeros(levels.length, rank);
        Matrix error = Matrix.zeros(levels.length, rank);
        long[] common = new long[levels.length];
        for (int s = 0; s < levels.length; s++) {
            int level = s;
            for (int k = 0; k < rank; k++) {
                int index = k;
                Estimate value = at(runs, level, each -> each.reading().singularValues()[index]);
                mean.set(level, k, value.mean());
                error.set(level, k, value.stderr());
            }
            common[level] = mostFrequent(runs.stream().flatMap(run -> run.levels().get(level).stream())
                    .mapToInt(each -> rule.of(each.reading().cut()).position()).toArray(), rank);
        }
        return new NetworkSpectra(mean, error,
                curve(levels, runs, each -> rule.of(each.reading().cut()).position()), common,
                curve(levels, runs, each -> rule.of(each.reading().cut()).height()),
                curve(levels, runs, each -> rule.of(each.reading().cut()).dimension()),
                curve(levels, runs, SpectrumSamples.Sample::effectiveDimension),
                curve(levels, runs, SpectrumSamples.Sample::asymmetry),
                IntStream.range(0, groups.size())
                        .mapToObj(g -> new Direction(groups.get(g).variance(), groups.get(g).members().length,
                        Curve.of("sigma", levels, IntStream.range(0, levels.length)
                                .mapToObj(s -> root(at(runs, s, each -> each.squares()[g]))).toList())))
                        .toList());
    }

    /// A mean in σ.
    private static Curve curve(double[] levels, List<SpectrumSamples> runs,
            ToDoubleFunction<SpectrumSamples.Sample> what) {
        return Curve.of("sigma", levels, IntStream.range(0, levels.length).mapToObj(s -> at(runs, s, what)).toList());
    }

    private static Estimate at(List<SpectrumSamples> runs, int level, ToDoubleFunction<SpectrumSamples.Sample> what) {
        return Runs.together(runs.stream()
                .map(run -> Estimate.of(run.levels().get(level).stream().mapToDouble(what).toArray()))
                .toList());
    }

    /// Root of a mean square, with the error that follows to first order.
    private static Estimate root(Estimate square) {
        double root = Math.sqrt(square.mean());
        return new Estimate(root, square.stderr() / (2 * root), square.count());
    }

    /// The most frequent position, the lowest of several.
    private static long mostFrequent(int[] positions, int most) {
        int[] counts = new int[most + 1];
        Arrays.stream(positions).forEach(each -> counts[each]++);
        return IntStream.range(0, counts.length).reduce((a, b) -> counts[b] > counts[a] ? b : a).orElseThrow();
    }
}
