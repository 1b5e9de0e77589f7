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
    /// Coordinates of a panel, whole groups of [#ROWS] and whole vectors, and the length of a chain of fused
    /// multiply-adds in a product.
    public static final int PANEL = 144;
    /// Numbers between neighbouring patterns of a panel: an odd number of cache lines, so that a walk over patterns does not
    /// fall on the same sets of the cache.
    public static final int STRIDE = 144;
    /// Bytes that one coordinate of a block of states takes: 64 floats or 32 doubles.
    public static final int BLOCK_BYTES = 256;
    /// Bytes of the partial sums over the patterns of a tile: 16 floats or 8 doubles.
    public static final int LINE_BYTES = 64;
    /// Most rows handled together by the products.
    public static final int ROWS = 6;

    /// Whole blocks of patterns in float and in double while they fit, whole rows always.
    private static final int[] TILES = {384, 192, 96, 48, 24, 12};
    private static final int TILE_BYTES = 640 << 10;
    private static final long CHUNK = 2048;
    private static final long FLAT_CHUNK = 6144;
    private static final int FLAT = 12;
    private static final int FEW = 4;

    /// The tiling of dimension d.
    public static Tiling of(int dimension, Precision precision) {
        int tile = TILES[TILES.length - 1];
        for (int i = TILES.length - 1; i >= 0 && (long) TILES[i] * dimension * precision.bytes() <= TILE_BYTES; i--) {
            tile = TILES[i];
        }
        return new Tiling(dimension, tile, Math.ceilDiv(dimension <= FLAT ? FLAT_CHUNK : CHUNK, tile) * tile);
    }

    /// Whether the dimension is so low that weighted sums, too, are taken in partial sums.
    public boolean flat() {
        return dimension <= FLAT;
    }

    /// Partial sums of a squared norm: coordinate k joins partial k modulo this, which is two lines.
    public static int partials(Precision precision) {
        return 2 * LINE_BYTES / precision.bytes();
    }

    /// Whether so few states gain by products in an order of their own, coordinate k in partial sum k modulo half of
    /// [#partials], and stay within the bound of the common order.
    public boolean few(int states, Precision precision) {
        int partials = partials(precision);
        return states <= FEW && dimension >= partials && dimension <= partials / 2 * PANEL;
    }

    /// Bytes of the weighted sums of a block of states.
    public int sumBytes(int block, Precision precision) {
        return block * dimension * (flat() ? LINE_BYTES : precision.bytes());
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
}
