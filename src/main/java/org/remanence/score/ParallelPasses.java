package org.remanence.score;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.remanence.kernel.CandidateCount;
import org.remanence.kernel.MaximaPass;
import org.remanence.kernel.MergeTree;
import org.remanence.kernel.Moments;
import org.remanence.kernel.NearestCandidates;
import org.remanence.kernel.NearestPass;
import org.remanence.kernel.NearestSearch;
import org.remanence.kernel.PosteriorPass;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.Screen;
import org.remanence.kernel.ScreenedPass;
import org.remanence.kernel.States;
import org.remanence.kernel.TileMaxima;
import org.remanence.kernel.Tiles;
import org.remanence.kernel.Tiling;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Shares the passes over the patterns among the workers: a task is a chunk of patterns and a group of blocks of states.
/// Chunks merge in a fixed tree over their numbers, so the grouping changes nothing but the speed.
final class ParallelPasses implements Passes {
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
    private final Session session;
    private final DoubleConsumer progress;
    private final ChunkRange range;

    /// @param progress hears which share of a pass is done
    ParallelPasses(Rows patterns, double[] centre, Tiling tiling, Precision precision, Tiles tiles, Session session, DoubleConsumer progress) {
        this(patterns, centre, tiling, precision, tiles, session, progress, new ChunkRange(0, tiling.chunks(patterns.rows())));
    }

    private ParallelPasses(Rows patterns, double[] centre, Tiling tiling, Precision precision, Tiles tiles, Session session,
                           DoubleConsumer progress, ChunkRange range) {
        this.patterns = patterns;
        this.centre = centre;
        this.tiling = tiling;
        this.precision = precision;
        this.tiles = tiles;
        this.session = session;
        this.progress = progress;
        this.range = range;
    }

    @Override
    public long rows() {
        return patterns.rows();
    }

    @Override
    public Tiling tiling() {
        return tiling;
    }

    /// The chunks that are passed over.
    ChunkRange range() {
        return range;
    }

    /// The same passes over some of the chunks. What they leave is part of the whole: trees instead of moments.
    ParallelPasses over(ChunkRange some) {
        return new ParallelPasses(patterns, centre, tiling, precision, tiles, session, progress, some);
    }

    /// The same passes over other rows that hold these patterns.
    private ParallelPasses reading(Rows rows) {
        return new ParallelPasses(rows, centre, tiling, precision, tiles, session, progress, range);
    }

    @Override
    public Moments fused(States states, boolean weighted) {
        return fusedTrees(states, weighted).whole(chunks());
    }

    /// The moments of [#fused], of this range of chunks.
    MomentTrees fusedTrees(States states, boolean weighted) {
        return run(states, weighted, tile -> {
            PosteriorPass pass = new PosteriorPass(tile, tiling, weighted);
            return (first, count, from, to, into) -> pass.absorb(patterns, centre, first, count, from, to, into);
        });
    }

    @Override
    public Reached reaching(States states, boolean weighted) {
        RadiusTracker tracker = new RadiusTracker(patterns, centre);
        return new Reached(reading(tracker).fused(states, weighted), tracker.radius());
    }

    /// As [#fusedTrees], by way of a tracker of these patterns.
    MomentTrees reachingTrees(RadiusTracker tracker, States states, boolean weighted) {
        return reading(tracker).fusedTrees(states, weighted);
    }

    @Override
    public double radius() {
        return RadiusTracker.of(patterns, centre, range.firstRow(tiling), range.endRow(tiling, patterns.rows()), session);
    }

    @Override
    public Moments screened(Screen screen, Lookout lookout, boolean weighted) {
        return screenedTrees(screen, lookout.maxima(), weighted).whole(chunks());
    }

    /// The moments of [#screened], of this range of chunks.
    MomentTrees screenedTrees(Screen screen, TileMaxima tops, boolean weighted) {
        return run(screen.states(), weighted, tile -> {
            ScreenedPass pass = new ScreenedPass(tile, tiling, screen, tops);
            return (first, count, from, to, into) -> pass.absorb(patterns, centre, first, count, from, to, into);
        });
    }

