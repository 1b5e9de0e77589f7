package org.remanence.kernel;

import org.remanence.tensor.Rows;

/// Arithmetic between one tile of patterns and one block of states, in one precision.
///
/// A tile owns the scratch of one thread: the patterns `[tile × d]` or where they lie, log-weights `[tile × block]` and the weighted sums
/// `[blocks × d × block]`. No operation mixes two states, and every sum follows the order below, so the
/// numbers of a state depend neither on its neighbours nor on the width of the machine's vectors.
/// - Products of pattern and state: chains of fused multiply-adds over [Tiling#PANEL] coordinates, added in order. Only
///   [Tiles#unordered] has another order for a few states ([Tiling#few]), and so bits that depend on how many they are.
/// - Weighted sums: one chain over the patterns of a chunk; in low dimensions ([Tiling#flat]) as many partial chains as a line of
///   [Tiling#LINE_BYTES] holds numbers, pattern i of a tile in chain i modulo their number, added in halves at the end.
/// - Sums over the patterns of a tile: as many partial chains, added in halves, then added to the sums in double.
/// - Squared norms: [Tiling#partials] partial chains over the coordinates, in the precision of the tile.
public interface PosteriorTile {
    /// States in a block.
    int block();

    /// Weights below e to this power are 0.
    double floor();

    /// The patterns to come are for the states of blocks `from` to `to − 1`, whose weighted sums become zero.
    void begin(int from, int to);

    /// Takes `count` patterns, less the centre, and forgets the tile before. They must stay as they are until the next tile.
    void load(Rows patterns, long first, int count, double[] centre);

    /// |b|² of a packed pattern.
    double norm(int row);

    /// Log-weights of all packed patterns for the states of a block, without the common −|y|²/(2v).
    /// @param largest receives the largest of each lane, `[block]`
    void logWeights(int block, double[] largest);

    /// First packed pattern of the largest log-weight of each lane, after [#logWeights].
    /// @param above lanes whose largest log-weight is not above this may be left out, `[block]`
    /// @param rows receives it, `[block]`
    void firstRows(double[] above, int[] rows);

    /// Log-weight (before [#weigh]) or weight (after) of one pattern.
    double get(int row, int lane);

    /// Replaces a log-weight or weight, rounded to the precision of the tile.
    void set(int row, int lane, double value);

    /// Replaces log-weights L by e^{L − reference} and adds to the sums of each lane
    /// `[0] Σ e, [1] Σ e², [2] Σ e (reference − L), [3] Σ e |b|²`.
    void weigh(double[] reference, double[][] sums);

    /// Multiplies the weighted sums of a block by the `factor` of each lane, then adds weights times patterns.
    void accumulate(int block, double[] factor);

    /// Writes the weighted sums of the first lanes of a block times the `factor` of each, d numbers a lane.
    /// @param factor of each lane that is wanted
    void read(int block, double[] factor, double[] into, int offset);
}
