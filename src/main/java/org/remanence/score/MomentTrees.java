package org.remanence.score;

import java.util.List;
import java.util.stream.IntStream;
import org.remanence.kernel.MergeNode;
import org.remanence.kernel.MergeTree;
import org.remanence.kernel.Moments;

/// The moments of a run of chunks on their way to the whole: a [MergeTree] for each group of states.
final class MomentTrees {
    private final int states;
    private final int group;
    private final int width;
    private final List<MergeTree<Moments>> trees;

    /// @param states B
    /// @param group states of a tree, but for the last
    /// @param width numbers in a vector
    MomentTrees(int states, int group, int width) {
        this.states = states;
        this.group = group;
        this.width = width;
        this.trees = IntStream.range(0, Math.ceilDiv(states, group)).mapToObj(g -> tree(Math.min(group, states - g * group), width)).toList();
    }

    /// A tree of moments of some states.
    static MergeTree<Moments> tree(int states, int width) {
        return new MergeTree<>(() -> Moments.neutral(states, width), (left, right) -> {
            left.merge(right, 0);
            right.clear();
        });
    }

    /// The tree of a group.
    MergeTree<Moments> of(int number) {
        return trees.get(number);
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
        for (int g = 0; g < groups.size(); g++) {
            all.merge(groups.get(g), g * group);
        }
        return all;
    }
}
