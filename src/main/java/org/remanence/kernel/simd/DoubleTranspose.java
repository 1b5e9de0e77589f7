package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes squares of as many rows as a vector has lanes, by perfect shuffles: a stage zips row i with row i + LANES/2,
/// and log₂ LANES stages make the transpose, two at a time in registers, with the nearest cache between them.
final class DoubleTranspose {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final VectorSpecies<Long> BITS = Lanes.LONG;
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int FOURTH = Math.max(1, LANES / 4);
    /// Takes the lower halves of two vectors in turn.
    static final LongVector LOW = zip(0);
    /// Takes the upper halves of two vectors in turn.
    static final LongVector HIGH = zip(LANES / 2);

    private DoubleTranspose() { }

    /// Lane 2i takes lane `from + i` of the first vector, lane 2i + 1 that of the second.
    private static LongVector zip(int from) {
        LongVector zip = LongVector.zero(BITS);
        for (int i = 0; i < LANES; i++) {
            zip = zip.withLane(i, from + i / 2 + i % 2 * LANES);
        }
        return zip;
    }

    /// Of patterns less the centre: `b[j][i] = a[i][j] − centre[k + j]` for i, j below the number of lanes. Both passes are
    /// spelled out in one method too long for the compiler to inline: inlined into its callers it would exhaust their budget, and vectors
    /// would be boxed.
    /// @param at where the first row begins, in bytes
    /// @param pitch bytes between neighbouring rows
    /// @param k coordinate of the first column, for the centre
    /// @param bStride numbers between neighbouring rows of b
    /// @param scratch at least LANES² numbers
    static void square(MemorySegment a, long at, long pitch, double[] centre, int k, double[] b, int bi, int bStride,
                       double[] scratch) {
        DoubleVector less = DoubleVector.fromArray(SPECIES, centre, k);
        if (LANES == 2) {
            for (int i = 0; i < LANES; i++) {
                DoubleVector.fromMemorySegment(SPECIES, a, at + i * pitch, ORDER).sub(less).intoArray(scratch, i * LANES);
            }
            stage(scratch, b, bi, bStride);
            return;
        }
        double[] to = LANES == 4 ? b : scratch;
        int toStride = LANES == 4 ? bStride : LANES;
        for (int i = 0; i < FOURTH; i++) {
            long from = at + i * pitch;
            DoubleVector p = DoubleVector.fromMemorySegment(SPECIES, a, from, ORDER).sub(less);
            DoubleVector q = DoubleVector.fromMemorySegment(SPECIES, a, from + FOURTH * pitch, ORDER).sub(less);
            DoubleVector r = DoubleVector.fromMemorySegment(SPECIES, a, from + 2 * FOURTH * pitch, ORDER).sub(less);
            DoubleVector s = DoubleVector.fromMemorySegment(SPECIES, a, from + 3 * FOURTH * pitch, ORDER).sub(less);
            LongVector even = LOW.selectFrom(p.reinterpretAsLongs(), r.reinterpretAsLongs());
            LongVector odd = HIGH.selectFrom(p.reinterpretAsLongs(), r.reinterpretAsLongs());
            LongVector evenBelow = LOW.selectFrom(q.reinterpretAsLongs(), s.reinterpretAsLongs());
            LongVector oddBelow = HIGH.selectFrom(q.reinterpretAsLongs(), s.reinterpretAsLongs());
            int into = (LANES == 4 ? bi : 0) + 4 * i * toStride;
            LOW.selectFrom(even, evenBelow).reinterpretAsDoubles().intoArray(to, into);
            HIGH.selectFrom(even, evenBelow).reinterpretAsDoubles().intoArray(to, into + toStride);
            LOW.selectFrom(odd, oddBelow).reinterpretAsDoubles().intoArray(to, into + 2 * toStride);
            HIGH.selectFrom(odd, oddBelow).reinterpretAsDoubles().intoArray(to, into + 3 * toStride);
        }
        for (int i = 0; LANES == 16 && i < FOURTH; i++) {
            LongVector p = DoubleVector.fromArray(SPECIES, scratch, i * LANES).reinterpretAsLongs();
            LongVector q = DoubleVector.fromArray(SPECIES, scratch, (i + FOURTH) * LANES).reinterpretAsLongs();
            LongVector r = DoubleVector.fromArray(SPECIES, scratch, (i + 2 * FOURTH) * LANES).reinterpretAsLongs();
            LongVector s = DoubleVector.fromArray(SPECIES, scratch, (i + 3 * FOURTH) * LANES).reinterpretAsLongs();
            LongVector even = LOW.selectFrom(p, r);
            LongVector odd = HIGH.selectFrom(p, r);
            LongVector evenBelow = LOW.selectFrom(q, s);
            LongVector oddBelow = HIGH.selectFrom(q, s);
            int into = bi + 4 * i * bStride;
            LOW.selectFrom(even, evenBelow).reinterpretAsDoubles().intoArray(b, into);
            HIGH.selectFrom(even, evenBelow).reinterpretAsDoubles().intoArray(b, into + bStride);
            LOW.selectFrom(odd, oddBelow).reinterpretAsDoubles().intoArray(b, into + 2 * bStride);
            HIGH.selectFrom(odd, oddBelow).reinterpretAsDoubles().intoArray(b, into + 3 * bStride);
        }
        if (LANES == 8) {
            stage(scratch, b, bi, bStride);
        }
    }

    /// One stage of a dense square.
    private static void stage(double[] a, double[] b, int bi, int bStride) {
        for (int i = 0; i < LANES / 2; i++) {
            LongVector p = row(a, i * LANES);
            LongVector q = row(a, (i + LANES / 2) * LANES);
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
