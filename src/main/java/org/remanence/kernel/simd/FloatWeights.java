package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.Tiling;

/// Turns the log-weights of one state into weights and their sums, patterns on the lanes: [Exponential] on two vectors at
/// a time, operation by operation, because a single chain of dependent operations fills the processor's scheduler and waits.
final class FloatWeights {
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final float Q0 = Exponential.floatCoefficients()[0];
    private static final float Q1 = Exponential.floatCoefficients()[1];
    private static final float Q2 = Exponential.floatCoefficients()[2];
    private static final float Q3 = Exponential.floatCoefficients()[3];
    private static final float Q4 = Exponential.floatCoefficients()[4];

    private FloatWeights() { }

    /// Replaces log-weights by weights in every LINE-th vector below `count`, a multiple of 2 lines, and stores the sums
    /// of [org.remanence.kernel.PosteriorTile#weigh], a line of partial sums each, `apart` numbers between them.
    static void weigh(float[] logs, int at, float[] norms, int first, int count, float reference, float[] sums,
                      int to, int apart) {
        FloatVector top = FloatVector.broadcast(SPECIES, reference);
        FloatVector floor = FloatVector.broadcast(SPECIES, Exponential.FLOOR_FLOAT);
        FloatVector log2e = FloatVector.broadcast(SPECIES, (float) Exponential.LOG2_E);
        FloatVector round = FloatVector.broadcast(SPECIES, Exponential.ROUND_FLOAT);
        FloatVector high = FloatVector.broadcast(SPECIES, -Exponential.LN2_HIGH_FLOAT);
        FloatVector low = FloatVector.broadcast(SPECIES, -Exponential.LN2_LOW_FLOAT);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector total = FloatVector.zero(SPECIES);
        FloatVector squares = total;
        FloatVector spread = total;
        FloatVector second = total;
        for (int i = first; i < count; i += 2 * LINE) {
            FloatVector a = FloatVector.fromArray(SPECIES, logs, at + i).sub(top);
            FloatVector b = FloatVector.fromArray(SPECIES, logs, at + i + LINE).sub(top);
            VectorMask<Float> aLost = a.lt(floor);
            VectorMask<Float> bLost = b.lt(floor);
            a = a.blend(floor, aLost);
            b = b.blend(floor, bLost);
            FloatVector aN = a.fma(log2e, round);
            FloatVector bN = b.fma(log2e, round);
            FloatVector aR = aN.sub(round);
            FloatVector bR = bN.sub(round);
            aR = aR.fma(low, aR.fma(high, a));
            bR = bR.fma(low, bR.fma(high, b));
            FloatVector aQ = FloatVector.broadcast(SPECIES, Q0).fma(aR, FloatVector.broadcast(SPECIES, Q1));
            FloatVector bQ = FloatVector.broadcast(SPECIES, Q0).fma(bR, FloatVector.broadcast(SPECIES, Q1));
            aQ = aQ.fma(aR, FloatVector.broadcast(SPECIES, Q2));
            bQ = bQ.fma(bR, FloatVector.broadcast(SPECIES, Q2));
            aQ = aQ.fma(aR, FloatVector.broadcast(SPECIES, Q3));
            bQ = bQ.fma(bR, FloatVector.broadcast(SPECIES, Q3));
            aQ = aQ.fma(aR, FloatVector.broadcast(SPECIES, Q4));
            bQ = bQ.fma(bR, FloatVector.broadcast(SPECIES, Q4));
            aQ = aR.mul(aR).fma(aQ, aR).add(one);
            bQ = bR.mul(bR).fma(bQ, bR).add(one);
            aQ = aQ.reinterpretAsInts().add(aN.reinterpretAsInts().lanewise(VectorOperators.LSHL, Float.PRECISION - 1))
                    .reinterpretAsFloats();
            bQ = bQ.reinterpretAsInts().add(bN.reinterpretAsInts().lanewise(VectorOperators.LSHL, Float.PRECISION - 1))
                    .reinterpretAsFloats();
            aQ = aQ.blend(0, aLost);
            bQ = bQ.blend(0, bLost);
            aQ.intoArray(logs, at + i);
            bQ.intoArray(logs, at + i + LINE);
            total = total.add(aQ);
            total = total.add(bQ);
            squares = aQ.fma(aQ, squares);
            squares = bQ.fma(bQ, squares);
            spread = aQ.fma(a, spread);
            spread = bQ.fma(b, spread);
            second = aQ.fma(FloatVector.fromArray(SPECIES, norms, i), second);
            second = bQ.fma(FloatVector.fromArray(SPECIES, norms, i + LINE), second);
        }
        total.intoArray(sums, to + first);
        squares.intoArray(sums, to + apart + first);
        spread.neg().intoArray(sums, to + 2 * apart + first);
        second.intoArray(sums, to + 3 * apart + first);
    }
}
