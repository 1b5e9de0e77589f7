package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class DataModelTest {
    private static final RandomStream STREAM = RandomStream.named(11, "patterns");
    private static final int DRAWS = 40_000;
    /// Two-sided, in standard errors: 5e-7 a number, some hundreds of numbers a law.
    private static final double ALARM = 5;
    /// Plain sums of that many terms of size up to 10.
    private static final double ROUNDING = DRAWS * 10 * 0x1p-53;

    static Stream<DataModel> models() {
        double h = Math.sqrt(0.5);
        SpectralCovariance tilted = SpectralCovariance.along(Matrix.of(new double[][] {{h, h, 0}}), 0.25, 4);
        SpectralCovariance given = SpectralCovariance.of(Matrix.of(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 0}}));
        SpectralCovariance full = SpectralCovariance.along(Matrix.of(new double[][] {{h, h, 0}, {h, -h, 0}, {0, 0, 1}}),
                7, 4, 0, 1);
        return Stream.of(
                GaussianModel.isotropic(1, 2),
                GaussianModel.isotropic(7, 0.5),
                new GaussianModel(new double[] {1, -2, 3}, tilted),
                new GaussianModel(new double[] {1, -2, 3}, full),
                GaussianModel.centred(given),
                GaussianMixture.equal(List.of(point(0), point(1), point(5))),
                GaussianModel.centred(SpectralCovariance.diagonal(1, 2, 0, 4, 5)),
                GaussianMixture.twoClusters(5, 1, 0.5),
                new GaussianMixture(new double[] {0.2, 0.5, 0.3}, List.of(
                        new GaussianModel(new double[] {5, 0, 0}, tilted),
                        new GaussianModel(new double[] {0, 5, 0}, SpectralCovariance.isotropic(3, 1)),
                        new GaussianModel(new double[] {0, 0, 5}, SpectralCovariance.onAxes(3, 2)))),
                LinearManifold.onAxes(6, 1, 1, 0.3),
                LinearManifold.rotated(RandomStream.named(3, "directions"), 6, 1, 1, 0.3),
                new HiddenManifold(6, new double[] {1, 1, 0.3}, Nonlinearity.IDENTITY, 1),
                new HiddenManifold(3, new double[] {1, 2, 0, 1, 1}, Nonlinearity.IDENTITY, 2),
                new HiddenManifold(5, new double[] {1, 0.5, 2}, Nonlinearity.TANH, 1),
                new HiddenManifold(3, new double[] {4}, Nonlinearity.TANH, 2),
                new HiddenManifold(5, new double[] {1, 0.5, 2}, Nonlinearity.ERF, 3),
                new HiddenManifold(5, new double[] {1, 0.5, 2}, Nonlinearity.RELU, 4),
                new HiddenManifold(5, new double[] {1, 0.5, 2}, Nonlinearity.SIGN, 5),
                new Sphere(5), new Sphere(1, 3), new Rademacher(9));
    }

    @ParameterizedTest
    @MethodSource("models")
    void generatesOnTheFlyWhatItStores(DataModel model) {
        for (Precision precision : Precision.values()) {
            PatternSet stored = model.draw(1000, STREAM, Arena.ofAuto(), precision);
            PatternSet generated = model.generate(1000, STREAM, precision);
            int d = model.dimension();
            for (int first : new int[] {0, 1, 37, 999}) {
                int count = Math.min(10, 1000 - first);
                double[] doubles = new double[count * d + 1];
                double[] same = new double[count * d + 1];
                stored.copy(first, count, doubles, 1);
                generated.copy(first, count, same, 1);
                assertArrayEquals(doubles, same);
                float[] floats = new float[count * d + 1];
                float[] sameFloats = new float[count * d + 1];
                stored.copy(first, count, floats, 1);
                generated.copy(first, count, sameFloats, 1);
                assertArrayEquals(floats, sameFloats);
            }
            assertArrayEquals(stored.labels(), generated.labels());
        }
    }

    /// Wide rows are carried between the precisions a few at a time.
    @Test
    void readsManyWideRowsAsItReadsEach() {
        for (DataModel model : List.of(new Rademacher(1000), GaussianModel.isotropic(1000, 1), new HiddenManifold(1000, new double[] {1, 2}, Nonlinearity.ERF, 1))) {
            for (Precision precision : Precision.values()) {
                PatternSet set = model.generate(100, STREAM, precision);
                double[] doubles = new double[30_001];
                float[] floats = new float[30_001];
                set.copy(50, 30, doubles, 1);
                set.copy(50, 30, floats, 1);
                for (int i = 0; i < 30; i++) {
                    double[] row = set.row(50 + i);
                    assertArrayEquals(row, Arrays.copyOfRange(doubles, 1 + i * 1000, 1001 + i * 1000));
                    for (int k = 0; k < 1000; k++) {
                        assertEquals((float) row[k], floats[1 + i * 1000 + k]);
                    }
                }
            }
        }
    }

    /// Float arithmetic differs from double by the roundings of a transform, a scale and a shift: 3·10⁻⁶ of |a| ≤ 40.
    @ParameterizedTest
    @MethodSource("models")
    void isTheSameDrawInBothPrecisions(DataModel model) {
        double[] doubles = new double[100 * model.dimension()];
        double[] floats = new double[doubles.length];
        model.generate(1000, STREAM, Precision.DOUBLE).copy(900, 100, doubles, 0);
        model.generate(1000, STREAM, Precision.FLOAT).copy(900, 100, floats, 0);
        assertArrayEquals(doubles, floats, 2e-5);
        for (double each : floats) {
            assertEquals((float) each, each);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void hasTheMeanAndTheCovarianceItSays(DataModel model) {
        int d = model.dimension();
        double[] expected = model.mean();
        double[][] covariance = covariance(model);
        double[] mean = new double[d];
        double[][] second = new double[d][d];
        double[][] fourth = new double[d][d];
        RowBlocks.each(model.generate(DRAWS, STREAM, Precision.DOUBLE), (first, count, values) -> {
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < d; j++) {
                    mean[j] += values[i * d + j] / DRAWS;
                    for (int k = 0; k < d; k++) {
                        double product = (values[i * d + j] - expected[j]) * (values[i * d + k] - expected[k]);
                        second[j][k] += product / DRAWS;
                        fourth[j][k] += product * product / DRAWS;
                    }
                }
            }
        });
        for (int j = 0; j < d; j++) {
            assertEquals(expected[j], mean[j], ALARM * Math.sqrt(covariance[j][j] / DRAWS) + ROUNDING);
            for (int k = 0; k < d; k++) {
                double stderr = Math.sqrt(Math.max(0, fourth[j][k] - second[j][k] * second[j][k]) / DRAWS);
                assertEquals(covariance[j][k], second[j][k], ALARM * stderr + ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void knowsItsEigenvalues(DataModel model) {
        double[] expected = SpectralCovariance.descending(SymmetricEigen.values(Matrix.of(covariance(model))));
        // both sides are a few ulps of the largest eigenvalue away from the truth, a dimension at a time
        assertArrayEquals(expected, model.eigenvalues(), 8 * model.dimension() * 0x1p-52 * expected[0]);
    }

    @Test
    void raisesOneEigenvalueOfTwoClusters() {
        double[] values = GaussianMixture.twoClusters(50, 0.5, 2).eigenvalues();
        assertEquals(4 + 0.25 * 50, values[0], 1e-13);
        assertArrayEquals(DoubleStream.generate(() -> 4).limit(49).toArray(), Arrays.copyOfRange(values, 1, 50), 1e-13);
    }

    @Test
    void writesACovarianceOut() {
        double[][] matrix = {{3, 1, 0.5}, {1, 2, -0.25}, {0.5, -0.25, 1}};
        double[][] same = SpectralCovariance.of(Matrix.of(matrix)).toMatrix().toArray();
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(matrix[i], same[i], 1e-14);
        }
        assertArrayEquals(new double[][] {{4, 0}, {0, 4}}, SpectralCovariance.isotropic(2, 2).toMatrix().toArray());
        assertArrayEquals(new double[][] {{5, 0}, {0, 0}}, SpectralCovariance.onAxes(2, 5).toMatrix().toArray());
    }

    @Test
    void labelsAMixtureByItsComponents() {
        GaussianMixture mixture = new GaussianMixture(new double[] {0.2, 0.5, 0.3}, List.of(point(0), point(1),
                point(2)));
        PatternSet set = mixture.draw(DRAWS, STREAM, Arena.ofAuto(), Precision.DOUBLE);
        int[] labels = set.labels();
        int[] counts = new int[3];
        for (int i = 0; i < DRAWS; i++) {
            assertEquals(labels[i], set.row(i)[0]);
            counts[labels[i]]++;
        }
        for (int c = 0; c < 3; c++) {
            double p = mixture.weights()[c];
            assertEquals(p, (double) counts[c] / DRAWS, ALARM * Math.sqrt(p * (1 - p) / DRAWS));
        }
    }

    @Test
    void choosesComponentsByAUniformNumber() {
        double[] weights = {0.2, 0.5, 0.3};
        GaussianMixture mixture = new GaussianMixture(weights, List.of(point(0), point(1), point(2)));
        RandomStream choice = RandomStream.named(STREAM.key(), "component");
        PatternSet set = mixture.generate(20_000, STREAM, Precision.DOUBLE);
        for (int i = 0; i < 20_000; i++) {
            double u = choice.uniform(i, 0);
            assertEquals(u < 0.2 ? 0 : u < 0.7 ? 1 : 2, set.label(i));
        }
    }

    /// A weight that ends within the last bits of a number is told from it by all of them.
    @Test
    void choosesComponentsByAllBitsOfTheNumber() {
        double u = RandomStream.named(STREAM.key(), "component").uniform(7, 0);
        for (double beyond : new double[] {-0x1p-40, 0x1p-40}) {
            double weight = u + beyond;
            GaussianMixture mixture = new GaussianMixture(new double[] {weight, 1 - weight}, List.of(point(0), point(1)));
            assertEquals(beyond > 0 ? 0 : 1, mixture.generate(8, STREAM, Precision.DOUBLE).label(7));
        }
    }

    @Test
    void putsTwoClustersAtPlusAndMinusMu() {
        GaussianMixture mixture = GaussianMixture.twoClusters(4, 0.5, 1);
        assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0.5}, mixture.components().get(0).mean());
        assertArrayEquals(new double[] {-0.5, -0.5, -0.5, -0.5}, mixture.components().get(1).mean());
        assertArrayEquals(new double[4], mixture.mean());
    }

    @Test
    void staysOnItsSphereAndOnItsManifold() {
        double[] onSphere = new Sphere(7, 2.5).generate(10, STREAM, Precision.DOUBLE).row(9);
        assertEquals(2.5, Math.sqrt(Arrays.stream(onSphere).map(x -> x * x).sum()), 1e-15 * 10);
        double[] onAxes = LinearManifold.onAxes(4, 1, 2).generate(10, STREAM, Precision.DOUBLE).row(3);
        assertArrayEquals(new double[2], Arrays.copyOfRange(onAxes, 2, 4));
    }

    @Test
    void reachesPatternsBeyondTwoToThe31() {
        PatternSet set = GaussianMixture.twoClusters(3, 1, 1).generate(1L << 40, STREAM, Precision.FLOAT);
        assertEquals(3, set.row((1L << 40) - 1).length);
        assertEquals(set.label((1L << 40) - 1), set.label((1L << 40) - 1));
        assertThrows(IllegalArgumentException.class, set::labels);
        assertThrows(IndexOutOfBoundsException.class, () -> set.row(1L << 40));
    }

    @Test
    void rejectsWhatIsNoLaw() {
        SpectralCovariance one = SpectralCovariance.isotropic(1, 1);
        assertThrows(IllegalArgumentException.class, () -> new GaussianMixture(new double[] {0.5, 0.6},
                List.of(point(0), point(1))));
        assertThrows(IllegalArgumentException.class, () -> new GaussianMixture(new double[] {1.5, -0.5},
                List.of(point(0), point(1))));
        assertThrows(IllegalArgumentException.class, () -> new GaussianMixture(new double[] {1}, List.of(point(0),
                point(1))));
        assertThrows(IllegalArgumentException.class, () -> new GaussianModel(new double[] {1, 2}, one));
        assertThrows(IllegalArgumentException.class, () -> new GaussianModel(new double[] {Double.NaN}, one));
        assertThrows(IllegalArgumentException.class, () -> SpectralCovariance.isotropic(3, -1));
        assertThrows(IllegalArgumentException.class, () -> SpectralCovariance.onAxes(1, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> SpectralCovariance.diagonal(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> SpectralCovariance.along(Matrix.of(new double[][] {{1, 1}}),
                0, 1));
        assertThrows(IllegalArgumentException.class, () -> SpectralCovariance.of(Matrix.of(new double[][] {{1, 2}, {2,
                1}})));
        assertThrows(IllegalArgumentException.class, () -> new LinearManifold(SpectralCovariance.isotropic(3, 1)));
        assertThrows(IllegalArgumentException.class, () -> new Sphere(3, 0));
        assertThrows(IllegalArgumentException.class, () -> new Rademacher(0));
        assertThrows(IllegalArgumentException.class, () -> new Rademacher(2).generate(0, STREAM, Precision.DOUBLE));
    }

    private static GaussianModel point(double at) {
        return new GaussianModel(new double[] {at}, SpectralCovariance.isotropic(1, 0));
    }

    /// The covariance written out from the definition of each law.
    private static double[][] covariance(DataModel model) {
        return switch (model) {
            case GaussianModel gaussian -> dense(gaussian.covariance());
            case LinearManifold manifold -> dense(manifold.covariance());
            case HiddenManifold hidden -> hiddenCovariance(hidden);
            case Sphere sphere -> dense(SpectralCovariance.isotropic(sphere.dimension(),
                    sphere.radius() / Math.sqrt(sphere.dimension())));
            case Rademacher signs -> dense(SpectralCovariance.isotropic(signs.dimension(), 1));
            case GaussianMixture mixture -> {
                int d = mixture.dimension();
                double[][] sum = new double[d][d];
                for (int c = 0; c < mixture.weights().length; c++) {
                    GaussianModel component = mixture.components().get(c);
                    double[][] own = dense(component.covariance());
                    for (int j = 0; j < d; j++) {
                        for (int k = 0; k < d; k++) {
                            double between = (component.mean()[j] - mixture.mean()[j]) * (component.mean()[k] - mixture.mean()[k]);
                            sum[j][k] += mixture.weights()[c] * (own[j][k] + between);
                        }
                    }
                }
                yield sum;
            }
        };
    }

    /// By quadrature of the definition.
    private static double[][] hiddenCovariance(HiddenManifold hidden) {
        double[][] latent = dense(hidden.linear());
        int d = latent.length;
        double[] mean = hidden.mean();
        double[][] dense = new double[d][d];
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < d; k++) {
                double cosine = Math.clamp(latent[j][k] / Math.sqrt(latent[j][j] * latent[k][k]), -1, 1);
                dense[j][k] = NonlinearityTest.product(hidden.nonlinearity(), Math.sqrt(latent[j][j]), Math.sqrt(latent[k][k]),
                        j == k ? 1 : cosine) - mean[j] * mean[k];
            }
        }
        return dense;
    }

    private static double[][] dense(SpectralCovariance covariance) {
        int d = covariance.dimension();
        double[][] dense = new double[d][d];
        double[][] u = covariance.directions().toArray();
        for (int j = 0; j < d; j++) {
            dense[j][j] = covariance.ambient();
            for (int i = 0; i < u.length; i++) {
                for (int k = 0; k < d; k++) {
                    dense[j][k] += (covariance.variances()[i] - covariance.ambient()) * u[i][j] * u[i][k];
                }
            }
        }
        return dense;
    }

    @Test
    void aLawIsTheSameWhetherItsPatternsWouldBeKeptOrGenerated() {
        SampledLaw kept = SampledLaw.parse("gaussian:d=40,n=1e30");
        SampledLaw generated = SampledLaw.parse("generated:gaussian:d=40,n=1e30");
        assertEquals(kept.model().toString(), generated.model().toString());
        assertEquals(kept.patterns(), generated.patterns());
    }
}
