package org.remanence.experiment.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.remanence.data.Memory;
import org.remanence.experiment.Answer;
import org.remanence.kernel.MergeNode;
import org.remanence.kernel.Moments;
import org.remanence.plot.Report;
import org.remanence.result.Npy;
import org.remanence.score.MomentGroup;
import org.remanence.score.PatternShare;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// What a share of the patterns says of the states of a [Scoring], as files that another process merges with those of
/// the other shares.
///
/// An array `moments-BLOCK-GROUP.npy` is `[nodes × B × (6 + d)]`: for each node of the merge tree and each state the
/// largest log-weight, the row of its pattern, the four sums and the vector of [Moments].
/// @param computation id of the score, equal for all its shares
/// @param share number of the share, from 1
/// @param of how many there are
/// @param blocks of states, in order
public record ScoreShare(String computation, int share, int of, List<Block> blocks) {
    private static final int SUMS = 6;

    /// A block of states.
    /// @param groups of states that are treated alike
    public record Block(List<Group> groups) { }

    /// States that are treated alike.
    /// @param states rows in the block
    /// @param chunks in all patterns
    /// @param nodes level and index of each node of the merge tree within the share
    /// @param width numbers of a vector
    public record Group(int[] states, int chunks, List<int[]> nodes, int width) {
        private MomentGroup moments(double[] flat) {
            if (flat.length != nodes.size() * states.length * (SUMS + width)) {
                throw new BadInput("moments of a share must be %d numbers, got %d: make the share again",
                        nodes.size() * states.length * (SUMS + width), flat.length);
            }
            List<MergeNode<Moments>> read = new ArrayList<>();
            int at = 0;
            for (int[] node : nodes) {
                Moments moments = Moments.neutral(states.length, width);
                for (int b = 0; b < states.length; b++, at += SUMS + width) {
                    moments.largest()[b] = flat[at];
                    moments.nearest()[b] = (long) flat[at + 1];
                    moments.rest()[b] = flat[at + 2];
                    moments.squares()[b] = flat[at + 3];
                    moments.spread()[b] = flat[at + 4];
                    moments.norms()[b] = flat[at + 5];
                    System.arraycopy(flat, at + SUMS, moments.vector(), b * width, width);
                }
                read.add(new MergeNode<>(node[0], node[1], moments));
            }
            return new MomentGroup(states, chunks, read);
        }
    }

    /// Scores a share of the patterns. All are read once, for their radius.
    /// @param computation id of the score
    /// @param share number of the share, from 1
    /// @param of how many there are
    /// @return the description as result, the moments as further files
    /// @throws BadInput if shares of such a score cannot be merged
    public static Answer<ScoreShare> of(Scoring question, String computation, int share, int of, Session session) {
        if (question.isOfNetwork()) {
            throw new BadInput("shares are of the patterns: a network has none, leave --share or --score away");
        }
        PatternShare patterns = new PatternShare(share - 1, share, of);
        List<Block> blocks = new ArrayList<>();
        Map<String, Group> groups = new LinkedHashMap<>();
        Map<String, double[]> arrays = new LinkedHashMap<>();
        question.eachBlock(session, (score, block, states) -> {
            List<Group> own = new ArrayList<>();
            for (MomentGroup each : score.partial(states, question.time(), patterns)) {
                Group group = new Group(each.states(), each.chunks(), each.nodes().stream()
                        .map(node -> new int[] {node.level(), node.index()}).toList(), states.columns());
                Memory.require((double) group.states.length * group.nodes.size() * (SUMS + group.width) * Double.BYTES,
                        "the moments of a share", "fewer states in one command");
                groups.put(file(block, own.size()), group);
                arrays.put(file(block, own.size()), flat(each));
                own.add(group);
            }
            blocks.add(new Block(own));
        });
        Answer<ScoreShare> answer = Answer.of(new ScoreShare(computation, share, of, blocks), new Answer.Untold(),
                Report.of(Text.of("Share %d of %d of a score", share, of))
                .text("Moments, to be merged with those of the other shares.").build())
                .finding(Text.of("Share %d of %d is scored; 'merge' puts all of them together.", share, of));
        for (Map.Entry<String, double[]> each : arrays.entrySet()) {
            Group group = groups.get(each.getKey());
            answer = answer.file(each.getKey(), new Answer.ResultFile("moments of the nodes of the merge tree",
                    path -> Npy.write(path, each.getValue(), group.nodes.size(), group.states.length, SUMS
                    + group.width)));
        }
        return answer;
    }

    /// The answer to the whole question: the same bits as [Scoring#run].
    /// @param shares all of them, in any order
    /// @param array reads a file of a share
    /// @throws BadInput if one is missing, comes twice, or belongs to another score
    public static Answer<Scoring.Result> merge(Scoring question, List<ScoreShare> shares,
            Function<ScoreShare, Function<String, double[]>> array, Session session) {
        check(shares);
        return question.run(session, (score, block, states) -> score.merged(states, question.time(), shares.stream()
                .map(share -> IntStream.range(0, share.blocks.get(block).groups.size())
                        .mapToObj(i -> share.blocks.get(block).groups.get(i)
                        .moments(array.apply(share).apply(file(block, i)))).toList()).toList()));
    }

    private static void check(List<ScoreShare> shares) {
        ScoreShare first = shares.getFirst();
        boolean[] seen = new boolean[first.of + 1];
        for (ScoreShare each : shares) {
            if (!each.computation.equals(first.computation) || each.of != first.of) {
                throw new BadInput("share %d/%d is of another score, or of another number of shares, than share %d/%d",
                        each.share, each.of, first.share, first.of);
            }
            if (seen[each.share]) {
                throw new BadInput("share %d/%d is given twice", each.share, each.of);
            }
            seen[each.share] = true;
        }
        List<Integer> missing = IntStream.rangeClosed(1, first.of).filter(i -> !seen[i]).boxed().toList();
        if (!missing.isEmpty()) {
            throw new BadInput("of %d shares these are missing: %s", first.of,
                    String.join(", ", missing.stream().map(String::valueOf).toList()));
        }
    }

    private static String file(int block, int group) {
        return Text.of("moments-%d-%d.npy", block, group);
    }

    private static double[] flat(MomentGroup group) {
        int states = group.states().length;
        int width = group.nodes().isEmpty() ? 0 : group.nodes().getFirst().merged().width();
        int row = SUMS + width;
        double[] flat = new double[Math.multiplyExact(Math.multiplyExact(group.nodes().size(), states), row)];
        int at = 0;
        for (MergeNode<Moments> node : group.nodes()) {
            Moments moments = node.merged();
            for (int b = 0; b < states; b++, at += row) {
                flat[at] = moments.largest()[b];
                flat[at + 1] = moments.nearest()[b];
                flat[at + 2] = moments.rest()[b];
                flat[at + 3] = moments.squares()[b];
                flat[at + 4] = moments.spread()[b];
                flat[at + 5] = moments.norms()[b];
                System.arraycopy(moments.vector(), b * width, flat, at + SUMS, width);
            }
        }
        return flat;
    }
}
