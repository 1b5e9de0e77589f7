package org.remanence.theory.memories;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.remanence.channel.NormalTail;
import org.remanence.linalg.GaussHermite;
import org.remanence.theory.GaussianAverage;
import org.remanence.theory.Stable;

/// The function σ that bends a hidden manifold, scaled such that `E σ(g)² = 1` for a standard normal g.
public enum ManifoldFunction {
    /// u.
    IDENTITY {
        @Override
        double of(double u) {
            return u;
        }

        @Override
        TiltedAverage tilted(double lambda, double teacher, double mean, double variance) {
            double a = lambda * teacher;
            return new TiltedAverage(a * mean + 0.5 * a * a * variance, a, 0, teacher * (mean + a * variance));
        }

        @Override
        DoubleFunction<NoisedImage> noised(double mean, double deviation, double time) {
            double variance = deviation * deviation + time;
            return y -> new NoisedImage(normal(y - mean, variance), normal(y - mean, variance) * (y - mean) / variance);
        }

        @Override
        double reach() {
            return 8;
        }
    },
    /// c tanh u, c = 1.5925….
    TANH {
        @Override
        double of(double u) {
            return TANH_SCALE * Math.tanh(u);
        }

        @Override
        TiltedAverage tilted(double lambda, double teacher, double mean, double variance) {
            double deviation = Math.sqrt(variance);
            double a = lambda * of(teacher);
            double[] z = RULE.nodes();
            double top = Math.abs(a) * TANH_SCALE;
            double norm = 0;
            double first = 0;
            double second = 0;
            double product = 0;
            for (int i = 0; i < z.length; i++) {
                double value = of(mean + deviation * z[i]);
                double weight = RULE.weights()[i] * Math.exp(a * value - top);
                norm += weight;
                first += weight * z[i];
                second += weight * z[i] * z[i];
                product += weight * value;
            }
            first /= norm;
            return new TiltedAverage(Math.log(norm) + top, first / deviation, (second / norm - first * first - 1) / variance,
                    of(teacher) * product / norm);
        }

        @Override
        DoubleFunction<NoisedImage> noised(double mean, double deviation, double time) {
            int nodes = 2 * IMAGE_NODES + 1;
            double[] u = IntStream.range(0, nodes).mapToDouble(i -> (i - IMAGE_NODES) * IMAGE_STEP).toArray();
            double[] image = Arrays.stream(u).map(x -> of(mean + deviation * x)).toArray();
            double[] weight = Arrays.stream(u).map(x -> IMAGE_STEP * normal(x, 1) / Math.sqrt(2 * Math.PI * time)).toArray();
            return y -> {
                double density = 0;
                double slope = 0;
                for (int i = 0; i < nodes; i++) {
                    double term = weight[i] * Math.exp(-0.5 * (y - image[i]) * (y - image[i]) / time);
                    density += term;
                    slope += term * u[i] / deviation;
                }
                return new NoisedImage(density, slope);
            };
        }

        @Override
        double reach() {
            return TANH_SCALE;
        }
    },
    /// sign u.
    SIGN {
        @Override
        double of(double u) {
            return Math.signum(u);
        }

        @Override
        TiltedAverage tilted(double lambda, double teacher, double mean, double variance) {
            double side = Math.signum(teacher);
            double deviation = Math.sqrt(variance);
            double y = side * mean / deviation;
            double same = lambda + logNormal(y);
            double other = -lambda + logNormal(-y);
            double logNorm = Math.max(same, other) + Stable.softplus(-Math.abs(same - other));
            double g = 2 * Math.sinh(lambda) * Math.exp(-0.5 * y * y - logNorm) / Math.sqrt(2 * Math.PI);
            return new TiltedAverage(logNorm, side * g / deviation, (-y * g - g * g) / variance,
                    Math.tanh(0.5 * (same - other)));
        }

        @Override
        DoubleFunction<NoisedImage> noised(double mean, double deviation, double time) {
            double share = normalShare(mean / deviation);
            double change = normal(mean / deviation, 1) / deviation;
            return y -> {
                double up = normal(y - 1, time);
                double down = normal(y + 1, time);
                return new NoisedImage(share * up + (1 - share) * down, change * (up - down));
            };
        }

        @Override
        double reach() {
            return 1;
        }
    },
    /// √2 max(u, 0).
    RELU {
        @Override
        double of(double u) {
            return Math.sqrt(2) * Math.max(u, 0);
        }

        @Override
        TiltedAverage tilted(double lambda, double teacher, double mean, double variance) {
            double rise = 2 * Math.max(teacher, 0);
            double a = lambda * rise;
            double deviation = Math.sqrt(variance);
            double moved = (mean + a * variance) / deviation;
            double positive = a * mean + 0.5 * a * a * variance + logNormal(moved);
            double negative = logNormal(-mean / deviation);
            double logNorm = Math.max(positive, negative) + Stable.softplus(-Math.abs(positive - negative));
            double share = Math.exp(positive - logNorm);
            double edge = Math.exp(-0.5 * mean * mean / variance - logNorm) / Math.sqrt(2 * Math.PI * variance);
            return new TiltedAverage(logNorm, a * share, a * a * share + a * edge - a * share * a * share,
                    rise * (share * (mean + a * variance) + variance * edge));
        }

        @Override
        DoubleFunction<NoisedImage> noised(double mean, double deviation, double time) {
            double square = deviation * deviation;
            double variance = time + 2 * square;
            double inner = Math.sqrt(square * time / variance);
            double off = normalShare(-mean / deviation);
            double change = normal(mean / deviation, 1) / deviation;
            return y -> {
                double at = (mean * time + Math.sqrt(2) * square * y) / (variance * inner);
                double image = normal(y - Math.sqrt(2) * mean, variance);
                double share = normalShare(at);
                double flat = normal(y, time);
                return new NoisedImage(off * flat + image * share, -change * flat
                        + image * (Math.sqrt(2) * (y - Math.sqrt(2) * mean) / variance * share
                        + normal(at, 1) * time / (variance * inner)));
            };
        }

        @Override
        double reach() {
            return 8 * Math.sqrt(2);
        }
    };

    private static final GaussHermite RULE = GaussHermite.of(64);
    private static final double TANH_SCALE = 1 / Math.sqrt(GaussianAverage.of(z -> Math.tanh(z) * Math.tanh(z)));
    private static final int IMAGE_NODES = 160;
    private static final double IMAGE_STEP = 0.05;

    /// σ(u).
    abstract double of(double u);

    /// @param teacher u₁
    abstract TiltedAverage tilted(double lambda, double teacher, double mean, double variance);

    /// Of each value.
    /// @param deviation standard deviation of u
    /// @param time variance of the noise
    abstract DoubleFunction<NoisedImage> noised(double mean, double deviation, double time);

    /// Largest |σ(u)| that matters.
    abstract double reach();

    private static double normal(double x, double variance) {
        return Math.exp(-0.5 * x * x / variance) / Math.sqrt(2 * Math.PI * variance);
    }

    private static double normalShare(double x) {
        return NormalTail.of(-x);
    }

    /// log Φ(x), far into the tail.
    private static double logNormal(double x) {
        return NormalTail.log(-x);
    }
}
