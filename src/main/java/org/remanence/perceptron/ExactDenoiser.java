package org.remanence.perceptron;

import java.util.ArrayList;
import java.util.List;
import org.remanence.channel.Channel;
import org.remanence.text.BadInput;

/// Posterior means of signs by going through all 2^N of them: what message passing is held to.
public final class ExactDenoiser {
    /// Largest N.
    public static final int MOST_WEIGHTS = 22;

    private final double[][] solutions;
    private final double[] logWeights;

    /// Finds all solutions once: 2^N M N multiplications.
    /// @throws IllegalArgumentException above 22 weights, or without solutions
    public ExactDenoiser(Channel channel, Constraints constraints) {
        int n = constraints.weights();
        if (n > MOST_WEIGHTS) {
            throw new BadInput("enumeration takes at most %d weights, got %d: use message passing", MOST_WEIGHTS, n);
        }
        List<double[]> found = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        double[] s = new double[constraints.count()];
        for (long code = 0; code < 1L << n; code++) {
            double[] w = new double[n];
            for (int i = 0; i < n; i++) {
                w[i] = (code >> i & 1) == 0 ? 1 : -1;
            }
            constraints.stabilities(w, s);
            double log = 0;
            for (int mu = 0; mu < s.length && log > Double.NEGATIVE_INFINITY; mu++) {
                log += channel.logWeight(s[mu]);
            }
            if (log > Double.NEGATIVE_INFINITY) {
                found.add(w);
                weights.add(log);
            }
        }
        if (found.isEmpty()) {
            throw new BadInput("there is no solution of %d constraints on %d signs with %s", constraints.count(), n, channel);
        }
        solutions = found.toArray(double[][]::new);
        logWeights = weights.stream().mapToDouble(x -> x).toArray();
    }

    /// All solutions, `[K × N]`.
    public double[][] solutions() {
        return solutions.clone();
    }

    /// Posterior means in a field.
    /// @param field h, `[N]`
    public double[] means(double[] field) {
        double[] logs = logWeights.clone();
        double top = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < logs.length; k++) {
            for (int i = 0; i < field.length; i++) {
                logs[k] += field[i] * solutions[k][i];
            }
            top = Math.max(top, logs[k]);
        }
        double norm = 0;
        double[] means = new double[field.length];
        for (int k = 0; k < logs.length; k++) {
            double weight = Math.exp(logs[k] - top);
            norm += weight;
            for (int i = 0; i < means.length; i++) {
                means[i] += weight * solutions[k][i];
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= norm;
        }
        return means;
    }
}
