package org.remanence.score;

import java.util.Arrays;
import java.util.List;
import org.remanence.kernel.MergeNode;
import org.remanence.kernel.MergeTree;
import org.remanence.kernel.Moments;
import org.remanence.kernel.NearListener;
import org.remanence.kernel.OverfullStates;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.Screen;
import org.remanence.kernel.States;
import org.remanence.kernel.TileMaxima;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// An evaluation whose patterns are divided among processes that do not talk to each other.
///
/// What is decided for all patterns, their centre and their radius, every process finds by itself: it reads all of them
/// once. States then fall into the groups of an [Evaluation], and of each group a process leaves the moments of the
/// nodes of the merge tree that lie within its share. Merged in the tree's order they are the moments of the whole, to
/// the bit: in double the passes over a share differ from those over the whole in patterns alone that weigh less than
/// e⁻⁷⁴⁶ of the heaviest, which is 0. In float that bound is 2⁻⁴⁰, and which patterns are passed over depends on the
/// heaviest of all: states that need screening are refused.
final class SharedEvaluation {
    /// In double, what weighs less underflows.
    private static final double CUT = 746;
    /// Chunks from which on a look for the heaviest patterns pays.
    private static final int FEWEST = 8;

    private final PatternScoring set;
    private final States all;
    private final double[] centre;
    private final boolean weighted;
    private final ProductError error;
    private final ProductError errorInDouble;

    /// @param all the batch
    /// @param centre of all patterns, which have been read
    /// @param weighted whether denoiser and score are wanted
    SharedEvaluation(PatternScoring set, States all, Centre centre, boolean weighted) {
        this.set = set;
        this.all = all;
        this.centre = centre.point();
        this.weighted = weighted;
        this.error = ProductError.of(all, set.precision(), centre.radius(), set.tolerance());
        this.errorInDouble = ProductError.of(all, Precision.DOUBLE, centre.radius(), set.tolerance());
    }

    /// How some states are scored.
    /// @param by precision of the products
    /// @param screened whether products screen only, and distances count
    private record Way(Selection which, Precision by, boolean screened) { }

    private List<Way> ways() {
        Selection batch = Selection.all(all.count());
        Selection screened = batch.filter(b -> !error.isTolerable(b) && !errorInDouble.isBelowDirect(b));
        if (set.precision() == Precision.DOUBLE) {
            return List.of(new Way(batch.without(screened), Precision.DOUBLE, false),
                    new Way(screened, Precision.DOUBLE, true));
        }
        if (!screened.isEmpty()) {
            throw new BadInput("float does not resolve the weights of state %d at this time, and shares cannot screen in float: take --precision double",
                    screened.state(0));
        }
        Selection resolved = batch.filter(error::isTolerable);
        return List.of(new Way(resolved, Precision.FLOAT, false), new Way(batch.without(resolved), Precision.DOUBLE,
                false));
    }

    /// The moments of a share of the patterns.
    List<MomentGroup> partial(PatternShare share) {
        return ways().stream().filter(way -> !way.which.isEmpty()).map(way -> group(way, share)).toList();
    }

    private MomentGroup group(Way way, PatternShare share) {
        Tiling tiling = set.tiling(way.by);
        int chunks = tiling.chunks(set.patterns().rows());
        ChunkRange range = new ChunkRange(share.first(chunks), share.end(chunks));
        List<MergeNode<Moments>> nodes = range.chunks() == 0 ? List.of() : trees(way, set.here(centre, way.by).over(range)).nodes();
        return new MomentGroup(way.which.stream().toArray(), chunks, nodes);
    }

    private MomentTrees trees(Way way, ParallelPasses passes) {
        States states = way.which.of(all);
        if (!way.screened) {
            return passes.fusedTrees(states, weighted);
        }
        double[] unknown = new double[states.count()];
        Arrays.fill(unknown, Double.NEGATIVE_INFINITY);
        Screen blind = screen(way, states, unknown, passes);
        if (passes.range().chunks() < FEWEST) {
            return passes.screenedTrees(blind, new TileMaxima(0, states.count()), weighted);
        }
        TileMaxima maxima = passes.maxima(states);
        return passes.screenedTrees(screen(way, states, maxima.known(blind), passes), maxima, weighted);
    }

    private Screen screen(Way way, States states, double[] known, Passes passes) {
        Rounding[] margins = way.which.stream().mapToObj(b -> error.roundings()[b]).toArray(Rounding[]::new);
        OverfullStates none = new OverfullStates(new boolean[states.count()], passes.tiling());
        return new Screen(states, margins, set.kernels().distance(), CUT, known, none, NearListener.NONE);
    }

    /// What all shares together say, written into a result.
    /// @param shares the groups of each, which cover all chunks
    void merge(List<List<MomentGroup>> shares, PosteriorResult result) {
        List<Way> ways = ways().stream().filter(way -> !way.which.isEmpty()).toList();
        for (int i = 0; i < ways.size(); i++) {
            int group = i;
            take(ways.get(i), merged(ways.get(i), shares.stream().map(each -> each.get(group)).toList()), result);
        }
    }

    private Moments merged(Way way, List<MomentGroup> shares) {
        MergeTree<Moments> tree = new MergeTree<>(() -> Moments.neutral(way.which.size(), weighted ? all.dimension()
                : 0), (left, right) -> left.merge(right, 0));
        shares.forEach(share -> share.nodes().forEach(node -> tree.add(node.level(), node.index(), node.merged())));
        return tree.whole(set.tiling(way.by).chunks(set.patterns().rows()));
    }

    private void take(Way way, Moments moments, PosteriorResult result) {
        if (way.screened) {
            Screen screen = screen(way, way.which.of(all), new double[way.which.size()], set.passes(centre, way.by));
            result.takeScreened(way.which, moments, screen.crowd(), screen.skipped(set.patterns().rows()));
        } else {
            double sums = Rounding.ofSums(set.tiling(way.by), way.by, set.patterns().rows());
            ProductError bound = way.by == set.precision() ? error : errorInDouble;
            result.takeFused(way.which, moments, b -> bound.bound(b) + sums);
        }
    }
}