    @Override
    public void countInFirstChunk(Screen screen, int generosity) {
        over(new ChunkRange(0, 1)).run(screen.states(), false, tile -> {
            CandidateCount pass = new CandidateCount(tile, tiling, screen, generosity);
            return (first, count, from, to, _) -> pass.look(patterns, centre, first, count, from, to);
        });
    }

    @Override
    public Scouted scouted(Screen screen) {
        TileMaxima tops = maxima(screen.states());
        return new Scouted(Lookout.here(tops, screen.states().count()), tops.known(screen));
    }

    /// The largest log-weights of the tiles of this range.
    TileMaxima maxima(States states) {
        long firstRow = range.firstRow(tiling);
        long tilesOfRange = Math.ceilDiv(range.endRow(tiling, patterns.rows()) - firstRow, tiling.tile());
        TileMaxima tops = new TileMaxima(Math.toIntExact(firstRow / tiling.tile()), Math.toIntExact(tilesOfRange), states.count());
        run(states, false, tile -> {
            MaximaPass pass = new MaximaPass(tile, tiling, states.count(), tops);
            return (first, count, from, to, _) -> pass.look(patterns, centre, first, count, from, to);
        });
        return tops;
    }

    /// Finds the patterns that may be among the nearest of each state, but for the crowded; group by group of states, in order.
    List<NearestCandidates> nearest(NearestSearch search) {
        return run(search.states(), false, tile -> {
            NearestPass pass = new NearestPass(tile, tiling, search);
            return (first, count, from, to, into) -> pass.look(patterns, centre, first, count, from, to, into);
        }, (first, count) -> new MergeTree<>(() -> new NearestCandidates(search, first, count), NearestCandidates::merge)).stream().map(tree -> tree.whole(chunks())).toList();
    }

    @FunctionalInterface
    private interface Pass<P> {
        void absorb(long first, long count, int from, int to, P into);
    }

    @FunctionalInterface
    private interface PassMaker<P> {
        Pass<P> on(PosteriorTile tile);
    }

    /// Makes what merges the parts of some states.
    @FunctionalInterface
    private interface Merging<P> {
        MergeTree<P> of(int first, int states);
    }

    private MomentTrees run(States states, boolean weighted, PassMaker<Moments> maker) {
        int width = weighted ? tiling.dimension() : 0;
        return new MomentTrees(states.count(), width, run(states, weighted, maker, (_, count) -> MomentTrees.tree(count, width)));
    }

    /// What the passes of each group of states leave behind, in the order of the states.
    private <P> List<MergeTree<P>> run(States states, boolean weighted, PassMaker<P> maker, Merging<P> merger) {
        int block = this.tiles.block(precision, tiling, states.count());
        int blocks = Math.ceilDiv(states.count(), block);
        int chunks = range.chunks();
        int wanted = Math.ceilDiv(SHARE * session.threads(), chunks);
        int fewest = Math.min(Math.ceilDiv(FEWEST, block), blocks);
        int group = Math.clamp(Math.min(Math.ceilDiv(blocks, wanted), SCRATCH / tiling.sumBytes(block, precision)), fewest, blocks);
        int groups = Math.ceilDiv(blocks, group);
        List<MergeTree<P>> merging = IntStream.range(0, groups)
                .mapToObj(g -> merger.of(g * group * block, Math.min(group * block, states.count() - g * group * block))).toList();
        Supplier<PosteriorTile> tiles = this.tiles.of(precision, tiling, states, weighted, session::parallel);
        // Not a ThreadLocal: the thread would hold the scratch of every call until the old generation is collected.
        Queue<Pass<P>> idle = new ConcurrentLinkedQueue<>();
        session.parallel(chunks * groups, task -> {
            int chunk = range.from() + task / groups;
            int from = task % groups * group;
            long first = chunk * tiling.chunk();
            P part = merging.get(task % groups).part();
            Pass<P> pass = Optional.ofNullable(idle.poll()).orElseGet(() -> maker.on(tiles.get()));
            pass.absorb(first, Math.min(tiling.chunk(), patterns.rows() - first), from, Math.min(from + group, blocks), part);
            idle.add(pass);
            merging.get(task % groups).add(chunk, part);
            if (task % (1 + chunks * groups / REPORTS) == 0) {
                progress.accept((task + 1.0) / (chunks * groups));
            }
        });
        return merging;
    }
}
