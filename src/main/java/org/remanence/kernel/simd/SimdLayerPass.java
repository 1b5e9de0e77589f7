package org.remanence.kernel.simd;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.LayerPass;
import org.remanence.kernel.ParameterUpdate;
import org.remanence.kernel.Partials;

/// [LayerPass] on lanes: columns that fill a round of partial sums on vectors, the rest one at a time as in the twin. Rows that are read
/// more than once are copied into arrays, whose bounds cost less to check than those of segments.
///
/// Constants are vectors, and a row's mean and scale are made vectors once. A number in the place of a vector is spread where it
/// is used, which the compiler has to inline each time; beyond 18 000 nodes it inlines no more, and allocates an object a vector.
public final class SimdLayerPass implements LayerPass {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int PARTIALS = Partials.COUNT;
    /// Numbers that are copied into an array at a time.
    private static final int PIECE = 4096;
    private static final float[] EXP = Exponential.floatCoefficients();
    private static final FloatVector Q0 = all(EXP[0]);
    private static final FloatVector Q1 = all(EXP[1]);
    private static final FloatVector Q2 = all(EXP[2]);
    private static final FloatVector Q3 = all(EXP[3]);
    private static final FloatVector Q4 = all(EXP[4]);
    private static final FloatVector ZERO = all(0);
    private static final FloatVector ONE = all(1);
    private static final FloatVector LEAST_INPUT = all(LEAST);
    private static final FloatVector FLOOR = all(Exponential.FLOOR_FLOAT);
    private static final FloatVector ROUND = all(Exponential.ROUND_FLOAT);
    private static final FloatVector LOG2_E = all((float) Exponential.LOG2_E);
    private static final FloatVector EXP_HIGH = all(-Exponential.LN2_HIGH_FLOAT);
    private static final FloatVector EXP_LOW = all(-Exponential.LN2_LOW_FLOAT);

    @Override
    public void addRow(MemorySegment x, MemorySegment row, int rows, int columns, MemorySegment into) {
        int whole = columns - columns % LANES;
        for (int r = 0; r < rows; r++) {
            long at = (long) r * columns;
            for (int k = 0; k < whole; k += LANES) {
                write(read(x, at + k).add(read(row, k)), into, at + k);
            }
            for (int k = whole; k < columns; k++) {
                into.setAtIndex(JAVA_FLOAT, at + k, x.getAtIndex(JAVA_FLOAT, at + k) + row.getAtIndex(JAVA_FLOAT, k));
            }
        }
    }

