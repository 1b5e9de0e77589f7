package org.remanence.theory;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;

/// Roots of functions that fall from positive to negative between two known ends.
public final class Bracket {
    private static final double ACCURACY = 1e-15;
    private static final int EVALUATIONS = 500;

    private Bracket() { }

    /// The root of a decreasing function. An end at which rounding has already turned the sign is the root.
    public static double root(DoubleUnaryOperator decreasing, double lower, double upper) {
        return root(decreasing, lower, upper, ACCURACY);
    }

    /// As the other, to an absolute accuracy, for functions that are dear or not smooth to rounding.
    public static double root(DoubleUnaryOperator decreasing, double lower, double upper, double accuracy) {
        if (!(decreasing.applyAsDouble(lower) > 0)) {
            return lower;
        }
        if (!(decreasing.applyAsDouble(upper) < 0)) {
            return upper;
        }
        return solve(decreasing, lower, upper, accuracy);
    }

    /// The root between two ends that are no roots, where nobody knows beforehand that there is one.
    /// @throws NotConverged if the function does not fall from positive to negative between them
    public static double inside(DoubleUnaryOperator decreasing, double lower, double upper, double accuracy) {
        double first = decreasing.applyAsDouble(lower);
        double last = decreasing.applyAsDouble(upper);
        if (!(first > 0 && last < 0)) {
            throw new NotConverged("a function must fall from positive to negative between %s and %s to have a root there, got %s and %s", lower,
                    upper, first, last);
        }
        return solve(decreasing, lower, upper, accuracy);
    }

    private static double solve(DoubleUnaryOperator decreasing, double lower, double upper, double accuracy) {
        return new BracketingNthOrderBrentSolver(ACCURACY, accuracy, 5)
                .solve(EVALUATIONS, decreasing::applyAsDouble, lower, upper);
    }
}
