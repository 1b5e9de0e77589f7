package org.remanence.theory;

import java.util.function.DoubleUnaryOperator;
import org.remanence.tensor.Check;

/// What theory says about the collapse of a data set of which only covariance, size and number of classes are known. NaN
/// where there is none, because the law has no spread.
/// @param isotropic one Gaussian cluster of the same variance
/// @param perClass the same with n/K patterns, for K well separated classes; equal to `isotropic` for one class
/// @param anisotropic one Gaussian with the spectrum of the data: an upper bound on t_C of any law with that covariance
public record CollapseTimes(double isotropic, double perClass, double anisotropic) {
    /// The three collapse times, with the mean variance of all data for that of the cluster.
    /// @param spectrum the law with the eigenvalues of the covariance
    /// @param patterns n, from 1
    /// @param classes K, from 1 to n
    /// @param timeAt the time of the process in use at a noise-to-signal ratio
    public static CollapseTimes of(AnisotropicGaussian spectrum, long patterns, int classes, DoubleUnaryOperator timeAt) {
        return of(spectrum.round(), spectrum, patterns, classes, timeAt);
    }

    /// The three collapse times.
    /// @param cluster the law of one cluster
    public static CollapseTimes of(IsotropicGaussian cluster, AnisotropicGaussian spectrum, long patterns, int classes,
                                   DoubleUnaryOperator timeAt) {
        Check.atLeast("number of patterns", 1, patterns);
        Check.atLeast("number of classes", 1, classes);
        Check.atLeast("number of patterns, one a class at least,", classes, patterns);
        DoubleUnaryOperator time = tau -> tau > 0 ? timeAt.applyAsDouble(tau) : Double.NaN;
        double logPatterns = Math.log(patterns);
        return new CollapseTimes(
                time.applyAsDouble(cluster.inverse(logPatterns)),
                time.applyAsDouble(cluster.inverse(logPatterns - Math.log(classes))),
                time.applyAsDouble(spectrum.inverse(logPatterns)));
    }
}
