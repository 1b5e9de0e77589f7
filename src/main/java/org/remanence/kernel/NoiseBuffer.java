package org.remanence.kernel;

/// Which blocks of noise a stretch of scratch holds: noise of several steps of one trajectory is made at once, because short fills
/// waste lanes and calls.
final class NoiseBuffer {
    private static final int MANY = 64;
    private static final int MOST = FusedStep.CHUNK / 4;

    private final int at;
    private final int window;
    private long key;
    private long index;
    private long block;
    private boolean filled;

    /// @param at where the stretch begins
    /// @param window blocks it holds, 0 for none
    NoiseBuffer(int at, int window) {
        this.at = at;
        this.window = window;
    }

    /// How many blocks ahead are worth their memory; 0 if not even those of two steps.
    /// @param blocks of one step
    /// @param rows trajectories
    static int window(int blocks, int rows) {
        int blocksAhead = rows <= FusedStep.FEW ? MOST : MANY;
        return 2 * blocks <= blocksAhead ? blocksAhead : 0;
    }

    /// Whether it holds any.
    boolean isUseful() {
        return window > 0;
    }

    /// How many blocks.
    int window() {
        return window;
    }

    /// Where the stretch begins.
    int at() {
        return at;
    }

    /// Where a block that it holds begins.
    int at(long wanted) {
        return at + 4 * (int) (wanted - block);
    }

    /// Whether it holds those blocks.
    boolean holds(long ofKey, long ofIndex, long wanted, int count) {
        return filled && key == ofKey && index == ofIndex && wanted >= block && wanted + count <= block + window;
    }

    /// It now holds all blocks from there on.
    void filled(long ofKey, long ofIndex, long from) {
        key = ofKey;
        index = ofIndex;
        block = from;
        filled = true;
    }
}
