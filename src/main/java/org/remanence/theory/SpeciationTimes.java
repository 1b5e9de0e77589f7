package org.remanence.theory;

import java.util.function.DoubleUnaryOperator;

/// The speciation time in its three conventions; NaN where a convention has none.
/// @param scaling ½ log d
/// @param logLambda ½ log Λ, the published rule
/// @param exactCrossing ½ log(1 + Λ)
public record SpeciationTimes(double scaling, double logLambda, double exactCrossing) {
    /// Ornstein–Uhlenbeck times.
    /// @param largestEigenvalue Λ, of the covariance of the centred data
    /// @param dimension numbers in a pattern
    public static SpeciationTimes of(double largestEigenvalue, int dimension) {
        return new SpeciationTimes(
                SpeciationTime.SCALING.of(largestEigenvalue, dimension),
                SpeciationTime.LOG_LAMBDA.of(largestEigenvalue, dimension),
                SpeciationTime.EXACT_CROSSING.of(largestEigenvalue, dimension));
    }

    /// The same noise levels on the clock of another process.
    /// @param timeAt the time of that process at a noise-to-signal ratio
    public SpeciationTimes onClock(DoubleUnaryOperator timeAt) {
        return new SpeciationTimes(
                timeAt.applyAsDouble(Math.expm1(2 * scaling)),
                timeAt.applyAsDouble(Math.expm1(2 * logLambda)),
                timeAt.applyAsDouble(Math.expm1(2 * exactCrossing)));
    }
}
