package org.remanence.bench;

import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.tensor.Precision;

/// The denoiser as attention: responsibilities are the softmax of `slope x·a + bias(a)` over the patterns.
/// @param patterns `[n × d]`
/// @param states `[B × d]`
/// @param dimension d
/// @param slope s_t / v_t
/// @param bias −s_t² |a|² / (2 v_t), `[n]`
/// @param precision of the arithmetic
/// @param threads to use
record PeerProblem(double[] patterns, double[] states, int dimension, double slope, double[] bias, Precision precision, int threads) {
    /// The patterns, states and time of a benchmark.
    static PeerProblem of(PosteriorBench bench) {
        int d = bench.patterns.columns();
        int n = Math.toIntExact(bench.patterns.rows());
        double[] patterns = new double[n * d];
        bench.patterns.copy(0, n, patterns, 0);
        double[] states = new double[Math.toIntExact(bench.states.rows()) * d];
        bench.states.copy(0, states.length / d, states, 0);
        double scale = new OrnsteinUhlenbeck().scale(PosteriorBench.TIME);
        double variance = new OrnsteinUhlenbeck().variance(PosteriorBench.TIME);
        double[] bias = new double[n];
        for (int row = 0; row < n; row++) {
            double norm = 0;
            for (int k = 0; k < d; k++) {
                norm += patterns[row * d + k] * patterns[row * d + k];
            }
            bias[row] = -scale * scale * norm / (2 * variance);
        }
        return new PeerProblem(patterns, states, d, scale / variance, bias, bench.precision, bench.threads);
    }

    /// B.
    int batch() {
        return states.length / dimension;
    }

    /// n.
    int count() {
        return patterns.length / dimension;
    }

    static float[] floats(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
