package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.Tiling;

/// As [FloatWeights] with the states on the lanes: two streams at a time.
final class FloatTileWeights {
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final float Q0 = Exponential.floatCoefficients()[0];
    private static final float Q1 = Exponential.floatCoefficients()[1];
    private static final float Q2 = Exponential.floatCoefficients()[2];
    private static final float Q3 = Exponential.floatCoefficients()[3];
    private static final float Q4 = Exponential.floatCoefficients()[4];

    private FloatTileWeights() { }

    /// Replaces log-weights of two streams of patterns and states by weights: every LINE-th pattern below `count`, and one
    /// vector of states. Stores the sums of [org.remanence.kernel.PosteriorTile#weigh], `apart` numbers between them.
    /// @param width states of a block
    /// @param first first pattern of one stream
    /// @param column first state of one stream
    /// @param second first pattern of the other
    /// @param other first state of the other
    /// @param to where the sums of the one begin
    /// @param too where those of the other begin
    static void weigh(float[] logs, float[] norms, float[] reference, int width, int count, int first, int column, int second,
                      int other, float[] sums, int to, int too, int apart) {
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
        FloatVector bTop = FloatVector.fromArray(SPECIES, reference, other);
        FloatVector bTotal = FloatVector.zero(SPECIES);
        FloatVector bSquares = bTotal;
        FloatVector bSpread = bTotal;
        FloatVector bSecond = bTotal;
        int ahead = second - first;
        for (int i = first; i < count; i += LINE) {
            int at = i * width + column;
            int and = (i + ahead) * width + other;
            FloatVector a = FloatVector.fromArray(SPECIES, logs, at).sub(aTop);
            FloatVector b = FloatVector.fromArray(SPECIES, logs, and).sub(bTop);
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
            aQ.intoArray(logs, at);
            bQ.intoArray(logs, and);
            aTotal = aTotal.add(aQ);
            bTotal = bTotal.add(bQ);
            aSquares = aQ.fma(aQ, aSquares);
            bSquares = bQ.fma(bQ, bSquares);
            aSpread = aQ.fma(a, aSpread);
            bSpread = bQ.fma(b, bSpread);
            aSecond = aQ.fma(FloatVector.broadcast(SPECIES, norms[i]), aSecond);
            bSecond = bQ.fma(FloatVector.broadcast(SPECIES, norms[i + ahead]), bSecond);
        }
        aTotal.intoArray(sums, to);
        aSquares.intoArray(sums, to + apart);
        aSpread.neg().intoArray(sums, to + 2 * apart);
        aSecond.intoArray(sums, to + 3 * apart);
        bTotal.intoArray(sums, too);
        bSquares.intoArray(sums, too + apart);
        bSpread.neg().intoArray(sums, too + 2 * apart);
        bSecond.intoArray(sums, too + 3 * apart);
    }
}
