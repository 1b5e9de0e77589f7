package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Rows;

/// [PosteriorTile] in double, on lanes: 32 states a block, at most 6 patterns (or coordinates) by 4 vectors of states in
/// registers, scalars of the packed tile broadcast. With vectors of less than 512 bits there are half as many registers, so
/// 6 by 2. Both give the same bits.
public final class DoubleTile implements PosteriorTile {
    /// States in a block.
    public static final int BLOCK = 32;

    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final boolean WIDE = SPECIES.vectorBitSize() == 512;

    private static final double Q0 = Exponential.coefficients()[0];
    private static final double Q1 = Exponential.coefficients()[1];
    private static final double Q2 = Exponential.coefficients()[2];
    private static final double Q3 = Exponential.coefficients()[3];
    private static final double Q4 = Exponential.coefficients()[4];
    private static final double Q5 = Exponential.coefficients()[5];
    private static final double Q6 = Exponential.coefficients()[6];
    private static final double Q7 = Exponential.coefficients()[7];
    private static final double Q8 = Exponential.coefficients()[8];
    private static final double Q9 = Exponential.coefficients()[9];

    private final Tiling tiling;
    private final int dimension;
    private final int stride;
    private final double beta;
    private final double[][] queries;
    private final double[][] vectors;
    private final double[] patterns;
    private final double[] norms;
    private final double[] logs;
    private final double[] lane = new double[BLOCK];
    private final double[][] partial = new double[4][BLOCK];
    private final double[] raw;
    private int count;

    /// @param tiling the cut of the patterns
    /// @param beta factor of |b|² in a log-weight
    /// @param queries packed states, shared between threads, as [#pack] makes them
    /// @param weighted whether weighted sums are wanted
    public DoubleTile(Tiling tiling, double beta, double[][] queries, boolean weighted) {
        this.tiling = tiling;
        this.dimension = tiling.dimension();
        this.stride = tiling.stride();
        this.beta = beta;
        this.queries = queries;
        this.vectors = weighted ? new double[queries.length][tiling.columns() * BLOCK] : new double[0][];
        this.patterns = new double[tiling.tile() * stride];
        this.norms = new double[tiling.tile()];
        this.logs = new double[tiling.tile() * BLOCK];
        this.raw = new double[tiling.tile() * dimension];
    }

    /// Packs states into blocks `[d × BLOCK]`; lanes beyond the last state repeat it.
    public static double[][] pack(States states) {
        int d = states.dimension();
        double[][] blocks = new double[Math.ceilDiv(states.count(), BLOCK)][d * BLOCK];
        for (int b = 0; b < blocks.length * BLOCK; b++) {
            int from = Math.min(b, states.count() - 1) * d;
            double[] block = blocks[b / BLOCK];
            for (int k = 0; k < d; k++) {
                block[k * BLOCK + b % BLOCK] = states.queries()[from + k];
            }
        }
        return blocks;
    }

    @Override
    public int block() {
        return BLOCK;
    }

    @Override
    public double floor() {
        return Exponential.FLOOR_DOUBLE;
    }

    @Override
    public void load(Rows rows, long first, int count, double[] centre) {
        this.count = count;
        rows.copy(first, count, raw, 0);
        for (int i = 0; i < count; i++) {
            norms[i] = PackedRow.centre(raw, i * dimension, centre, patterns, i * stride);
        }
    }

    @Override
    public double norm(int row) {
        return norms[row];
    }

    @Override
    public void logWeights(int block, double[] largest) {
        Arrays.fill(logs, 0, tiling.tile() * BLOCK, 0);
        double[] states = queries[block];
        int groups = Math.ceilDiv(count, Tiling.ROWS);
        for (int k = 0; k < dimension; k += Tiling.CHAIN) {
            int steps = Math.min(Tiling.CHAIN, dimension - k);
            for (int g = 0; g < groups; g++) {
                int row = g * Tiling.ROWS;
                product(patterns, row * stride + k, stride, 1, states, k * BLOCK, logs, row * BLOCK, steps);
            }
        }
        for (int column = 0; column < BLOCK; column += LANES) {
            finish(column);
        }
        for (int i = 0; i < BLOCK; i++) {
            largest[i] = lane[i];
        }
    }

