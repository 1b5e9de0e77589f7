package org.remanence.kernel;

import java.util.Arrays;
import org.remanence.tensor.Rows;

/// Counts, by products alone, how many patterns of a chunk can matter to each state, so that a [ScreenedPass] need not
/// begin with states that it does not suit.
public final class CandidateCount {
    private final PosteriorTile tile;
    private final Tiling tiling;
    private final Screen screen;
    private final int generosity;
    private final double[] largest;

    /// @param tile arithmetic and scratch of this thread
    /// @param tiling the cut of the patterns
    /// @param screen what the pass to come goes by; its crowd learns the outcome
    /// @param generosity as many times the limit of the crowd may matter
    public CandidateCount(PosteriorTile tile, Tiling tiling, Screen screen, int generosity) {
        this.tile = tile;
        this.tiling = tiling;
        this.screen = screen;
        this.generosity = generosity;
        this.largest = new double[tile.block()];
    }

    /// Counts among patterns `first` to `first + count − 1`, at most one chunk, for some blocks of states.
    public void look(Rows patterns, double[] centre, long first, long count, int from, int to) {
        int begin = from * tile.block();
        int states = Math.min(to * tile.block(), screen.states().count()) - begin;
        double[] best = new double[states];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        int[] near = new int[states];
        int end = begin + states;
        tile.begin(from, to);
        for (long row = first; row < first + count && !screen.crowd().hasAll(begin, end); row += tiling.tile()) {
            int size = (int) Math.min(tiling.tile(), first + count - row);
            tile.load(patterns, row, size, centre);
            double widest = ScreenedPass.widest(tile, size);
            for (int block = from; block < to; block++) {
                tile.logWeights(block, largest);
                int lowest = block * tile.block();
                for (int b = lowest; b < Math.min(lowest + tile.block(), end); b++) {
                    int i = b - begin;
                    best[i] = Math.max(best[i], largest[b - lowest] - screen.rounding()[b].of(widest));
                    near[i] += near(b, b - lowest, size, best[i], widest);
                    screen.crowd().hears(b, near[i] / generosity);
                }
            }
        }
    }

    private int near(int b, int lane, int size, double best, double widest) {
        double known = Math.max(best, screen.known()[b] - screen.states().offset(b));
        double threshold = known - screen.cut() - screen.rounding()[b].of(widest);
        if (largest[lane] < threshold) {
            return 0;
        }
        int near = 0;
        for (int i = 0; i < size; i++) {
            near += tile.get(i, lane) < threshold ? 0 : 1;
        }
        return near;
    }
}
