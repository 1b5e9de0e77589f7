package org.remanence.kernel;

import org.remanence.tensor.Precision;

/// How a pass over the patterns is cut. It depends on the dimension and the precision alone, never on the batch, the number
/// of threads or the machine, because the order of the sums follows it.
///
/// @param dimension d
/// @param tile patterns in a tile, a multiple of 6
/// @param chunk patterns in a chunk, a multiple of `tile`: what one task absorbs before its sums become double
public record Tiling(int dimension, int tile, long chunk) {
    /// Length of a chain of fused multiply-adds before its sum joins the others.
    public static final int CHAIN = 64;
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

    /// Distance between rows of a packed tile: room for whole groups of columns, and off powers of two.
    public int stride() {
        return (dimension + 15) / 16 * 16 + 16;
    }

    /// Columns of a packed tile that the products touch: d rounded up to whole groups of [#ROWS].
    public int columns() {
        return (dimension + ROWS - 1) / ROWS * ROWS;
    }
}
