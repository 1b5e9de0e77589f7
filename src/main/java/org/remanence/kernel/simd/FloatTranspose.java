package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes squares of as many rows as a vector has lanes, by perfect shuffles: a stage zips row i with row i + LANES/2,
/// and log₂ LANES stages make the transpose, two at a time in registers, with the nearest cache between them.
final class FloatTranspose {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final VectorSpecies<Integer> BITS = Lanes.INT;
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int FOURTH = Math.max(1, LANES / 4);
    /// Takes the lower halves of two vectors in turn.
    static final IntVector LOW = zip(0);
    /// Takes the upper halves of two vectors in turn.
    static final IntVector HIGH = zip(LANES / 2);

    private FloatTranspose() { }

    /// Lane 2i takes lane `from + i` of the first vector, lane 2i + 1 that of the second.
    private static IntVector zip(int from) {
        IntVector zip = IntVector.zero(BITS);
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
    static void square(MemorySegment a, long at, long pitch, float[] centre, int k, float[] b, int bi, int bStride,
                       float[] scratch) {
        FloatVector less = FloatVector.fromArray(SPECIES, centre, k);
        if (LANES == 2) {
            for (int i = 0; i < LANES; i++) {
                FloatVector.fromMemorySegment(SPECIES, a, at + i * pitch, ORDER).sub(less).intoArray(scratch, i * LANES);
            }
            stage(scratch, b, bi, bStride);
            return;
        }
        float[] to = LANES == 4 ? b : scratch;
        int toStride = LANES == 4 ? bStride : LANES;
        for (int i = 0; i < FOURTH; i++) {
            long from = at + i * pitch;
            FloatVector p = FloatVector.fromMemorySegment(SPECIES, a, from, ORDER).sub(less);
            FloatVector q = FloatVector.fromMemorySegment(SPECIES, a, from + FOURTH * pitch, ORDER).sub(less);
            FloatVector r = FloatVector.fromMemorySegment(SPECIES, a, from + 2 * FOURTH * pitch, ORDER).sub(less);
            FloatVector s = FloatVector.fromMemorySegment(SPECIES, a, from + 3 * FOURTH * pitch, ORDER).sub(less);
            IntVector even = LOW.selectFrom(p.reinterpretAsInts(), r.reinterpretAsInts());
            IntVector odd = HIGH.selectFrom(p.reinterpretAsInts(), r.reinterpretAsInts());
            IntVector evenBelow = LOW.selectFrom(q.reinterpretAsInts(), s.reinterpretAsInts());
            IntVector oddBelow = HIGH.selectFrom(q.reinterpretAsInts(), s.reinterpretAsInts());
            int into = (LANES == 4 ? bi : 0) + 4 * i * toStride;
            LOW.selectFrom(even, evenBelow).reinterpretAsFloats().intoArray(to, into);
            HIGH.selectFrom(even, evenBelow).reinterpretAsFloats().intoArray(to, into + toStride);
            LOW.selectFrom(odd, oddBelow).reinterpretAsFloats().intoArray(to, into + 2 * toStride);
            HIGH.selectFrom(odd, oddBelow).reinterpretAsFloats().intoArray(to, into + 3 * toStride);
        }
        for (int i = 0; LANES == 16 && i < FOURTH; i++) {
            IntVector p = FloatVector.fromArray(SPECIES, scratch, i * LANES).reinterpretAsInts();
            IntVector q = FloatVector.fromArray(SPECIES, scratch, (i + FOURTH) * LANES).reinterpretAsInts();
            IntVector r = FloatVector.fromArray(SPECIES, scratch, (i + 2 * FOURTH) * LANES).reinterpretAsInts();
            IntVector s = FloatVector.fromArray(SPECIES, scratch, (i + 3 * FOURTH) * LANES).reinterpretAsInts();
            IntVector even = LOW.selectFrom(p, r);
            IntVector odd = HIGH.selectFrom(p, r);
            IntVector evenBelow = LOW.selectFrom(q, s);
            IntVector oddBelow = HIGH.selectFrom(q, s);
            int into = bi + 4 * i * bStride;
            LOW.selectFrom(even, evenBelow).reinterpretAsFloats().intoArray(b, into);
            HIGH.selectFrom(even, evenBelow).reinterpretAsFloats().intoArray(b, into + bStride);
            LOW.selectFrom(odd, oddBelow).reinterpretAsFloats().intoArray(b, into + 2 * bStride);
            HIGH.selectFrom(odd, oddBelow).reinterpretAsFloats().intoArray(b, into + 3 * bStride);
        }
        if (LANES == 8) {
            stage(scratch, b, bi, bStride);
        }
    }

    /// One stage of a dense square.
    private static void stage(float[] a, float[] b, int bi, int bStride) {
        for (int i = 0; i < LANES / 2; i++) {
            IntVector p = row(a, i * LANES);
            IntVector q = row(a, (i + LANES / 2) * LANES);
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
