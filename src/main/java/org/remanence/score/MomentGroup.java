package org.remanence.score;

import java.util.List;
import org.remanence.kernel.Moments;

/// States that are treated alike, and what a share of the patterns says of them: moments of the nodes of the tree over
/// chunks that lie within the share.
/// @param states rows in the batch
/// @param chunks in all patterns
/// @param nodes of the tree, ascending
public record MomentGroup(int[] states, int chunks, List<Node> nodes) {
    /// The chunks from `index` 2^`level` to (`index` + 1) 2^`level` − 1, as [org.remanence.kernel.MergeTree] has them;
    /// fewer at the end of the patterns.
    /// @param level of the node; it covers 2^`level` chunks
    /// @param index of the node in its level, from 0
    /// @param moments with indices of patterns in the whole set
    public record Node(int level, int index, Moments moments) { }
}
