package org.remanence.theory.features;

import java.util.List;
import org.hipparchus.analysis.differentiation.FieldGradient;
import org.hipparchus.complex.Complex;
import org.remanence.theory.Bracket;
import org.remanence.theory.NotConverged;

/// Where the spectrum ends: outside it q(z) and r(z) are real and increase, and the edge is where z as a function of either turns
/// around.
final class SpectrumEdge {
    private static final int MOST = 2000;
    private static final double FIRST_STEP = 1e-4;
    private static final double LARGEST_STEP = 0.01;
    private static final int NEWTON_STEPS = 40;
    private static final double ACCURACY = 1e-14;
    /// Where z stands behind q, r and h.
    private static final int Z = 3;

    private final FeatureResolvent resolvent;

    SpectrumEdge(FeatureResolvent resolvent) {
        this.resolvent = resolvent;
    }

    /// The upper edge of the highest bulk, found from far above.
    static Edge upper(FeatureLaw law) {
        return new SpectrumEdge(law.resolvent()).near(1.2 * law.top(), false);
    }

    /// An edge with the solution there.
    record Edge(double z, OrderParameters<Complex> solution) { }

    /// A solution on the real axis: q, r, h and z, and how the others change with that of the first two which turns faster. Both
    /// increase with z outside the spectrum; a bulk of small mass turns r before q feels it.
    private record Point(double[] values, int along, double[] tangent) {
        double slope() {
            return tangent[Z];
        }

        double position() {
            return values[along];
        }

        /// The change along the curve that changes any of q, r and h by as much as itself.
        double length() {
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < Z; k++) {
                least = Math.min(least, Math.abs(values[k] / tangent[k]));
            }
            return least;
        }
    }

    /// The edge next to a point outside.
    /// @param outside z in the gap, close to the edge
    /// @param lower whether the spectrum lies above it
    Edge near(double outside, boolean lower) {
        OrderParameters<Complex> y = resolvent.inGap(outside);
        Point last = faster(new double[] {y.q().getRealPart(), y.r().getRealPart(), y.h().getRealPart(), outside});
        double direction = lower ? 1 : -1;
        double share = FIRST_STEP;
        Point before = last;
        for (int i = 0; last.slope() > 0; i++) {
            if (i == MOST) {
                throw new NotConverged("no edge of the feature spectrum was found beside %s", outside);
            }
            before = faster(last.values);
            last = at(before, before.position() + direction * share * before.length());
            share = Math.min(1.2 * share, LARGEST_STEP);
        }
        Point start = before;
        double from = Math.min(start.position(), last.values[start.along]);
        double to = Math.max(start.position(), last.values[start.along]);
        double place = Bracket.root(x -> (lower ? 1 : -1) * at(start, x).slope(), from, to);
        double[] edge = at(start, place).values;
        return new Edge(edge[Z], new OrderParameters<>(new Complex(edge[0]), new Complex(edge[1]), new Complex(edge[2])));
    }

    /// The point with the coordinate that turns faster.
    private Point faster(double[] values) {
        Point byQ = new Point(values, 0, tangent(values, 0));
        return Math.abs(byQ.tangent[1] / values[1]) > Math.abs(1 / values[0]) ? new Point(values, 1, tangent(values, 1)) : byQ;
    }

    /// Newton's method for the others at a given coordinate, from a point along its tangent.
    private Point at(Point from, double position) {
        double change = position - from.position();
        double[] values = from.values.clone();
        for (int k = 0; k <= Z; k++) {
            values[k] += change * from.tangent[k];
        }
        values[from.along] = position;
        int[] others = others(from.along);
        for (int i = 0; i < NEWTON_STEPS; i++) {
            OrderParameters<FieldGradient<Complex>> f = residual(values);
            Complex[] step = ImplicitChange.of(List.of(f.q(), f.r(), f.h()), others, f.q().getValue().negate(), f.r().getValue()
                    .negate(),
                    f.h().getValue().negate());
            double largest = 0;
            for (int k = 0; k < others.length; k++) {
                values[others[k]] += step[k].getRealPart();
                largest = Math.max(largest, Math.abs(step[k].getRealPart() / values[others[k]]));
            }
            if (largest < ACCURACY) {
                break;
            }
        }
        return new Point(values, from.along, tangent(values, from.along));
    }

    private double[] tangent(double[] values, int along) {
        OrderParameters<FieldGradient<Complex>> f = residual(values);
        int[] others = others(along);
        Complex[] changes = ImplicitChange.of(List.of(f.q(), f.r(), f.h()), others, f.q().getPartialDerivative(along).negate(),
                f.r().getPartialDerivative(along).negate(), f.h().getPartialDerivative(along).negate());
        double[] tangent = new double[Z + 1];
        tangent[along] = 1;
        for (int k = 0; k < others.length; k++) {
            tangent[others[k]] = changes[k].getRealPart();
        }
        return tangent;
    }

    private static int[] others(int along) {
        return along == 0 ? new int[] {1, 2, Z} : new int[] {0, 2, Z};
    }

    private OrderParameters<FieldGradient<Complex>> residual(double[] values) {
        var y = new OrderParameters<>(variable(values, 0), variable(values, 1), variable(values, 2));
        return resolvent.equations().residual(y, FeatureEquations.Place.at(variable(values, Z)));
    }

    private static FieldGradient<Complex> variable(double[] values, int index) {
        return FieldGradient.variable(Z + 1, index, new Complex(values[index]));
    }
}
