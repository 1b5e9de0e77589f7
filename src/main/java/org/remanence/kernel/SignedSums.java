package org.remanence.kernel;

/// Sums of numbers with signs of one bit each: the products of a matrix of signs with a vector.
///
/// Numbers go in groups of [#GROUP], each with a table of all its signed sums. A word holds the signs of [#WORD] numbers of one
/// row, and words of [#ROWS] rows lie side by side: a vector looks 16 rows up at once, one operation for 64 signs.
///
/// Group j of a word joins partial sum j, in float; [#fold] adds the partial sums, and their total joins the sum of its row in
/// double. So a pass has the same bits on lanes of any width. Sums of whole numbers below 2²⁴ are exact.
public interface SignedSums {
    /// Rows side by side.
    int ROWS = 16;
    /// Numbers of a word, one bit each, the lowest first; a set bit is a plus.
    int WORD = 32;
    /// Numbers of a table.
    int GROUP = 4;
    /// Signed sums of a group.
    int TABLE = 1 << GROUP;
    /// Groups of a word.
    int GROUPS = WORD / GROUP;

    /// One row and one group after another: the definition.
    SignedSums SCALAR = (tables, table, words, at, count, into, to) -> {
        for (int row = 0; row < ROWS; row++) {
            float[] partial = new float[GROUPS];
            for (int k = 0; k < count; k++) {
                int word = words[at + k * ROWS + row];
                for (int j = 0; j < GROUPS; j++) {
                    partial[j] += tables[table + (k * GROUPS + j) * TABLE + (word >>> j * GROUP & TABLE - 1)];
                }
            }
            into[to + row] += fold(partial);
        }
    };

    /// Adds the signed sums over the numbers of some words to [#ROWS] rows.
    /// @param tables of [#tables]
    /// @param table where that of the first group begins
    /// @param words signs, `[count × ROWS]`
    /// @param at where they begin
    /// @param count words of a row, at most a few hundred for the sake of float
    /// @param into sums
    /// @param to where that of the first row is
    void add(float[] tables, int table, int[] words, int at, int count, double[] into, int to);

    /// The signed sums of all groups: entry e of a group has plus signs where e has set bits.
    /// @param x numbers, as many as come before `count` words end; those that are missing count as 0
    /// @param count words
    static float[] tables(double[] x, int count) {
        float[] tables = new float[count * GROUPS * TABLE];
        for (int group = 0; group < count * GROUPS; group++) {
            for (int e = 0; e < TABLE; e++) {
                double sum = 0;
                for (int k = 0; k < GROUP && group * GROUP + k < x.length; k++) {
                    sum += (e >>> k & 1) == 1 ? x[group * GROUP + k] : -x[group * GROUP + k];
                }
                tables[group * TABLE + e] = (float) sum;
            }
        }
        return tables;
    }

    /// The sum of partial sums.
    static float fold(float[] p) {
        return p[0] + p[4] + (p[2] + p[6]) + (p[1] + p[5] + (p[3] + p[7]));
    }
}
