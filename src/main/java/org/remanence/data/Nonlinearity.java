package org.remanence.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.apache.commons.numbers.gamma.Erf;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;

/// A function σ that bends a linear manifold, applied coordinate by coordinate and scaled by c so that `E (c σ(g))² = 1` for
/// a standard normal g; with the moments of its image under Gaussians.
public enum Nonlinearity {
    /// σ(u) = u, c = 1.
    IDENTITY(u -> u, 1) {
        @Override
        double product(double first, double second, double covariance) {
            return covariance;
        }
    },
    /// σ(u) = max(u, 0), c = √2.
    RELU(u -> Math.max(u, 0), Math.sqrt(2)) {
        @Override
        double mean(double variance) {
            return scale() * Math.sqrt(variance / (2 * Math.PI));
        }

        /// Source: Cho and Saul, "Kernel methods for deep learning", NIPS 2009, eq. 6.
        @Override
        double product(double first, double second, double covariance) {
            double length = Math.sqrt(first * second);
            double angle = Math.acos(cosine(first, second, covariance));
            return length / Math.PI * (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle));
        }
    },
    /// σ(u) = sign(u), c = 1.
    SIGN(Math::signum, 1) {
        @Override
        double product(double first, double second, double covariance) {
            return 2 / Math.PI * Math.asin(cosine(first, second, covariance));
        }
    },
    /// σ(u) = erf(u), c = (2/π asin 2/3)^(−1/2).
    ERF(Erf::value, 1 / Math.sqrt(2 / Math.PI * Math.asin(2.0 / 3))) {
        /// Source: Williams, "Computing with infinite networks", NIPS 1996, eq. 11.
        @Override
        double product(double first, double second, double covariance) {
            double cosine = 2 * covariance / Math.sqrt((1 + 2 * first) * (1 + 2 * second));
            return scale() * scale() * 2 / Math.PI * Math.asin(cosine);
        }
    },
    /// σ(u) = tanh(u), c = 1.5925….
    TANH(StrictMath::tanh, 1 / Math.sqrt(HermiteSeries.of(StrictMath::tanh).square())) {
        @Override
        Matrix products(Matrix gaussian) {
            HermiteSeries[] rows = new HermiteSeries[gaussian.columns()];
            Arrays.setAll(rows, i -> {
                double sigma = Math.sqrt(gaussian.get(i, i));
                return HermiteSeries.of(g -> scale() * StrictMath.tanh(sigma * g));
            });
            return symmetric(rows.length, (i, j) -> {
                double length = Math.sqrt(gaussian.get(i, i) * gaussian.get(j, j));
                return length == 0 ? 0 : rows[i].product(rows[j], i == j ? 1 : gaussian.get(i, j) / length);
            });
        }
    };

    private final DoubleUnaryOperator function;
    private final double scale;

    Nonlinearity(DoubleUnaryOperator function, double scale) {
        this.function = function;
        this.scale = scale;
    }

    /// The function of that name.
    /// @throws IllegalArgumentException naming those there are
    static Nonlinearity named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst()
                .orElseThrow(() -> new BadInput("nonlinearity must be one of %s, got %s", Arrays.stream(values()).map(Nonlinearity::word).collect(Collectors.joining(", ")), word));
    }

    /// As written on the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// c.
    public double scale() {
        return scale;
    }

    /// c σ(u).
    public double of(double u) {
        return scale * function.applyAsDouble(u);
    }

    /// E c σ(u) for u of mean 0 and that variance.
    double mean(double variance) {
        return 0;
    }

    /// E c σ(u) c σ(v) for Gaussian u, v of mean 0, their variances and their covariance.
    double product(double first, double second, double covariance) {
        throw new UnsupportedOperationException(this + " has no closed form for a pair");
    }

    /// E c σ(u_i) c σ(u_j), `[d × d]`, for Gaussians u of mean 0.
    /// @param gaussian covariance of u, `[d × d]`
    Matrix products(Matrix gaussian) {
        return symmetric(gaussian.columns(), (i, j) -> product(gaussian.get(i, i), gaussian.get(j, j), gaussian.get(i, j)));
    }

    private static Matrix symmetric(int size, Entry entry) {
        Matrix matrix = Matrix.zeros(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double value = entry.at(i, j);
                matrix.set(i, j, value);
                matrix.set(j, i, value);
            }
        }
        return matrix;
    }

    /// Cosine of the angle between two vectors of which squares and product are known; 0 where one of them vanishes.
    private static double cosine(double first, double second, double product) {
        double length = Math.sqrt(first * second);
        return length == 0 ? 0 : Math.clamp(product / length, -1, 1);
    }

    @FunctionalInterface
    private interface Entry {
        double at(int i, int j);
    }
}
