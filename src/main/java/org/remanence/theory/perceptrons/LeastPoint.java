package org.remanence.theory.perceptrons;

import java.util.Comparator;
import java.util.stream.Stream;

/// Where a curve of the planted potential is least in some order.
/// @param x of the parametrization
/// @param point there
record LeastPoint(double x, PlantedPotential.Point point) {
    private static final double GOLDEN = 0.5 * (Math.sqrt(5) - 1);

    /// A scan, then a golden-section search between the neighbours of its least point.
    /// @param scan points of the scan, from 3
    /// @param from number of the first point that counts
    /// @param sections steps of the search, each of which shortens the interval by 0.618
    static LeastPoint of(PlantedPotential potential, Comparator<PlantedPotential.Point> order, int scan, int from,
            int sections) {
        PlantedPotential.Point[] points = potential.curve(scan);
        int best = from;
        for (int i = from; i < scan; i++) {
            if (order.compare(points[i], points[best]) < 0) {
                best = i;
            }
        }
        double step = (potential.highest() - potential.lowest()) / (scan - 1);
        double left = potential.lowest() + Math.max(0, best - 1) * step;
        double right = potential.lowest() + Math.min(scan - 1, best + 1) * step;
        LeastPoint a = at(potential, right - GOLDEN * (right - left));
        LeastPoint b = at(potential, left + GOLDEN * (right - left));
        for (int i = 0; i < sections; i++) {
            if (order.compare(a.point, b.point) < 0) {
                right = b.x;
                b = a;
                a = at(potential, right - GOLDEN * (right - left));
            } else {
                left = a.x;
                a = b;
                b = at(potential, left + GOLDEN * (right - left));
            }
        }
        return Stream.of(a, b, new LeastPoint(potential.lowest() + best * step, points[best]))
                .min(Comparator.comparing(LeastPoint::point, order)).orElseThrow();
    }

    private static LeastPoint at(PlantedPotential potential, double x) {
        return new LeastPoint(x, potential.at(x));
    }
}
