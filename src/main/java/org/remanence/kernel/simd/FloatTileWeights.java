package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.Tiling;

/// As [FloatWeights] with the states on the lanes: two vectors of states at a time, and every LINE-th pattern.
final class FloatTileWeights {
    private static final int BLOCK = FloatProduct.BLOCK;
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final float Q0 = Exponential.floatCoefficients()[0];
    private static final float Q1 = Exponential.floatCoefficients()[1];
    private static final float Q2 = Exponential.floatCoefficients()[2];
    private static final float Q3 = Exponential.floatCoefficients()[3];
    private static final float Q4 = Exponential.floatCoefficients()[4];

    private FloatTileWeights() { }

    /// Replaces log-weights of patterns `first`, `first + LINE`, … below `count` by weights, for two vectors of states from
    /// `column` on, and stores the sums of [org.remanence.kernel.PosteriorTile#weigh] from `to` on, `apart` numbers between
    /// them.
    static void weigh(float[] logs, float[] norms, float[] reference, int column, int first, int count,
                      float[] sums, int to, int apart) {
        FloatVector floor = FloatVector.broadcast(SPECIES, Exponential.FLOOR_FLOAT);
        FloatVector log2e = FloatVector.broadcast(SPECIES, (float) Exponential.LOG2_E);
        FloatVector round = FloatVector.broadcast(SPECIES, Exponential.ROUND_FLOAT);
        FloatVector high = FloatVector.broadcast(SPECIES, -Exponential.LN2_HIGH_FLOAT);
        FloatVector low = FloatVector.broadcast(SPECIES, -Exponential.LN2_LOW_FLOAT);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector aTop = FloatVector.fromArray(SPECIES, reference, column);
        FloatVector aTotal = FloatVector.zero(SPECIES);
        FloatVector aSquares = aTotal;
        FloatVector aSpread = aTotal;
        FloatVector aSecond = aTotal;
        FloatVector bTop = FloatVector.fromArray(SPECIES, reference, column + LANES);
        FloatVector bTotal = FloatVector.zero(SPECIES);
        FloatVector bSquares = bTotal;
        FloatVector bSpread = bTotal;
        FloatVector bSecond = bTotal;
        for (int i = first; i < count; i += LINE) {
            int at = i * BLOCK + column;
            FloatVector norm = FloatVector.broadcast(SPECIES, norms[i]);
            FloatVector a = FloatVector.fromArray(SPECIES, logs, at).sub(aTop);
            FloatVector b = FloatVector.fromArray(SPECIES, logs, at + LANES).sub(bTop);
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
            aQ = aQ.reinterpretAsInts().add(aN.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats();
            bQ = bQ.reinterpretAsInts().add(bN.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats();
            aQ = aQ.blend(0, aLost);
            bQ = bQ.blend(0, bLost);
            aQ.intoArray(logs, at);
            bQ.intoArray(logs, at + LANES);
            aTotal = aTotal.add(aQ);
            bTotal = bTotal.add(bQ);
            aSquares = aQ.fma(aQ, aSquares);
            bSquares = bQ.fma(bQ, bSquares);
            aSpread = aQ.fma(a, aSpread);
            bSpread = bQ.fma(b, bSpread);
            aSecond = aQ.fma(norm, aSecond);
            bSecond = bQ.fma(norm, bSecond);
        }
        aTotal.intoArray(sums, to);
        aSquares.intoArray(sums, to + apart);
        aSpread.neg().intoArray(sums, to + 2 * apart);
        aSecond.intoArray(sums, to + 3 * apart);
        bTotal.intoArray(sums, to + LANES);
        bSquares.intoArray(sums, to + apart + LANES);
        bSpread.neg().intoArray(sums, to + 2 * apart + LANES);
        bSecond.intoArray(sums, to + 3 * apart + LANES);
    }
}
