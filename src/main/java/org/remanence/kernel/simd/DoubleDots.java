package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Norms of patterns and their products with one state or four in one walk through memory, with the coordinates on the
/// lanes: the order of [Tiling#few].
final class DoubleDots {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    /// Partial sums of a product: as many as a line holds numbers.
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    private static final int COUNT = 2 * LINE;
    private static final int STREAMS = DoubleScan.STREAMS;
    /// States handled together, if not one.
    private static final int FOUR = 4;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final DoubleScan scan;
    private final double[] centre;
    private final double[] squares;
    private final double[] packed;
    private final int states;
    private final int pitch;
    private final int dimension;
    private final int whole;
    private final int partials;
    /// Sums of the walk, `[pattern][state]`.
    private final double[] products = new double[STREAMS * FOUR * LANES];

    DoubleDots(DoubleScan scan, double[] centre, DoubleFewStates states, int dimension) {
        this.scan = scan;
        this.centre = centre;
        this.squares = scan.ends();
        this.packed = states.packed();
        this.states = states.rows();
        this.pitch = states.pitch();
        this.dimension = dimension;
        this.whole = dimension / COUNT * COUNT;
        this.partials = COUNT;
    }

    /// Reads four patterns.
    /// @param memory with room for [Tiling#partials] numbers beyond each pattern
    /// @param at where the first of them begins, in bytes
    /// @param far bytes from one of them to the next
    /// @param lines receives a line of partial sums of each product and, after all states, of each norm
    /// @param to where the first line goes
    /// @param next numbers from the line of one pattern to that of the next
    /// @param apart numbers from the lines of one state to those of the next
    void read(MemorySegment memory, long at, long far, double[] lines, int to, int next, int apart) {
        for (int column = 0; column < LINE; column += LANES) {
            if (states == 1) {
                one(memory, at, far, column);
            } else {
                four(memory, at, far, column);
            }
            for (int k = whole + column, i = 0; k < dimension; k += LINE, i += STREAMS) {
                end(memory, at, far, k, i);
            }
            for (int i = 0; i < STREAMS; i++) {
                for (int state = 0; state < states; state++) {
                    DoubleVector sum = DoubleVector.fromArray(SPECIES, products, (i * states + state) * LANES);
                    sum.intoArray(lines, to + i * next + state * apart + column);
                }
            }
            scan.total(lines, to + states * apart, next, column);
        }
    }

    /// Coordinates k to k + LANES − 1 after the last whole [Tiling#partials].
    /// @param half where their squares belong: sums from there on
    private void end(MemorySegment memory, long at, long far, int k, int half) {
        VectorMask<Double> beyond = SPECIES.indexInRange(k, dimension).not();
        DoubleVector less = DoubleVector.fromArray(SPECIES, centre, k);
        for (int i = 0; i < STREAMS; i++) {
            DoubleVector p = DoubleVector.fromMemorySegment(SPECIES, memory, at + i * far + (long) k * Double.BYTES, ORDER)
                    .sub(less).blend(0, beyond);
            int square = (half + i) * LANES;
            p.fma(p, DoubleVector.fromArray(SPECIES, squares, square)).intoArray(squares, square);
            for (int state = 0; state < states; state++) {
                int c = (i * states + state) * LANES;
                p.fma(DoubleVector.fromArray(SPECIES, packed, state * pitch + k), DoubleVector.fromArray(SPECIES, products, c))
                        .intoArray(products, c);
            }
        }
    }

