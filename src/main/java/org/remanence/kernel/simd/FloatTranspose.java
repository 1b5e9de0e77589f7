package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes squares of as many rows as a vector has lanes, by perfect shuffles: a stage zips row i with row i + LANES/2,
/// and log₂ LANES stages make the transpose, two at a time in registers, with the nearest cache between them.
final class FloatTranspose {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final VectorSpecies<Integer> BITS = Lanes.INT;
    private static final int LANES = SPECIES.length();
    private static final IntVector LOW = zip(0);
    private static final IntVector HIGH = zip(LANES / 2);

    private FloatTranspose() { }

    /// Lane 2i takes lane `from + i` of the first vector, lane 2i + 1 that of the second.
    private static IntVector zip(int from) {
        int[] index = new int[LANES];
        for (int i = 0; i < LANES; i++) {
            index[i] = from + i / 2 + i % 2 * LANES;
        }
        return IntVector.fromArray(BITS, index, 0);
    }

    /// `b[j][i] = a[i][j]` for i, j below the number of lanes; rows of a and b lie `aStride` and `bStride` apart.
    /// @param scratch at least LANES² numbers
    static void square(float[] a, int ai, int aStride, float[] b, int bi, int bStride, float[] scratch) {
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
    private static void pair(float[] a, int ai, int aStride, float[] b, int bi, int bStride) {
        for (int i = 0; i < LANES / 4; i++) {
            IntVector p = row(a, ai + i * aStride);
            IntVector q = row(a, ai + (i + LANES / 4) * aStride);
            IntVector r = row(a, ai + (i + LANES / 2) * aStride);
            IntVector s = row(a, ai + (i + 3 * LANES / 4) * aStride);
            IntVector even = LOW.selectFrom(p, r);
            IntVector odd = HIGH.selectFrom(p, r);
            IntVector evenBelow = LOW.selectFrom(q, s);
            IntVector oddBelow = HIGH.selectFrom(q, s);
            put(LOW.selectFrom(even, evenBelow), b, bi + 4 * i * bStride);
            put(HIGH.selectFrom(even, evenBelow), b, bi + (4 * i + 1) * bStride);
            put(LOW.selectFrom(odd, oddBelow), b, bi + (4 * i + 2) * bStride);
            put(HIGH.selectFrom(odd, oddBelow), b, bi + (4 * i + 3) * bStride);
        }
    }

    /// One stage.
    private static void stage(float[] a, int ai, int aStride, float[] b, int bi, int bStride) {
        for (int i = 0; i < LANES / 2; i++) {
            IntVector p = row(a, ai + i * aStride);
            IntVector q = row(a, ai + (i + LANES / 2) * aStride);
            put(LOW.selectFrom(p, q), b, bi + 2 * i * bStride);
            put(HIGH.selectFrom(p, q), b, bi + (2 * i + 1) * bStride);
        }
    }

    private static IntVector row(float[] a, int at) {
        return FloatVector.fromArray(SPECIES, a, at).reinterpretAsInts();
    }

    private static void put(IntVector row, float[] b, int at) {
        row.reinterpretAsFloats().intoArray(b, at);
    }
}
