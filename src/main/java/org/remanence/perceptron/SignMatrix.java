package org.remanence.perceptron;

import static org.remanence.kernel.SignedSums.GROUPS;
import static org.remanence.kernel.SignedSums.ROWS;
import static org.remanence.kernel.SignedSums.TABLE;
import static org.remanence.kernel.SignedSums.WORD;

import java.util.Arrays;
import org.remanence.kernel.Kernels;
import org.remanence.kernel.SignedSums;
import org.remanence.random.RandomStream;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;

/// A matrix of signs, one bit each, set for a plus, with its product by a vector; bits do not depend on the number of threads.
///
/// Words lie in blocks of [#DEPTH], whose tables stay in the first cache while all rows of a thread pass; within a block come
/// strips of 16 rows. A sum is in float within a block and in double over blocks: its error is below 10⁻⁵ of the sum without
/// signs, and sums of whole numbers are exact.
final class SignMatrix {
    /// Words of a row in a block.
    private static final int DEPTH = 32;

    private final int rows;
    private final int columns;
    /// `[blocks][strips × words of the block × 16]`.
    private final int[][] words;
    private final RowPartition partition;

    private SignMatrix(int rows, int columns, Session session) {
        this.rows = (int) Check.atLeast("rows", 1, rows);
        this.columns = (int) Check.atLeast("columns", 1, columns);
        this.partition = new RowPartition(session);
        int whole = Math.ceilDiv(columns, WORD);
        this.words = new int[Math.ceilDiv(whole, DEPTH)][];
        Arrays.setAll(words, b -> new int[Math.multiplyExact(strips() * ROWS, Math.min(DEPTH, whole - b * DEPTH))]);
    }

    /// Independent fair signs; row μ has the words of the stream at index μ.
    static SignMatrix draw(int rows, int columns, RandomStream stream, Session session) {
        var matrix = new SignMatrix(rows, columns, session);
        matrix.partition.run(rows, columns, (_, from, to) -> {
            int[] row = new int[Math.ceilDiv(columns, WORD)];
            for (int mu = (int) from; mu < to; mu++) {
                stream.words(mu, row);
                for (int w = 0; w < row.length; w++) {
                    matrix.set(mu, w, row[w]);
                }
            }
        });
        return matrix;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    private int strips() {
        return Math.ceilDiv(rows, ROWS);
    }

    private int at(int row, int word) {
        int depth = words[word / DEPTH].length / (strips() * ROWS);
        return (row / ROWS * depth + word % DEPTH) * ROWS + row % ROWS;
    }

    private int word(int row, int word) {
        return row < rows ? words[word / DEPTH][at(row, word)] : 0;
    }

    private void set(int row, int word, int bits) {
        words[word / DEPTH][at(row, word)] = bits;
    }

    /// +1 or −1.
    int sign(int row, int column) {
        return (word(row, column / WORD) >>> column & 1) == 1 ? 1 : -1;
    }

    /// The product with a vector, times a factor.
    /// @param x `[columns]`
    /// @param into receives `[rows]`
    void multiply(double[] x, double factor, double[] into) {
        SignedSums kernel = Kernels.get().signs();
        float[] tables = SignedSums.tables(x, Math.ceilDiv(columns, WORD));
        partition.run(strips(), (double) ROWS * columns / WORD, (_, from, to) -> {
            double[] sums = new double[(int) (to - from) * ROWS];
            for (int b = 0; b < words.length; b++) {
                int depth = words[b].length / (strips() * ROWS);
                for (int strip = (int) from; strip < to; strip++) {
                    kernel.add(tables, b * DEPTH * GROUPS * TABLE, words[b], strip * depth * ROWS, depth, sums,
                            (strip - (int) from) * ROWS);
                }
            }
            int first = (int) from * ROWS;
            for (int r = first; r < Math.min(rows, (int) to * ROWS); r++) {
                into[r] = factor * sums[r - first];
            }
        });
    }

    /// The same signs with rows and columns exchanged.
    SignMatrix transposed(Session session) {
        var matrix = new SignMatrix(columns, rows, session);
        partition.run(Math.ceilDiv(columns, WORD), 10.0 * rows, (_, from, to) -> {
            int[] square = new int[WORD];
            for (int w = (int) from; w < to; w++) {
                for (int v = 0; v < Math.ceilDiv(rows, WORD); v++) {
                    for (int i = 0; i < WORD; i++) {
                        square[i] = word(v * WORD + i, w);
                    }
                    transpose(square);
                    for (int i = 0; i < Math.min(WORD, columns - w * WORD); i++) {
                        matrix.set(w * WORD + i, v, square[i]);
                    }
                }
            }
        });
        return matrix;
    }

    /// Of 32 by 32 bits, exchanging ever smaller blocks.
    /// Source: Warren, Hacker's Delight, section 7–3, with the lowest bit first.
    private static void transpose(int[] a) {
        int mask = 0x0000FFFF;
        for (int half = 16; half > 0; half /= 2, mask ^= mask << half) {
            for (int i = 0; i < WORD; i = i + half + 1 & ~half) {
                int exchanged = (a[i] >>> half ^ a[i + half]) & mask;
                a[i] ^= exchanged << half;
                a[i + half] ^= exchanged;
            }
        }
    }
}
