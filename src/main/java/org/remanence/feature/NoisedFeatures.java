package org.remanence.feature;

import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// The features of patterns that were noised a finite number of times, as training without an exact average sees them.
/// @param features σ(W x/√d) of each noised pattern, `[n m × p]`
/// @param noise ξ that was added to each, `[n m × d]`
public record NoisedFeatures(Matrix features, Matrix noise) {
    /// Noises each pattern `draws` times.
    /// @param patterns `[n × d]`
    /// @param time of the Ornstein–Uhlenbeck process, > 0
    /// @param draws m, from 1
    public static NoisedFeatures draw(RandomFeatures features, Matrix patterns, double time, int draws, RandomStream stream) {
        double width = Math.sqrt(-Math.expm1(-2 * Check.positive("time", time)));
        double shrink = Math.exp(-time);
        int d = features.dimension();
        long count = Math.multiplyExact(patterns.rows(), Check.atLeast("draws", 1, draws));
        Matrix noise = Matrix.zeros(count, d);
        Matrix states = Matrix.zeros(count, d);
        double[] xi = new double[d];
        for (long i = 0; i < count; i++) {
            stream.gaussians(i, 0, xi, 0, d);
            noise.setRow(i, xi);
            double[] state = patterns.row(i / draws);
            for (int k = 0; k < d; k++) {
                state[k] = shrink * state[k] + width * xi[k];
            }
            states.setRow(i, state);
        }
        Matrix values = Matrix.zeros(count, features.features());
        features.apply(states, values);
        return new NoisedFeatures(values, noise);
    }

    /// n m.
    long count() {
        return features.rows();
    }
}
