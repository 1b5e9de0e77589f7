package org.remanence.score;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.remanence.kernel.MergeNode;
import org.remanence.kernel.MergeTree;
import org.remanence.kernel.Moments;
import org.remanence.kernel.NearListener;
import org.remanence.kernel.Screen;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;

/// Passes by other machines, each over its range of chunks: a job a pass. States go out once to each machine, nodes of the tree over
/// chunks come back and merge as on one machine. What is decided over all patterns is decided here.
final class ShardedPasses implements Passes {
    private static final AtomicLong LOOKS = new AtomicLong();

    private final ParallelPasses here;
    private final Shards shards;
    private final double[] centre;
    private final Precision by;
    private final Session session;

    /// @param here the same passes on this machine
    /// @param by precision of the products
    ShardedPasses(ParallelPasses here, Shards shards, double[] centre, Precision by, Session session) {
        this.here = here;
        this.shards = shards;
        this.centre = centre;
        this.by = by;
        this.session = session;
    }

    @Override
    public long rows() {
        return here.rows();
    }

    @Override
    public Tiling tiling() {
        return here.tiling();
    }

    @Override
    public void countInFirstChunk(Screen screen, int generosity) {
        here.countInFirstChunk(screen, generosity);
    }

    @Override
    public Moments fused(States states, boolean weighted) {
        Gathered gathered = new Gathered(states, weighted);
        ask(new ShardRequest.Fuse(states, weighted, false)).forEach(gathered::take);
        return gathered.whole();
    }

    @Override
    public Reached reaching(States states, boolean weighted) {
        Gathered gathered = new Gathered(states, weighted);
        double radius = 0;
        for (MessageReader answer : ask(new ShardRequest.Fuse(states, weighted, true))) {
            radius = Math.max(radius, answer.number());
            gathered.take(answer);
        }
        return new Reached(gathered.whole(), radius);
    }

    @Override
    public double radius() {
        return ask(new ShardRequest.Reach()).stream().mapToDouble(MessageReader::number).max().orElseThrow();
    }

    @Override
    public Scouted scouted(Screen screen) {
        int states = screen.states().count();
        long look = LOOKS.incrementAndGet();
        double[] known = screen.known().clone();
        for (MessageReader answer : ask(new ShardRequest.Scout(screen.states(), look, by))) {
            double[] found = answer.numbers();
            Arrays.setAll(known, b -> Math.max(known[b], found[b]));
        }
        return new Scouted(Lookout.there(look, states), known);
    }

    /// A listener hears on this machine alone.
    @Override
    public Moments screened(Screen screen, Lookout lookout, boolean weighted) {
        if (screen.watch() != NearListener.NONE) {
            return here.screened(screen, Lookout.none(screen.states().count()), weighted);
        }
        Gathered gathered = new Gathered(screen.states(), weighted);
        for (MessageReader answer : ask(new ShardRequest.Sift(screen.states(), screen.cut(), screen.known(), screen.crowd().watched(),
                lookout.look(), lookout.rows(), weighted, by))) {
            boolean[] crowded = answer.flags();
            for (int b = 0; b < crowded.length; b++) {
                if (crowded[b]) {
                    screen.crowd().mark(b);
                }
            }
            gathered.take(answer);
        }
        return gathered.whole();
    }

    private List<MessageReader> ask(ShardRequest request) {
        MessageWriter common = new MessageWriter();
        shards.recipe().write(common);
        common.text(by.name()).numbers(centre);
        request.write(common);
        List<byte[]> parts = ChunkRange.split(chunks(), shards.wanted()).stream()
                .map(range -> new MessageWriter().integer(range.from()).integer(range.to()).bytes()).toList();
        return shards.cluster().run(ShardTask.class, common.bytes(), parts, session).stream().map(MessageReader::new).toList();
    }

    /// Moments from all machines.
    private final class Gathered {
        private final int states;
        private final int width;
        private final MergeTree<Moments> tree;

        Gathered(States states, boolean weighted) {
            this.states = states.count();
            this.width = weighted ? tiling().dimension() : 0;
            this.tree = MomentTrees.tree(this.states, width);
        }

        void take(MessageReader answer) {
            for (MergeNode<Moments> node : MomentNodes.read(answer)) {
                tree.add(node.level(), node.index(), node.merged());
            }
        }

        Moments whole() {
            Moments total = Moments.neutral(states, width);
            total.merge(tree.whole(chunks()), 0);
            return total;
        }
    }
}
