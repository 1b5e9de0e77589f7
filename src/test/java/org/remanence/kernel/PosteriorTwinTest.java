package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.data.GaussianModel;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// The tiles on lanes return the bits of the scalar tile, at every width of the vectors.
@Tag("lanes")
class PosteriorTwinTest {
    static Stream<Arguments> shapes() {
        int[][] shapes = {{1, 1, 1}, {2, 1, 3}, {7, 2, 5}, {97, 15, 65}, {400, 16, 33}, {131, 17, 64}, {61, 95, 31}, {70, 96, 2},
            {65, 97, 70}, {29, 193, 9}, {13, 1031, 4}, {391, 64, 7}, {401, 65, 50}, {130, 300, 1}, {100, 785, 17},
            {30, 150, 97}, {200, 12, 20}, {200, 13, 12}, {500, 150, 8}, {390, 784, 16}, {97, 130, 1}, {200, 2304, 3},
            {49, 33, 48}, {40, 144, 6}, {50, 4096, 16}, {30, 1900, 7}, {150, 3, 5}, {97, 4, 6}, {500, 5, 16}, {201, 6, 1}, {90, 7, 13},
            {450, 8, 20}, {64, 9, 7}, {65, 10, 2}, {128, 11, 6}};
        return Stream.of(Precision.values()).flatMap(precision -> Kernels.all().stream()
                .flatMap(kernels -> Stream.of(shapes).map(s -> Arguments.of(precision, kernels, s[0], s[1], s[2]))));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void sameBitsAsTheScalarTile(Precision precision, Kernels kernels, int patterns, int dimension, int states) {
        for (double variance : new double[] {2, 0.05, 1e-4}) {
            assertSame(moments(Kernels.scalar(), precision, patterns, dimension, states, variance),
                    moments(kernels, precision, patterns, dimension, states, variance));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void sameBitsStraightFromMemory(Precision precision, Kernels kernels, int patterns, int dimension, int states) {
        Rows stored = GaussianModel.isotropic(dimension, 1)
                .draw(patterns, RandomStream.named(5, "stored"), Arena.ofAuto(), precision);
        assertNotNull(stored.memory());
        assertSame(moments(Kernels.scalar(), precision, stored, states, 0.05), moments(kernels, precision, stored, states, 0.05));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void sameBitsInTheOrderOfFewStates(Precision precision, Kernels kernels, int patterns, int dimension, int states) {
        Rows stored = GaussianModel.isotropic(dimension, 1)
                .draw(patterns, RandomStream.named(5, "stored"), Arena.ofAuto(), precision);
        int few = Math.min(states, 4);
        assertSame(moments(Kernels.scalar().unordered(), precision, stored, few, 0.05),
                moments(kernels.unordered(), precision, stored, few, 0.05));
    }

    /// Only up to four states of 32 to 2304 numbers in float, 16 to 1152 in double, have an order of their own.
    @ParameterizedTest
    @CsvSource({"FLOAT, 1, 784, true", "FLOAT, 4, 100, true", "FLOAT, 4, 2304, true", "FLOAT, 5, 784, false", "FLOAT, 4, 31, false",
        "FLOAT, 1, 2305, false", "DOUBLE, 4, 17, true", "DOUBLE, 4, 1152, true", "DOUBLE, 4, 15, false", "DOUBLE, 1, 1153, false"})
    void fewStatesHaveAnOrderOfTheirOwn(Precision precision, int states, int dimension, boolean own) {
        for (Kernels kernels : Kernels.all()) {
            Rows patterns = normals("patterns", 200, dimension);
            double[] common = moments(kernels, precision, patterns, states, 50).spread();
            double[] free = moments(kernels.unordered(), precision, patterns, states, 50).spread();
            assertEquals(own, !Arrays.equals(common, free), kernels.name());
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void sameDistancesAsTheTwin(Precision precision, Kernels kernels, int patterns, int dimension, int states) {
        double[] a = normals("patterns", dimension).row(0);
        double[] x = normals("states", dimension).row(0);
        double[] expected = new double[dimension];
        double[] actual = new double[dimension];
        assertEquals(Distance.SCALAR.squared(a, 0, x, 0, dimension, 0.7, 1e-18, expected),
                kernels.distance().squared(a, 0, x, 0, dimension, 0.7, 1e-18, actual));
        assertArrayEquals(expected, actual);
    }

    private static Matrix normals(String purpose, int dimension) {
        return normals(purpose, 1, dimension);
    }

    private static Matrix normals(String purpose, int rows, int dimension) {
        Matrix matrix = Matrix.zeros(rows, dimension);
        double[] row = new double[dimension];
        for (int i = 0; i < rows; i++) {
            RandomStream.named(3, purpose).gaussians(i, 0, row, 0, dimension);
            matrix.setRow(i, row);
        }
        return matrix;
    }

    private static Moments moments(Kernels kernels, Precision precision, int patterns, int dimension, int states, double v) {
        return moments(kernels, precision, normals("patterns", patterns, dimension), states, v);
    }

    private static Moments moments(Kernels kernels, Precision precision, Rows patterns, int states, double v) {
        int dimension = patterns.columns();
        double[] centre = new double[dimension];
        centre[0] = 0.25;
        Tiling tiling = Tiling.of(dimension, precision);
        States batch = new States(normals("states", states, dimension), centre, 0.9, 0, v, Workers.ALONE);
        PosteriorTile tile = kernels.tiles().of(precision, tiling, batch, true, Workers.ALONE).get();
        Moments moments = Moments.neutral(states, dimension);
        new PosteriorPass(tile, tiling, true).absorb(patterns, centre, 0, patterns.rows(), 0,
                Math.ceilDiv(states, tile.block()), moments);
        return moments;
    }

    private static void assertSame(Moments expected, Moments actual) {
        assertArrayEquals(expected.nearest(), actual.nearest());
        assertArrayEquals(expected.largest(), actual.largest());
        assertArrayEquals(expected.rest(), actual.rest());
        assertArrayEquals(expected.squares(), actual.squares());
        assertArrayEquals(expected.spread(), actual.spread());
        assertArrayEquals(expected.norms(), actual.norms());
        assertArrayEquals(expected.vector(), actual.vector());
    }
}
