package org.remanence.kernel;

/// A node of a [MergeTree], of the parts from `index` 2^`level` to (`index` + 1) 2^`level` − 1.
/// @param level from 0, where a node is one part
/// @param index of the node among those of its level
/// @param merged what its parts became
/// @param <P> what is merged
public record MergeNode<P>(int level, int index, P merged) {
    /// The first part.
    public int first() {
        return index << level;
    }

    /// The part after the last.
    public int end() {
        return first() + (1 << level);
    }
}
