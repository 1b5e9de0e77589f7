package org.remanence.score;

import java.util.List;
import java.util.stream.IntStream;
import org.remanence.kernel.MergeNode;
import org.remanence.kernel.MergeTree;
import org.remanence.kernel.Moments;

/// The moments of a run of chunks on their way to the whole: a [MergeTree] for each group of states.
final class MomentTrees {
    private final int states;
    private final int width;
    private final List<MergeTree<Moments>> trees;

    /// @param states B
    /// @param width numbers in a vector
    /// @param trees one for each group, in the order of the states
    MomentTrees(int states, int width, List<MergeTree<Moments>> trees) {
        this.states = states;
        this.width = width;
        this.trees = trees;
    }

    /// A tree of moments of some states.
    static MergeTree<Moments> tree(int states, int width) {
        return new MergeTree<>(() -> Moments.neutral(states, width), (left, right) -> {
            left.merge(right, 0);
            right.clear();
        });
    }

    /// All states, once all chunks have come.
    Moments whole(int chunks) {
        return joined(trees.stream().map(tree -> tree.whole(chunks)).toList());
    }

    /// What is whole by now, for all states.
    List<MergeNode<Moments>> nodes() {
        List<List<MergeNode<Moments>>> groups = trees.stream().map(MergeTree::nodes).toList();
        return IntStream.range(0, groups.getFirst().size()).mapToObj(i -> {
            MergeNode<Moments> first = groups.getFirst().get(i);
            return new MergeNode<>(first.level(), first.index(), joined(groups.stream().map(nodes -> nodes.get(i).merged()).toList()));
        }).toList();
    }

    private Moments joined(List<Moments> groups) {
        Moments all = Moments.neutral(states, width);
        int from = 0;
        for (Moments group : groups) {
            all.merge(group, from);
            from += group.states();
        }
        return all;
    }
}
