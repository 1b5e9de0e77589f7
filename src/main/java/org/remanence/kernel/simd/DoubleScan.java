package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Where patterns come from memory: squared norms of patterns less the centre, with the coordinates on the lanes, and on the
/// way, if wanted, the patterns into the panels of a tile. Four patterns are read at once that lie apart: a processor reads
/// ahead within each page that it is reading from, so it comes four times as far ahead of four streams as of one.
final class DoubleScan {
    /// Patterns read at once.
    static final int STREAMS = 4;

    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    /// Partial sums of a norm, see [Tiling#partials].
    private static final int COUNT = 2 * LINE;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final int dimension;
    private final int whole;
    private final int partials;
    private final double[] centre;
    private final double[] ends = new double[2 * STREAMS * LANES];
    /// Where each vector of coordinates of the first pattern of a tile is packed.
    private final int[] places;

    /// @param centre what is subtracted, with room for a vector beyond the last coordinate
    DoubleScan(Tiling tiling, double[] centre) {
        this.dimension = tiling.dimension();
        this.whole = dimension / COUNT * COUNT;
        this.partials = COUNT;
        this.centre = centre;
        this.places = new int[Math.ceilDiv(dimension, LANES)];
        for (int i = 0; i < places.length; i++) {
            places[i] = tiling.at(0, i * LANES);
        }
    }

    /// Sums of four norms in the making, first over one half of the coordinates, then over the other.
    double[] ends() {
        return ends;
    }

    /// Norms of four patterns. Of the [Tiling#partials] partial sums of each, upper halves are added to lower halves down to
    /// a line of [Tiling#LINE_BYTES].
    /// @param memory with room for [Tiling#partials] numbers beyond each pattern
    /// @param at where the first of them begins, in bytes
    /// @param far bytes from one of them to the next
    /// @param sums receives the lines of partial sums, from `to` on and `next` numbers from one to the next
    void norms(MemorySegment memory, long at, long far, double[] sums, int to, int next) {
        // The compiler makes one plain loop of a stride that it does not know; of a counted loop with checks of four streams,
        // three with several times as many instructions.
        int stride = partials;
        for (int column = 0; column < LINE; column += LANES) {
            DoubleVector s0 = DoubleVector.zero(SPECIES);
            DoubleVector s1 = s0;
            DoubleVector s2 = s0;
            DoubleVector s3 = s0;
            DoubleVector t0 = s0;
            DoubleVector t1 = s0;
            DoubleVector t2 = s0;
            DoubleVector t3 = s0;
            for (int k = column; k < whole; k += stride) {
                long from = at + (long) k * Double.BYTES;
                DoubleVector less = DoubleVector.fromArray(SPECIES, centre, k);
                DoubleVector p0 = DoubleVector.fromMemorySegment(SPECIES, memory, from, ORDER).sub(less);
                DoubleVector p1 = DoubleVector.fromMemorySegment(SPECIES, memory, from + far, ORDER).sub(less);
                DoubleVector p2 = DoubleVector.fromMemorySegment(SPECIES, memory, from + 2 * far, ORDER).sub(less);
                DoubleVector p3 = DoubleVector.fromMemorySegment(SPECIES, memory, from + 3 * far, ORDER).sub(less);
                s0 = p0.fma(p0, s0);
                s1 = p1.fma(p1, s1);
                s2 = p2.fma(p2, s2);
                s3 = p3.fma(p3, s3);
                from += (long) LINE * Double.BYTES;
                less = DoubleVector.fromArray(SPECIES, centre, k + LINE);
                p0 = DoubleVector.fromMemorySegment(SPECIES, memory, from, ORDER).sub(less);
                p1 = DoubleVector.fromMemorySegment(SPECIES, memory, from + far, ORDER).sub(less);
                p2 = DoubleVector.fromMemorySegment(SPECIES, memory, from + 2 * far, ORDER).sub(less);
                p3 = DoubleVector.fromMemorySegment(SPECIES, memory, from + 3 * far, ORDER).sub(less);
                t0 = p0.fma(p0, t0);
                t1 = p1.fma(p1, t1);
                t2 = p2.fma(p2, t2);
                t3 = p3.fma(p3, t3);
            }
            if (whole == dimension) {
                s0.add(t0).intoArray(sums, to + column);
                s1.add(t1).intoArray(sums, to + next + column);
                s2.add(t2).intoArray(sums, to + 2 * next + column);
                s3.add(t3).intoArray(sums, to + 3 * next + column);
            } else {
                s0.intoArray(ends, 0);
                s1.intoArray(ends, LANES);
                s2.intoArray(ends, 2 * LANES);
                s3.intoArray(ends, 3 * LANES);
                t0.intoArray(ends, 4 * LANES);
                t1.intoArray(ends, 5 * LANES);
                t2.intoArray(ends, 6 * LANES);
                t3.intoArray(ends, 7 * LANES);
                end(memory, at, far, column, null, 0, 0);
                total(sums, to, next, column);
            }
        }
    }

