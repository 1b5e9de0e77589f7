package org.remanence.theory.regimes;

import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;
import org.remanence.theory.SameClass;

/// The potential in which the overlap `q = x·m / √d` of a reverse trajectory moves, for two classes `N(±m, σ² I)`:
/// `V(q, t) = (1/Γ − ½) q² − 2μ² log cosh(q √d e^{−t} / Γ)`, with Γ = 1 − e^{−2t} + σ² e^{−2t} and |m|² = μ² d.
///
/// Going back in time one well becomes two. With σ = 1 it is `½ q² − 2μ² log cosh(q e^{−t} √d)`. The noise on q has
/// variance 2μ² per unit time. Where Γ ≥ 2 (σ² > 2, small t) the quadratic part no longer confines and there is no well.
/// @param dimension d
/// @param mu |m| / √d
/// @param sigma standard deviation of each class, per coordinate
/// Source: Biroli, Bonnaire, de Bortoli and Mézard, "Dynamical regimes of diffusion models", 2024, with the factor √d in
/// the argument of the hyperbolic cosine.
public record SpeciationPotential(int dimension, double mu, double sigma) {
    /// Refuses parameters out of range.
    public SpeciationPotential {
        Check.atLeast("dimension", 1, dimension);
        Check.positive("mu", mu);
        Check.positive("sigma", sigma);
    }

    /// V(q, t).
    /// @param overlap q
    /// @param time Ornstein–Uhlenbeck time
    public double value(double overlap, double time) {
        double gamma = width(time);
        return (1 / gamma - 0.5) * overlap * overlap - 2 * mu * mu * SameClass.logCosh(overlap * pull(time));
    }

    /// The positive overlap at the bottom of a well.
    /// @param time Ornstein–Uhlenbeck time
    /// @return q*, 0 where there is one well, NaN where there is none
    public double minimum(double time) {
        double confinement = 2 / width(time) - 1;
        if (!(confinement > 0)) {
            return Double.NaN;
        }
        double pull = pull(time);
        double gain = 2 * mu * mu * pull * pull / confinement;
        if (gain <= 1) {
            return 0;
        }
        // u = q · pull solves u = gain · tanh u; 1 − u²/3 ≤ tanh(u)/u ≤ 1/u brackets it
        double lower = 0.5 * Math.sqrt(3 * (1 - 1 / gain));
        return Bracket.root(u -> Math.tanh(u) / u - 1 / gain, lower, gain) / pull;
    }

    /// Height of the barrier between the wells, V(0) − V(q*).
    /// @param time Ornstein–Uhlenbeck time
    /// @return 0 where there is one well, NaN where there is none
    public double barrier(double time) {
        return 0 - value(minimum(time), time);
    }

    /// The time at which one well becomes two: the root of ∂²V/∂q² at q = 0, `½ log(μ²d + √(μ⁴d² + (σ² − 1)²))`, which is
    /// ½ log(2μ²d) for σ = 1.
    /// @return Ornstein–Uhlenbeck time, NaN if there is one well at every time > 0
    public double doubleWellTime() {
        double signal = mu * mu * dimension;
        double time = 0.5 * Math.log(signal + Math.hypot(signal, sigma * sigma - 1));
        return time > 0 ? time : Double.NaN;
    }

    private double width(double time) {
        Check.nonNegative("time", time);
        return -Math.expm1(-2 * time) + sigma * sigma * Math.exp(-2 * time);
    }

    private double pull(double time) {
        return Math.sqrt(dimension) * Math.exp(-time) / width(time);
    }
}
