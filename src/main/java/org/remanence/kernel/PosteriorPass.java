package org.remanence.kernel;

import java.util.Arrays;
import org.remanence.tensor.Rows;

/// The fused pass: log-weights, running maximum, weights, their moments and the weighted sum of patterns, tile by tile; no
/// `n × B` matrix is ever stored.
///
/// Every decision is taken per state. The reference of the exponentials lags behind the maximum by at most [#LAG], because
/// moving it rescales the weighted sums. The largest term is kept out of the sums, so that they lose nothing to it.
public final class PosteriorPass {
    /// How far the maximum may run ahead of the reference, in nats.
    private static final double LAG = 16;

    private final PosteriorTile tile;
    private final Tiling tiling;
    private final boolean weighted;
    private final double[] largest;
    private final double[] factor;
    private final int[] champion;

    /// @param tile arithmetic and scratch of this thread
    /// @param tiling the cut of the patterns
    /// @param weighted whether weighted sums are wanted
    public PosteriorPass(PosteriorTile tile, Tiling tiling, boolean weighted) {
        this.tile = tile;
        this.tiling = tiling;
        this.weighted = weighted;
        this.largest = new double[tile.block()];
        this.factor = new double[tile.block()];
        this.champion = new int[tile.block()];
    }

    /// Absorbs patterns `first` to `first + count − 1`, at most one chunk, for some blocks of states.
    /// @param centre what is subtracted from each pattern
    /// @param from first block
    /// @param to block after the last
    /// @param into neutral moments of the states of those blocks
    public void absorb(Rows patterns, double[] centre, long first, long count, int from, int to, Moments into) {
        Running[] running = new Running[to - from];
        Arrays.setAll(running, i -> new Running(tile.block()));
        tile.begin(from, to);
        for (long row = first; row < first + count; row += tiling.tile()) {
            tile.load(patterns, row, (int) Math.min(tiling.tile(), first + count - row), centre);
            for (int block = from; block < to; block++) {
                absorb(block, row, running[block - from]);
            }
        }
        for (int block = from; block < to; block++) {
            running[block - from].finish(block, (block - from) * tile.block(), into);
        }
    }

    private void absorb(int block, long first, Running state) {
        tile.logWeights(block, largest);
        boolean matters = false;
        if (state.beaten(largest)) {
            tile.firstRows(state.best, champion);
        }
        for (int lane = 0; lane < tile.block(); lane++) {
            factor[lane] = 1;
            if (!(largest[lane] > state.best[lane])) {
                champion[lane] = -1;
            } else {
                factor[lane] = state.crown(lane, largest[lane], first + champion[lane]);
                tile.set(champion[lane], lane, Double.NEGATIVE_INFINITY);
            }
            matters |= largest[lane] - state.reference[lane] >= tile.floor();
        }
        // Where the reference moved, the new one matters: no factor is lost here.
        if (!matters) {
            return;
        }
        tile.weigh(state.reference, state.sums);
        if (weighted) {
            for (int lane = 0; lane < tile.block(); lane++) {
                if (champion[lane] >= 0) {
                    tile.set(champion[lane], lane, Exponential.exp(state.best[lane] - state.reference[lane]));
                }
            }
            tile.accumulate(block, factor);
        }
        for (int lane = 0; lane < tile.block(); lane++) {
            if (champion[lane] >= 0) {
                state.bestNorm[lane] = tile.norm(champion[lane]);
            }
        }
    }

    /// Sums of one block of states, relative to e^reference, without the largest term.
    private final class Running {
        final double[] reference;
        final double[] best;
        final double[] bestNorm;
        final long[] index;
        final double[][] sums;

        Running(int block) {
            reference = new double[block];
            best = new double[block];
            bestNorm = new double[block];
            index = new long[block];
            sums = new double[4][block];
            Arrays.fill(reference, Double.NEGATIVE_INFINITY);
            Arrays.fill(best, Double.NEGATIVE_INFINITY);
        }

        /// Whether any lane has a new largest log-weight.
        boolean beaten(double[] largest) {
            for (int lane = 0; lane < best.length; lane++) {
                if (largest[lane] > best[lane]) {
                    return true;
                }
            }
            return false;
        }

        /// A new largest log-weight; the former joins the sums. Returns the factor on the weighted sums.
        double crown(int lane, double log, long pattern) {
            double by = 1;
            if (reference[lane] == Double.NEGATIVE_INFINITY) {
                reference[lane] = log;
            } else if (log > reference[lane] + LAG) {
                double step = log - reference[lane];
                by = Exponential.exp(-step);
                sums[2][lane] = by == 0 ? 0 : by * Math.fma(step, sums[0][lane], sums[2][lane]);
                sums[0][lane] *= by;
                sums[1][lane] *= by * by;
                sums[3][lane] *= by;
                reference[lane] = log;
            }
            if (best[lane] != Double.NEGATIVE_INFINITY) {
                double gap = best[lane] - reference[lane];
                double weight = Exponential.exp(gap);
                sums[0][lane] += weight;
                sums[1][lane] = Math.fma(weight, weight, sums[1][lane]);
                sums[2][lane] -= weight == 0 ? 0 : weight * gap;
                sums[3][lane] = Math.fma(weight, bestNorm[lane], sums[3][lane]);
            }
            best[lane] = log;
            index[lane] = pattern;
            return by;
        }

        void finish(int block, int at, Moments into) {
            double[] factor = new double[Math.min(best.length, into.states() - at)];
            for (int lane = 0; lane < factor.length; lane++) {
                int b = at + lane;
                double lag = best[lane] - reference[lane];
                double by = Exponential.exp(-lag);
                factor[lane] = by;
                into.largest()[b] = best[lane];
                into.nearest()[b] = index[lane];
                into.rest()[b] = by * sums[0][lane];
                into.squares()[b] = by * by * sums[1][lane];
                into.spread()[b] = by * Math.fma(lag, sums[0][lane], sums[2][lane]);
                into.norms()[b] = Math.fma(by, sums[3][lane], bestNorm[lane]);
            }
            if (weighted) {
                tile.read(block, factor, into.vector(), at * into.width());
            }
        }
    }
}
