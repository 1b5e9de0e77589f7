package org.remanence.kernel;

import org.remanence.tensor.Rows;

/// The pass for the k nearest patterns: products find those that may be among them, for [NearestCandidates] to score.
public final class NearestPass {
    private final PosteriorTile tile;
    private final Tiling tiling;
    private final NearestSearch search;
    private final double[] largest;

    /// @param tile arithmetic of the screen and scratch of this thread
    /// @param tiling the cut of the patterns
    /// @param search what the pass goes by
    public NearestPass(PosteriorTile tile, Tiling tiling, NearestSearch search) {
        this.tile = tile;
        this.tiling = tiling;
        this.search = search;
        this.largest = new double[tile.block()];
    }

    /// Looks at patterns `first` to `first + count − 1`, at most one chunk, for some blocks of states.
    /// @param centre what is subtracted from each pattern
    /// @param from first block
    /// @param to block after the last
    /// @param into candidates of the states of those blocks
    public void look(Rows patterns, double[] centre, long first, long count, int from, int to, NearestCandidates into) {
        int begin = from * tile.block();
        int end = begin + into.states();
        int[] scored = new int[into.states()];
        tile.begin(from, to);
        for (long row = first; row < first + count && !search.crowd().hasAll(begin, end); row += tiling.tile()) {
            int size = (int) Math.min(tiling.tile(), first + count - row);
            tile.load(patterns, row, size, centre);
            double widest = ScreenedPass.widest(tile, size);
            for (int block = from; block < to; block++) {
                tile.logWeights(block, largest);
                int lowest = block * tile.block();
                for (int b = lowest; b < Math.min(lowest + tile.block(), end); b++) {
                    if (!search.crowd().has(b)) {
                        scored[b - begin] += look(b, b - lowest, row, size, widest, b - begin, into);
                        search.crowd().hears(b, scored[b - begin]);
                    }
                }
            }
        }
    }

    /// Returns how many patterns had to be scored directly.
    private int look(int b, int lane, long first, int size, double widest, int row, NearestCandidates into) {
        double offset = search.states().offset(b);
        double least = least(b, widest);
        // Negated, so that an overflow to NaN counts as "may be near".
        if (largest[lane] < least) {
            return 0;
        }
        int scored = 0;
        for (int i = 0; i < size; i++) {
            double log = tile.get(i, lane);
            if (!(log < least)) {
                double whole = log + offset;
                double margin = search.margin(b, whole, widest);
                scored += into.add(row, first + i, orElse(whole - margin, Double.NEGATIVE_INFINITY),
                        orElse(whole + margin, Double.POSITIVE_INFINITY));
                least = least(b, widest);
            }
        }
        return scored;
    }

    /// Log-weight of a product, without the offset, below which no pattern can be among the nearest.
    private double least(int b, double widest) {
        double known = search.known().of(b);
        return known == Double.NEGATIVE_INFINITY ? known : known - search.states().offset(b) - search.margin(b, known, widest);
    }

    private static double orElse(double value, double unknown) {
        return Double.isNaN(value) ? unknown : value;
    }
}
