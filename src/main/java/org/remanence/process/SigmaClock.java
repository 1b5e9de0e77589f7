package org.remanence.process;

import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// The clock on which the noise level of a variance-exploding network grows geometrically: at clock reading u ∈ [0, 1] the
/// noise has standard deviation `σ(u) = least · (greatest / least)^u`.
///
/// The reading is not a time of [VarianceExploding]: that is the variance, `σ²`.
/// @param least σ(0)
/// @param greatest σ(1), above `least`
public record SigmaClock(double least, double greatest) {
    /// Refuses levels that are not positive and increasing.
    public SigmaClock {
        Check.positive("least σ", least);
        Check.positive("greatest σ", greatest);
        if (!(greatest > least)) {
            throw new BadInput("greatest σ must exceed least σ = %s, got %s", least, greatest);
        }
    }

    /// The published clock, from 0.01 to 50.
    public SigmaClock() {
        this(0.01, 50);
    }

    /// Standard deviation of the noise at a reading.
    public double sigma(double reading) {
        return least * Math.pow(greatest / least, Check.finite("clock reading", reading));
    }

    /// Time of the variance-exploding process at a reading, σ².
    public double time(double reading) {
        double sigma = sigma(reading);
        return sigma * sigma;
    }

    /// The reading at a time of the variance-exploding process.
    public double reading(double time) {
        return (0.5 * Math.log(Check.positive("time", time)) - Math.log(least)) / Math.log(greatest / least);
    }
}
