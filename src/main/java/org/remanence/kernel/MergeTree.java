package org.remanence.kernel;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Merges numbered parts of a whole in a fixed binary tree over their numbers, whenever and from whichever thread they come.
///
/// The node of level l and index i covers the parts from i 2^l to (i + 1) 2^l − 1; siblings merge left to right as soon as
/// both are whole, and what has no sibling in the end merges from the largest node down. Any split of the parts into
/// consecutive runs, on threads or machines, therefore gives the same bits. Parts held: about log₂ of their number, and
/// those that came early.
///
/// @param <P> what is merged
public final class MergeTree<P> {
    private final Supplier<P> neutral;
    private final BiConsumer<P, P> merge;
    private final Map<Node, P> waiting = new HashMap<>();
    private final ArrayDeque<P> free = new ArrayDeque<>();

    /// @param neutral makes an empty part
    /// @param merge lets a part absorb the one behind it, which is left empty
    public MergeTree(Supplier<P> neutral, BiConsumer<P, P> merge) {
        this.neutral = neutral;
        this.merge = merge;
    }

    private record Node(int level, int index) {
        Node sibling() {
            return new Node(level, index ^ 1);
        }

        Node parent() {
            return new Node(level + 1, index / 2);
        }

        boolean isLeft() {
            return index % 2 == 0;
        }
    }

    /// An empty part to fill, one that was merged before if there is any.
    public P part() {
        synchronized (this) {
            if (!free.isEmpty()) {
                return free.pop();
            }
        }
        return neutral.get();
    }

    /// Adds the part of that number.
    /// @param number from 0, each once
    public void add(int number, P part) {
        add(0, number, part);
    }

    /// Adds a node that was merged elsewhere, of the parts from `index` 2^`level` to (`index` + 1) 2^`level` − 1.
    public void add(int level, int index, P merged) {
        Node node = new Node(level, index);
        P whole = merged;
        for (Optional<P> sibling = meet(node, whole); sibling.isPresent(); sibling = meet(node, whole)) {
            P left = node.isLeft() ? whole : sibling.get();
            P right = node.isLeft() ? sibling.get() : whole;
            merge.accept(left, right);
            release(right);
            whole = left;
            node = node.parent();
        }
    }

    /// The largest nodes that are whole by now, in the order of their parts: what a run of parts sends to whoever merges several.
    public synchronized List<MergeNode<P>> nodes() {
        return waiting.entrySet().stream().map(each -> new MergeNode<>(each.getKey().level(), each.getKey().index(), each.getValue()))
                .sorted(Comparator.comparingInt(MergeNode::first)).toList();
    }

    /// The whole, once all parts have come.
    /// @param parts how many there were, from 1
    public synchronized P whole(int parts) {
        P whole = null;
        int first = 0;
        for (int level = Integer.SIZE - 2; level >= 0; level--) {
            if ((parts >> level & 1) == 1) {
                P node = waiting.remove(new Node(level, first >> level));
                first += 1 << level;
                if (whole == null) {
                    whole = node;
                } else {
                    merge.accept(whole, node);
                }
            }
        }
        return whole;
    }

    /// The sibling, if it has come; otherwise the node waits for it.
    private synchronized Optional<P> meet(Node node, P whole) {
        Optional<P> sibling = Optional.ofNullable(waiting.remove(node.sibling()));
        if (sibling.isEmpty()) {
            waiting.put(node, whole);
        }
        return sibling;
    }

    private synchronized void release(P part) {
        free.push(part);
    }
}
