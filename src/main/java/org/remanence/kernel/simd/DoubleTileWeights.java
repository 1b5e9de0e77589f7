package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.Tiling;

/// As [DoubleWeights] with the states on the lanes: two streams at a time.
final class DoubleTileWeights {
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final double Q0 = Exponential.doubleCoefficients()[0];
    private static final double Q1 = Exponential.doubleCoefficients()[1];
    private static final double Q2 = Exponential.doubleCoefficients()[2];
    private static final double Q3 = Exponential.doubleCoefficients()[3];
    private static final double Q4 = Exponential.doubleCoefficients()[4];
    private static final double Q5 = Exponential.doubleCoefficients()[5];
    private static final double Q6 = Exponential.doubleCoefficients()[6];
    private static final double Q7 = Exponential.doubleCoefficients()[7];
    private static final double Q8 = Exponential.doubleCoefficients()[8];
    private static final double Q9 = Exponential.doubleCoefficients()[9];

    private DoubleTileWeights() { }

    /// Replaces log-weights of two streams of patterns and states by weights: every LINE-th pattern below `count`, and one
    /// vector of states. Stores the sums of [org.remanence.kernel.PosteriorTile#weigh], `apart` numbers between them.
    /// @param width states of a block
    /// @param first first pattern of one stream
    /// @param column first state of one stream
    /// @param second first pattern of the other
    /// @param other first state of the other
    /// @param to where the sums of the one begin
    /// @param too where those of the other begin
    static void weigh(double[] logs, double[] norms, double[] reference, int width, int count, int first, int column, int second,
                      int other, double[] sums, int to, int too, int apart) {
        DoubleVector floor = DoubleVector.broadcast(SPECIES, Exponential.FLOOR_DOUBLE);
        DoubleVector log2e = DoubleVector.broadcast(SPECIES, Exponential.LOG2_E);
        DoubleVector round = DoubleVector.broadcast(SPECIES, Exponential.ROUND_DOUBLE);
        DoubleVector high = DoubleVector.broadcast(SPECIES, -Exponential.LN2_HIGH_DOUBLE);
        DoubleVector low = DoubleVector.broadcast(SPECIES, -Exponential.LN2_LOW_DOUBLE);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector aTop = DoubleVector.fromArray(SPECIES, reference, column);
        DoubleVector aTotal = DoubleVector.zero(SPECIES);
        DoubleVector aSquares = aTotal;
        DoubleVector aSpread = aTotal;
        DoubleVector aSecond = aTotal;
        DoubleVector bTop = DoubleVector.fromArray(SPECIES, reference, other);
        DoubleVector bTotal = DoubleVector.zero(SPECIES);
        DoubleVector bSquares = bTotal;
        DoubleVector bSpread = bTotal;
        DoubleVector bSecond = bTotal;
        int ahead = second - first;
        for (int i = first; i < count; i += LINE) {
            int at = i * width + column;
            int and = (i + ahead) * width + other;
            DoubleVector a = DoubleVector.fromArray(SPECIES, logs, at).sub(aTop);
            DoubleVector b = DoubleVector.fromArray(SPECIES, logs, and).sub(bTop);
            VectorMask<Double> aLost = a.lt(floor);
            VectorMask<Double> bLost = b.lt(floor);
            a = a.blend(floor, aLost);
            b = b.blend(floor, bLost);
            DoubleVector aN = a.fma(log2e, round);
            DoubleVector bN = b.fma(log2e, round);
            DoubleVector aR = aN.sub(round);
            DoubleVector bR = bN.sub(round);
            aR = aR.fma(low, aR.fma(high, a));
            bR = bR.fma(low, bR.fma(high, b));
            DoubleVector aQ = DoubleVector.broadcast(SPECIES, Q0).fma(aR, DoubleVector.broadcast(SPECIES, Q1));
            DoubleVector bQ = DoubleVector.broadcast(SPECIES, Q0).fma(bR, DoubleVector.broadcast(SPECIES, Q1));
            aQ = aQ.fma(aR, DoubleVector.broadcast(SPECIES, Q2));
            bQ = bQ.fma(bR, DoubleVector.broadcast(SPECIES, Q2));
            aQ = aQ.fma(aR, DoubleVector.broadcast(SPECIES, Q3));
            bQ = bQ.fma(bR, DoubleVector.broadcast(SPECIES, Q3));
            aQ = aQ.fma(aR, DoubleVector.broadcast(SPECIES, Q4));
            bQ = bQ.fma(bR, DoubleVector.broadcast(SPECIES, Q4));
            aQ = aQ.fma(aR, DoubleVector.broadcast(SPECIES, Q5));
            bQ = bQ.fma(bR, DoubleVector.broadcast(SPECIES, Q5));
            aQ = aQ.fma(aR, DoubleVector.broadcast(SPECIES, Q6));
            bQ = bQ.fma(bR, DoubleVector.broadcast(SPECIES, Q6));
            aQ = aQ.fma(aR, DoubleVector.broadcast(SPECIES, Q7));
            bQ = bQ.fma(bR, DoubleVector.broadcast(SPECIES, Q7));
            aQ = aQ.fma(aR, DoubleVector.broadcast(SPECIES, Q8));
            bQ = bQ.fma(bR, DoubleVector.broadcast(SPECIES, Q8));
            aQ = aQ.fma(aR, DoubleVector.broadcast(SPECIES, Q9));
            bQ = bQ.fma(bR, DoubleVector.broadcast(SPECIES, Q9));
            aQ = aR.mul(aR).fma(aQ, aR).add(one);
            bQ = bR.mul(bR).fma(bQ, bR).add(one);
            aQ = aQ.reinterpretAsLongs().add(aN.reinterpretAsLongs().lanewise(VectorOperators.LSHL, Double.PRECISION - 1))
                    .reinterpretAsDoubles();
            bQ = bQ.reinterpretAsLongs().add(bN.reinterpretAsLongs().lanewise(VectorOperators.LSHL, Double.PRECISION - 1))
                    .reinterpretAsDoubles();
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
            aSecond = aQ.fma(DoubleVector.broadcast(SPECIES, norms[i]), aSecond);
            bSecond = bQ.fma(DoubleVector.broadcast(SPECIES, norms[i + ahead]), bSecond);
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
