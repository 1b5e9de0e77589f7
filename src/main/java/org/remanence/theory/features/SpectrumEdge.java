package org.remanence.theory.features;

import java.util.List;
import org.hipparchus.analysis.differentiation.FieldGradient;
import org.hipparchus.complex.Complex;
import org.remanence.theory.Bracket;
import org.remanence.theory.NotConverged;

/// Where the spectrum ends: outside it q(z) is real and increases, and the edge is where z as a function of q turns around,
/// dz/dq = 0.
final class SpectrumEdge {
    private static final int MOST = 2000;
    private static final double FIRST_STEP = 1e-4;
    private static final double LARGEST_STEP = 0.005;

    private final FeatureResolvent resolvent;
    private Point last;

    SpectrumEdge(FeatureResolvent resolvent) {
        this.resolvent = resolvent;
    }

    /// The upper edge of the highest bulk, found from far above.
    static Edge upper(FeatureLaw law) {
        return new SpectrumEdge(law.resolvent()).near(1.2 * law.top(), false);
    }

    /// An edge with the solution there.
    record Edge(double z, OrderParameters<Complex> solution) { }

    /// A solution on the real axis, with z a function of q.
    private record Point(double q, Complex r, Complex h, double z, double slope, double[] tangent) {
        /// The change of q that changes any of q, r and h by as much as itself: a bulk of small mass turns r before q feels it.
        double length() {
            return Math.min(Math.abs(q), Math.min(r.norm() / Math.abs(tangent[0]), h.norm() / Math.abs(tangent[1])));
        }
    }

    /// The edge next to a point outside.
    /// @param outside z in the gap, close to the edge
    /// @param lower whether the spectrum lies above it
    Edge near(double outside, boolean lower) {
        OrderParameters<Complex> y = resolvent.inGap(outside);
        last = point(y.q().getRealPart(), y.r(), y.h(), outside);
        double direction = lower ? 1 : -1;
        double inside = last.q;
        double step = FIRST_STEP * last.length();
        for (int i = 0; last.slope > 0; i++) {
            if (i == MOST) {
                throw new NotConverged("no edge of the feature spectrum was found beside %s", outside);
            }
            inside = last.q;
            last = at(last.q + direction * step);
            step = Math.min(1.2 * step, LARGEST_STEP * last.length());
        }
        double from = Math.min(inside, last.q);
        double to = Math.max(inside, last.q);
        double q = Bracket.root(x -> (lower ? 1 : -1) * at(x).slope, from, to);
        Point edge = at(q);
        return new Edge(edge.z, new OrderParameters<>(new Complex(edge.q), edge.r, edge.h));
    }

    /// Newton's method for r, h and z at a given q, from the last point along its tangent.
    private Point at(double q) {
        double change = q - last.q;
        Point next = point(q, last.r.add(change * last.tangent[0]), last.h.add(change * last.tangent[1]), last.z + change * last.tangent[2]);
        last = next;
        return next;
    }

    private Point point(double q, Complex startR, Complex startH, double startZ) {
        Complex r = startR;
        Complex h = startH;
        Complex z = new Complex(startZ);
        for (int i = 0; i < 40; i++) {
            OrderParameters<FieldGradient<Complex>> f = residual(q, r, h, z);
            Complex[] step = ImplicitChange.of(List.of(f.q(), f.r(), f.h()), new int[] {1, 2, 3}, f.q().getValue().negate(),
                    f.r().getValue().negate(), f.h().getValue().negate());
            r = r.add(step[0]);
            h = h.add(step[1]);
            z = z.add(step[2]);
            if (step[2].norm() < 1e-15 * z.norm() && step[0].norm() < 1e-14 * r.norm()) {
                break;
            }
        }
        OrderParameters<FieldGradient<Complex>> f = residual(q, r, h, z);
        Complex[] tangent = ImplicitChange.of(List.of(f.q(), f.r(), f.h()), new int[] {1, 2, 3}, f.q().getPartialDerivative(0).negate(),
                f.r().getPartialDerivative(0).negate(), f.h().getPartialDerivative(0).negate());
        double[] real = {tangent[0].getRealPart(), tangent[1].getRealPart(), tangent[2].getRealPart()};
        return new Point(q, r, h, z.getRealPart(), real[2], real);
    }

    private OrderParameters<FieldGradient<Complex>> residual(double q, Complex r, Complex h, Complex z) {
        var y = new OrderParameters<>(FieldGradient.variable(4, 0, new Complex(q)), FieldGradient.variable(4, 1, r), FieldGradient.variable(4, 2, h));
        return resolvent.equations().residual(y, FeatureEquations.Place.at(FieldGradient.variable(4, 3, z)));
    }
}
