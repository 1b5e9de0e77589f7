package org.remanence.experiment.measure;

import java.util.Arrays;
import org.remanence.random.RandomStream;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// How much nearer each state is to its nearest pattern than to the second nearest, `|x − a₁|/|x − a₂|`, Euclidean: a state close
/// to a pattern for its surroundings is a copy of it.
/// @param ratios of the states, from 0 to 1
/// Source: Yoon et al., Diffusion probabilistic models generalize when they fail to memorize, 2023.
public record NeighbourRatios(double[] ratios) {
    private static final double TAIL = 0.025;

    /// Against all patterns, 3 n d flops a state.
    /// @param states `[B × d]`
    /// @param patterns `[n × d]`, two at least
    public static NeighbourRatios of(Matrix states, Matrix patterns, Session session) {
        Check.atLeast("patterns", 2, patterns.rows());
        Check.size("columns of states", states.columns(), "columns of patterns", patterns.columns());
        double[] ratios = new double[Math.toIntExact(states.rows())];
        double[][] all = patterns.toArray();
        new RowPartition(session).run(ratios.length, 3.0 * all.length * patterns.columns(), (_, from, to) -> {
            for (long b = from; b < to; b++) {
                ratios[(int) b] = ratio(states.row(b), all);
            }
        });
        return new NeighbourRatios(ratios);
    }

    private static double ratio(double[] state, double[][] patterns) {
        double nearest = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (double[] pattern : patterns) {
            double square = 0;
            for (int k = 0; k < state.length; k++) {
                square = Math.fma(state[k] - pattern[k], state[k] - pattern[k], square);
            }
            if (square < nearest) {
                second = nearest;
                nearest = square;
            } else if (square < second) {
                second = square;
            }
        }
        return second == 0 ? 1 : Math.sqrt(nearest / second);
    }

    /// How many states are copies.
    /// @param below ratio of a copy
    public long copies(double below) {
        return Arrays.stream(ratios).filter(each -> each < below).count();
    }

    /// The central 95 % of the shares of copies in resampled states.
    /// @param below ratio of a copy
    /// @param resamples how often as many states are drawn with replacement
    /// @param stream index i belongs to resample i
    /// @return lower and upper end
    public double[] interval(double below, int resamples, RandomStream stream) {
        Check.atLeast("resamples", 1, resamples);
        double[] shares = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            int found = 0;
            for (int j = 0; j < ratios.length; j++) {
                found += ratios[(int) (stream.uniform(i, j) * ratios.length)] < below ? 1 : 0;
            }
            shares[i] = (double) found / ratios.length;
        }
        Arrays.sort(shares);
        int skipped = (int) (TAIL * resamples);
        return new double[] {shares[skipped], shares[resamples - 1 - skipped]};
    }
}
