package org.remanence.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.simd.Lanes;
import org.remanence.session.Session;

/// Reading memory as a yardstick: the sum of far more numbers than the caches hold.
final class Read {
    private static final long BYTES = 512L << 20;
    private static final int CHUNKS = 64;
    private static final int STREAMS = 4;
    private static final VectorSpecies<Long> LANES = Lanes.LONG;

    private Read() { }

    static Alternation.Side of(Session session, Arena arena) {
        MemorySegment memory = arena.allocate(BYTES, 1 << 21);
        // Pages that were never written all show the same zeros.
        memory.fill((byte) 1);
        long[] sums = new long[CHUNKS];
        return new Alternation.Side(() -> session.parallel(CHUNKS, chunk ->
                sums[chunk] = sum(memory, chunk * (BYTES / CHUNKS), BYTES / CHUNKS)), 1e-9 * BYTES);
    }

    /// Sum of the longs in a range, in four independent streams of one cache line a step or less. The counter is a long: C2
    /// would unroll an int loop on top, and read at half the rate.
    static long sum(MemorySegment memory, long from, long bytes) {
        long width = LANES.vectorByteSize();
        LongVector a = LongVector.zero(LANES);
        LongVector b = a;
        LongVector c = a;
        LongVector d = a;
        for (long at = from; at < from + bytes; at += STREAMS * width) {
            a = a.add(LongVector.fromMemorySegment(LANES, memory, at, ByteOrder.nativeOrder()));
            b = b.add(LongVector.fromMemorySegment(LANES, memory, at + width, ByteOrder.nativeOrder()));
            c = c.add(LongVector.fromMemorySegment(LANES, memory, at + 2 * width, ByteOrder.nativeOrder()));
            d = d.add(LongVector.fromMemorySegment(LANES, memory, at + 3 * width, ByteOrder.nativeOrder()));
        }
        return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    }
}
