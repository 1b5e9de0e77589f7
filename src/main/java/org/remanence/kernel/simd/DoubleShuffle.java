package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes [#PATTERNS] neighbouring patterns of any few coordinates by perfect shuffles of all their N numbers: one, like
/// that of a pack of cards, takes number x to 2x modulo N − 1, so that six take number k of pattern i from `i d + k` to
/// `64 k + i`. Two shuffles are done at a time, in registers.
final class DoubleShuffle {
    /// Patterns that are transposed together.
    static final int PATTERNS = 64;

    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final int fourth;
    private final double[] once;
    private final double[] twice;

    /// @param dimension of the patterns
    DoubleShuffle(int dimension) {
        this.fourth = PATTERNS / 4 * dimension;
        this.once = new double[4 * fourth];
        this.twice = new double[4 * fourth];
    }

    /// Whether this is faster than the squares of [DoubleTranspose], which few coordinates fill in part: six operations for each
    /// coordinate, against as many as halvings of a vector for each row of squares, dearer by half because rows lie apart.
    static boolean pays(int dimension) {
        int rows = Math.ceilDiv(dimension, LANES) * LANES;
        return 6 * dimension <= 1.5 * rows * Long.numberOfTrailingZeros(LANES);
    }

    /// Patterns less the centre: `b[bi + k · bStride + i] = a[i][k] − centre[k]`.
    /// @param at where the first pattern begins, in bytes
    void transpose(MemorySegment a, long at, double[] centre, double[] b, int bi, int bStride) {
        first(a, at);
        second();
        third(centre, b, bi, bStride);
    }

    private void first(MemorySegment a, long at) {
        for (int i = 0; i < fourth; i += LANES) {
            long from = at + (long) i * Double.BYTES;
            LongVector p = DoubleVector.fromMemorySegment(SPECIES, a, from, ORDER).reinterpretAsLongs();
            LongVector q = DoubleVector.fromMemorySegment(SPECIES, a, from + (long) fourth * Double.BYTES, ORDER).reinterpretAsLongs();
            LongVector r = DoubleVector.fromMemorySegment(SPECIES, a, from + 2L * fourth * Double.BYTES, ORDER).reinterpretAsLongs();
            LongVector s = DoubleVector.fromMemorySegment(SPECIES, a, from + 3L * fourth * Double.BYTES, ORDER).reinterpretAsLongs();
            zip(p, q, r, s, once, 4 * i);
        }
    }

    private void second() {
        for (int i = 0; i < fourth; i += LANES) {
            zip(row(once, i), row(once, i + fourth), row(once, i + 2 * fourth), row(once, i + 3 * fourth), twice, 4 * i);
        }
    }

    private void third(double[] centre, double[] b, int bi, int bStride) {
        for (int i = 0; i < fourth; i += LANES) {
            int k = 4 * i / PATTERNS;
            DoubleVector less = DoubleVector.broadcast(SPECIES, centre[k]);
            int to = bi + k * bStride + 4 * i % PATTERNS;
            LongVector p = row(twice, i);
            LongVector q = row(twice, i + fourth);
            LongVector r = row(twice, i + 2 * fourth);
            LongVector s = row(twice, i + 3 * fourth);
            LongVector even = DoubleTranspose.LOW.selectFrom(p, r);
            LongVector odd = DoubleTranspose.HIGH.selectFrom(p, r);
            LongVector evenBelow = DoubleTranspose.LOW.selectFrom(q, s);
            LongVector oddBelow = DoubleTranspose.HIGH.selectFrom(q, s);
            DoubleTranspose.LOW.selectFrom(even, evenBelow).reinterpretAsDoubles().sub(less).intoArray(b, to);
            DoubleTranspose.HIGH.selectFrom(even, evenBelow).reinterpretAsDoubles().sub(less).intoArray(b, to + LANES);
            DoubleTranspose.LOW.selectFrom(odd, oddBelow).reinterpretAsDoubles().sub(less).intoArray(b, to + 2 * LANES);
            DoubleTranspose.HIGH.selectFrom(odd, oddBelow).reinterpretAsDoubles().sub(less).intoArray(b, to + 3 * LANES);
        }
    }

    private static void zip(LongVector p, LongVector q, LongVector r, LongVector s, double[] to, int at) {
        LongVector even = DoubleTranspose.LOW.selectFrom(p, r);
        LongVector odd = DoubleTranspose.HIGH.selectFrom(p, r);
        LongVector evenBelow = DoubleTranspose.LOW.selectFrom(q, s);
        LongVector oddBelow = DoubleTranspose.HIGH.selectFrom(q, s);
        DoubleTranspose.LOW.selectFrom(even, evenBelow).reinterpretAsDoubles().intoArray(to, at);
        DoubleTranspose.HIGH.selectFrom(even, evenBelow).reinterpretAsDoubles().intoArray(to, at + LANES);
        DoubleTranspose.LOW.selectFrom(odd, oddBelow).reinterpretAsDoubles().intoArray(to, at + 2 * LANES);
        DoubleTranspose.HIGH.selectFrom(odd, oddBelow).reinterpretAsDoubles().intoArray(to, at + 3 * LANES);
    }

    private static LongVector row(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at).reinterpretAsLongs();
    }
}
