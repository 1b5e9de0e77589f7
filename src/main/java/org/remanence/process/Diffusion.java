package org.remanence.process;

import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// A Gaussian forward process: given a datum a, the state at time t is `N(scale(t) · a, variance(t) · I)`.
///
/// Time 0 is the data. Ornstein–Uhlenbeck and variance exploding are the same process on two clocks: with
/// `τ = noiseToSignal(t)`, a state divided by `scale(t)` is a variance-exploding state at τ.
public sealed interface Diffusion permits OrnsteinUhlenbeck, VarianceExploding {
    /// Factor on the data, s_t ∈ (0, 1].
    double scale(double time);

    /// Logarithm of [#scale], exact where the scale underflows.
    double logScale(double time);

    /// What rounding left of [#scale]: `scale(t) + scaleRemainder(t)` has nearly twice the digits, relative error below 2⁻⁸⁰.
    /// Large patterns far from the origin need them, because states and scaled patterns nearly cancel.
    double scaleRemainder(double time);

    /// Variance of the added noise, v_t (Δ_t for OU).
    double variance(double time);

    /// Rate f at which the forward process pulls towards zero: `dx = −f x dt + g dW`.
    double pull();

    /// Variance of the forward noise per unit time, g².
    double noiseRate();

    /// Noise-to-signal ratio τ = v_t / s_t², the variance-exploding time of the same noise level.
    double noiseToSignal(double time);

    /// The time at which [#noiseToSignal] equals τ.
    double timeAt(double noiseToSignal);

    /// Name on the command line: `ou` or `ve`.
    String name();

    /// The bridge from time t back to s < t: `x_s | x_t, a ~ N(state · x_t + datum · a, variance)`.
    /// @throws IllegalArgumentException unless 0 ≤ s < t
    default Bridge bridge(double t, double s) {
        Check.nonNegative("earlier time", s);
        if (!(s < t)) {
            throw new BadInput("the bridge runs back in time: s must be below t = %s, got %s", t, s);
        }
        return bridgeTo(t, s);
    }

    /// The bridge, for checked times.
    Bridge bridgeTo(double t, double s);

    /// Coefficients of the law of x_s given x_t and the datum.
    /// @param state factor on x_t
    /// @param datum factor on the datum
    /// @param variance of the Gaussian noise, per coordinate
    record Bridge(double state, double datum, double variance) { }

    /// The process of that name.
    /// @throws IllegalArgumentException for an unknown name
    static Diffusion named(String name) {
        return switch (name) {
            case "ou" -> new OrnsteinUhlenbeck();
            case "ve" -> new VarianceExploding();
            default -> throw new BadInput("process must be ou or ve, got " + name);
        };
    }
}
