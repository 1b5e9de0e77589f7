package org.remanence.score;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.kernel.NearListener;
import org.remanence.kernel.OverfullStates;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.Screen;
import org.remanence.kernel.States;
import org.remanence.kernel.Workers;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// A pass that is asked of machines which hold ranges of the patterns.
sealed interface ShardRequest {
    /// Writes the request down.
    void write(MessageWriter out);

    /// Does it on one range and writes the answer.
    void answer(Shard shard, MessageWriter out);

    /// What [#write] wrote.
    static ShardRequest read(MessageReader in, Precision by) {
        return switch (in.text()) {
            case Reach.NAME -> new Reach();
            case Fuse.NAME -> new Fuse(states(in), in.flag(), in.flag());
            case Scout.NAME -> new Scout(states(in), in.whole(), by);
            case Sift.NAME -> Sift.of(in, by);
            default -> throw new IllegalArgumentException("no such pass");
        };
    }

    /// The radius of the patterns.
    record Reach() implements ShardRequest {
        private static final String NAME = "reach";

        @Override
        public void write(MessageWriter out) {
            out.text(NAME);
        }

        @Override
        public void answer(Shard shard, MessageWriter out) {
            out.number(shard.passes().radius());
        }
    }

    /// The fused pass.
    /// @param reaching whether the radius is wanted too
    record Fuse(States states, boolean weighted, boolean reaching) implements ShardRequest {
        private static final String NAME = "fuse";

        @Override
        public void write(MessageWriter out) {
            out.text(NAME);
            ShardRequest.write(states, out);
            out.flag(weighted).flag(reaching);
        }

        @Override
        public void answer(Shard shard, MessageWriter out) {
            if (reaching) {
                RadiusTracker tracker = shard.tracker();
                MomentTrees trees = shard.passes().reachingTrees(tracker, states, weighted);
                out.number(tracker.radius());
                MomentNodes.write(trees.nodes(), out);
            } else {
                MomentNodes.write(shard.passes().fusedTrees(states, weighted).nodes(), out);
            }
        }
    }

    /// The look for the heaviest patterns. The maxima of the tiles stay where they were found.
    /// @param look number of the look
    /// @param by precision of the products
    record Scout(States states, long look, Precision by) implements ShardRequest {
        private static final String NAME = "scout";

        @Override
        public void write(MessageWriter out) {
            out.text(NAME);
            ShardRequest.write(states, out);
            out.whole(look);
        }

        @Override
        public void answer(Shard shard, MessageWriter out) {
            double[] unknown = new double[states.count()];
            Arrays.fill(unknown, Double.NEGATIVE_INFINITY);
            OverfullStates none = new OverfullStates(new boolean[states.count()], shard.passes().tiling());
            out.numbers(shard.look(look, states).known(screen(states, by, shard, 0, unknown, none)));
        }
    }

    /// The screened pass.
    /// @param cut as [Screen#cut]
    /// @param known as [Screen#known]
    /// @param watched states that may be found crowded
    /// @param look number of the look that went ahead, or 0
    /// @param rows of the states in that look
    /// @param by precision of the products
    record Sift(States states, double cut, double[] known, boolean[] watched, long look, int[] rows, boolean weighted, Precision by)
            implements ShardRequest {
        private static final String NAME = "sift";

        private static Sift of(MessageReader in, Precision by) {
            return new Sift(ShardRequest.states(in), in.number(), in.numbers(), in.flags(), in.whole(), in.integers(), in.flag(), by);
        }

        @Override
        public void write(MessageWriter out) {
            out.text(NAME);
            ShardRequest.write(states, out);
            out.number(cut).numbers(known).flags(watched).whole(look).integers(rows).flag(weighted);
        }

        @Override
        public void answer(Shard shard, MessageWriter out) {
            OverfullStates crowd = new OverfullStates(watched, shard.passes().tiling());
            Screen screen = screen(states, by, shard, cut, known, crowd);
            MomentTrees trees = shard.passes().screenedTrees(screen, shard.found(look, rows), weighted);
            boolean[] crowded = new boolean[states.count()];
            for (int b = 0; b < crowded.length; b++) {
                crowded[b] = crowd.has(b);
            }
            out.flags(crowded);
            MomentNodes.write(trees.nodes(), out);
        }
    }

    private static Screen screen(States states, Precision by, Shard shard, double cut, double[] known, OverfullStates crowd) {
        Rounding[] rounding = IntStream.range(0, states.count()).mapToObj(b -> Rounding.of(states, b, by)).toArray(Rounding[]::new);
        return new Screen(states, rounding, shard.distance(), cut, known, crowd, NearListener.NONE);
    }

    private static void write(States states, MessageWriter out) {
        out.numbers(states.raw()).numbers(states.centre()).number(states.scale()).number(states.scaleRemainder()).number(states.variance());
    }

    private static States states(MessageReader in) {
        double[] raw = in.numbers();
        double[] centre = in.numbers();
        Matrix states = Matrix.zeros(raw.length / centre.length, centre.length);
        states.write(0, raw.length / centre.length, raw, 0);
        return new States(states, centre, in.number(), in.number(), in.number(), Workers.ALONE);
    }
}
