package org.remanence.score;

import java.util.List;
import org.remanence.kernel.MergeNode;
import org.remanence.kernel.Moments;

/// States that are treated alike, and what a share of the patterns says of them: moments of the nodes of the tree over
/// chunks that lie within the share.
/// @param states rows in the batch
/// @param chunks in all patterns
/// @param nodes of the tree, ascending, with indices of patterns in the whole set; the last may hold fewer chunks
public record MomentGroup(int[] states, int chunks, List<MergeNode<Moments>> nodes) { }
