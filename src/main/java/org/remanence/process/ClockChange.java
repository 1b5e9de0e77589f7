package org.remanence.process;

import org.remanence.tensor.Check;

/// The exact map between two diffusions at one noise level: from a state of one to the state of the other that holds the same
/// information about the datum.
///
/// Both clocks show the same noise-to-signal ratio τ, and states are stretched by the ratio of the scales, r. Densities,
/// scores and Jacobians follow from the change of variables `x' = r x`; posterior weights, the denoiser and everything made of
/// them do not change at all. From OU at t to VE: `τ = e^{2t} − 1`, `r = e^t`.
///
/// @param time on the new clock
/// @param stretch r, factor on a state
/// @param logStretch log r, exact where r overflows
public record ClockChange(double time, double stretch, double logStretch) {
    /// The map from `from` at `time` to `to`.
    /// @throws IllegalArgumentException if the time is negative, or so late that τ overflows
    public static ClockChange between(Diffusion from, double time, Diffusion to) {
        double tau = from.noiseToSignal(Check.nonNegative("time", time));
        double mapped = to.timeAt(Check.nonNegative("noise-to-signal ratio at time " + time, tau));
        double logStretch = to.logScale(mapped) - from.logScale(time);
        return new ClockChange(mapped, Math.exp(logStretch), logStretch);
    }

    /// One coordinate of a state.
    public double state(double coordinate) {
        return stretch * coordinate;
    }

    /// Log density, in nats: `log p'(r x) = log p(x) − d log r`.
    public double logDensity(double logDensity, int dimension) {
        return logDensity - dimension * logStretch;
    }

    /// One coordinate of a score: `s'(r x) = s(x) / r`.
    public double score(double coordinate) {
        return coordinate / stretch;
    }

    /// One entry of a Jacobian of the score: `J'(r x) = J(x) / r²`.
    public double jacobian(double entry) {
        return entry / stretch / stretch;
    }
}
