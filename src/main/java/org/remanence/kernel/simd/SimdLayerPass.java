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
public final class SimdLayerPass implements LayerPass {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int PARTIALS = Partials.COUNT;
    private static final float Q0 = Exponential.floatCoefficients()[0];
    private static final float Q1 = Exponential.floatCoefficients()[1];
    private static final float Q2 = Exponential.floatCoefficients()[2];
    private static final float Q3 = Exponential.floatCoefficients()[3];
    private static final float Q4 = Exponential.floatCoefficients()[4];

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
        long whole = count - count % LANES;
        for (long i = 0; i < whole; i += LANES) {
            FloatVector z = read(x, i);
            write(z.mul(sigmoid(raised(z))), into, i);
        }
        for (long i = whole; i < count; i++) {
            into.setAtIndex(JAVA_FLOAT, i, LayerPass.silu(x.getAtIndex(JAVA_FLOAT, i)));
        }
    }

    @Override
    public void siluGradient(MemorySegment x, MemorySegment gradient, long count, MemorySegment into) {
        long whole = count - count % LANES;
        for (long i = 0; i < whole; i += LANES) {
            write(read(gradient, i).mul(slope(read(x, i))), into, i);
        }
        for (long i = whole; i < count; i++) {
            into.setAtIndex(JAVA_FLOAT, i, gradient.getAtIndex(JAVA_FLOAT, i) * LayerPass.slope(x.getAtIndex(JAVA_FLOAT, i)));
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
            for (int k = 0; k < whole; k += LANES) {
                FloatVector z = FloatVector.fromArray(SPECIES, row, k).sub(mean).mul(scale)
                        .fma(FloatVector.fromArray(SPECIES, w, k), FloatVector.fromArray(SPECIES, b, k));
                z.mul(sigmoid(raised(z))).intoArray(row, k);
            }
            for (int k = whole; k < columns; k++) {
                row[k] = LayerPass.silu(Math.fma((row[k] - mean) * scale, w[k], b[k]));
            }
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
        Arrays.fill(partial, 0);
        for (int k = 0; k < whole; k += LANES) {
            int at = k % PARTIALS;
            FloatVector off = FloatVector.fromArray(SPECIES, row, k).sub(mean);
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
        for (int r = 0; r < rows; r++) {
            long at = (long) r * columns * Float.BYTES;
            MemorySegment.copy(x, JAVA_FLOAT, at, n, 0, columns);
            MemorySegment.copy(gradient, JAVA_FLOAT, at, g, 0, columns);
            MemorySegment.copy(into, JAVA_FLOAT, at, sum, 0, columns);
            float scale = moments.getAtIndex(JAVA_FLOAT, 2L * r + 1);
            throughActivation(n, g, moments.getAtIndex(JAVA_FLOAT, 2L * r), scale, w, b, wSum, bSum);
            throughNorm(n, g, scale, sum);
            MemorySegment.copy(sum, 0, into, JAVA_FLOAT, at, columns);
        }
        MemorySegment.copy(wSum, 0, atWeight, JAVA_FLOAT, 0, columns);
        MemorySegment.copy(bSum, 0, atBias, JAVA_FLOAT, 0, columns);
    }

    /// Turns a row x into its norm, and the gradient behind the activation into that at the norm.
    private static void throughActivation(float[] x, float[] g, float mean, float scale, float[] w, float[] b, float[] wSum, float[] bSum) {
        int whole = x.length - x.length % LANES;
        for (int k = 0; k < whole; k += LANES) {
            FloatVector n = FloatVector.fromArray(SPECIES, x, k).sub(mean).mul(scale);
            FloatVector weight = FloatVector.fromArray(SPECIES, w, k);
            FloatVector z = FloatVector.fromArray(SPECIES, g, k).mul(slope(n.fma(weight, FloatVector.fromArray(SPECIES, b, k))));
            z.fma(n, FloatVector.fromArray(SPECIES, wSum, k)).intoArray(wSum, k);
            z.add(FloatVector.fromArray(SPECIES, bSum, k)).intoArray(bSum, k);
            n.intoArray(x, k);
            z.mul(weight).intoArray(g, k);
        }
        for (int k = whole; k < x.length; k++) {
            float n = (x[k] - mean) * scale;
            float z = g[k] * LayerPass.slope(Math.fma(n, w[k], b[k]));
            wSum[k] = Math.fma(z, n, wSum[k]);
            bSum[k] = z + bSum[k];
            x[k] = n;
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
        FloatVector tilts = FloatVector.broadcast(SPECIES, tilt);
        FloatVector scales = FloatVector.broadcast(SPECIES, scale);
        for (int k = 0; k < whole; k += LANES) {
            FloatVector off = FloatVector.fromArray(SPECIES, n, k).neg().fma(tilts, FloatVector.fromArray(SPECIES, g, k).sub(common));
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
        FloatVector firstKeep = FloatVector.broadcast(SPECIES, (float) step.firstKeep());
        FloatVector secondKeep = FloatVector.broadcast(SPECIES, (float) step.secondKeep());
        FloatVector root = FloatVector.broadcast(SPECIES, (float) step.root());
        FloatVector floor = FloatVector.broadcast(SPECIES, (float) step.floor());
        FloatVector rate = FloatVector.broadcast(SPECIES, -(float) step.rate());
        FloatVector follow = FloatVector.broadcast(SPECIES, (float) step.follow());
        for (long i = 0; i < whole; i += LANES) {
            FloatVector g = read(gradient, i);
            FloatVector m = firstKeep.fma(read(first, i), g.mul((float) step.firstShare()));
            FloatVector v = secondKeep.fma(read(second, i), g.mul((float) step.secondShare()).mul(g));
            FloatVector move = m.div(root.fma(v.lanewise(VectorOperators.SQRT), floor));
            FloatVector theta = rate.fma(move, read(parameters, i).mul((float) step.keep()));
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

    private static FloatVector slope(FloatVector x) {
        FloatVector e = raised(x);
        FloatVector s = sigmoid(e);
        return s.mul(x.fma(e.mul(s), FloatVector.broadcast(SPECIES, 1)));
    }

    private static FloatVector sigmoid(FloatVector e) {
        return FloatVector.broadcast(SPECIES, 1).div(e.add(1));
    }

    /// [Exponential] of −x, operation by operation.
    private static FloatVector raised(FloatVector x) {
        FloatVector y = x.blend(LEAST, x.lt(LEAST)).neg();
        VectorMask<Float> lost = y.lt(Exponential.FLOOR_FLOAT);
        FloatVector round = FloatVector.broadcast(SPECIES, Exponential.ROUND_FLOAT);
        y = y.blend(Exponential.FLOOR_FLOAT, lost);
        FloatVector shifted = y.fma(FloatVector.broadcast(SPECIES, (float) Exponential.LOG2_E), round);
        FloatVector n = shifted.sub(round);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Exponential.LN2_LOW_FLOAT),
                n.fma(FloatVector.broadcast(SPECIES, -Exponential.LN2_HIGH_FLOAT), y));
        FloatVector q = FloatVector.broadcast(SPECIES, Q0).fma(r, FloatVector.broadcast(SPECIES, Q1));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Q2));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Q3));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Q4));
        FloatVector value = r.mul(r).fma(q, r).add(1);
        return value.reinterpretAsInts().add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, Float.PRECISION - 1))
                .reinterpretAsFloats().blend(0, lost);
    }

    private static FloatVector read(MemorySegment from, long index) {
        return FloatVector.fromMemorySegment(SPECIES, from, index * Float.BYTES, ORDER);
    }

    private static void write(FloatVector values, MemorySegment into, long index) {
        values.intoMemorySegment(into, index * Float.BYTES, ORDER);
    }
}
