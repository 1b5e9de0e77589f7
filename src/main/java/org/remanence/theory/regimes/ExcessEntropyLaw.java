package org.remanence.theory.regimes;

import org.remanence.tensor.Check;
import org.remanence.theory.CollapseTime;
import org.remanence.theory.Information;

/// The excess entropy of n patterns of a known law, for d → ∞ at fixed logLoad: f(τ) = [log n − I(x_0; x_t)] / d.
///
/// From logLoad at large noise down through 0 at the collapse; the measured excess entropy follows max(f, 0).
/// @param law the law of the data
/// @param logPatterns log n
public record ExcessEntropyLaw(Information law, double logPatterns) {
    /// Refuses a number of patterns below one.
    public ExcessEntropyLaw {
        Check.nonNegative("log of the number of patterns", logPatterns);
    }

    /// f(τ), unclipped: negative below the collapse.
    /// @param noiseToSignal τ > 0
    /// @return nats per dimension
    public double excessEntropy(double noiseToSignal) {
        return (logPatterns - law.at(noiseToSignal)) / law.dimension();
    }

    /// f(τ) / logLoad, unclipped.
    /// @param noiseToSignal τ > 0
    /// @return at most 1; NaN for a single pattern
    public double normalized(double noiseToSignal) {
        return logPatterns == 0 ? Double.NaN : 1 - law.at(noiseToSignal) / logPatterns;
    }

    /// max(f(τ), 0) / logLoad, the curve a measurement follows.
    /// @param noiseToSignal τ > 0
    /// @return in [0, 1]; NaN for a single pattern
    public double clipped(double noiseToSignal) {
        return Math.max(normalized(noiseToSignal), 0);
    }

    /// Where f changes sign.
    public CollapseTime collapseTime() {
        return CollapseTime.ofLog(law, logPatterns);
    }
}