    /// Squares and products with one state up to the last whole [Tiling#partials] coordinates.
    private void one(MemorySegment memory, long at, long far, int column) {
        int stride = partials;
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector t0 = s0;
        DoubleVector t1 = s0;
        DoubleVector t2 = s0;
        DoubleVector t3 = s0;
        DoubleVector c00 = s0;
        DoubleVector c10 = s0;
        DoubleVector c20 = s0;
        DoubleVector c30 = s0;
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
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, packed, k);
            c00 = p0.fma(x0, c00);
            c10 = p1.fma(x0, c10);
            c20 = p2.fma(x0, c20);
            c30 = p3.fma(x0, c30);
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
            x0 = DoubleVector.fromArray(SPECIES, packed, k + LINE);
            c00 = p0.fma(x0, c00);
            c10 = p1.fma(x0, c10);
            c20 = p2.fma(x0, c20);
            c30 = p3.fma(x0, c30);
        }
        s0.intoArray(squares, 0);
        s1.intoArray(squares, LANES);
        s2.intoArray(squares, 2 * LANES);
        s3.intoArray(squares, 3 * LANES);
        t0.intoArray(squares, 4 * LANES);
        t1.intoArray(squares, 5 * LANES);
        t2.intoArray(squares, 6 * LANES);
        t3.intoArray(squares, 7 * LANES);
        c00.intoArray(products, 0);
        c10.intoArray(products, LANES);
        c20.intoArray(products, 2 * LANES);
        c30.intoArray(products, 3 * LANES);
    }

    /// As [#one] with four states.
    private void four(MemorySegment memory, long at, long far, int column) {
        int stride = partials;
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector t0 = s0;
        DoubleVector t1 = s0;
        DoubleVector t2 = s0;
        DoubleVector t3 = s0;
        DoubleVector c00 = s0;
        DoubleVector c01 = s0;
        DoubleVector c02 = s0;
        DoubleVector c03 = s0;
        DoubleVector c10 = s0;
        DoubleVector c11 = s0;
        DoubleVector c12 = s0;
        DoubleVector c13 = s0;
        DoubleVector c20 = s0;
        DoubleVector c21 = s0;
        DoubleVector c22 = s0;
        DoubleVector c23 = s0;
        DoubleVector c30 = s0;
        DoubleVector c31 = s0;
        DoubleVector c32 = s0;
        DoubleVector c33 = s0;
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
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, packed, k);
            c00 = p0.fma(x0, c00);
            c10 = p1.fma(x0, c10);
            c20 = p2.fma(x0, c20);
            c30 = p3.fma(x0, c30);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, packed, k + pitch);
            c01 = p0.fma(x1, c01);
            c11 = p1.fma(x1, c11);
            c21 = p2.fma(x1, c21);
            c31 = p3.fma(x1, c31);
            DoubleVector x2 = DoubleVector.fromArray(SPECIES, packed, k + 2 * pitch);
            c02 = p0.fma(x2, c02);
            c12 = p1.fma(x2, c12);
            c22 = p2.fma(x2, c22);
            c32 = p3.fma(x2, c32);
            DoubleVector x3 = DoubleVector.fromArray(SPECIES, packed, k + 3 * pitch);
            c03 = p0.fma(x3, c03);
            c13 = p1.fma(x3, c13);
            c23 = p2.fma(x3, c23);
            c33 = p3.fma(x3, c33);
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
            x0 = DoubleVector.fromArray(SPECIES, packed, k + LINE);
            c00 = p0.fma(x0, c00);
            c10 = p1.fma(x0, c10);
            c20 = p2.fma(x0, c20);
            c30 = p3.fma(x0, c30);
            x1 = DoubleVector.fromArray(SPECIES, packed, k + pitch + LINE);
            c01 = p0.fma(x1, c01);
            c11 = p1.fma(x1, c11);
            c21 = p2.fma(x1, c21);
            c31 = p3.fma(x1, c31);
            x2 = DoubleVector.fromArray(SPECIES, packed, k + 2 * pitch + LINE);
            c02 = p0.fma(x2, c02);
            c12 = p1.fma(x2, c12);
            c22 = p2.fma(x2, c22);
            c32 = p3.fma(x2, c32);
            x3 = DoubleVector.fromArray(SPECIES, packed, k + 3 * pitch + LINE);
            c03 = p0.fma(x3, c03);
            c13 = p1.fma(x3, c13);
            c23 = p2.fma(x3, c23);
            c33 = p3.fma(x3, c33);
        }
        s0.intoArray(squares, 0);
        s1.intoArray(squares, LANES);
        s2.intoArray(squares, 2 * LANES);
        s3.intoArray(squares, 3 * LANES);
        t0.intoArray(squares, 4 * LANES);
        t1.intoArray(squares, 5 * LANES);
        t2.intoArray(squares, 6 * LANES);
        t3.intoArray(squares, 7 * LANES);
        c00.intoArray(products, 0);
        c01.intoArray(products, LANES);
        c02.intoArray(products, 2 * LANES);
        c03.intoArray(products, 3 * LANES);
        c10.intoArray(products, 4 * LANES);
        c11.intoArray(products, 5 * LANES);
        c12.intoArray(products, 6 * LANES);
        c13.intoArray(products, 7 * LANES);
        c20.intoArray(products, 8 * LANES);
        c21.intoArray(products, 9 * LANES);
        c22.intoArray(products, 10 * LANES);
        c23.intoArray(products, 11 * LANES);
        c30.intoArray(products, 12 * LANES);
        c31.intoArray(products, 13 * LANES);
        c32.intoArray(products, 14 * LANES);
        c33.intoArray(products, 15 * LANES);
    }
}
