package org.remanence.theory.features;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.hipparchus.complex.Complex;

/// A closed curve around a part of a positive spectrum, counterclockwise, for sums over that part:
/// `Tr f(U) = −(1/2πi) ∮ f(z) Tr (U − z)⁻¹ dz`.
///
/// In the logarithm of z it is an ellipse, on which the trapezoidal rule converges exponentially; Re z > 0 on all of it.
/// @param nodes z
/// @param weights −dz/(2πi) at each node
record Contour(Complex[] nodes, Complex[] weights) {
    private static final double HEIGHT = 1.2;

    /// @param lower where it cuts the real axis left of that part, > 0
    /// @param upper where it cuts the real axis right of that part
    /// @param count of nodes, even: they come in conjugate pairs, k and count − 1 − k
    static Contour around(double lower, double upper, int count) {
        return around(0, lower, upper, count);
    }

    /// An ellipse in the logarithm of z − origin, for a part of the spectrum close above that origin.
    static Contour around(double origin, double lower, double upper, int count) {
        Complex[] nodes = new Complex[count];
        Complex[] weights = new Complex[count];
        double centre = 0.5 * Math.log((lower - origin) * (upper - origin));
        double half = 0.5 * Math.log((upper - origin) / (lower - origin));
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * (i + 0.5) / count;
            Complex distance = new Complex(centre + half * Math.cos(angle), HEIGHT * Math.sin(angle)).exp();
            nodes[i] = distance.add(origin);
            Complex step = distance.multiply(new Complex(-half * Math.sin(angle), HEIGHT * Math.cos(angle)))
                    .multiply(2 * Math.PI / count);
            weights[i] = step.divide(new Complex(0, -2 * Math.PI));
        }
        return new Contour(nodes, weights);
    }

    int size() {
        return nodes.length;
    }

    /// Solutions at all nodes: those above the axis each from the one before, those below it conjugates.
    List<OrderParameters<Complex>> solve(FeatureResolvent resolvent) {
        List<OrderParameters<Complex>> solutions = new ArrayList<>();
        for (int i = 0; i < nodes.length / 2; i++) {
            solutions.add(i == 0 ? resolvent.at(nodes[0]) : resolvent.near(solutions.getLast(), nodes[i]));
        }
        for (int i = nodes.length / 2; i < nodes.length; i++) {
            solutions.add(OrderParameters.conjugate(solutions.get(nodes.length - 1 - i)));
        }
        return solutions;
    }

    /// Σ of weight times function.
    Complex sum(IntFunction<Complex> function) {
        Complex sum = Complex.ZERO;
        for (int i = 0; i < nodes.length; i++) {
            sum = sum.add(weights[i].multiply(function.apply(i)));
        }
        return sum;
    }
}
