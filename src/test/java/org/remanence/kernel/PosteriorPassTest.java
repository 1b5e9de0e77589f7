package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// What the pass itself decides, under every kernel, precision and kind of tile. States lie at the origin and v = s = 1, so
/// that the log-weight of a pattern a is −|a|²/2 and known in advance.
@Tag("lanes")
class PosteriorPassTest {
    /// Dimension and states: low dimension, few states, strips, wide. The scalar tile has but one kind.
    private static final int[][] SHAPES = {{2, 5}, {13, 1}, {1, 1}, {12, 70}, {40, 4}, {40, 12}, {40, 64}};

    static Stream<Arguments> tiles() {
        return Stream.of(Precision.values()).flatMap(precision -> Kernels.all().stream()
                .flatMap(kernels -> Stream.of(SHAPES).limit(kernels == Kernels.scalar() ? 2 : SHAPES.length)
                        .map(shape -> Arguments.of(precision, kernels, shape[0], shape[1]))));
    }

    /// In a tile of its own, a pattern counts until its weight is below the floor of the tile.
    @ParameterizedTest
    @MethodSource("tiles")
    void whatIsAboveTheFloorCounts(Precision precision, Kernels kernels, int dimension, int states) {
        double floor = precision == Precision.DOUBLE ? 707 : 43;
        int tile = Tiling.of(dimension, precision).tile();
        for (double gap : new double[] {floor / 4, floor / 2 + 1, floor - 0.5}) {
            double[] logs = filled(2 * tile, -3 * floor);
            logs[0] = 0;
            logs[tile + 5] = -gap;
            double rounding = 4 * precision.unitRoundoff() * (2 + gap);
            Moments moments = moments(precision, kernels, dimension, states, logs);
            for (int b = 0; b < states; b++) {
                assertEquals(Math.exp(-gap), moments.rest()[b], rounding * Math.exp(-gap), "of " + gap);
                assertEquals(gap * Math.exp(-gap), moments.spread()[b], 2 * rounding * gap * Math.exp(-gap));
                double weighted = Math.exp(-gap) * Math.sqrt(2 * gap);
                assertEquals(weighted, moments.vector()[b * dimension], 2 * rounding * weighted);
            }
        }
        double[] logs = filled(2 * tile, -3 * floor);
        logs[0] = 0;
        logs[tile + 5] = -floor - 0.5;
        assertEquals(0, moments(precision, kernels, dimension, states, logs).rest()[0], "below the floor");
    }

    /// The heaviest pattern of a tile outgrows the reference by less and by more than what it may lag behind, tile after tile.
    @ParameterizedTest
    @MethodSource("tiles")
    void sumsSurviveEveryMoveOfTheReference(Precision precision, Kernels kernels, int dimension, int states) {
        int tile = Tiling.of(dimension, precision).tile();
        double[][] climbs = {{-80, -79, -66, -60, -49, -33, -32.5, -16, -0.1}, {-30, -15, -14, -13}, {-40, -39, -20, -21, -19}, {-5, -7, -6, -9}};
        for (double[] climb : climbs) {
            double[] logs = new double[climb.length * tile];
            Arrays.setAll(logs, i -> climb[i / tile] - (i % tile == 3 ? 0 : 1 + i % tile % 4));
            Moments actual = moments(precision, kernels, dimension, states, logs);
            double largest = Arrays.stream(climb).max().orElseThrow();
            int nearest = IntStream.range(0, logs.length).filter(i -> logs[i] == largest).findFirst().orElseThrow();
            double[] sums = new double[5];
            for (int i = 0; i < logs.length; i++) {
                double gap = largest - logs[i];
                double e = Math.exp(-gap);
                sums[0] += i == nearest ? 0 : e;
                sums[1] += i == nearest ? 0 : e * e;
                sums[2] += gap * e;
                sums[3] += e * -2 * logs[i];
                sums[4] += e * Math.sqrt(-2 * logs[i]);
            }
            // A log-weight is rounded to a unit of 80; sums of at most 384 terms a tile.
            double rounding = (2 * 80 + 400) * precision.unitRoundoff();
            for (int b = 0; b < states; b++) {
                assertEquals(largest, actual.largest()[b], 80 * 2 * precision.unitRoundoff());
                assertEquals(nearest, actual.nearest()[b]);
                assertEquals(sums[0], actual.rest()[b], rounding * sums[0]);
                assertEquals(sums[1], actual.squares()[b], rounding * sums[1]);
                assertEquals(sums[2], actual.spread()[b], 2 * rounding * sums[2]);
                assertEquals(sums[3], actual.norms()[b], rounding * sums[3]);
                assertEquals(sums[4], actual.vector()[b * dimension], rounding * sums[4]);
            }
        }
    }

    /// Duplicates of the heaviest pattern, in one tile and across tiles and in every place of a vector.
    @ParameterizedTest
    @MethodSource("tiles")
    void theLowestIndexWinsATie(Precision precision, Kernels kernels, int dimension, int states) {
        int tile = Tiling.of(dimension, precision).tile();
        int[][] places = {{0, 1}, {1, 2}, {3, 7}, {4, tile - 1}, {tile - 1, tile}, {5, tile + 4}, {tile + 2, tile + 3, tile + 9}, {0, tile}};
        for (int[] equal : places) {
            double[] logs = filled(2 * tile, -30);
            for (int i : equal) {
                logs[i] = -2;
            }
            Moments moments = moments(precision, kernels, dimension, states, logs);
            for (int b = 0; b < states; b++) {
                assertEquals(equal[0], moments.nearest()[b], Arrays.toString(equal));
                assertEquals(equal.length - 1, moments.rest()[b], 1e-5);
            }
        }
    }

    private static double[] filled(int count, double log) {
        double[] logs = new double[count];
        Arrays.fill(logs, log);
        return logs;
    }

    /// Patterns of these log-weights, along the first coordinate.
    private static Moments moments(Precision precision, Kernels kernels, int dimension, int states, double[] logs) {
        Matrix patterns = Matrix.zeros(logs.length, dimension);
        for (int i = 0; i < logs.length; i++) {
            patterns.set(i, 0, Math.sqrt(-2 * logs[i]));
        }
        double[] centre = new double[dimension];
        Tiling tiling = Tiling.of(dimension, precision);
        States batch = new States(Matrix.zeros(states, dimension), centre, 1, 0, 1, Workers.ALONE);
        PosteriorTile tile = kernels.tiles().of(precision, tiling, batch, true, Workers.ALONE).get();
        Moments moments = Moments.neutral(states, dimension);
        new PosteriorPass(tile, tiling, true)
                .absorb(patterns, centre, 0, logs.length, 0, Math.ceilDiv(states, tile.block()), moments);
        return moments;
    }
}
