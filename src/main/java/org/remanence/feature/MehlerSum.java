package org.remanence.feature;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// `Σ_ν Σ_k R_ij^k h_k,iν h_k,jν` for pairs of features: the mean of a product of functions of correlated normal variables.
///
/// Blocks of pairs are independent tasks. Orders are summed from the highest by Horner's rule, so that a block needs one matrix
/// product and one multiplication by R an order, and no p × p matrix beside R and the sum. The order of all sums is fixed.
/// Source: Mehler's formula.
final class MehlerSum implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int SQUARE = 64;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final Session session;
    private final Matrix sum;
    private final Arena arena = Arena.ofShared();
    private final Matrix cosines;
    private final int blocks;
    /// Scratch memory, as many blocks as tasks ever ran side by side.
    private final Queue<MemorySegment> free = new ConcurrentLinkedQueue<>();

    /// @param units rows of length 1, whose products are R `[p × d]`
    MehlerSum(Matrix units, Session session) {
        this.session = session;
        int p = Math.toIntExact(units.rows());
        this.blocks = Math.ceilDiv(p, BLOCK);
        this.sum = Matrix.zeros(p, p);
        this.cosines = Matrix.zeros(arena, p, p);
        forEachPair((i, j, scratch) -> {
            Blas.get().gemm(1, rows(units, i), Operand.PLAIN, rows(units, j), Operand.TRANSPOSED, 0, scratch);
            for (int row = 0; row < scratch.rows(); row++) {
                MemorySegment.copy(scratch.segment(), at(scratch, row, 0), cosines.segment(),
                        at(cosines, i * BLOCK + row, j * BLOCK),
                        8L * scratch.columns());
            }
        });
    }

    /// Pairs of blocks in the lower triangle.
    int pairs() {
        return blocks * (blocks + 1) / 2;
    }

    /// Adds a tile of patterns.
    /// @param orders h_k `[p × tile]`, from order 0
    /// @param weight of each pattern
    /// @param step done after each pair of blocks
    void add(Matrix[] orders, double weight, Runnable step) {
        forEachPair((i, j, scratch) -> {
            double[] products = new double[scratch.columns()];
            double[] factors = new double[scratch.columns()];
            for (int k = orders.length - 1; k >= 0; k--) {
                double kept = k == orders.length - 1 ? 0 : 1;
                if (i == j) {
                    Blas.get().syrk(1, rows(orders[k], i), Operand.PLAIN, kept, scratch);
                } else {
                    Blas.get().gemm(1, rows(orders[k], i), Operand.PLAIN, rows(orders[k], j), Operand.TRANSPOSED, kept, scratch);
                }
                for (int row = 0; row < scratch.rows(); row++) {
                    Matrix other = k > 0 ? cosines : sum;
                    long to = at(other, i * BLOCK + row, j * BLOCK);
                    MemorySegment.copy(scratch.segment(), DOUBLE, at(scratch, row, 0), products, 0, products.length);
                    MemorySegment.copy(other.segment(), DOUBLE, to, factors, 0, products.length);
                    if (k > 0) {
                        multiply(products, factors);
                        MemorySegment.copy(products, 0, scratch.segment(), DOUBLE, at(scratch, row, 0), products.length);
                    } else {
                        accumulate(factors, weight, products);
                        MemorySegment.copy(factors, 0, sum.segment(), DOUBLE, to, products.length);
                    }
                }
            }
            step.run();
        });
    }

    /// The sum, made symmetric.
    /// @param diagonal what stands on its diagonal `[p]`
    Matrix with(double[] diagonal) {
        forEachPair((i, j, scratch) -> {
            for (int row = i * BLOCK; row < i * BLOCK + scratch.rows(); row += SQUARE) {
                for (int column = j * BLOCK; column < Math.min(row + 1, j * BLOCK + scratch.columns()); column += SQUARE) {
                    mirror(row, column);
                }
            }
        });
        for (int i = 0; i < diagonal.length; i++) {
            sum.set(i, i, diagonal[i]);
        }
        return sum;
    }

    /// Copies a square of the lower triangle to its place in the upper one, by rows on either side.
    private void mirror(int row, int column) {
        int height = Math.min(SQUARE, sum.columns() - row);
        int width = Math.min(SQUARE, sum.columns() - column);
        double[] line = new double[Math.max(width, height)];
        double[][] turned = new double[width][height];
        for (int i = 0; i < height; i++) {
            MemorySegment.copy(sum.segment(), DOUBLE, at(sum, row + i, column), line, 0, width);
            for (int k = 0; k < width; k++) {
                turned[k][i] = line[k];
            }
        }
        for (int k = 0; k < width; k++) {
            int from = row == column ? k + 1 : 0;
            if (from < height) {
                MemorySegment.copy(turned[k], from, sum.segment(), DOUBLE, at(sum, column + k, row + from), height - from);
            }
        }
    }

    /// Frees R.
    @Override
    public void close() {
        arena.close();
    }

    private static void multiply(double[] a, double[] b) {
        for (int k = 0; k < a.length; k++) {
            a[k] *= b[k];
        }
    }

    private static void accumulate(double[] a, double factor, double[] b) {
        for (int k = 0; k < a.length; k++) {
            a[k] += factor * b[k];
        }
    }

    private interface Pair {
        /// @param i block of rows
        /// @param j block of columns, up to i
        /// @param scratch of the size of the block
        void of(int i, int j, Matrix scratch);
    }

    private void forEachPair(Pair pair) {
        session.parallel(pairs(), task -> {
            int i = (int) ((Math.sqrt(8.0 * task + 1) - 1) / 2);
            int j = task - i * (i + 1) / 2;
            MemorySegment memory = Objects.requireNonNullElseGet(free.poll(), () -> arena.allocate(8L * BLOCK * BLOCK, 64));
            pair.of(i, j, Matrix.over(memory.asSlice(0, 8L * size(i) * size(j)), size(i), size(j)));
            free.add(memory);
        });
    }

    private int size(int block) {
        return Math.min(BLOCK, sum.columns() - block * BLOCK);
    }

    private Matrix rows(Matrix matrix, int block) {
        return matrix.slice((long) block * BLOCK, size(block));
    }

    private static long at(Matrix matrix, long row, int column) {
        return 8 * (row * matrix.columns() + column);
    }
}
