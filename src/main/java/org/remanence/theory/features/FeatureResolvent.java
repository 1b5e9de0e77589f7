package org.remanence.theory.features;

import java.util.List;
import org.hipparchus.analysis.differentiation.FieldGradient;
import org.hipparchus.complex.Complex;
import org.remanence.theory.NotConverged;

/// Solves the equations of q, r and h at a point z: in the upper half plane, or on the real axis outside the spectrum.
///
/// A damped iteration of the map, which keeps the upper half plane, brings Newton's method near the one solution there;
/// solutions are followed from far above the axis down to it. Roots that leave the half plane are never taken.
final class FeatureResolvent {
    private static final int NEWTON_STEPS = 60;
    private static final double ACCURACY = 1e-14;
    private static final double RESIDUAL = 1e-9;
    private static final double NEAR = 1e-9;
    private static final double RIDGE_FROM = 1e3;

    private final FeatureEquations equations;

    FeatureResolvent(FeatureEquations equations) {
        this.equations = equations;
    }

    FeatureEquations equations() {
        return equations;
    }

    /// The solution at z, Im z ≠ 0.
    /// @throws NotConverged if the iteration ends elsewhere
    OrderParameters<Complex> at(Complex z) {
        return z.getImaginaryPart() > 0 ? above(z) : OrderParameters.conjugate(above(z.conjugate()));
    }

    private OrderParameters<Complex> above(Complex z) {
        double height = Math.max(Math.max(10 * equations.featureRatio(), 10), z.getImaginaryPart());
        OrderParameters<Complex> y = solve(new Complex(z.getRealPart(), height), far(new Complex(z.getRealPart(), height)), 200);
        while (height > z.getImaginaryPart()) {
            height = Math.max(height / 2, z.getImaginaryPart());
            y = solve(new Complex(z.getRealPart(), height), y, 30);
        }
        return checked(y, z);
    }

    /// The solution on the real axis below the spectrum, z ≤ 0.
    /// @throws NotConverged if the iteration ends elsewhere
    OrderParameters<Complex> below(double z) {
        Complex first = new Complex(Math.min(-RIDGE_FROM, 2 * z));
        OrderParameters<Complex> y = solve(first, far(first), 200);
        for (double ridge = -first.getRealPart() / 3; ridge > Math.max(-z, 1e-14); ridge /= 3) {
            y = solve(new Complex(-ridge), y, 40);
        }
        return checked(solve(new Complex(z), y, 40), new Complex(z));
    }

    /// The solution on the real axis in a gap of the spectrum or above it.
    /// @throws NotConverged if z lies in the spectrum
    OrderParameters<Complex> inGap(double z) {
        OrderParameters<Complex> near = at(new Complex(z, NEAR * Math.abs(z)));
        return checked(newton(real(near), new Complex(z)), new Complex(z));
    }

    /// The solution at z from one nearby, if Newton's method finds it; else from far above.
    OrderParameters<Complex> near(OrderParameters<Complex> known, Complex z) {
        OrderParameters<Complex> y = newton(known, z);
        boolean same = y.q().subtract(known.q()).norm() < 0.5 * known.q().norm();
        return same && isSolution(y, z) ? y : at(z);
    }

    private static OrderParameters<Complex> real(OrderParameters<Complex> y) {
        return new OrderParameters<>(new Complex(y.q().getRealPart()), new Complex(y.r().getRealPart()),
                new Complex(y.h().getRealPart()));
    }

    private OrderParameters<Complex> far(Complex z) {
        Complex q = z.reciprocal().negate();
        return new OrderParameters<>(q, q, q.multiply(equations.spectrum().mean()));
    }

    private OrderParameters<Complex> solve(Complex z, OrderParameters<Complex> start, int steps) {
        var place = FeatureEquations.Place.at(z);
        OrderParameters<Complex> y = start;
        for (int i = 0; i < steps; i++) {
            OrderParameters<Complex> mapped = equations.map(y, place);
            OrderParameters<Complex> next = new OrderParameters<>(half(y.q(), mapped.q()), half(y.r(), mapped.r()),
                    half(y.h(), mapped.h()));
            boolean done = next.q().subtract(y.q()).norm() < 1e-9 * next.q().norm();
            y = next;
            if (done) {
                break;
            }
        }
        return newton(y, z);
    }

    private static Complex half(Complex a, Complex b) {
        return a.add(b).multiply(0.5);
    }

    /// Newton's method with steps cut in half while they raise the residual or leave the half plane.
    private OrderParameters<Complex> newton(OrderParameters<Complex> start, Complex z) {
        OrderParameters<Complex> y = start;
        double size = size(y, z);
        for (int i = 0; i < NEWTON_STEPS; i++) {
            Complex[] step = step(y, z);
            double length = 1;
            OrderParameters<Complex> next = moved(y, step, length);
            double nextSize = size(next, z);
            while (!(nextSize <= size + 1e-15 && staysAbove(next, z)) && length > 1e-6) {
                length /= 2;
                next = moved(y, step, length);
                nextSize = size(next, z);
            }
            y = next;
            size = nextSize;
            if (length * step[0].norm() <= ACCURACY * y.q().norm() && length * step[1].norm() <= ACCURACY * y.r().norm()) {
                break;
            }
        }
        return y;
    }

    private static boolean staysAbove(OrderParameters<Complex> y, Complex z) {
        return z.getImaginaryPart() <= 0 || y.q().getImaginaryPart() > -1e-14;
    }

    private static OrderParameters<Complex> moved(OrderParameters<Complex> y, Complex[] step, double length) {
        return new OrderParameters<>(y.q().add(step[0].multiply(length)), y.r().add(step[1].multiply(length)), y.h()
                .add(step[2].multiply(length)));
    }

    /// The residual, each part in units of what it is the difference of.
    private double size(OrderParameters<Complex> y, Complex z) {
        OrderParameters<Complex> f = equations.residual(y, FeatureEquations.Place.at(z));
        double size = Math.max(f.q().norm(), Math.max(f.r().norm() / y.r().norm(), f.h().norm() / y.h().norm()));
        return Double.isNaN(size) ? Double.POSITIVE_INFINITY : size;
    }

    private Complex[] step(OrderParameters<Complex> y, Complex z) {
        var unknowns = new OrderParameters<>(FieldGradient.variable(3, 0, y.q()), FieldGradient.variable(3, 1, y.r()),
                FieldGradient.variable(3, 2, y.h()));
        OrderParameters<FieldGradient<Complex>> f = equations.residual(unknowns,
                FeatureEquations.Place.at(FieldGradient.constant(3, z)));
        return ImplicitChange.of(List.of(f.q(), f.r(), f.h()), new int[] {0, 1, 2},
                f.q().getValue().negate(), f.r().getValue().negate(), f.h().getValue().negate());
    }

    private boolean isSolution(OrderParameters<Complex> y, Complex z) {
        boolean upper = z.getImaginaryPart() == 0 || y.q().getImaginaryPart() > 0 && y.r().getImaginaryPart() > 0;
        return upper && size(y, z) < RESIDUAL;
    }

    private OrderParameters<Complex> checked(OrderParameters<Complex> y, Complex z) {
        if (!isSolution(y, z)) {
            throw new NotConverged("the equations of the feature spectrum have no solution near z = %s within %s: residual %.3g",
                    z, RESIDUAL, size(y, z));
        }
        return y;
    }
}