    @Override
    public void columnSums(MemorySegment x, int rows, int columns, MemorySegment into) {
        int whole = columns - columns % (2 * LANES);
        for (int k = 0; k < whole; k += 2 * LANES) {
            FloatVector low = FloatVector.zero(SPECIES);
            FloatVector high = FloatVector.zero(SPECIES);
            for (int r = 0; r < rows; r++) {
                long at = (long) r * columns + k;
                low = low.add(read(x, at));
                high = high.add(read(x, at + LANES));
            }
            write(low, into, k);
            write(high, into, k + LANES);
        }
        for (int k = whole; k < columns; k++) {
            float sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += x.getAtIndex(JAVA_FLOAT, (long) r * columns + k);
            }
            into.setAtIndex(JAVA_FLOAT, k, sum);
        }
    }

    @Override
    public void silu(MemorySegment x, long count, MemorySegment into) {
        float[] z = new float[(int) Math.min(count, PIECE)];
        for (long i = 0; i < count; i += PIECE) {
            int size = (int) Math.min(count - i, PIECE);
            MemorySegment.copy(x, JAVA_FLOAT, i * Float.BYTES, z, 0, size);
            activate(z, size);
            MemorySegment.copy(z, 0, into, JAVA_FLOAT, i * Float.BYTES, size);
        }
    }

    @Override
    public void siluGradient(MemorySegment x, MemorySegment gradient, long count, MemorySegment into) {
        float[] z = new float[(int) Math.min(count, PIECE)];
        float[] g = new float[z.length];
        for (long i = 0; i < count; i += PIECE) {
            int size = (int) Math.min(count - i, PIECE);
            MemorySegment.copy(x, JAVA_FLOAT, i * Float.BYTES, z, 0, size);
            MemorySegment.copy(gradient, JAVA_FLOAT, i * Float.BYTES, g, 0, size);
            multiplySlopes(z, g, size);
            MemorySegment.copy(g, 0, into, JAVA_FLOAT, i * Float.BYTES, size);
        }
    }

    @Override
    public void normSilu(MemorySegment x, int rows, int columns, MemorySegment weight, MemorySegment bias, MemorySegment moments,
                         MemorySegment into) {
        float[] w = weight.toArray(JAVA_FLOAT);
        float[] b = bias.toArray(JAVA_FLOAT);
        float[] row = new float[columns];
        float[] partial = new float[PARTIALS];
        int whole = columns - columns % PARTIALS;
        for (int r = 0; r < rows; r++) {
            long at = (long) r * columns * Float.BYTES;
            MemorySegment.copy(x, JAVA_FLOAT, at, row, 0, columns);
            float mean = LayerPass.mean(sums(row, partial), columns);
            float scale = LayerPass.scale(squares(row, mean, partial), columns);
            moments.setAtIndex(JAVA_FLOAT, 2L * r, mean);
            moments.setAtIndex(JAVA_FLOAT, 2L * r + 1, scale);
            FloatVector means = all(mean);
            FloatVector scales = all(scale);
            for (int k = 0; k < whole; k += LANES) {
                FloatVector.fromArray(SPECIES, row, k).sub(means).mul(scales)
                        .fma(FloatVector.fromArray(SPECIES, w, k), FloatVector.fromArray(SPECIES, b, k))
                        .intoArray(row, k);
            }
            for (int k = whole; k < columns; k++) {
                row[k] = Math.fma((row[k] - mean) * scale, w[k], b[k]);
            }
            activate(row, columns);
            MemorySegment.copy(row, 0, into, JAVA_FLOAT, at, columns);
        }
    }

    private static float[] sums(float[] row, float[] partial) {
        int whole = row.length - row.length % PARTIALS;
        Arrays.fill(partial, 0);
        for (int k = 0; k < whole; k += LANES) {
            int at = k % PARTIALS;
            FloatVector.fromArray(SPECIES, partial, at).add(FloatVector.fromArray(SPECIES, row, k)).intoArray(partial, at);
        }
        for (int k = whole; k < row.length; k++) {
            partial[k - whole] += row[k];
        }
        return partial;
    }

    private static float[] squares(float[] row, float mean, float[] partial) {
        int whole = row.length - row.length % PARTIALS;
        FloatVector means = all(mean);
        Arrays.fill(partial, 0);
        for (int k = 0; k < whole; k += LANES) {
            int at = k % PARTIALS;
            FloatVector off = FloatVector.fromArray(SPECIES, row, k).sub(means);
            off.fma(off, FloatVector.fromArray(SPECIES, partial, at)).intoArray(partial, at);
        }
        for (int k = whole; k < row.length; k++) {
            float off = row[k] - mean;
            partial[k - whole] = Math.fma(off, off, partial[k - whole]);
        }
        return partial;
    }

    @Override
    public void normSiluGradient(MemorySegment x, int rows, int columns, MemorySegment weight, MemorySegment bias, MemorySegment moments,
                                 MemorySegment gradient, MemorySegment into, MemorySegment atWeight, MemorySegment atBias) {
        float[] w = weight.toArray(JAVA_FLOAT);
        float[] b = bias.toArray(JAVA_FLOAT);
        float[] wSum = new float[columns];
        float[] bSum = new float[columns];
        float[] n = new float[columns];
        float[] g = new float[columns];
        float[] sum = new float[columns];
        float[] z = new float[columns];
        for (int r = 0; r < rows; r++) {
            long at = (long) r * columns * Float.BYTES;
            MemorySegment.copy(x, JAVA_FLOAT, at, n, 0, columns);
            MemorySegment.copy(gradient, JAVA_FLOAT, at, g, 0, columns);
            MemorySegment.copy(into, JAVA_FLOAT, at, sum, 0, columns);
            float scale = moments.getAtIndex(JAVA_FLOAT, 2L * r + 1);
            throughActivation(n, g, moments.getAtIndex(JAVA_FLOAT, 2L * r), scale, w, b, z, wSum, bSum);
            throughNorm(n, g, scale, sum);
            MemorySegment.copy(sum, 0, into, JAVA_FLOAT, at, columns);
        }
        MemorySegment.copy(wSum, 0, atWeight, JAVA_FLOAT, 0, columns);
        MemorySegment.copy(bSum, 0, atBias, JAVA_FLOAT, 0, columns);
    }

    /// Turns a row x into its norm, and the gradient behind the activation into that at the norm.
    private static void throughActivation(float[] x, float[] g, float mean, float scale, float[] w, float[] b, float[] z,
                                          float[] wSum, float[] bSum) {
        int whole = x.length - x.length % LANES;
        FloatVector means = all(mean);
        FloatVector scales = all(scale);
        for (int k = 0; k < whole; k += LANES) {
            FloatVector n = FloatVector.fromArray(SPECIES, x, k).sub(means).mul(scales);
            n.fma(FloatVector.fromArray(SPECIES, w, k), FloatVector.fromArray(SPECIES, b, k)).intoArray(z, k);
            n.intoArray(x, k);
        }
        for (int k = whole; k < x.length; k++) {
            x[k] = (x[k] - mean) * scale;
            z[k] = Math.fma(x[k], w[k], b[k]);
        }
        multiplySlopes(z, g, x.length);
        throughWeight(x, g, w, wSum, bSum);
    }

    /// Adds a row's gradients at weight and bias, and leaves that at the norm.
    private static void throughWeight(float[] n, float[] g, float[] w, float[] wSum, float[] bSum) {
        int whole = n.length - n.length % LANES;
        for (int k = 0; k < whole; k += LANES) {
            FloatVector z = FloatVector.fromArray(SPECIES, g, k);
            z.fma(FloatVector.fromArray(SPECIES, n, k), FloatVector.fromArray(SPECIES, wSum, k)).intoArray(wSum, k);
            z.add(FloatVector.fromArray(SPECIES, bSum, k)).intoArray(bSum, k);
            z.mul(FloatVector.fromArray(SPECIES, w, k)).intoArray(g, k);
        }
        for (int k = whole; k < n.length; k++) {
            float z = g[k];
            wSum[k] = Math.fma(z, n[k], wSum[k]);
            bSum[k] = z + bSum[k];
            g[k] = z * w[k];
        }
    }

    /// Adds the gradient at the input of a norm n to a row.
    private static void throughNorm(float[] n, float[] g, float scale, float[] into) {
        int columns = n.length;
        float[] partial = new float[PARTIALS];
        float common = LayerPass.mean(sums(g, partial), columns);
        float tilt = LayerPass.mean(products(g, n, partial), columns);
        int whole = columns - columns % LANES;
        FloatVector tilts = all(tilt);
        FloatVector scales = all(scale);
        FloatVector commons = all(common);
        for (int k = 0; k < whole; k += LANES) {
            FloatVector off = FloatVector.fromArray(SPECIES, n, k).neg().fma(tilts, FloatVector.fromArray(SPECIES, g, k).sub(commons));
            off.fma(scales, FloatVector.fromArray(SPECIES, into, k)).intoArray(into, k);
        }
        for (int k = whole; k < columns; k++) {
            into[k] = Math.fma(scale, Math.fma(-n[k], tilt, g[k] - common), into[k]);
        }
    }

    private static float[] products(float[] g, float[] n, float[] partial) {
        int whole = g.length - g.length % PARTIALS;
        Arrays.fill(partial, 0);
        for (int k = 0; k < whole; k += LANES) {
            int at = k % PARTIALS;
            FloatVector.fromArray(SPECIES, g, k).fma(FloatVector.fromArray(SPECIES, n, k), FloatVector.fromArray(SPECIES, partial, at))
                    .intoArray(partial, at);
        }
        for (int k = whole; k < g.length; k++) {
            partial[k - whole] = Math.fma(g[k], n[k], partial[k - whole]);
        }
        return partial;
    }

    @Override
    public void update(MemorySegment parameters, MemorySegment first, MemorySegment second, MemorySegment average, MemorySegment gradient,
                       long count, ParameterUpdate step) {
        long whole = count - count % LANES;
        FloatVector firstKeep = all((float) step.firstKeep());
        FloatVector firstShare = all((float) step.firstShare());
        FloatVector secondKeep = all((float) step.secondKeep());
        FloatVector secondShare = all((float) step.secondShare());
        FloatVector root = all((float) step.root());
        FloatVector floor = all((float) step.floor());
        FloatVector rate = all(-(float) step.rate());
        FloatVector keep = all((float) step.keep());
        FloatVector follow = all((float) step.follow());
        for (long i = 0; i < whole; i += LANES) {
            FloatVector g = read(gradient, i);
            FloatVector m = firstKeep.fma(read(first, i), g.mul(firstShare));
            FloatVector v = secondKeep.fma(read(second, i), g.mul(secondShare).mul(g));
            FloatVector move = m.div(root.fma(v.lanewise(VectorOperators.SQRT), floor));
            FloatVector theta = rate.fma(move, read(parameters, i).mul(keep));
            FloatVector mean = read(average, i);
            write(m, first, i);
            write(v, second, i);
            write(theta, parameters, i);
            write(follow.fma(theta.sub(mean), mean), average, i);
        }
        for (long i = whole; i < count; i++) {
            LayerPass.updateOne(parameters, first, second, average, gradient, i, step);
        }
    }

    /// `z ← z σ(z)`, the operations of [LayerPass#silu] in one loop.
    private static void activate(float[] z, int count) {
        int whole = count - count % LANES;
        for (int k = 0; k < whole; k += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, k);
            FloatVector y = x.blend(LEAST_INPUT, x.compare(VectorOperators.LT, LEAST_INPUT)).neg();
            VectorMask<Float> lost = y.compare(VectorOperators.LT, FLOOR);
            y = y.blend(FLOOR, lost);
            FloatVector shifted = y.fma(LOG2_E, ROUND);
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(EXP_LOW, n.fma(EXP_HIGH, y));
            FloatVector q = Q0.fma(r, Q1).fma(r, Q2).fma(r, Q3).fma(r, Q4);
            FloatVector value = r.mul(r).fma(q, r).add(ONE);
            FloatVector e = value.reinterpretAsInts()
                    .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, Float.PRECISION - 1))
                    .reinterpretAsFloats().blend(ZERO, lost);
            x.mul(ONE.div(e.add(ONE))).intoArray(z, k);
        }
        for (int k = whole; k < count; k++) {
            z[k] = LayerPass.silu(z[k]);
        }
    }

    /// `g ← g silu′(z)`, the operations of [LayerPass#slope] in one loop.
    private static void multiplySlopes(float[] z, float[] g, int count) {
        int whole = count - count % LANES;
        for (int k = 0; k < whole; k += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, k);
            FloatVector y = x.blend(LEAST_INPUT, x.compare(VectorOperators.LT, LEAST_INPUT)).neg();
            VectorMask<Float> lost = y.compare(VectorOperators.LT, FLOOR);
            y = y.blend(FLOOR, lost);
            FloatVector shifted = y.fma(LOG2_E, ROUND);
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(EXP_LOW, n.fma(EXP_HIGH, y));
            FloatVector q = Q0.fma(r, Q1).fma(r, Q2).fma(r, Q3).fma(r, Q4);
            FloatVector value = r.mul(r).fma(q, r).add(ONE);
            FloatVector e = value.reinterpretAsInts()
                    .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, Float.PRECISION - 1))
                    .reinterpretAsFloats().blend(ZERO, lost);
            FloatVector s = ONE.div(e.add(ONE));
            FloatVector.fromArray(SPECIES, g, k).mul(s.mul(x.fma(e.mul(s), ONE))).intoArray(g, k);
        }
        for (int k = whole; k < count; k++) {
            g[k] *= LayerPass.slope(z[k]);
        }
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    private static FloatVector read(MemorySegment from, long index) {
        return FloatVector.fromMemorySegment(SPECIES, from, index * Float.BYTES, ORDER);
    }

    private static void write(FloatVector values, MemorySegment into, long index) {
        values.intoMemorySegment(into, index * Float.BYTES, ORDER);
    }
}
