package org.remanence.theory.perceptrons;

import static org.remanence.theory.perceptrons.ReplicaSymmetry.square;

import java.util.function.ToDoubleFunction;
import org.remanence.channel.ChannelMoments;
import org.remanence.channel.HardMargin;
import org.remanence.theory.Bracket;
import org.remanence.theory.NormalGrid;

/// The margin κ of the spherical perceptron at which sampling begins to fail before α_AT, by a jump: where A(q) has no slope at
/// q_0 on the line A(q_0) = 1.
///
/// With `d⟨f⟩/dq = ⟨∂_q f + g f′ + ½ f″⟩` of a planted field that is learned, and g′s own equation, the slope has a closed form:
/// `dA/dq = −2 A/(1 − q) + α (1 − q)² ⟨g″² − 2 g′³⟩`.
/// Source: derived; the published onset of discontinuous replica symmetry breaking is about −2.05.
public final class TricriticalMargin {
    private static final NormalGrid GRID = new NormalGrid(9, 601);
    private static final double LOWEST = -2.2;
    private static final double HIGHEST = -1.8;
    private static final double ACCURACY = 1e-9;
    /// Between them q A(q)/q_0 falls to 1 once.
    private static final double LEAST_OVERLAP = 1e-3;
    private static final double LARGEST_OVERLAP = 0.9;

    private TricriticalMargin() { }

    /// κ; some milliseconds.
    public static double find() {
        return Bracket.inside(margin -> {
            double overlap = marginalOverlap(margin);
            return slope(margin, density(margin, overlap), overlap);
        }, LOWEST, HIGHEST, ACCURACY);
    }

    /// q_0 at α_AT, where `A = q ⟨g′²⟩/⟨g²⟩` is 1 for the density that has the overlap q.
    static double marginalOverlap(double margin) {
        return Bracket.inside(q -> average(margin, q, m -> square(m.slope()) - q * square(m.curvature())), LEAST_OVERLAP,
                LARGEST_OVERLAP, ACCURACY);
    }

    /// α at which samples overlap by q: `q̂_0 = q/(1 − q)² = α ⟨g²⟩`.
    static double density(double margin, double q) {
        return q / square(1 - q) / average(margin, q, m -> square(m.slope()));
    }

    /// dA/dq at q_0 = q.
    static double slope(double margin, double density, double q) {
        double variance = 1 - q;
        double rise = GRID.average(z -> {
            double omega = Math.sqrt(q) * z;
            ChannelMoments m = new HardMargin(margin).at(omega, variance);
            double y = (margin - omega) / variance;
            // g″, from g′ = −g (g − (κ − ω)/V)
            double bend = -m.curvature() * (2 * m.slope() - y) - m.slope() / variance;
            return square(bend) - 2 * m.curvature() * square(m.curvature());
        });
        double stability = density * square(variance) * average(margin, q, m -> square(m.curvature()));
        return -2 * stability / variance + density * square(variance) * rise;
    }

    private static double average(double margin, double q, ToDoubleFunction<ChannelMoments> of) {
        return GRID.average(z -> of.applyAsDouble(new HardMargin(margin).at(Math.sqrt(q) * z, 1 - q)));
    }
}
