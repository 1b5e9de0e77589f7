package org.remanence.theory;

import java.util.function.DoubleUnaryOperator;
import org.remanence.tensor.Check;

/// What theory says about the collapse of a data set of which only covariance, size and number of classes are known.
/// @param isotropic one Gaussian cluster with the mean variance of the data
/// @param perClass the same with n/K patterns, for K well separated classes; equal to `isotropic` for one class
/// @param anisotropic one Gaussian with the spectrum of the data: an upper bound
public record CollapseTimes(double isotropic, double perClass, double anisotropic) {
    /// The three collapse times.
    /// @param spectrum the law with the eigenvalues of the covariance
    /// @param patterns n, from 1
    /// @param classes K, from 1
    /// @param timeAt the time of the process in use at a noise-to-signal ratio
    public static CollapseTimes of(AnisotropicGaussian spectrum, long patterns, int classes, DoubleUnaryOperator timeAt) {
        Check.atLeast("number of patterns", 1, patterns);
        Check.atLeast("number of classes", 1, classes);
        var isotropic = new IsotropicGaussian(spectrum.dimension(), Math.sqrt(spectrum.variance()));
        double logPatterns = Math.log(patterns);
        return new CollapseTimes(
                timeAt.applyAsDouble(isotropic.inverse(logPatterns)),
                timeAt.applyAsDouble(isotropic.inverse(logPatterns - Math.log(classes))),
                timeAt.applyAsDouble(spectrum.inverse(logPatterns)));
    }
}
