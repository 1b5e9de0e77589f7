package org.remanence.theory.geometry;

import org.remanence.theory.Bracket;

/// Density and lower tail of a weighted sum of noncentral χ² variables, by inverting the transform L(p) = E e^{−pE} along
/// a parabola through the saddle point of e^{pE} L(p)/p that follows the path of steepest descent.
///
/// Nothing cancels on that path, so the relative error is small however deep the tail, and the integrand falls off like a
/// Gaussian, so the trapezoidal rule converges exponentially. The step is halved until both integrals settle; the last
/// change bounds the error.
final class SaddleContour {
    private static final double SETTLED = 1e-11;
    private static final double NEGLIGIBLE = 1e-17;
    private static final double FIRST_STEP = 0.5;
    private static final int HALVINGS = 7;
    private static final double NEAR_POLE = 1e-9;

    private final double[] variance;
    private final double[] count;
    private final double[] square;

    SaddleContour(double[] variance, double[] count, double[] square) {
        this.variance = variance;
        this.count = count;
        this.square = square;
    }

    EnergyTail tail(double coordinate) {
        double beta = Math.exp(coordinate);
        Parabola path = new Parabola(beta, 1 / beta + mean(beta));
        double slope = path.curvature * path.curvature / beta;
        if (path.energy < mean(0)) {
            Integrals lower = settle(path);
            double scale = path.top + beta * path.energy;
            return new EnergyTail(coordinate, path.energy, slope, scale + Math.log(beta * lower.density),
                    scale + Math.log(lower.probability), lower.change);
        }
        return upper(coordinate, path.energy, slope);
    }

    /// In the upper half the saddle point lies at β < 0, and the integral beyond the pole is minus the upper tail.
    private EnergyTail upper(double coordinate, double energy, double slope) {
        double beta = Bracket.root(b -> 1 / b + mean(b) - energy, -(1 - 0x1p-40) / variance[variance.length - 1], -NEAR_POLE / mean(0));
        Parabola path = new Parabola(beta, energy);
        Integrals upper = settle(path);
        double scale = path.top + beta * energy;
        return new EnergyTail(coordinate, energy, slope, scale + Math.log(-beta * upper.density),
                Math.log1p(Math.exp(scale) * upper.probability), upper.change);
    }

    private double mean(double beta) {
        double sum = 0;
        for (int j = 0; j < variance.length; j++) {
            double f = 1 / (1 + beta * variance[j]);
            sum += 0.5 * f * (count[j] * variance[j] + square[j] * f);
        }
        return sum;
    }

    /// @param change of both when the step was last halved, relative to them
    private record Integrals(double density, double probability, double change) { }

    private Integrals settle(Parabola path) {
        double step = FIRST_STEP;
        double[] sum = path.sum(0, step);
        sum[0] += 0.5 / path.curvature;
        sum[1] += 0.5 / (path.start * path.curvature);
        double change = Double.POSITIVE_INFINITY;
        for (int halving = 0; halving < HALVINGS && change > SETTLED; halving++) {
            double[] odd = path.sum(-0.5 * step, step);
            change = 0.5 * Math.max(Math.abs(odd[0] / sum[0] - 1), Math.abs(odd[1] / sum[1] - 1));
            sum[0] += odd[0];
            sum[1] += odd[1];
            step *= 0.5;
        }
        return new Integrals(sum[0] * step / Math.PI, sum[1] * step / Math.PI, change);
    }

    /// p/|β| = ±1 + iy + ηy², y = w / curvature; all in units of |β|, so that nothing overflows at the deepest tails.
    private final class Parabola {
        private final double energy;
        private final double unit;
        private final double start;
        private final double bend;
        private final double curvature;
        private final double top;

        Parabola(double beta, double energy) {
            this.energy = energy;
            this.unit = Math.abs(beta);
            this.start = Math.signum(beta);
            double second = 0;
            double third = 0;
            for (int j = 0; j < variance.length; j++) {
                double f = 1 / (1 + beta * variance[j]);
                double s = unit * variance[j] * f;
                double a = unit * square[j] * f * f;
                second += s * (0.5 * count[j] * s + a);
                third -= s * s * (count[j] * s + 3 * a);
            }
            // bent as without the pole, whose own path of steepest descent would close around it
            this.bend = third / (6 * second);
            this.curvature = Math.sqrt(second + 1);
            double[] value = new double[2];
            logMoment(start, 0, value);
            this.top = value[0];
        }

        /// Real parts of the integrands of density and probability, summed over w = offset + step, offset + 2 step, ….
        double[] sum(double offset, double step) {
            double density = 0;
            double probability = 0;
            double[] value = new double[2];
            for (int i = 1; ; i++) {
                double y = (offset + i * step) / curvature;
                double shift = bend * y * y;
                double re = start + shift;
                logMoment(re, y, value);
                double size = Math.exp(value[0] - top + shift * unit * energy) / curvature;
                double phase = value[1] + y * unit * energy;
                double cos = size * Math.cos(phase);
                double sin = size * Math.sin(phase);
                // dp/(i dy) = 1 − 2iηy
                double real = cos + 2 * bend * y * sin;
                double imaginary = sin - 2 * bend * y * cos;
                density += real;
                probability += (real * re + imaginary * y) / (re * re + y * y);
                if (!(size * (1 + Math.abs(2 * bend * y)) >= NEGLIGIBLE / curvature)) {
                    return new double[] {density, probability};
                }
            }
        }

        /// Real and imaginary part of log L at |β| (re + i·im).
        private void logMoment(double re, double im, double[] into) {
            double real = 0;
            double imaginary = 0;
            for (int j = 0; j < variance.length; j++) {
                double a = 1 + re * unit * variance[j];
                double b = im * unit * variance[j];
                double length = Math.hypot(a, b);
                double cos = a / length;
                double sin = b / length;
                double shift = unit * square[j] / length;
                real += count[j] * Math.log(length) + shift * (re * cos + im * sin);
                imaginary += count[j] * Math.atan2(b, a) + shift * (im * cos - re * sin);
            }
            into[0] = -0.5 * real;
            into[1] = -0.5 * imaginary;
        }
    }
}
