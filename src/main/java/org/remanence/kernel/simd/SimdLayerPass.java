package org.remanence.kernel.simd;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.LayerPass;
import org.remanence.kernel.ParameterUpdate;
import org.remanence.kernel.Partials;

/// [LayerPass] on lanes: columns that fill a round of partial sums on vectors, the rest one at a time as in the twin.
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
        float[] partial = new float[PARTIALS];
        int whole = columns - columns % PARTIALS;
        for (int r = 0; r < rows; r++) {
            long at = (long) r * columns;
            sums(x, at, columns, partial);
            float mean = LayerPass.mean(partial, columns);
            squares(x, at, columns, mean, partial);
            float scale = LayerPass.scale(partial, columns);
            moments.setAtIndex(JAVA_FLOAT, 2L * r, mean);
            moments.setAtIndex(JAVA_FLOAT, 2L * r + 1, scale);
            for (int k = 0; k < whole; k += LANES) {
                FloatVector z = read(x, at + k).sub(mean).mul(scale).fma(read(weight, k), read(bias, k));
                write(z.mul(sigmoid(raised(z))), into, at + k);
            }
            for (int k = whole; k < columns; k++) {
                float n = (x.getAtIndex(JAVA_FLOAT, at + k) - mean) * scale;
                float z = Math.fma(n, weight.getAtIndex(JAVA_FLOAT, k), bias.getAtIndex(JAVA_FLOAT, k));
                into.setAtIndex(JAVA_FLOAT, at + k, LayerPass.silu(z));
            }
        }
    }

    private static void sums(MemorySegment x, long at, int columns, float[] partial) {
        int whole = columns - columns % PARTIALS;
        for (int column = 0; column < PARTIALS; column += 2 * LANES) {
            FloatVector low = FloatVector.zero(SPECIES);
            FloatVector high = FloatVector.zero(SPECIES);
            for (int k = column; k < whole; k += PARTIALS) {
                low = low.add(read(x, at + k));
                high = high.add(read(x, at + k + LANES));
            }
            low.intoArray(partial, column);
            high.intoArray(partial, column + LANES);
        }
        for (int k = whole; k < columns; k++) {
            partial[k - whole] += x.getAtIndex(JAVA_FLOAT, at + k);
        }
    }

    private static void squares(MemorySegment x, long at, int columns, float mean, float[] partial) {
        int whole = columns - columns % PARTIALS;
        for (int column = 0; column < PARTIALS; column += 2 * LANES) {
            FloatVector low = FloatVector.zero(SPECIES);
            FloatVector high = FloatVector.zero(SPECIES);
            for (int k = column; k < whole; k += PARTIALS) {
                FloatVector off = read(x, at + k).sub(mean);
                low = off.fma(off, low);
                off = read(x, at + k + LANES).sub(mean);
                high = off.fma(off, high);
            }
            low.intoArray(partial, column);
            high.intoArray(partial, column + LANES);
        }
        for (int k = whole; k < columns; k++) {
            float off = x.getAtIndex(JAVA_FLOAT, at + k) - mean;
            partial[k - whole] = Math.fma(off, off, partial[k - whole]);
        }
    }

    @Override
    public void normSiluGradient(MemorySegment x, int rows, int columns, MemorySegment weight, MemorySegment bias, MemorySegment moments,
                                 MemorySegment gradient, MemorySegment into, MemorySegment atWeight, MemorySegment atBias) {
        float[] sum = new float[PARTIALS];
        float[] along = new float[PARTIALS];
        atWeight.fill((byte) 0);
        atBias.fill((byte) 0);
        int whole = columns - columns % PARTIALS;
        for (int r = 0; r < rows; r++) {
            long at = (long) r * columns;
            float mean = moments.getAtIndex(JAVA_FLOAT, 2L * r);
            float scale = moments.getAtIndex(JAVA_FLOAT, 2L * r + 1);
            for (int column = 0; column < PARTIALS; column += LANES) {
                FloatVector total = FloatVector.zero(SPECIES);
                FloatVector tilted = FloatVector.zero(SPECIES);
                for (int k = column; k < whole; k += PARTIALS) {
                    FloatVector n = read(x, at + k).sub(mean).mul(scale);
                    FloatVector w = read(weight, k);
                    FloatVector g = read(gradient, at + k).mul(slope(n.fma(w, read(bias, k))));
                    write(g.fma(n, read(atWeight, k)), atWeight, k);
                    write(g.add(read(atBias, k)), atBias, k);
                    g = g.mul(w);
                    write(g, gradient, at + k);
                    total = total.add(g);
                    tilted = g.fma(n, tilted);
                }
                total.intoArray(sum, column);
                tilted.intoArray(along, column);
            }
            for (int k = whole; k < columns; k++) {
                float n = (x.getAtIndex(JAVA_FLOAT, at + k) - mean) * scale;
                float w = weight.getAtIndex(JAVA_FLOAT, k);
                float g = gradient.getAtIndex(JAVA_FLOAT, at + k) * LayerPass.slope(Math.fma(n, w, bias.getAtIndex(JAVA_FLOAT, k)));
                atWeight.setAtIndex(JAVA_FLOAT, k, Math.fma(g, n, atWeight.getAtIndex(JAVA_FLOAT, k)));
                atBias.setAtIndex(JAVA_FLOAT, k, g + atBias.getAtIndex(JAVA_FLOAT, k));
                g *= w;
                gradient.setAtIndex(JAVA_FLOAT, at + k, g);
                sum[k - whole] += g;
                along[k - whole] = Math.fma(g, n, along[k - whole]);
            }
            float common = LayerPass.mean(sum, columns);
            float tilt = LayerPass.mean(along, columns);
            for (int k = 0; k < whole; k += LANES) {
                FloatVector n = read(x, at + k).sub(mean).mul(scale);
                FloatVector g = n.neg().fma(FloatVector.broadcast(SPECIES, tilt), read(gradient, at + k).sub(common));
                write(g.fma(FloatVector.broadcast(SPECIES, scale), read(into, at + k)), into, at + k);
            }
            for (int k = whole; k < columns; k++) {
                float n = (x.getAtIndex(JAVA_FLOAT, at + k) - mean) * scale;
                float g = Math.fma(-n, tilt, gradient.getAtIndex(JAVA_FLOAT, at + k) - common);
                into.setAtIndex(JAVA_FLOAT, at + k, Math.fma(scale, g, into.getAtIndex(JAVA_FLOAT, at + k)));
            }
        }
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
