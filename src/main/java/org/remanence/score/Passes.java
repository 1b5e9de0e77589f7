package org.remanence.score;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.remanence.kernel.CountPass;
import org.remanence.kernel.Moments;
import org.remanence.kernel.PosteriorPass;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.ScoutPass;
import org.remanence.kernel.Screen;
import org.remanence.kernel.ScreenedPass;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiles;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Tops;
import org.remanence.lab.Lab;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Shares the passes over the patterns among the workers: a task is a chunk of patterns and a group of blocks of states.
/// Chunks merge in index order, so the grouping changes nothing but the speed.
final class Passes {
    /// Tasks a worker should get at least, if the batch allows.
    private static final int SHARE = 4;
    /// Reports of progress in a pass, about.
    private static final int REPORTS = 1000;
    /// States of a task, if there are as many: with fewer, reading the patterns again would cost more than a worker brings.
    private static final int FEWEST = 64;
    /// Bytes of weighted sums a worker may hold.
    private static final int SCRATCH = 64 << 20;

    private final Rows patterns;
    private final double[] centre;
    private final Tiling tiling;
    private final Precision precision;
    private final Tiles tiles;
    private final Lab lab;
    private final DoubleConsumer progress;

    /// @param progress hears which share of a pass is done
    Passes(Rows patterns, double[] centre, Tiling tiling, Precision precision, Tiles tiles, Lab lab, DoubleConsumer progress) {
        this.patterns = patterns;
        this.centre = centre;
        this.tiling = tiling;
        this.precision = precision;
        this.tiles = tiles;
        this.lab = lab;
        this.progress = progress;
    }

    /// Moments of all states by the fused pass; the vector is the pattern less the centre.
    Moments fused(States states, boolean weighted) {
        return run(states, weighted, tile -> {
            PosteriorPass pass = new PosteriorPass(tile, tiling, weighted);
            return (first, count, from, to, into) -> pass.absorb(patterns, centre, first, count, from, to, into);
        });
    }

    /// Moments of all states by the screened pass, but for the crowded; the vector is the residual.
    /// @param tops what is known of the tiles
    Moments screened(Screen screen, Tops tops, boolean weighted) {
        return run(screen.states(), weighted, tile -> {
            ScreenedPass pass = new ScreenedPass(tile, tiling, screen, tops);
            return (first, count, from, to, into) -> pass.absorb(patterns, centre, first, count, from, to, into);
        });
    }

    /// Finds the states to which so many patterns of some chunk can matter that the screened pass does not suit them.
    void count(Screen screen, int generosity) {
        run(screen.states(), false, tile -> {
            CountPass pass = new CountPass(tile, tiling, screen, generosity);
            return (first, count, from, to, _) -> pass.look(patterns, centre, first, count, from, to);
        });
    }

    /// Finds the largest log-weights of all tiles.
    Tops scouted(States states) {
        Tops tops = new Tops(Math.toIntExact(Math.ceilDiv(patterns.rows(), tiling.tile())), states.count());
        run(states, false, tile -> {
            ScoutPass pass = new ScoutPass(tile, tiling, states.count(), tops);
            return (first, count, from, to, _) -> pass.look(patterns, centre, first, count, from, to);
        });
        return tops;
    }

    @FunctionalInterface
    private interface Pass {
        void absorb(long first, long count, int from, int to, Moments into);
    }

    @FunctionalInterface
    private interface PassMaker {
        Pass on(PosteriorTile tile);
    }

    private Moments run(States states, boolean weighted, PassMaker maker) {
        int d = tiling.dimension();
        int block = this.tiles.block(precision, tiling, states.count());
        int blocks = Math.ceilDiv(states.count(), block);
        int chunks = tiling.chunks(patterns.rows());
        int wanted = Math.ceilDiv(SHARE * lab.threads(), chunks);
        int fewest = Math.min(Math.ceilDiv(FEWEST, block), blocks);
        int group = Math.clamp(Math.min(Math.ceilDiv(blocks, wanted), SCRATCH / tiling.sumBytes(block, precision)), fewest, blocks);
        int groups = Math.ceilDiv(blocks, group);
        int width = weighted ? d : 0;
        Moments total = Moments.neutral(states.count(), width);
        InOrder[] merging = new InOrder[groups];
        for (int g = 0; g < groups; g++) {
            merging[g] = new InOrder(total, g * group * block, Math.min(group * block, states.count() - g * group * block));
        }
        Supplier<PosteriorTile> tiles = this.tiles.of(precision, tiling, states, weighted, lab::parallel);
        // Not a ThreadLocal: the thread would hold the scratch of every call until the old generation is collected.
        Queue<Pass> idle = new ConcurrentLinkedQueue<>();
        lab.parallel(chunks * groups, task -> {
            int chunk = task / groups;
            int from = task % groups * group;
            long first = chunk * tiling.chunk();
            Moments part = merging[task % groups].part();
            Pass pass = Optional.ofNullable(idle.poll()).orElseGet(() -> maker.on(tiles.get()));
            pass.absorb(first, Math.min(tiling.chunk(), patterns.rows() - first), from, Math.min(from + group, blocks), part);
            idle.add(pass);
            merging[task % groups].add(chunk, part);
            if (task % (1 + chunks * groups / REPORTS) == 0) {
                progress.accept((task + 1.0) / (chunks * groups));
            }
        });
        return total;
    }

    /// Merges parts in the order of their numbers, whenever they come.
    private static final class InOrder {
        private final Moments total;
        private final int offset;
        private final int states;
        private final TreeMap<Integer, Moments> waiting = new TreeMap<>();
        private final ArrayDeque<Moments> free = new ArrayDeque<>();
        private int next;

        InOrder(Moments total, int offset, int states) {
            this.total = total;
            this.offset = offset;
            this.states = states;
        }

        /// Neutral moments to absorb into, used again once merged.
        synchronized Moments part() {
            return free.isEmpty() ? Moments.neutral(states, total.width()) : free.pop();
        }

        synchronized void add(int number, Moments part) {
            waiting.put(number, part);
            while (!waiting.isEmpty() && waiting.firstKey() == next) {
                Moments merged = waiting.pollFirstEntry().getValue();
                total.merge(merged, offset);
                merged.clear();
                free.push(merged);
                next++;
            }
        }
    }
}
