package org.remanence.result;

import java.util.stream.IntStream;

/// A power law `y = amplitude · x^exponent` fitted to measured points, by least squares in logarithms, each point weighted by
/// its error.
///
/// Where the points scatter more than their errors say, the errors of the fit grow by the square root of χ² a degree of
/// freedom. Where they scatter less, they stay.
/// @param amplitude y at x = 1
/// @param exponent of x
/// @param chiSquare χ² a degree of freedom; NaN with two points, which a line always meets
public record PowerLaw(Estimate amplitude, Estimate exponent, double chiSquare) {
    /// What cannot be fitted.
    public static final PowerLaw NONE = new PowerLaw(Estimate.NONE, Estimate.NONE, Double.NaN);

    /// The fit through the points of a curve that are positive and have an error.
    /// @return [#NONE] if these are less than two, or all at one position
    public static PowerLaw fit(Curve curve) {
        int[] used = used(curve);
        double weights = 0;
        double x = 0;
        double y = 0;
        for (int i : used) {
            double weight = weight(curve, i);
            weights += weight;
            x += weight * Math.log(curve.x()[i]);
            y += weight * Math.log(curve.mean()[i]);
        }
        double xx = 0;
        double xy = 0;
        for (int i : used) {
            double distance = Math.log(curve.x()[i]) - x / weights;
            xx += weight(curve, i) * distance * distance;
            xy += weight(curve, i) * distance * Math.log(curve.mean()[i]);
        }
        return xx > 0 ? of(curve, used, x / weights, y / weights, xy / xx, 1 / weights, 1 / xx) : NONE;
    }

    private static PowerLaw of(Curve curve, int[] used, double x, double y, double slope, double meanVariance, double slopeVariance) {
        double square = 0;
        long count = Long.MAX_VALUE;
        for (int i : used) {
            double residual = Math.log(curve.mean()[i]) - y - slope * (Math.log(curve.x()[i]) - x);
            square += weight(curve, i) * residual * residual;
            count = Math.min(count, curve.count()[i]);
        }
        double chiSquare = used.length > 2 ? square / (used.length - 2) : Double.NaN;
        double excess = chiSquare > 1 ? chiSquare : 1;
        double amplitude = Math.exp(y - slope * x);
        return new PowerLaw(new Estimate(amplitude, amplitude * Math.sqrt(excess * (meanVariance + x * x * slopeVariance)), count),
                new Estimate(slope, Math.sqrt(excess * slopeVariance), count), chiSquare);
    }

    private static int[] used(Curve curve) {
        return IntStream.range(0, curve.size()).filter(i -> curve.x()[i] > 0 && curve.mean()[i] > 0
                && curve.stderr()[i] > 0 && Double.isFinite(curve.stderr()[i])).toArray();
    }

    /// Reciprocal of the squared error of log y.
    private static double weight(Curve curve, int i) {
        double ratio = curve.mean()[i] / curve.stderr()[i];
        return ratio * ratio;
    }

    /// The law at the points of a curve through which a fit goes, and at no others.
    public Curve along(Curve curve) {
        return Curve.exact(curve.axis(), IntStream.of(used(curve)).mapToDouble(i -> curve.x()[i]).toArray(), this::at);
    }

    /// The law at a position.
    public double at(double x) {
        return amplitude.mean() * Math.pow(x, exponent.mean());
    }
}
