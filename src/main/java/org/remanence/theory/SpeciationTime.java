package org.remanence.theory;

import org.remanence.tensor.Check;

/// The time of the Ornstein–Uhlenbeck process at which a reverse trajectory commits to a class, in three conventions that
/// differ by a shift of order one.
/// Source: Biroli, Bonnaire, de Bortoli and Mézard, "Dynamical regimes of diffusion models", 2024.
public enum SpeciationTime {
    /// ½ log d: the leading order for classes whose means lie √d apart, whatever the data.
    SCALING {
        @Override
        double value(double largestEigenvalue, int dimension) {
            return 0.5 * Math.log(dimension);
        }
    },
    /// ½ log Λ, the published rule and the default: the signal of the leading direction equals one. NaN if Λ ≤ 1, where
    /// nothing stands out of the noise.
    LOG_LAMBDA {
        @Override
        double value(double largestEigenvalue, int dimension) {
            return largestEigenvalue > 1 ? 0.5 * Math.log(largestEigenvalue) : Double.NaN;
        }
    },
    /// ½ log(1 + Λ): the signal of the leading direction equals the noise, `Λ e^{−2t} = 1 − e^{−2t}`. NaN if Λ = 0.
    EXACT_CROSSING {
        @Override
        double value(double largestEigenvalue, int dimension) {
            return largestEigenvalue > 0 ? 0.5 * Math.log1p(largestEigenvalue) : Double.NaN;
        }
    };

    abstract double value(double largestEigenvalue, int dimension);

    /// The speciation time.
    /// @param largestEigenvalue Λ, of the covariance of the centred data
    /// @param dimension numbers in a pattern
    /// @return Ornstein–Uhlenbeck time, NaN where the convention has none
    /// @throws IllegalArgumentException if Λ is negative, infinite or NaN, or the dimension below 1
    public double of(double largestEigenvalue, int dimension) {
        Check.nonNegative("largest eigenvalue", largestEigenvalue);
        Check.atLeast("dimension", 1, dimension);
        return value(largestEigenvalue, dimension);
    }

    /// The default convention, [#LOG_LAMBDA].
    /// @param largestEigenvalue Λ, of the covariance of the centred data
    /// @return Ornstein–Uhlenbeck time, NaN if Λ ≤ 1
    public static double of(double largestEigenvalue) {
        return LOG_LAMBDA.of(largestEigenvalue, 1);
    }
}
