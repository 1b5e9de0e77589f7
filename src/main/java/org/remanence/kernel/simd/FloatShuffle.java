package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes [#PATTERNS] neighbouring patterns of any few coordinates by perfect shuffles of all their N numbers: one, like
/// that of a pack of cards, takes number x to 2x modulo N − 1, so that six take number k of pattern i from `i d + k` to
/// `64 k + i`. Two shuffles are done at a time, in registers.
final class FloatShuffle {
    /// Patterns that are transposed together.
    static final int PATTERNS = 64;

    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final int fourth;
    private final float[] once;
    private final float[] twice;

    /// @param dimension of the patterns
    FloatShuffle(int dimension) {
        this.fourth = PATTERNS / 4 * dimension;
        this.once = new float[4 * fourth];
        this.twice = new float[4 * fourth];
    }

    /// Whether this is faster than the squares of [FloatTranspose], which few coordinates fill in part: six operations for each
    /// coordinate, against as many as halvings of a vector for each row of squares, dearer by half because rows lie apart.
    static boolean pays(int dimension) {
        int rows = Math.ceilDiv(dimension, LANES) * LANES;
        return 6 * dimension <= 1.5 * rows * Long.numberOfTrailingZeros(LANES);
    }

    /// Patterns less the centre: `b[bi + k · bStride + i] = a[i][k] − centre[k]`.
    /// @param at where the first pattern begins, in bytes
    void transpose(MemorySegment a, long at, float[] centre, float[] b, int bi, int bStride) {
        first(a, at);
        second();
        third(centre, b, bi, bStride);
    }

    private void first(MemorySegment a, long at) {
        for (int i = 0; i < fourth; i += LANES) {
            long from = at + (long) i * Float.BYTES;
            IntVector p = FloatVector.fromMemorySegment(SPECIES, a, from, ORDER).reinterpretAsInts();
            IntVector q = FloatVector.fromMemorySegment(SPECIES, a, from + (long) fourth * Float.BYTES, ORDER).reinterpretAsInts();
            IntVector r = FloatVector.fromMemorySegment(SPECIES, a, from + 2L * fourth * Float.BYTES, ORDER).reinterpretAsInts();
            IntVector s = FloatVector.fromMemorySegment(SPECIES, a, from + 3L * fourth * Float.BYTES, ORDER).reinterpretAsInts();
            zip(p, q, r, s, once, 4 * i);
        }
    }

    private void second() {
        for (int i = 0; i < fourth; i += LANES) {
            zip(row(once, i), row(once, i + fourth), row(once, i + 2 * fourth), row(once, i + 3 * fourth), twice, 4 * i);
        }
    }

    private void third(float[] centre, float[] b, int bi, int bStride) {
        for (int i = 0; i < fourth; i += LANES) {
            int k = 4 * i / PATTERNS;
            FloatVector less = FloatVector.broadcast(SPECIES, centre[k]);
            int to = bi + k * bStride + 4 * i % PATTERNS;
            IntVector p = row(twice, i);
            IntVector q = row(twice, i + fourth);
            IntVector r = row(twice, i + 2 * fourth);
            IntVector s = row(twice, i + 3 * fourth);
            IntVector even = FloatTranspose.LOW.selectFrom(p, r);
            IntVector odd = FloatTranspose.HIGH.selectFrom(p, r);
            IntVector evenBelow = FloatTranspose.LOW.selectFrom(q, s);
            IntVector oddBelow = FloatTranspose.HIGH.selectFrom(q, s);
            FloatTranspose.LOW.selectFrom(even, evenBelow).reinterpretAsFloats().sub(less).intoArray(b, to);
            FloatTranspose.HIGH.selectFrom(even, evenBelow).reinterpretAsFloats().sub(less).intoArray(b, to + LANES);
            FloatTranspose.LOW.selectFrom(odd, oddBelow).reinterpretAsFloats().sub(less).intoArray(b, to + 2 * LANES);
            FloatTranspose.HIGH.selectFrom(odd, oddBelow).reinterpretAsFloats().sub(less).intoArray(b, to + 3 * LANES);
        }
    }

    private static void zip(IntVector p, IntVector q, IntVector r, IntVector s, float[] to, int at) {
        IntVector even = FloatTranspose.LOW.selectFrom(p, r);
        IntVector odd = FloatTranspose.HIGH.selectFrom(p, r);
        IntVector evenBelow = FloatTranspose.LOW.selectFrom(q, s);
        IntVector oddBelow = FloatTranspose.HIGH.selectFrom(q, s);
        FloatTranspose.LOW.selectFrom(even, evenBelow).reinterpretAsFloats().intoArray(to, at);
        FloatTranspose.HIGH.selectFrom(even, evenBelow).reinterpretAsFloats().intoArray(to, at + LANES);
        FloatTranspose.LOW.selectFrom(odd, oddBelow).reinterpretAsFloats().intoArray(to, at + 2 * LANES);
        FloatTranspose.HIGH.selectFrom(odd, oddBelow).reinterpretAsFloats().intoArray(to, at + 3 * LANES);
    }

    private static IntVector row(float[] from, int at) {
        return FloatVector.fromArray(SPECIES, from, at).reinterpretAsInts();
    }
}
