package org.remanence.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;

class SpectralLawTest {
    private static final double[] THREE = {0, 0, 0.3, 0.3, 1, 4};

    /// By the rule of Gauss and Chebyshev, exact for square roots at the edges; what is left is the smooth remainder, 1/x.
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 1.5, 10})
    void momentsOfMarchenkoPastur(double ratio) {
        var law = new MarchenkoPastur(ratio, 1.7);
        assertEquals(1, law.atom() + integral(law, _ -> 1), 1e-9);
        for (int k = 1; k <= 5; k++) {
            int power = k;
            assertEquals(law.moment(k), integral(law, x -> Math.pow(x, power)), 1e-9 * law.moment(k));
        }
        assertEquals(1.7, law.moment(1), 1e-15);
        assertEquals(1.7 * 1.7 * (1 + ratio), law.moment(2), 1e-13 * law.moment(2));
    }

    /// The general law of one population eigenvalue is the closed form.
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 1, 2.5, 40})
    void oneEigenvalueIsMarchenkoPastur(double ratio) {
        var closed = new MarchenkoPastur(ratio, 0.8);
        SampleCovariance general = SampleCovariance.of(ratio, 0.8, 0.8, 0.8);
        assertEquals(closed.upperEdge(), general.upperEdge(), 1e-12 * closed.upperEdge());
        assertEquals(closed.lowerEdge(), general.lowerEdge(), 1e-10 * closed.upperEdge());
        assertEquals(closed.atom(), general.atom(), 1e-15);
        for (int i = 1; i < 40; i++) {
            double x = closed.lowerEdge() + i * (closed.upperEdge() - closed.lowerEdge()) / 40;
            assertEquals(closed.density(x), general.density(x), 1e-6 * closed.density(x));
        }
        assertEquals(0, general.density(closed.upperEdge() * 1.01));
        assertEquals(0, general.density(closed.lowerEdge() * 0.99));
    }

    /// `E λ = tr Σ/d` and `E λ² = tr Σ²/d + (d/n) (tr Σ/d)²`, for one bulk (many rows short) and for separate ones.
    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.4, 2, 7})
    void momentsOfTheGeneralLaw(double ratio) {
        SampleCovariance law = SampleCovariance.of(ratio, THREE);
        double first = Arrays.stream(THREE).average().orElseThrow();
        double second = Arrays.stream(THREE).map(x -> x * x).average().orElseThrow() + ratio * first * first;
        assertEquals(1, law.atom() + integral(law, _ -> 1), 2e-4, "edges inside the interval");
        assertEquals(first, integral(law, x -> x), 2e-4 * first);
        assertEquals(second, integral(law, x -> x * x), 2e-4 * second);
        assertEquals(ratio < 1.5 ? 1 / 3.0 : 1 - 1 / ratio, law.atom(), 1e-15);
    }

    /// One matrix of 400 × 800 numbers, population eigenvalues 1 and 5: the eigenvalues keep to the law within some 1/d.
    @Test
    void aDrawKeepsToTheLaw() {
        int d = 400;
        int n = 800;
        double[] population = IntStream.range(0, d).mapToDouble(i -> i < d / 4 ? 5 : 1).toArray();
        double[][] gram = new double[d][d];
        double[][] x = new double[d][n];
        RandomStream stream = RandomStream.named(3, "law");
        for (int i = 0; i < d; i++) {
            stream.gaussians(i, 0, x[i], 0, n);
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += x[i][k] * x[j][k];
                }
                gram[i][j] = sum / n * Math.sqrt(population[i] * population[j]);
                gram[j][i] = gram[i][j];
            }
        }
        double[] values = SymmetricEigen.values(Matrix.of(gram));
        SpectralLaw law = SampleCovariance.of((double) d / n, population);
        assertTrue(law.distance(values) < 0.01, "distance " + law.distance(values));
        assertEquals(law.upperEdge(), values[d - 1], 5 * law.upperEdge() * Math.pow(d, -2 / 3.0), "five fluctuations");
        assertEquals(law.lowerEdge(), values[0], 5 * law.upperEdge() * Math.pow(d, -2 / 3.0), "five fluctuations");
        assertTrue(new MarchenkoPastur(0.5, 2).distance(values) > 0.1, "another law is told apart");
        double[] smooth = law.smoothed(new double[] {1, 3, 6}, 0.2);
        for (int i = 0; i < 3; i++) {
            double at = new double[] {1, 3, 6}[i];
            double measured = Arrays.stream(values).map(each -> Math.exp(-0.5 * Math.pow((at - each) / 0.2, 2))).sum()
                    / (d * 0.2 * Math.sqrt(2 * Math.PI));
            assertEquals(measured, smooth[i], 0.01, "of 1/(d · width)");
        }
    }

    @Test
    void centredDataLoseOneSample() {
        SpectralLaw law = SpectralLaw.centred(new double[] {2, 2, 2}, 11);
        assertEquals(new MarchenkoPastur(0.3, 2 * 10.0 / 11), assertInstanceOf(MarchenkoPastur.class, law));
        assertInstanceOf(SampleCovariance.class, SpectralLaw.centred(new double[] {2, 2, 0}, 11));
    }

    @Test
    void refusesNoVariance() {
        assertThrows(IllegalArgumentException.class, () -> SampleCovariance.of(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> SampleCovariance.of(1, -1));
        assertThrows(IllegalArgumentException.class, () -> SampleCovariance.of(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new MarchenkoPastur(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new MarchenkoPastur(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new MarchenkoPastur(1, 1).moment(0));
    }

    private static double integral(SpectralLaw law, DoubleUnaryOperator f) {
        int nodes = 20_000;
        double half = 0.5 * (law.upperEdge() - law.lowerEdge());
        double middle = 0.5 * (law.upperEdge() + law.lowerEdge());
        return IntStream.range(0, nodes).mapToDouble(k -> {
            double angle = Math.PI * (k + 0.5) / nodes;
            double x = middle - half * Math.cos(angle);
            return f.applyAsDouble(x) * law.density(x) * half * Math.sin(angle) * Math.PI / nodes;
        }).sum();
    }
}