    /// As [#norms], and packs the patterns into a tile.
    /// @param row place of the first in the tile
    /// @param apart places from one of them to the next
    void pack(MemorySegment memory, long at, long far, double[] into, int row, int apart, double[] sums, int to, int next) {
        int place = row * Tiling.STRIDE;
        int away = apart * Tiling.STRIDE;
        int stride = partials;
        for (int column = 0; column < LINE; column += LANES) {
            DoubleVector s0 = DoubleVector.zero(SPECIES);
            DoubleVector s1 = s0;
            DoubleVector s2 = s0;
            DoubleVector s3 = s0;
            DoubleVector t0 = s0;
            DoubleVector t1 = s0;
            DoubleVector t2 = s0;
            DoubleVector t3 = s0;
            for (int k = column; k < whole; k += stride) {
                long from = at + (long) k * Double.BYTES;
                DoubleVector less = DoubleVector.fromArray(SPECIES, centre, k);
                DoubleVector p0 = DoubleVector.fromMemorySegment(SPECIES, memory, from, ORDER).sub(less);
                DoubleVector p1 = DoubleVector.fromMemorySegment(SPECIES, memory, from + far, ORDER).sub(less);
                DoubleVector p2 = DoubleVector.fromMemorySegment(SPECIES, memory, from + 2 * far, ORDER).sub(less);
                DoubleVector p3 = DoubleVector.fromMemorySegment(SPECIES, memory, from + 3 * far, ORDER).sub(less);
                int put = place + places[k / LANES];
                p0.intoArray(into, put);
                p1.intoArray(into, put + away);
                p2.intoArray(into, put + 2 * away);
                p3.intoArray(into, put + 3 * away);
                s0 = p0.fma(p0, s0);
                s1 = p1.fma(p1, s1);
                s2 = p2.fma(p2, s2);
                s3 = p3.fma(p3, s3);
                from += (long) LINE * Double.BYTES;
                less = DoubleVector.fromArray(SPECIES, centre, k + LINE);
                p0 = DoubleVector.fromMemorySegment(SPECIES, memory, from, ORDER).sub(less);
                p1 = DoubleVector.fromMemorySegment(SPECIES, memory, from + far, ORDER).sub(less);
                p2 = DoubleVector.fromMemorySegment(SPECIES, memory, from + 2 * far, ORDER).sub(less);
                p3 = DoubleVector.fromMemorySegment(SPECIES, memory, from + 3 * far, ORDER).sub(less);
                put = place + places[(k + LINE) / LANES];
                p0.intoArray(into, put);
                p1.intoArray(into, put + away);
                p2.intoArray(into, put + 2 * away);
                p3.intoArray(into, put + 3 * away);
                t0 = p0.fma(p0, t0);
                t1 = p1.fma(p1, t1);
                t2 = p2.fma(p2, t2);
                t3 = p3.fma(p3, t3);
            }
            if (whole == dimension) {
                s0.add(t0).intoArray(sums, to + column);
                s1.add(t1).intoArray(sums, to + next + column);
                s2.add(t2).intoArray(sums, to + 2 * next + column);
                s3.add(t3).intoArray(sums, to + 3 * next + column);
            } else {
                s0.intoArray(ends, 0);
                s1.intoArray(ends, LANES);
                s2.intoArray(ends, 2 * LANES);
                s3.intoArray(ends, 3 * LANES);
                t0.intoArray(ends, 4 * LANES);
                t1.intoArray(ends, 5 * LANES);
                t2.intoArray(ends, 6 * LANES);
                t3.intoArray(ends, 7 * LANES);
                end(memory, at, far, column, into, place, away);
                total(sums, to, next, column);
            }
        }
    }

    /// Coordinates after the last whole [Tiling#partials]: squares join the sums in `ends`, patterns the tile if there is one.
    private void end(MemorySegment memory, long at, long far, int column, double[] into, int place, int away) {
        int half = partials / 2;
        for (int k = whole + column, i = 0; k < dimension; k += half, i += STREAMS * LANES) {
            long from = at + (long) k * Double.BYTES;
            VectorMask<Double> beyond = SPECIES.indexInRange(k, dimension).not();
            DoubleVector less = DoubleVector.fromArray(SPECIES, centre, k);
            DoubleVector p0 = DoubleVector.fromMemorySegment(SPECIES, memory, from, ORDER).sub(less).blend(0, beyond);
            DoubleVector p1 = DoubleVector.fromMemorySegment(SPECIES, memory, from + far, ORDER).sub(less).blend(0, beyond);
            DoubleVector p2 = DoubleVector.fromMemorySegment(SPECIES, memory, from + 2 * far, ORDER).sub(less).blend(0, beyond);
            DoubleVector p3 = DoubleVector.fromMemorySegment(SPECIES, memory, from + 3 * far, ORDER).sub(less).blend(0, beyond);
            if (into != null) {
                int put = place + places[k / LANES];
                p0.intoArray(into, put);
                p1.intoArray(into, put + away);
                p2.intoArray(into, put + 2 * away);
                p3.intoArray(into, put + 3 * away);
            }
            p0.fma(p0, DoubleVector.fromArray(SPECIES, ends, i)).intoArray(ends, i);
            p1.fma(p1, DoubleVector.fromArray(SPECIES, ends, i + LANES)).intoArray(ends, i + LANES);
            p2.fma(p2, DoubleVector.fromArray(SPECIES, ends, i + 2 * LANES)).intoArray(ends, i + 2 * LANES);
            p3.fma(p3, DoubleVector.fromArray(SPECIES, ends, i + 3 * LANES)).intoArray(ends, i + 3 * LANES);
        }
    }

    /// Lines of partial sums of four norms from their halves in `ends`.
    void total(double[] sums, int to, int next, int column) {
        for (int i = 0; i < STREAMS; i++) {
            DoubleVector s = DoubleVector.fromArray(SPECIES, ends, i * LANES);
            s.add(DoubleVector.fromArray(SPECIES, ends, (STREAMS + i) * LANES)).intoArray(sums, to + i * next + column);
        }
    }
}