    private void finish(int column) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, beta);
        DoubleVector top = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            int at = i * BLOCK + column;
            DoubleVector log = DoubleVector.broadcast(SPECIES, norms[i]).fma(factor, DoubleVector.fromArray(SPECIES, logs, at));
            log.intoArray(logs, at);
            top = top.max(log);
        }
        top.intoArray(lane, column);
    }

    @Override
    public int firstRow(int lane, double value) {
        for (int i = 0; i < count; i++) {
            if (logs[i * BLOCK + lane] == value) {
                return i;
            }
        }
        throw new IllegalStateException("no packed pattern has log-weight " + value);
    }

    @Override
    public double get(int row, int lane) {
        return logs[row * BLOCK + lane];
    }

    @Override
    public void set(int row, int lane, double value) {
        logs[row * BLOCK + lane] = value;
    }

    @Override
    public void weigh(double[] reference, double[][] sums) {
        for (int i = 0; i < BLOCK; i++) {
            lane[i] = reference[i];
        }
        for (int column = 0; column < BLOCK; column += LANES) {
            weigh(column);
        }
        for (int m = 0; m < sums.length; m++) {
            for (int i = 0; i < BLOCK; i++) {
                sums[m][i] += partial[m][i];
            }
        }
    }

    private void weigh(int column) {
        DoubleVector top = DoubleVector.fromArray(SPECIES, lane, column);
        DoubleVector total = DoubleVector.zero(SPECIES);
        DoubleVector squares = total;
        DoubleVector spread = total;
        DoubleVector second = total;
        for (int i = 0; i < count; i++) {
            int at = i * BLOCK + column;
            DoubleVector gap = DoubleVector.fromArray(SPECIES, logs, at).sub(top);
            VectorMask<Double> lost = gap.lt(Exponential.FLOOR_DOUBLE);
            gap = gap.blend(Exponential.FLOOR_DOUBLE, lost);
            DoubleVector weight = exp(gap).blend(0, lost);
            weight.intoArray(logs, at);
            total = total.add(weight);
            squares = weight.fma(weight, squares);
            spread = weight.fma(gap, spread);
            second = weight.fma(DoubleVector.broadcast(SPECIES, norms[i]), second);
        }
        total.intoArray(partial[0], column);
        squares.intoArray(partial[1], column);
        spread.neg().intoArray(partial[2], column);
        second.intoArray(partial[3], column);
    }

    private static DoubleVector exp(DoubleVector x) {
        DoubleVector round = DoubleVector.broadcast(SPECIES, Exponential.ROUND_DOUBLE);
        DoubleVector shifted = x.fma(DoubleVector.broadcast(SPECIES, Exponential.LOG2_E), round);
        DoubleVector n = shifted.sub(round);
        DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -Exponential.LN2_HIGH), x);
        r = n.fma(DoubleVector.broadcast(SPECIES, -Exponential.LN2_LOW), r);
        DoubleVector q = DoubleVector.broadcast(SPECIES, Q0);
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q1));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q2));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q3));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q4));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q5));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q6));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q7));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q8));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q9));
        DoubleVector value = r.mul(r).fma(q, r).add(1);
        return value.reinterpretAsLongs().add(shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52))
                .reinterpretAsDoubles();
    }

    @Override
    public void accumulate(int block) {
        double[] sums = vectors[block];
        for (int i = 0; i < count; i += Tiling.CHAIN) {
            int steps = Math.min(Tiling.CHAIN, count - i);
            for (int k = 0; k < dimension; k += Tiling.ROWS) {
                product(patterns, i * stride + k, 1, stride, logs, i * BLOCK, sums, k * BLOCK, steps);
            }
        }
    }

    @Override
    public void rescale(int block, double[] factor) {
        for (int i = 0; i < BLOCK; i++) {
            lane[i] = factor[i];
        }
        double[] sums = vectors[block];
        for (int column = 0; column < BLOCK; column += LANES) {
            DoubleVector by = DoubleVector.fromArray(SPECIES, lane, column);
            for (int at = column; at < dimension * BLOCK; at += BLOCK) {
                DoubleVector.fromArray(SPECIES, sums, at).mul(by).intoArray(sums, at);
            }
        }
    }

    @Override
    public double vector(int block, int coordinate, int lane) {
        return vectors[block][coordinate * BLOCK + lane];
    }

    @Override
    public void clear() {
        for (double[] each : vectors) {
            Arrays.fill(each, 0);
        }
    }

    /// `c[r][·] += Σ_j a[r·rowStep + j·step] · b[j][·]`, 6 rows by a block of states, one chain of `steps`.
    private static void product(double[] a, int ai, int rowStep, int step, double[] b, int bi, double[] c, int ci, int steps) {
        if (WIDE) {
            product4(a, ai, rowStep, step, b, bi, c, ci, steps);
            return;
        }
        for (int column = 0; column < BLOCK; column += 2 * LANES) {
            product2(a, ai, rowStep, step, b, bi + column, c, ci + column, steps);
        }
    }

    private static void product4(double[] a, int ai, int rowStep, int step, double[] b, int bi, double[] c, int ci, int steps) {
        DoubleVector c00 = DoubleVector.zero(SPECIES);
        DoubleVector c01 = c00, c02 = c00, c03 = c00;
        DoubleVector c10 = c00, c11 = c00, c12 = c00, c13 = c00;
        DoubleVector c20 = c00, c21 = c00, c22 = c00, c23 = c00;
        DoubleVector c30 = c00, c31 = c00, c32 = c00, c33 = c00;
        DoubleVector c40 = c00, c41 = c00, c42 = c00, c43 = c00;
        DoubleVector c50 = c00, c51 = c00, c52 = c00, c53 = c00;
        int x = ai;
        int y = bi;
        for (int j = 0; j < steps; j++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, y);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, y + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, y + 2 * LANES);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, y + 3 * LANES);
            DoubleVector p0 = DoubleVector.broadcast(SPECIES, a[x]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            c02 = p0.fma(b2, c02);
            c03 = p0.fma(b3, c03);
            DoubleVector p1 = DoubleVector.broadcast(SPECIES, a[x + rowStep]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            c12 = p1.fma(b2, c12);
            c13 = p1.fma(b3, c13);
            DoubleVector p2 = DoubleVector.broadcast(SPECIES, a[x + 2 * rowStep]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            c22 = p2.fma(b2, c22);
            c23 = p2.fma(b3, c23);
            DoubleVector p3 = DoubleVector.broadcast(SPECIES, a[x + 3 * rowStep]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
            c32 = p3.fma(b2, c32);
            c33 = p3.fma(b3, c33);
            DoubleVector p4 = DoubleVector.broadcast(SPECIES, a[x + 4 * rowStep]);
            c40 = p4.fma(b0, c40);
            c41 = p4.fma(b1, c41);
            c42 = p4.fma(b2, c42);
            c43 = p4.fma(b3, c43);
            DoubleVector p5 = DoubleVector.broadcast(SPECIES, a[x + 5 * rowStep]);
            c50 = p5.fma(b0, c50);
            c51 = p5.fma(b1, c51);
            c52 = p5.fma(b2, c52);
            c53 = p5.fma(b3, c53);
            x += step;
            y += BLOCK;
        }
        add(c00, c, ci);
        add(c01, c, ci + LANES);
        add(c02, c, ci + 2 * LANES);
        add(c03, c, ci + 3 * LANES);
        add(c10, c, ci + BLOCK);
        add(c11, c, ci + BLOCK + LANES);
        add(c12, c, ci + BLOCK + 2 * LANES);
        add(c13, c, ci + BLOCK + 3 * LANES);
        add(c20, c, ci + 2 * BLOCK);
        add(c21, c, ci + 2 * BLOCK + LANES);
        add(c22, c, ci + 2 * BLOCK + 2 * LANES);
        add(c23, c, ci + 2 * BLOCK + 3 * LANES);
        add(c30, c, ci + 3 * BLOCK);
        add(c31, c, ci + 3 * BLOCK + LANES);
        add(c32, c, ci + 3 * BLOCK + 2 * LANES);
        add(c33, c, ci + 3 * BLOCK + 3 * LANES);
        add(c40, c, ci + 4 * BLOCK);
        add(c41, c, ci + 4 * BLOCK + LANES);
        add(c42, c, ci + 4 * BLOCK + 2 * LANES);
        add(c43, c, ci + 4 * BLOCK + 3 * LANES);
        add(c50, c, ci + 5 * BLOCK);
        add(c51, c, ci + 5 * BLOCK + LANES);
        add(c52, c, ci + 5 * BLOCK + 2 * LANES);
        add(c53, c, ci + 5 * BLOCK + 3 * LANES);
    }

    private static void product2(double[] a, int ai, int rowStep, int step, double[] b, int bi, double[] c, int ci, int steps) {
        DoubleVector c00 = DoubleVector.zero(SPECIES);
        DoubleVector c01 = c00;
        DoubleVector c10 = c00, c11 = c00;
        DoubleVector c20 = c00, c21 = c00;
        DoubleVector c30 = c00, c31 = c00;
        DoubleVector c40 = c00, c41 = c00;
        DoubleVector c50 = c00, c51 = c00;
        int x = ai;
        int y = bi;
        for (int j = 0; j < steps; j++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, y);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, y + LANES);
            DoubleVector p0 = DoubleVector.broadcast(SPECIES, a[x]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            DoubleVector p1 = DoubleVector.broadcast(SPECIES, a[x + rowStep]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            DoubleVector p2 = DoubleVector.broadcast(SPECIES, a[x + 2 * rowStep]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            DoubleVector p3 = DoubleVector.broadcast(SPECIES, a[x + 3 * rowStep]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
            DoubleVector p4 = DoubleVector.broadcast(SPECIES, a[x + 4 * rowStep]);
            c40 = p4.fma(b0, c40);
            c41 = p4.fma(b1, c41);
            DoubleVector p5 = DoubleVector.broadcast(SPECIES, a[x + 5 * rowStep]);
            c50 = p5.fma(b0, c50);
            c51 = p5.fma(b1, c51);
            x += step;
            y += BLOCK;
        }
        add(c00, c, ci);
        add(c01, c, ci + LANES);
        add(c10, c, ci + BLOCK);
        add(c11, c, ci + BLOCK + LANES);
        add(c20, c, ci + 2 * BLOCK);
        add(c21, c, ci + 2 * BLOCK + LANES);
        add(c30, c, ci + 3 * BLOCK);
        add(c31, c, ci + 3 * BLOCK + LANES);
        add(c40, c, ci + 4 * BLOCK);
        add(c41, c, ci + 4 * BLOCK + LANES);
        add(c50, c, ci + 5 * BLOCK);
        add(c51, c, ci + 5 * BLOCK + LANES);
    }

    private static void add(DoubleVector sum, double[] c, int at) {
        DoubleVector.fromArray(SPECIES, c, at).add(sum).intoArray(c, at);
    }
}
