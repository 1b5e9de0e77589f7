package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.kernel.Kernels;
import org.remanence.kernel.MergeTree;
import org.remanence.kernel.Moments;
import org.remanence.kernel.NearListener;
import org.remanence.kernel.OverfullStates;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.Screen;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Patterns that are split anywhere between chunks, over machines that see only their own, have the moments of the whole, to
/// the bit: a machine merges what is a node of the tree, and the nodes of all machines merge to the whole.
class SplitTest {
    private static final int BATCH = 5;
    private static final double VARIANCE = 1.5;

    private final Session session = Session.seeded(3);

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource({"FLOAT, 20, 1", "FLOAT, 20, 2", "FLOAT, 20, 5", "FLOAT, 20, 13", "DOUBLE, 20, 5", "DOUBLE, 20, 13", "DOUBLE, 3, 5", "FLOAT, 3, 13"})
    void anySplitGivesTheBitsOfTheWhole(Precision precision, int d, int chunks) {
        Tiling tiling = Tiling.of(d, precision);
        Matrix patterns = normals("patterns", (chunks - 1) * tiling.chunk() + 100, d);
        States states = new States(normals("states", BATCH, d), new double[d], 0.9, 0, VARIANCE, Workers.ALONE);
        Rounding[] rounding = IntStream.range(0, BATCH).mapToObj(b -> Rounding.of(states, b, precision)).toArray(Rounding[]::new);
        double[] unknown = new double[BATCH];
        Arrays.fill(unknown, Double.NEGATIVE_INFINITY);
        OverfullStates none = new OverfullStates(new boolean[BATCH], tiling);
        Screen screen = new Screen(states, rounding, Kernels.get().distance(), 746, unknown, none, NearListener.NONE);
        check(patterns, tiling, precision, passes -> passes.fused(states, true), chunks);
        check(patterns, tiling, precision, passes -> passes.screened(screen, Lookout.none(BATCH), true), chunks);
    }

    private void check(Matrix patterns, Tiling tiling, Precision precision, Function<ParallelPasses, Moments> pass, int chunks) {
        Moments whole = pass.apply(passes(patterns, tiling, precision));
        int[][] cuts = {{}, {chunks / 2}, {1, chunks - 1}, {chunks / 3, 2 * chunks / 3 + 1}, IntStream.range(1, chunks).toArray()};
        for (int[] cut : cuts) {
            int[] ends = IntStream.concat(Arrays.stream(cut), IntStream.of(chunks)).toArray();
            MergeTree<Moments> tree = new MergeTree<>(() -> Moments.neutral(BATCH, tiling.dimension()),
                    (left, right) -> left.merge(right, 0));
            // The last machine answers first.
            for (int machine = ends.length - 1; machine >= 0; machine--) {
                machine(patterns, machine == 0 ? 0 : ends[machine - 1], ends[machine], tiling, precision, pass, tree);
            }
            assertSame(whole, tree.whole(chunks), Arrays.toString(cut));
        }
    }

    /// The largest nodes of the tree that lie within chunks `from` to `to − 1`.
    private void machine(Matrix patterns, int from, int to, Tiling tiling, Precision precision, Function<ParallelPasses, Moments> pass,
                         MergeTree<Moments> tree) {
        for (int chunk = from; chunk < to; ) {
            int level = Math.min(Integer.numberOfTrailingZeros(chunk), 31 - Integer.numberOfLeadingZeros(to - chunk));
            long first = chunk * tiling.chunk();
            long rows = Math.min(tiling.chunk() << level, patterns.rows() - first);
            Moments node = pass.apply(passes(patterns.slice(first, rows), tiling, precision));
            Arrays.setAll(node.nearest(), b -> node.nearest()[b] + first);
            tree.add(level, chunk >> level, node);
            chunk += 1 << level;
        }
    }

    private ParallelPasses passes(Matrix rows, Tiling tiling, Precision precision) {
        return new ParallelPasses(rows, new double[rows.columns()], tiling, precision, Kernels.get().tiles(), session, _ -> { });
    }

    private static Matrix normals(String purpose, long rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        double[] row = new double[columns];
        for (long i = 0; i < rows; i++) {
            RandomStream.named(3, purpose).gaussians(i, 0, row, 0, columns);
            matrix.write(i, 1, row, 0);
        }
        return matrix;
    }

    private static void assertSame(Moments expected, Moments actual, String cut) {
        assertArrayEquals(expected.nearest(), actual.nearest(), cut);
        assertArrayEquals(expected.largest(), actual.largest(), cut);
        assertArrayEquals(expected.rest(), actual.rest(), cut);
        assertArrayEquals(expected.squares(), actual.squares(), cut);
        assertArrayEquals(expected.spread(), actual.spread(), cut);
        assertArrayEquals(expected.norms(), actual.norms(), cut);
        assertArrayEquals(expected.vector(), actual.vector(), cut);
    }
}
