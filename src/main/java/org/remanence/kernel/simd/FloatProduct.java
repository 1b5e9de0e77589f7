package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// The innermost products in float: a few rows of scalars by a block of [#BLOCK] lanes, one chain of fused multiply-adds a number.
///
/// With vectors of 512 bits, 6 rows by 4 vectors of accumulators stay in registers; narrower machines have half as many
/// registers and take 4 by 2, two steps a turn: of 6 by 2 the compiler keeps one in memory, and its chain holds up all the
/// others. The accumulators are spelled out because the compiler keeps them in registers only then, and the ends of a chain
/// are either all stores or all loads and stores because more would exhaust its budget for inlining.
final class FloatProduct {
    /// Lanes of a block.
    static final int BLOCK = Tiling.BLOCK_BYTES / Float.BYTES;

    private static final int STRIDE = Tiling.STRIDE;
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final boolean WIDE = SPECIES.vectorBitSize() == 512;
    /// Rows handled together.
    static final int ROWS = WIDE ? Tiling.ROWS : 4;

    private FloatProduct() { }

    /// Patterns by states: `c[r · cs + ·] = Σ_j a[r · STRIDE + j] b[j · bs + ·]` for [#ROWS] rows r, a block of lanes and
    /// `steps` coordinates j.
    static void set(float[] a, int ai, float[] b, int bi, int bs, float[] c, int ci, int cs, int steps) {
        if (WIDE) {
            set4(a, ai, b, bi, bs, c, ci, cs, steps);
            return;
        }
        for (int column = 0; column < BLOCK; column += 2 * LANES) {
            set2(a, ai, b, bi + column, bs, c, ci + column, cs, steps);
        }
    }

    /// Weights times patterns: `c[r][·] += Σ_j a[j · STRIDE + r] b[j][·]` for [#ROWS] coordinates r and `steps` patterns j;
    /// the chains continue those that begin in c.
    static void extend(float[] a, int ai, float[] b, int bi, float[] c, int ci, int steps) {
        if (WIDE) {
            extend4(a, ai, b, bi, c, ci, steps);
            return;
        }
        for (int column = 0; column < BLOCK; column += 2 * LANES) {
            extend2(a, ai, b, bi + column, c, ci + column, steps);
        }
    }

