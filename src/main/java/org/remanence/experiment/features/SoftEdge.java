package org.remanence.experiment.features;

import java.util.stream.IntStream;

/// The edge of a bulk of real symmetric matrices, read off its largest eigenvalues.
///
/// In the mean the k-th largest lies `width · (3π (k − 3/4)/2)^{2/3}` below the edge, to 1e-3 from the second on. The first,
/// whose law is that of Tracy and Widom for β = 1, lies 1.2065 widths below. The edge is the intercept of the line through them:
/// what is left is of order 1/d instead of d^{−2/3}.
/// Source: Tracy and Widom, On orthogonal and symplectic matrix ensembles, 1996; the places from the counting function of Airy.
/// @param edge of the bulk
/// @param width scale of the spacings there
record SoftEdge(double edge, double width) {
    private static final double FIRST = 1.2065336;

    /// From the largest eigenvalues, descending, at least two.
    static SoftEdge of(double... largest) {
        Line line = Line.through(IntStream.rangeClosed(1, largest.length).mapToDouble(SoftEdge::depth).toArray(), largest);
        return new SoftEdge(line.intercept(), -line.slope());
    }

    /// Mean distance of the k-th largest from the edge, in widths.
    private static double depth(int k) {
        return k == 1 ? FIRST : Math.pow(1.5 * Math.PI * (k - 0.75), 2.0 / 3);
    }
}
