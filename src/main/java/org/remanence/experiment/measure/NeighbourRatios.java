package org.remanence.experiment.measure;

import java.util.Arrays;
import org.remanence.random.RandomStream;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// How much nearer each state is to its nearest pattern than to the second nearest, `|x − a₁|/|x − a₂|`, Euclidean. A state close
/// to a pattern for its surroundings is a copy of it.
/// @param ratios of the states, from 0 to 1
/// Source: Yoon et al., Diffusion probabilistic models generalize when they fail to memorize, 2023.
public record NeighbourRatios(double[] ratios) {
    /// Below this ratio a state counts as a copy, as published.
    public static final double COPY = 1.0 / 3;
    private static final double TAIL = 0.025;
    private static final int BLOCK = 1 << 14;

    /// Against all patterns, 3 n d flops a state. The patterns are read in blocks.
    /// @param states `[B × d]`
    /// @param patterns `[n × d]`, two at least
    public static NeighbourRatios of(Matrix states, Rows patterns, Session session) {
        Check.atLeast("patterns", 2, patterns.rows());
        Check.size("columns of states", states.columns(), "columns of patterns", patterns.columns());
        double[] ratios = new double[Math.toIntExact(states.rows())];
        int height = (int) Math.clamp(BLOCK / patterns.columns(), 1, patterns.rows());
        new RowPartition(session).run(ratios.length, 3.0 * patterns.rows() * patterns.columns(), (_, from, to) -> {
            double[][] own = new double[Math.toIntExact(to - from)][];
            for (int b = 0; b < own.length; b++) {
                own[b] = states.row(from + b);
            }
            double[][] least = new double[own.length][];
            Arrays.setAll(least, _ -> new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY});
            double[] block = new double[height * patterns.columns()];
            for (long first = 0; first < patterns.rows(); first += height) {
                int count = (int) Math.min(height, patterns.rows() - first);
                patterns.copy(first, count, block, 0);
                for (int b = 0; b < own.length; b++) {
                    look(own[b], block, count, least[b]);
                }
            }
            for (int b = 0; b < own.length; b++) {
                ratios[(int) from + b] = least[b][1] == 0 ? 1 : Math.sqrt(least[b][0] / least[b][1]);
            }
        });
        return new NeighbourRatios(ratios);
    }

    /// Keeps the two least squared distances.
    private static void look(double[] state, double[] patterns, int count, double[] least) {
        for (int i = 0; i < count; i++) {
            double square = 0;
            int at = i * state.length;
            for (int k = 0; k < state.length; k++) {
                square = Math.fma(state[k] - patterns[at + k], state[k] - patterns[at + k], square);
            }
            if (square < least[0]) {
                least[1] = least[0];
                least[0] = square;
            } else if (square < least[1]) {
                least[1] = square;
            }
        }
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