    private static void set4(float[] a, int ai, float[] b, int bi, int bs, float[] c, int ci, int cs,
                             int steps) {
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00, c02 = c00, c03 = c00;
        FloatVector c10 = c00, c11 = c00, c12 = c00, c13 = c00;
        FloatVector c20 = c00, c21 = c00, c22 = c00, c23 = c00;
        FloatVector c30 = c00, c31 = c00, c32 = c00, c33 = c00;
        FloatVector c40 = c00, c41 = c00, c42 = c00, c43 = c00;
        FloatVector c50 = c00, c51 = c00, c52 = c00, c53 = c00;
        for (int j = 0; j < steps; j++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi + j * bs);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + j * bs + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bi + j * bs + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bi + j * bs + 3 * LANES);
            FloatVector p0 = FloatVector.broadcast(SPECIES, a[ai + j]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            c02 = p0.fma(b2, c02);
            c03 = p0.fma(b3, c03);
            FloatVector p1 = FloatVector.broadcast(SPECIES, a[ai + STRIDE + j]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            c12 = p1.fma(b2, c12);
            c13 = p1.fma(b3, c13);
            FloatVector p2 = FloatVector.broadcast(SPECIES, a[ai + 2 * STRIDE + j]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            c22 = p2.fma(b2, c22);
            c23 = p2.fma(b3, c23);
            FloatVector p3 = FloatVector.broadcast(SPECIES, a[ai + 3 * STRIDE + j]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
            c32 = p3.fma(b2, c32);
            c33 = p3.fma(b3, c33);
            FloatVector p4 = FloatVector.broadcast(SPECIES, a[ai + 4 * STRIDE + j]);
            c40 = p4.fma(b0, c40);
            c41 = p4.fma(b1, c41);
            c42 = p4.fma(b2, c42);
            c43 = p4.fma(b3, c43);
            FloatVector p5 = FloatVector.broadcast(SPECIES, a[ai + 5 * STRIDE + j]);
            c50 = p5.fma(b0, c50);
            c51 = p5.fma(b1, c51);
            c52 = p5.fma(b2, c52);
            c53 = p5.fma(b3, c53);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c02.intoArray(c, ci + 2 * LANES);
        c03.intoArray(c, ci + 3 * LANES);
        c10.intoArray(c, ci + cs);
        c11.intoArray(c, ci + cs + LANES);
        c12.intoArray(c, ci + cs + 2 * LANES);
        c13.intoArray(c, ci + cs + 3 * LANES);
        c20.intoArray(c, ci + 2 * cs);
        c21.intoArray(c, ci + 2 * cs + LANES);
        c22.intoArray(c, ci + 2 * cs + 2 * LANES);
        c23.intoArray(c, ci + 2 * cs + 3 * LANES);
        c30.intoArray(c, ci + 3 * cs);
        c31.intoArray(c, ci + 3 * cs + LANES);
        c32.intoArray(c, ci + 3 * cs + 2 * LANES);
        c33.intoArray(c, ci + 3 * cs + 3 * LANES);
        c40.intoArray(c, ci + 4 * cs);
        c41.intoArray(c, ci + 4 * cs + LANES);
        c42.intoArray(c, ci + 4 * cs + 2 * LANES);
        c43.intoArray(c, ci + 4 * cs + 3 * LANES);
        c50.intoArray(c, ci + 5 * cs);
        c51.intoArray(c, ci + 5 * cs + LANES);
        c52.intoArray(c, ci + 5 * cs + 2 * LANES);
        c53.intoArray(c, ci + 5 * cs + 3 * LANES);
    }

    private static void set2(float[] a, int ai, float[] b, int bi, int bs, float[] c, int ci, int cs,
                             int steps) {
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        FloatVector c10 = c00, c11 = c00;
        FloatVector c20 = c00, c21 = c00;
        FloatVector c30 = c00, c31 = c00;
        int j = 0;
        for (; j + 1 < steps; j += 2) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi + j * bs);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + j * bs + LANES);
            FloatVector p0 = FloatVector.broadcast(SPECIES, a[ai + j]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            FloatVector p1 = FloatVector.broadcast(SPECIES, a[ai + STRIDE + j]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            FloatVector p2 = FloatVector.broadcast(SPECIES, a[ai + 2 * STRIDE + j]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            FloatVector p3 = FloatVector.broadcast(SPECIES, a[ai + 3 * STRIDE + j]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
            FloatVector b0Next = FloatVector.fromArray(SPECIES, b, bi + j * bs + bs);
            FloatVector b1Next = FloatVector.fromArray(SPECIES, b, bi + j * bs + bs + LANES);
            FloatVector p0Next = FloatVector.broadcast(SPECIES, a[ai + j + 1]);
            c00 = p0Next.fma(b0Next, c00);
            c01 = p0Next.fma(b1Next, c01);
            FloatVector p1Next = FloatVector.broadcast(SPECIES, a[ai + STRIDE + j + 1]);
            c10 = p1Next.fma(b0Next, c10);
            c11 = p1Next.fma(b1Next, c11);
            FloatVector p2Next = FloatVector.broadcast(SPECIES, a[ai + 2 * STRIDE + j + 1]);
            c20 = p2Next.fma(b0Next, c20);
            c21 = p2Next.fma(b1Next, c21);
            FloatVector p3Next = FloatVector.broadcast(SPECIES, a[ai + 3 * STRIDE + j + 1]);
            c30 = p3Next.fma(b0Next, c30);
            c31 = p3Next.fma(b1Next, c31);
        }
        if (j < steps) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi + j * bs);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + j * bs + LANES);
            FloatVector p0 = FloatVector.broadcast(SPECIES, a[ai + j]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            FloatVector p1 = FloatVector.broadcast(SPECIES, a[ai + STRIDE + j]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            FloatVector p2 = FloatVector.broadcast(SPECIES, a[ai + 2 * STRIDE + j]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            FloatVector p3 = FloatVector.broadcast(SPECIES, a[ai + 3 * STRIDE + j]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c10.intoArray(c, ci + cs);
        c11.intoArray(c, ci + cs + LANES);
        c20.intoArray(c, ci + 2 * cs);
        c21.intoArray(c, ci + 2 * cs + LANES);
        c30.intoArray(c, ci + 3 * cs);
        c31.intoArray(c, ci + 3 * cs + LANES);
    }

    private static void extend4(float[] a, int ai, float[] b, int bi, float[] c, int ci, int steps) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, ci + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, ci + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, ci + BLOCK);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, ci + BLOCK + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, ci + BLOCK + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, c, ci + BLOCK + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * BLOCK);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * BLOCK + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, ci + 2 * BLOCK + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, c, ci + 2 * BLOCK + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * BLOCK);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * BLOCK + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, ci + 3 * BLOCK + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(SPECIES, c, ci + 3 * BLOCK + 3 * LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, ci + 4 * BLOCK);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, ci + 4 * BLOCK + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, c, ci + 4 * BLOCK + 2 * LANES);
        FloatVector c43 = FloatVector.fromArray(SPECIES, c, ci + 4 * BLOCK + 3 * LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, ci + 5 * BLOCK);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, ci + 5 * BLOCK + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, c, ci + 5 * BLOCK + 2 * LANES);
        FloatVector c53 = FloatVector.fromArray(SPECIES, c, ci + 5 * BLOCK + 3 * LANES);
        for (int j = 0; j < steps; j++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK + 3 * LANES);
            FloatVector p0 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            c02 = p0.fma(b2, c02);
            c03 = p0.fma(b3, c03);
            FloatVector p1 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 1]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            c12 = p1.fma(b2, c12);
            c13 = p1.fma(b3, c13);
            FloatVector p2 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 2]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            c22 = p2.fma(b2, c22);
            c23 = p2.fma(b3, c23);
            FloatVector p3 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 3]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
            c32 = p3.fma(b2, c32);
            c33 = p3.fma(b3, c33);
            FloatVector p4 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 4]);
            c40 = p4.fma(b0, c40);
            c41 = p4.fma(b1, c41);
            c42 = p4.fma(b2, c42);
            c43 = p4.fma(b3, c43);
            FloatVector p5 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 5]);
            c50 = p5.fma(b0, c50);
            c51 = p5.fma(b1, c51);
            c52 = p5.fma(b2, c52);
            c53 = p5.fma(b3, c53);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c02.intoArray(c, ci + 2 * LANES);
        c03.intoArray(c, ci + 3 * LANES);
        c10.intoArray(c, ci + BLOCK);
        c11.intoArray(c, ci + BLOCK + LANES);
        c12.intoArray(c, ci + BLOCK + 2 * LANES);
        c13.intoArray(c, ci + BLOCK + 3 * LANES);
        c20.intoArray(c, ci + 2 * BLOCK);
        c21.intoArray(c, ci + 2 * BLOCK + LANES);
        c22.intoArray(c, ci + 2 * BLOCK + 2 * LANES);
        c23.intoArray(c, ci + 2 * BLOCK + 3 * LANES);
        c30.intoArray(c, ci + 3 * BLOCK);
        c31.intoArray(c, ci + 3 * BLOCK + LANES);
        c32.intoArray(c, ci + 3 * BLOCK + 2 * LANES);
        c33.intoArray(c, ci + 3 * BLOCK + 3 * LANES);
        c40.intoArray(c, ci + 4 * BLOCK);
        c41.intoArray(c, ci + 4 * BLOCK + LANES);
        c42.intoArray(c, ci + 4 * BLOCK + 2 * LANES);
        c43.intoArray(c, ci + 4 * BLOCK + 3 * LANES);
        c50.intoArray(c, ci + 5 * BLOCK);
        c51.intoArray(c, ci + 5 * BLOCK + LANES);
        c52.intoArray(c, ci + 5 * BLOCK + 2 * LANES);
        c53.intoArray(c, ci + 5 * BLOCK + 3 * LANES);
    }

    private static void extend2(float[] a, int ai, float[] b, int bi, float[] c, int ci, int steps) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, ci + BLOCK);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, ci + BLOCK + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * BLOCK);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * BLOCK + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * BLOCK);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * BLOCK + LANES);
        int j = 0;
        for (; j + 1 < steps; j += 2) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK + LANES);
            FloatVector p0 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            FloatVector p1 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 1]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            FloatVector p2 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 2]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            FloatVector p3 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 3]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
            FloatVector b0Next = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK + BLOCK);
            FloatVector b1Next = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK + BLOCK + LANES);
            FloatVector p0Next = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + STRIDE]);
            c00 = p0Next.fma(b0Next, c00);
            c01 = p0Next.fma(b1Next, c01);
            FloatVector p1Next = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + STRIDE + 1]);
            c10 = p1Next.fma(b0Next, c10);
            c11 = p1Next.fma(b1Next, c11);
            FloatVector p2Next = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + STRIDE + 2]);
            c20 = p2Next.fma(b0Next, c20);
            c21 = p2Next.fma(b1Next, c21);
            FloatVector p3Next = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + STRIDE + 3]);
            c30 = p3Next.fma(b0Next, c30);
            c31 = p3Next.fma(b1Next, c31);
        }
        if (j < steps) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK + LANES);
            FloatVector p0 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            FloatVector p1 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 1]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            FloatVector p2 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 2]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            FloatVector p3 = FloatVector.broadcast(SPECIES, a[ai + j * STRIDE + 3]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c10.intoArray(c, ci + BLOCK);
        c11.intoArray(c, ci + BLOCK + LANES);
        c20.intoArray(c, ci + 2 * BLOCK);
        c21.intoArray(c, ci + 2 * BLOCK + LANES);
        c30.intoArray(c, ci + 3 * BLOCK);
        c31.intoArray(c, ci + 3 * BLOCK + LANES);
    }

    /// As [#set] for one row.
    static void setRow(float[] a, int ai, float[] b, int bi, int bs, float[] c, int ci, int steps) {
        Arrays.fill(c, ci, ci + BLOCK, 0);
        for (int column = 0; column < BLOCK; column += 4 * LANES) {
            addRow4(a, ai, b, bi + column, bs, c, ci + column, steps);
        }
    }

    private static void addRow4(float[] a, int ai, float[] b, int bi, int bs, float[] c, int ci,
                                int steps) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, ci + 2 * LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, ci + 3 * LANES);
        for (int j = 0; j < steps; j++) {
            FloatVector p = FloatVector.broadcast(SPECIES, a[ai + j]);
            c0 = p.fma(FloatVector.fromArray(SPECIES, b, bi + j * bs), c0);
            c1 = p.fma(FloatVector.fromArray(SPECIES, b, bi + j * bs + LANES), c1);
            c2 = p.fma(FloatVector.fromArray(SPECIES, b, bi + j * bs + 2 * LANES), c2);
            c3 = p.fma(FloatVector.fromArray(SPECIES, b, bi + j * bs + 3 * LANES), c3);
        }
        c0.intoArray(c, ci);
        c1.intoArray(c, ci + LANES);
        c2.intoArray(c, ci + 2 * LANES);
        c3.intoArray(c, ci + 3 * LANES);
    }
}
