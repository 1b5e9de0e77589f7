package org.remanence.kernel;

import java.util.Arrays;
import org.remanence.tensor.Rows;

/// The pass for states whose log-weights the products cannot resolve, or to which few patterns matter: the products
/// only screen, and every pattern that can matter is scored again, directly and in double.
///
/// A pattern is passed over if its log-weight, at the upper end of its rounding bound, lies below the best lower end by
/// more than the cut: the best known beforehand, or found in this chunk so far.
public final class ScreenedPass {
    private final PosteriorTile tile;
    private final Tiling tiling;
    private final Screen screen;
    private final TileMaxima tops;
    private final DirectScoring direct;
    private final double[] largest;
    private final double[] raw;
    private final float[] narrow;
    private final boolean[] copied;
    private final long[] heard;
    private final double[] logs;

    /// @param tile arithmetic of the screen and scratch of this thread
    /// @param tiling the cut of the patterns
    /// @param screen what the pass goes by
    /// @param tops what a [MaximaPass] found, or none with no tiles
    public ScreenedPass(PosteriorTile tile, Tiling tiling, Screen screen, TileMaxima tops) {
        this.tile = tile;
        this.tiling = tiling;
        this.screen = screen;
        this.tops = tops;
        this.direct = new DirectScoring(screen.states(), screen.distance());
        this.largest = new double[tile.block()];
        this.raw = new double[tiling.tile() * tiling.dimension()];
        this.narrow = new float[tiling.dimension()];
        this.copied = new boolean[tiling.tile()];
        this.heard = new long[tiling.tile()];
        this.logs = new double[tiling.tile()];
    }

    /// As [PosteriorPass#absorb].
    public void absorb(Rows patterns, double[] centre, long first, long count, int from, int to, Moments into) {
        int begin = from * tile.block();
        int end = Math.min(to * tile.block(), screen.states().count());
        int[] scored = new int[into.states()];
        tile.begin(from, to);
        for (long row = first; row < first + count && !screen.crowd().hasAll(begin, end); row += tiling.tile()) {
            int size = (int) Math.min(tiling.tile(), first + count - row);
            if (tops.rulesOut(Math.toIntExact(row / tiling.tile()), begin, end, screen)) {
                continue;
            }
            tile.load(patterns, row, size, centre);
            Arrays.fill(copied, false);
            double widest = widest(tile, size);
            for (int block = from; block < to; block++) {
                screen(block, patterns, row, size, widest, begin, scored, into);
            }
        }
    }

    static double widest(PosteriorTile tile, int size) {
        double widest = 0;
        for (int i = 0; i < size; i++) {
            widest = Math.max(widest, tile.norm(i));
        }
        return Math.sqrt(widest);
    }

    private void screen(int block, Rows patterns, long first, int size, double widest, int begin, int[] scored,
                        Moments into) {
        int lowest = block * tile.block();
        int end = Math.min(lowest + tile.block(), screen.states().count());
        if (screen.crowd().hasAll(lowest, end)) {
            return;
        }
        tile.logWeights(block, largest);
        for (int b = lowest; b < end; b++) {
            if (!screen.crowd().has(b)) {
                int row = b - begin;
                scored[row] = screen(b, b - lowest, patterns, first, size, widest, row, scored[row], into);
            }
        }
    }

    /// Returns how many patterns of the chunk were scored directly for state b.
    private int screen(int b, int lane, Rows patterns, long first, int size, double widest, int row, int before,
                       Moments into) {
        int scored = before;
        double offset = screen.states().offset(b);
        double margin = screen.rounding()[b].of(widest);
        double known = Math.max(Math.max(screen.known()[b], into.largest()[row]) - offset, largest[lane] - margin);
        double threshold = known - screen.cut() - margin;
        double watched = screen.watch().least(b) - offset - margin;
        double least = Math.min(threshold, watched);
        // Negated, so that an overflow to NaN counts as "can matter".
        if (largest[lane] < least) {
            return scored;
        }
        int hearing = 0;
        for (int i = 0; i < size; i++) {
            double log = tile.get(i, lane);
            if (log < least) {
                continue;
            }
            if (!(log < watched)) {
                heard[hearing] = first + i;
                logs[hearing++] = log + margin + offset;
            }
            if (!(log < threshold)) {
                if (screen.crowd().hears(b, ++scored)) {
                    return scored;
                }
                direct.absorb(row, first + i, direct.log(raw, copied(patterns, first, i), b), into);
            }
        }
        if (hearing > 0) {
            screen.watch().heard(b, hearing, heard, logs);
        }
        return scored;
    }

    /// Where pattern i of the tile lies as it is stored.
    private int copied(Rows patterns, long first, int i) {
        int d = tiling.dimension();
        if (!copied[i]) {
            copied[i] = true;
            DirectScoring.copy(patterns, first + i, raw, i * d, narrow);
        }
        return i * d;
    }
}
