package org.remanence.score;

import java.util.ArrayList;
import java.util.List;
import org.remanence.kernel.MergeNode;
import org.remanence.kernel.Moments;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;

/// Partial moments as bytes: nodes of the tree over chunks. A run of 2^k chunks that begins at a multiple of 2^k is one node
/// of 8 B (d + 6) bytes; any other run has at most twice the logarithm of its length.
final class MomentNodes {
    private MomentNodes() { }

    static void write(List<MergeNode<Moments>> nodes, MessageWriter out) {
        out.integer(nodes.size());
        for (MergeNode<Moments> node : nodes) {
            Moments moments = node.merged();
            out.integer(node.level()).integer(node.index()).integer(moments.width()).numbers(moments.largest()).wholes(moments.nearest())
                    .numbers(moments.rest()).numbers(moments.squares()).numbers(moments.spread()).numbers(moments.norms())
                    .numbers(moments.vector());
        }
    }

    static List<MergeNode<Moments>> read(MessageReader in) {
        List<MergeNode<Moments>> nodes = new ArrayList<>();
        int count = in.integer();
        for (int i = 0; i < count; i++) {
            int level = in.integer();
            int index = in.integer();
            int width = in.integer();
            nodes.add(new MergeNode<>(level, index, new Moments(in.numbers(), in.wholes(), in.numbers(), in.numbers(), in.numbers(),
                    in.numbers(), in.numbers(), width)));
        }
        return nodes;
    }
}
