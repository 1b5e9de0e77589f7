package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.random.RandomStream;

/// Against sums in plain order, somewhere inside longer arrays.
@Tag("lanes")
class SignedSumsTest {
    private static final RandomStream STREAM = RandomStream.named(5, "signed sums");
    private static final int BEFORE = 3;

    /// Whole numbers add without rounding, so all kernels return the sum itself; numbers that are missing count as 0.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 31, 32, 33, 100, 1024})
    void wholeNumbersAreExact(int numbers) {
        double[] x = new double[numbers];
        Arrays.setAll(x, k -> STREAM.below(1, k, 2001) - 1000);
        int count = Math.ceilDiv(numbers, SignedSums.WORD);
        int[] words = words(count);
        double[] expected = new double[SignedSums.ROWS];
        for (int row = 0; row < expected.length; row++) {
            expected[row] = 0.5;
            for (int k = 0; k < numbers; k++) {
                int word = words[BEFORE + k / SignedSums.WORD * SignedSums.ROWS + row];
                expected[row] += (word >>> k % SignedSums.WORD & 1) == 1 ? x[k] : -x[k];
            }
        }
        for (Kernels kernels : Kernels.all()) {
            assertArrayEquals(expected, sums(kernels, x, words, count), 0.0, kernels.name());
        }
    }

    /// Lanes return the bits of the definition, which errs by a few roundings in float.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 32, 64})
    void lanesReturnTheBitsOfTheDefinition(int count) {
        double[] x = new double[count * SignedSums.WORD];
        STREAM.gaussians(2, 0, x, 0, x.length);
        int[] words = words(count);
        double[] twin = sums(Kernels.scalar(), x, words, count);
        for (Kernels kernels : Kernels.all()) {
            assertArrayEquals(twin, sums(kernels, x, words, count), 0.0, kernels.name());
        }
        double exact = 0.5;
        double size = 0;
        for (int k = 0; k < x.length; k++) {
            exact += (words[BEFORE + k / SignedSums.WORD * SignedSums.ROWS] >>> k & 1) == 1 ? x[k] : -x[k];
            size += Math.abs(x[k]);
        }
        // A table, its place in a sum of `count` terms, three more sums: each rounds what is at most the sum without signs.
        assertEquals(exact, twin[0], (count + 5) * 0x1p-24 * size);
    }

    private static int[] words(int count) {
        int[] words = new int[BEFORE + count * SignedSums.ROWS];
        STREAM.words(3, words);
        return words;
    }

    private static double[] sums(Kernels kernels, double[] x, int[] words, int count) {
        float[] tables = SignedSums.tables(x, count);
        float[] moved = new float[tables.length + 5];
        System.arraycopy(tables, 0, moved, 5, tables.length);
        double[] into = new double[SignedSums.ROWS + 2];
        Arrays.fill(into, 0.5);
        kernels.signs().add(moved, 5, words, BEFORE, count, into, 2);
        return Arrays.copyOfRange(into, 2, into.length);
    }
}
