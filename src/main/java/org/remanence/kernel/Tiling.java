package org.remanence.kernel;

import org.remanence.tensor.Precision;

/// How a pass over the patterns is cut. It depends on the dimension and the precision alone, never on the batch, the number
/// of threads or the machine, because the order of the sums follows it.
///
/// A packed tile lies in panels of [#PANEL] coordinates, `[panel][pattern][coordinate]`, so that both products walk through it
/// with constant strides.
///
/// @param dimension d
/// @param tile patterns in a tile, a multiple of 6
/// @param chunk patterns in a chunk, a multiple of `tile`: what one task absorbs before its sums become double
public record Tiling(int dimension, int tile, long chunk) {
    /// Coordinates of a panel, whole groups of [#ROWS], and the length of a chain of fused multiply-adds in a product.
    public static final int PANEL = 132;
    /// Numbers between neighbouring patterns of a panel: an odd number of cache lines, so that a walk over patterns does not
    /// fall on the same sets of the cache.
    public static final int STRIDE = 144;
    /// Bytes that one coordinate of a block of states takes: 64 floats or 32 doubles.
    public static final int BLOCK_BYTES = 256;
    /// Rows handled together by the products.
    public static final int ROWS = 6;

    private static final int TILE_BYTES = 480 << 10;
    private static final int LARGEST_TILE = 384;
    private static final long CHUNK = 2048;

    /// The tiling of dimension d.
    public static Tiling of(int dimension, Precision precision) {
        int fitting = TILE_BYTES / (dimension * precision.bytes());
        int tile = Math.clamp(fitting / ROWS * ROWS, 2 * ROWS, LARGEST_TILE);
        return new Tiling(dimension, tile, Math.ceilDiv(CHUNK, tile) * tile);
    }

    /// Chunks in n patterns.
    public int chunks(long patterns) {
        return Math.toIntExact(Math.ceilDiv(patterns, chunk));
    }

    /// Panels of a packed tile.
    public int panels() {
        return Math.ceilDiv(dimension, PANEL);
    }

    /// Numbers in a packed tile.
    public int packed() {
        return panels() * tile * STRIDE;
    }

    /// Where coordinate k of a packed pattern lies.
    public int at(int row, int k) {
        return (k / PANEL * tile + row) * STRIDE + k % PANEL;
    }

    /// Columns that the weighted sums touch: d rounded up to whole groups of [#ROWS].
    public int columns() {
        return (dimension + ROWS - 1) / ROWS * ROWS;
    }
}
