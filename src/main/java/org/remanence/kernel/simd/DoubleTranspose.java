package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes squares of as many rows as a vector has lanes, by perfect shuffles: a stage zips row i with row i + LANES/2,
/// and log₂ LANES stages make the transpose, two at a time in registers, with the nearest cache between them.
final class DoubleTranspose {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final VectorSpecies<Long> BITS = Lanes.LONG;
    private static final int LANES = SPECIES.length();
    private static final LongVector LOW = zip(0);
    private static final LongVector HIGH = zip(LANES / 2);

    private DoubleTranspose() { }

    /// Lane 2i takes lane `from + i` of the first vector, lane 2i + 1 that of the second.
    private static LongVector zip(int from) {
        long[] index = new long[LANES];
        for (int i = 0; i < LANES; i++) {
            index[i] = from + i / 2 + i % 2 * LANES;
        }
        return LongVector.fromArray(BITS, index, 0);
    }

    /// `b[j][i] = a[i][j]` for i, j below the number of lanes; rows of a and b lie `aStride` and `bStride` apart.
    /// @param scratch at least LANES² numbers
    static void square(double[] a, int ai, int aStride, double[] b, int bi, int bStride, double[] scratch) {
        switch (LANES) {
            case 16 -> {
                pair(a, ai, aStride, scratch, 0, LANES);
                pair(scratch, 0, LANES, b, bi, bStride);
            }
            case 8 -> {
                pair(a, ai, aStride, scratch, 0, LANES);
                stage(scratch, 0, LANES, b, bi, bStride);
            }
            case 4 -> pair(a, ai, aStride, b, bi, bStride);
            default -> stage(a, ai, aStride, b, bi, bStride);
        }
    }

    /// Two stages.
    private static void pair(double[] a, int ai, int aStride, double[] b, int bi, int bStride) {
        for (int i = 0; i < LANES / 4; i++) {
            LongVector p = row(a, ai + i * aStride);
            LongVector q = row(a, ai + (i + LANES / 4) * aStride);
            LongVector r = row(a, ai + (i + LANES / 2) * aStride);
            LongVector s = row(a, ai + (i + 3 * LANES / 4) * aStride);
            LongVector even = LOW.selectFrom(p, r);
            LongVector odd = HIGH.selectFrom(p, r);
            LongVector evenBelow = LOW.selectFrom(q, s);
            LongVector oddBelow = HIGH.selectFrom(q, s);
            put(LOW.selectFrom(even, evenBelow), b, bi + 4 * i * bStride);
            put(HIGH.selectFrom(even, evenBelow), b, bi + (4 * i + 1) * bStride);
            put(LOW.selectFrom(odd, oddBelow), b, bi + (4 * i + 2) * bStride);
            put(HIGH.selectFrom(odd, oddBelow), b, bi + (4 * i + 3) * bStride);
        }
    }

    /// One stage.
    private static void stage(double[] a, int ai, int aStride, double[] b, int bi, int bStride) {
        for (int i = 0; i < LANES / 2; i++) {
            LongVector p = row(a, ai + i * aStride);
            LongVector q = row(a, ai + (i + LANES / 2) * aStride);
            put(LOW.selectFrom(p, q), b, bi + 2 * i * bStride);
            put(HIGH.selectFrom(p, q), b, bi + (2 * i + 1) * bStride);
        }
    }

    private static LongVector row(double[] a, int at) {
        return DoubleVector.fromArray(SPECIES, a, at).reinterpretAsLongs();
    }

    private static void put(LongVector row, double[] b, int at) {
        row.reinterpretAsDoubles().intoArray(b, at);
    }
}
