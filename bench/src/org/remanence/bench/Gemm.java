package org.remanence.bench;

import java.lang.foreign.Arena;
import org.remanence.linalg.Blas;
import org.remanence.linalg.FloatMatrix;
import org.remanence.linalg.Operand;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Matrix products of OpenBLAS as a yardstick.
final class Gemm {
    /// Large enough for the library's best rate, small enough for a core's second cache and a tenth of a second.
    private static final int SQUARE = 1536;

    private Gemm() { }

    /// One square product: the rate the library reaches at its best.
    static Alternation.Side square(Precision precision, int threads) {
        Blas blas = Blas.get().withThreads(threads);
        double[] numbers = new double[SQUARE * SQUARE];
        RandomStream.named(1, "square").gaussians(0, 0, numbers, 0, numbers.length);
        Matrix a = Matrix.zeros(SQUARE, SQUARE);
        a.write(0, SQUARE, numbers, 0);
        double amount = 2e-9 * SQUARE * SQUARE * SQUARE;
        if (precision == Precision.DOUBLE) {
            Matrix c = Matrix.zeros(SQUARE, SQUARE);
            return new Alternation.Side(() -> blas.gemm(1, a, Operand.PLAIN, a, Operand.TRANSPOSED, 0, c), amount);
        }
        FloatMatrix f = floats(a);
        FloatMatrix c = zeros(SQUARE, SQUARE);
        return new Alternation.Side(() -> blas.gemm(1, f, Operand.PLAIN, f, Operand.TRANSPOSED, 0, c), amount);
    }

    /// The two products a score of the same shape consists of, without the `B × n` exponentials between them, which are not
    /// counted: 4·B·n·d floating-point operations.
    static Alternation.Side products(PosteriorBench bench) {
        Blas blas = Blas.get().withThreads(bench.threads);
        int batch = Math.toIntExact(bench.states.rows());
        int count = Math.toIntExact(bench.patterns.rows());
        int dimension = bench.patterns.columns();
        double amount = new Shape(count, dimension, batch).gigaflop();
        if (bench.precision == Precision.DOUBLE) {
            Matrix a = bench.patterns.toMatrix(bench.arena);
            Matrix logs = Matrix.zeros(bench.arena, batch, count);
            Matrix sums = Matrix.zeros(bench.arena, batch, dimension);
            return new Alternation.Side(() -> {
                blas.gemm(1, bench.states, Operand.PLAIN, a, Operand.TRANSPOSED, 0, logs);
                blas.gemm(1, logs, Operand.PLAIN, a, Operand.PLAIN, 0, sums);
            }, amount);
        }
        FloatMatrix a = floats(bench.patterns);
        FloatMatrix x = floats(bench.states);
        FloatMatrix logs = zeros(batch, count);
        FloatMatrix sums = zeros(batch, dimension);
        return new Alternation.Side(() -> {
            blas.gemm(1, x, Operand.PLAIN, a, Operand.TRANSPOSED, 0, logs);
            blas.gemm(1, logs, Operand.PLAIN, a, Operand.PLAIN, 0, sums);
        }, amount);
    }

    private static FloatMatrix floats(Rows rows) {
        int count = Math.toIntExact(rows.rows());
        float[] values = new float[count * rows.columns()];
        rows.copy(0, count, values, 0);
        return FloatMatrix.of(values, count, rows.columns());
    }

    private static FloatMatrix zeros(int rows, int columns) {
        return FloatMatrix.zeros(Arena.ofAuto(), rows, columns);
    }
}
