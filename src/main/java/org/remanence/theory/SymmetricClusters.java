package org.remanence.theory;

import org.remanence.tensor.Check;

/// Data ½ N(m, σ² I) + ½ N(−m, σ² I), |m|² = μ² d: the information of one cluster plus that of the class,
/// I = (d/2) log(1 + σ²/τ) + I_class(ρ²), ρ² = |m|²/(τ + σ²).
///
/// With well separated clusters I_class = log 2, which is n/2 patterns instead of n. Leaving it out gives the curve of the
/// paper: [IsotropicGaussian] with the same σ. With σ = 0 the data are two points.
/// @param dimension d
/// @param mu |m| / √d
/// @param sigma standard deviation of each cluster, per coordinate
public record SymmetricClusters(int dimension, double mu, double sigma) implements Information {
    /// Refuses parameters out of range.
    public SymmetricClusters {
        Check.atLeast("dimension", 1, dimension);
        Check.nonNegative("mu", mu);
        Check.nonNegative("sigma", sigma);
    }

    /// The law of each cluster alone.
    public IsotropicGaussian cluster() {
        return new IsotropicGaussian(dimension, sigma);
    }

    /// The time at which ρ² = 1, ½ log(1 + μ²d − σ²): φ is [SameClass#THRESHOLD] there in every dimension. With σ = 1 it is ½ log(μ²d);
    /// for d → ∞ the conventions of [SpeciationTime] come to the same.
    /// @return Ornstein–Uhlenbeck time; NaN or not above 0 where ρ² < 1 at all times
    public double speciationTime() {
        return 0.5 * Math.log(1 + mu * mu * dimension - sigma * sigma);
    }

    @Override
    public double at(double noiseToSignal) {
        return cluster().at(noiseToSignal) + SameClass.information(SameClass.separation(noiseToSignal, dimension, mu, sigma));
    }

    /// The root in log τ. The class adds between 0 and log 2 nats, and at most ρ²/2: three bounds that bracket it.
    @Override
    public double inverse(double nats) {
        if (Information.checkNats(nats) <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double spread = dimension * (sigma * sigma + mu * mu) / (2 * nats);
        double upper = Math.min(spread, cluster().inverse(nats - Math.log(2)));
        if (sigma == 0 && nats >= Math.log(2) || upper == 0) {
            return 0;
        }
        double lower = sigma > 0 ? cluster().inverse(nats) : Double.MIN_NORMAL;
        return Math.exp(Bracket.root(logTau -> at(Math.exp(logTau)) - nats,
                Math.log(Math.max(lower, Double.MIN_NORMAL)), Math.log(upper)));
    }
}
