package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.tensor.Precision;

/// The order of all sums follows the tiling, so these numbers are part of every result's bits.
class TilingTest {
    /// The largest tile of at most 640 KB; chunks of 6144 patterns up to dimension 12, of at least 2048 beyond, whole tiles always.
    @ParameterizedTest
    @CsvSource({"1, DOUBLE, 384, 6144", "12, FLOAT, 384, 6144", "12, DOUBLE, 384, 6144", "13, DOUBLE, 384, 2304", "13, FLOAT, 384, 2304",
        "213, DOUBLE, 384, 2304", "214, DOUBLE, 192, 2112", "426, FLOAT, 384, 2304", "427, FLOAT, 192, 2112", "784, DOUBLE, 96, 2112",
        "784, FLOAT, 192, 2112", "1706, DOUBLE, 48, 2064", "1707, DOUBLE, 24, 2064", "3072, FLOAT, 48, 2064", "3072, DOUBLE, 24, 2064",
        "12288, FLOAT, 12, 2052", "12288, DOUBLE, 12, 2052", "1000000, DOUBLE, 12, 2052"})
    void isThatOfTheDimension(int dimension, Precision precision, int tile, long chunk) {
        assertEquals(new Tiling(dimension, tile, chunk), Tiling.of(dimension, precision));
    }

    @Test
    void lowDimensionsAreFlat() {
        assertTrue(Tiling.of(12, Precision.DOUBLE).flat());
        assertFalse(Tiling.of(13, Precision.DOUBLE).flat());
        assertEquals(5 * 12 * 64, Tiling.of(12, Precision.FLOAT).sumBytes(5, Precision.FLOAT));
        assertEquals(5 * 13 * 4, Tiling.of(13, Precision.FLOAT).sumBytes(5, Precision.FLOAT));
        assertEquals(5 * 13 * 8, Tiling.of(13, Precision.DOUBLE).sumBytes(5, Precision.DOUBLE));
    }

    @Test
    void chunksCoverAllPatterns() {
        Tiling tiling = Tiling.of(784, Precision.DOUBLE);
        assertEquals(0, tiling.chunks(0));
        assertEquals(1, tiling.chunks(2112));
        assertEquals(2, tiling.chunks(2113));
        assertEquals(29, tiling.chunks(60_000));
    }

    /// Every coordinate of every pattern has a place of its own within what is allocated, those of a panel side by side.
    @ParameterizedTest
    @CsvSource({"1", "143", "144", "145", "300"})
    void placesDoNotOverlap(int dimension) {
        Tiling tiling = Tiling.of(dimension, Precision.DOUBLE);
        BitSet taken = new BitSet();
        for (int row = 0; row < tiling.tile(); row++) {
            for (int k = 0; k < dimension; k++) {
                int at = tiling.at(row, k);
                assertFalse(taken.get(at) || at >= tiling.packed());
                taken.set(at);
                assertTrue(k % Tiling.PANEL == 0 || at == tiling.at(row, k - 1) + 1);
            }
        }
        assertEquals(Math.ceilDiv(dimension, 144), tiling.panels());
    }
}
