package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.ShapeException;

/// Tolerances: a few rounding errors of sums of at most 53 products of normal numbers.
class BlasTwinTest {
    private static final Blas PLAIN = new PlainBlas("the twin");

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void productsAgree(Blas blas) {
        for (int m : Samples.SIZES) {
            for (int n : Samples.SIZES) {
                for (Operand opA : Operand.values()) {
                    for (Operand opB : Operand.values()) {
                        int k = (m + n) % 19 + 1;
                        Matrix a = opA == Operand.PLAIN ? Samples.normal(1, m, k) : Samples.normal(1, k, m);
                        Matrix b = opB == Operand.PLAIN ? Samples.normal(2, k, n) : Samples.normal(2, n, k);
                        Matrix expected = Samples.normal(3, m, n);
                        Matrix actual = Samples.normal(3, m, n);
                        PLAIN.gemm(0.5, a, opA, b, opB, -2, expected);
                        blas.gemm(0.5, a, opA, b, opB, -2, actual);
                        Samples.assertClose(expected, actual, 1e-13);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void floatProductsAgree(Blas blas) {
        for (int m : Samples.SIZES) {
            for (Operand opA : Operand.values()) {
                for (Operand opB : Operand.values()) {
                    FloatMatrix a = opA == Operand.PLAIN ? floats(1, m, 11) : floats(1, 11, m);
                    FloatMatrix b = opB == Operand.PLAIN ? floats(2, 11, 5) : floats(2, 5, 11);
                    FloatMatrix expected = floats(3, m, 5);
                    FloatMatrix actual = floats(3, m, 5);
                    PLAIN.gemm(0.5f, a, opA, b, opB, -2, expected);
                    blas.gemm(0.5f, a, opA, b, opB, -2, actual);
                    for (int i = 0; i < m; i++) {
                        for (int j = 0; j < 5; j++) {
                            assertEquals(expected.get(i, j), actual.get(i, j), 1e-5);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void betaZeroForgetsWhatWasThere(Blas blas) {
        Matrix c = Matrix.of(new double[][] {{Double.NaN}});
        blas.gemm(1, Samples.normal(1, 1, 3), Operand.PLAIN, Samples.normal(1, 1, 3), Operand.TRANSPOSED, 0, c);
        assertTrue(c.get(0, 0) > 0);
    }

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void rankUpdatesAgreeAndKeepTheUpperTriangle(Blas blas) {
        for (int m : Samples.SIZES) {
            for (Operand op : Operand.values()) {
                Matrix a = op == Operand.PLAIN ? Samples.normal(1, m, 13) : Samples.normal(1, 13, m);
                Matrix expected = Samples.normal(2, m, m);
                Matrix actual = Samples.normal(2, m, m);
                PLAIN.syrk(0.25, a, op, 3, expected);
                blas.syrk(0.25, a, op, 3, actual);
                Samples.assertClose(expected, actual, 1e-13);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void refusesSizesThatDoNotFit(Blas blas) {
        Matrix a = Samples.normal(1, 2, 3);
        Matrix c = Samples.normal(1, 2, 2);
        assertThrows(ShapeException.class, () -> blas.gemm(1, a, Operand.PLAIN, a, Operand.PLAIN, 0, c));
        assertThrows(ShapeException.class, () -> blas.syrk(1, a, Operand.TRANSPOSED, 0, c));
        assertThrows(ShapeException.class, () -> blas.eigenvalues(a, new double[2]));
        assertThrows(ShapeException.class, () -> blas.svd(a, new double[2], c, c));
        assertThrows(IllegalArgumentException.class, () -> blas.withThreads(0));
    }

    @Test
    void threadsAreReadBack() {
        Blas two = new OpenBlas(1).withThreads(2);
        assertEquals(2, two.threads());
        Matrix c = Matrix.zeros(1, 1);
        two.gemm(1, Samples.normal(1, 1, 1), Operand.PLAIN, Samples.normal(1, 1, 1), Operand.PLAIN, 0, c);
        Blas tooMany = new OpenBlas(100_000);
        var refused = assertThrows(IllegalStateException.class, () ->
                tooMany.gemm(1, Samples.normal(1, 1, 1), Operand.PLAIN, Samples.normal(1, 1, 1), Operand.PLAIN, 0, c));
        assertTrue(refused.getMessage().contains("100000 threads"), refused.getMessage());
    }

    @Test
    void theLibraryIsTheOneOfTheBuild() {
        assertEquals("openblas", Blas.get().name());
        assertTrue(Blas.get().description().startsWith("OpenBLAS 0.3."), Blas.get().description());
    }

    private static FloatMatrix floats(long index, int rows, int columns) {
        float[] values = new float[rows * columns];
        RandomStream.named(1, "matrix").gaussians(index, 0, values, 0, values.length);
        return FloatMatrix.of(values, rows, columns);
    }
}
