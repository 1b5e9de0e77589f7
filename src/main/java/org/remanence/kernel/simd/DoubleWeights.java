package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.Tiling;

/// Turns the log-weights of one state into weights and their sums, patterns on the lanes: [Exponential] on two vectors at
/// a time, operation by operation, because a single chain of dependent operations fills the processor's scheduler and waits.
final class DoubleWeights {
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

    private DoubleWeights() { }

    /// Replaces log-weights by weights in every LINE-th vector below `count`, a multiple of 2 lines, and stores the sums
    /// of [org.remanence.kernel.PosteriorTile#weigh], a line of partial sums each, `apart` numbers between them.
    static void weigh(double[] logs, int at, double[] norms, int first, int count, double reference, double[] sums,
                      int to, int apart) {
        DoubleVector top = DoubleVector.broadcast(SPECIES, reference);
        DoubleVector floor = DoubleVector.broadcast(SPECIES, Exponential.FLOOR_DOUBLE);
        DoubleVector log2e = DoubleVector.broadcast(SPECIES, Exponential.LOG2_E);
        DoubleVector round = DoubleVector.broadcast(SPECIES, Exponential.ROUND_DOUBLE);
        DoubleVector high = DoubleVector.broadcast(SPECIES, -Exponential.LN2_HIGH_DOUBLE);
        DoubleVector low = DoubleVector.broadcast(SPECIES, -Exponential.LN2_LOW_DOUBLE);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector total = DoubleVector.zero(SPECIES);
        DoubleVector squares = total;
        DoubleVector spread = total;
        DoubleVector second = total;
        for (int i = first; i < count; i += 2 * LINE) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, logs, at + i).sub(top);
            DoubleVector b = DoubleVector.fromArray(SPECIES, logs, at + i + LINE).sub(top);
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
            aQ.intoArray(logs, at + i);
            bQ.intoArray(logs, at + i + LINE);
            total = total.add(aQ);
            total = total.add(bQ);
            squares = aQ.fma(aQ, squares);
            squares = bQ.fma(bQ, squares);
            spread = aQ.fma(a, spread);
            spread = bQ.fma(b, spread);
            second = aQ.fma(DoubleVector.fromArray(SPECIES, norms, i), second);
            second = bQ.fma(DoubleVector.fromArray(SPECIES, norms, i + LINE), second);
        }
        total.intoArray(sums, to + first);
        squares.intoArray(sums, to + apart + first);
        spread.neg().intoArray(sums, to + 2 * apart + first);
        second.intoArray(sums, to + 3 * apart + first);
    }
}
