package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeTreeTest {
    /// The tree written out as brackets, by recursion instead of by waiting.
    private static String brackets(int from, int to) {
        if (to - from == 1) {
            return Integer.toString(from);
        }
        int half = Integer.highestOneBit(to - from - 1);
        boolean perfect = Integer.bitCount(to - from) == 1;
        return perfect ? "(" + brackets(from, from + half) + brackets(from + half, to) + ")" : leftovers(from, to);
    }

    /// Perfect trees from the largest down, folded from the left.
    private static String leftovers(int from, int to) {
        String whole = "";
        for (int first = from; first < to; ) {
            int size = Integer.highestOneBit(to - first);
            String part = brackets(first, first + size);
            whole = whole.isEmpty() ? part : "(" + whole + part + ")";
            first += size;
        }
        return whole;
    }

    private static String merged(List<Integer> order) {
        MergeTree<StringBuilder> tree = new MergeTree<>(StringBuilder::new, (left, right) -> {
            left.insert(0, "(").append(right).append(")");
            right.setLength(0);
        });
        for (int each : order) {
            tree.add(each, tree.part().append(each));
        }
        return tree.whole(order.size()).toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 13, 16, 23, 64, 100})
    void mergesInTheSameTreeWhateverTheOrder(int parts) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, parts).boxed().toList());
        String expected = brackets(0, parts);
        assertEquals(expected, merged(order));
        assertEquals(expected, merged(order.reversed()));
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(order, new Random(seed));
            assertEquals(expected, merged(order));
        }
    }

    @Test
    void thirteenPartsAreEightFourAndOne() {
        assertEquals("(((((01)(23))((45)(67)))((89)(1011)))12)", merged(IntStream.range(0, 13).boxed().toList()));
    }

    /// A run of parts leaves its largest nodes: 5 to 12 are 5, 67, 8 to 11 and 12.
    @Test
    void aRunLeavesItsLargestNodes() {
        MergeTree<StringBuilder> run = new MergeTree<>(StringBuilder::new, StringBuilder::append);
        List<Integer> order = new ArrayList<>(IntStream.rangeClosed(5, 12).boxed().toList());
        Collections.shuffle(order, new Random(1));
        order.forEach(each -> run.add(each, new StringBuilder().append(each).append(' ')));
        List<MergeNode<StringBuilder>> nodes = run.nodes();
        assertEquals(List.of("5 ", "6 7 ", "8 9 10 11 ", "12 "), nodes.stream().map(node -> node.merged().toString()).toList());
        assertEquals(List.of(5, 6, 8, 12), nodes.stream().map(MergeNode::first).toList());
        assertEquals(List.of(6, 8, 12, 13), nodes.stream().map(MergeNode::end).toList());
    }
}
