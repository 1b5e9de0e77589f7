package org.remanence.kernel;

import java.util.Arrays;

/// The largest log-weight of each tile for each state, by products alone: it tells the heaviest pattern of all but for
/// rounding, and which tiles hold a pattern that can matter. Memory: four bytes a tile and state.
public final class TileMaxima {
    /// Covers the rounding of a few operations on log-weights.
    static final double SLACK = 0x1p-49;

    private final int first;
    private final double[] widest;
    private final float[][] tops;

    /// @param tiles in the set; 0 where nobody has looked
    /// @param states B
    public TileMaxima(int tiles, int states) {
        this(0, tiles, states);
    }

    /// Of some consecutive tiles.
    /// @param first of them, in the whole set
    /// @param tiles how many
    /// @param states B
    public TileMaxima(int first, int tiles, int states) {
        this(first, new double[tiles], new float[states][tiles]);
    }

    private TileMaxima(int first, double[] widest, float[][] tops) {
        this.first = first;
        this.widest = widest;
        this.tops = tops;
    }

    /// Those of some of the states.
    public TileMaxima select(int... which) {
        return new TileMaxima(first, widest, Arrays.stream(which).mapToObj(b -> tops[b]).toArray(float[][]::new));
    }

    void put(int tile, int b, double largest) {
        tops[b][tile - first] = (float) largest;
    }

    void reach(int tile, double norm) {
        widest[tile - first] = norm;
    }

    /// Whether no pattern of a tile can matter to, or is watched by, states `from` to `to − 1`.
    boolean rulesOut(int tile, int from, int to, Screen screen) {
        if (widest.length == 0) {
            return false;
        }
        for (int b = from; b < to; b++) {
            double whole = Math.min(screen.known()[b] - screen.cut(), screen.watch().least(b));
            double least = whole - screen.states().offset(b);
            double margin = screen.rounding()[b].of(widest[tile - first]);
            if (!screen.crowd().has(b) && !(Math.nextUp(tops[b][tile - first]) + margin < least)) {
                return false;
            }
        }
        return true;
    }

    /// Lower bounds on the largest log-weights, of the form −|x − s a|²/(2v).
    public double[] known(Screen screen) {
        double[] known = screen.known().clone();
        for (int b = 0; b < tops.length; b++) {
            double offset = screen.states().offset(b);
            for (int i = 0; i < widest.length; i++) {
                double top = Math.nextDown(tops[b][i]);
                double margin = screen.rounding()[b].of(widest[i]) + SLACK * (Math.abs(top) + Math.abs(offset));
                double low = top + offset - margin;
                // NaN tells nothing.
                known[b] = low > known[b] ? low : known[b];
            }
        }
        return known;
    }
}
