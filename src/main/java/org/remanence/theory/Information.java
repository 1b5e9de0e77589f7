package org.remanence.theory;

import org.remanence.tensor.Check;

/// The mutual information I(x_0; x_t) between a datum and its noised copy, for data of a known law: what a state still
/// knows of where it came from. Decreasing in the noise; the empirical score collapses where it equals log n.
public sealed interface Information permits IsotropicGaussian, AnisotropicGaussian, SymmetricClusters {
    /// Numbers in a datum.
    int dimension();

    /// The information at a noise level.
    /// @param noiseToSignal τ > 0
    /// @return nats, in total (not per dimension)
    /// @throws IllegalArgumentException unless 0 < τ < ∞
    double at(double noiseToSignal);

    /// The noise level at which the information equals `nats`.
    /// @param nats log n, to be distinguished
    /// @return τ; +∞ if nats ≤ 0, 0 if the data hold less information than that at any noise
    /// @throws IllegalArgumentException if `nats` is NaN or +∞
    double inverse(double nats);

    /// Refuses noise levels at which there is no density.
    /// @return τ
    /// @throws IllegalArgumentException unless 0 < τ < ∞
    static double checkNoise(double noiseToSignal) {
        return Check.positive("noise-to-signal ratio", noiseToSignal);
    }

    /// Refuses an amount of information that is no finite number.
    /// @return nats
    /// @throws IllegalArgumentException if it is NaN or infinite
    static double checkNats(double nats) {
        return Check.finite("log of the number of patterns", nats);
    }
}
