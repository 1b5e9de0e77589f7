package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.AnnealedEnergy;
import org.remanence.kernel.Exponential;

/// [AnnealedEnergy] with stabilities on the lanes, operation by operation as its twin; both sides of s = 0 are computed.
///
/// The loop has all operations in one method, and its constants are vectors. The compiler stops inlining methods at 18 000
/// nodes, which these operations take, and allocates an object for each vector that is passed to a method it does not inline.
public final class SimdAnnealedEnergy implements AnnealedEnergy {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final float[] LOG = AnnealedEnergy.logCoefficients();
    private static final FloatVector L0 = all(LOG[0]);
    private static final FloatVector L1 = all(LOG[1]);
    private static final FloatVector L2 = all(LOG[2]);
    private static final FloatVector L3 = all(LOG[3]);
    private static final FloatVector L4 = all(LOG[4]);
    private static final FloatVector L5 = all(LOG[5]);
    private static final FloatVector L6 = all(LOG[6]);
    private static final FloatVector L7 = all(LOG[7]);
    private static final FloatVector L8 = all(LOG[8]);
    private static final float[] EXP = Exponential.floatCoefficients();
    private static final FloatVector Q0 = all(EXP[0]);
    private static final FloatVector Q1 = all(EXP[1]);
    private static final FloatVector Q2 = all(EXP[2]);
    private static final FloatVector Q3 = all(EXP[3]);
    private static final FloatVector Q4 = all(EXP[4]);
    private static final FloatVector ZERO = all(0);
    private static final FloatVector ONE = all(1);
    private static final FloatVector MINUS_HALF = all(-0.5f);
    private static final FloatVector LN2_HIGH = all(AnnealedEnergy.LN2_HIGH);
    private static final FloatVector LN2_LOW = all(AnnealedEnergy.LN2_LOW);
    private static final FloatVector LOG2_E = all((float) Exponential.LOG2_E);
    private static final FloatVector ROUND = all(Exponential.ROUND_FLOAT);
    private static final FloatVector EXP_HIGH = all(-Exponential.LN2_HIGH_FLOAT);
    private static final FloatVector EXP_LOW = all(-Exponential.LN2_LOW_FLOAT);
    private static final IntVector LEAST = IntVector.broadcast(Lanes.INT, AnnealedEnergy.LEAST);
    private static final IntVector ROOT_HALF = IntVector.broadcast(Lanes.INT, AnnealedEnergy.ROOT_HALF);
    private static final IntVector ONE_BITS = ONE.reinterpretAsInts();

    @Override
    public double flip(float[] s, float[] column, float factor, float tau, float[] before, float[] after, int count) {
        float[] partial = new float[PARTIALS];
        FloatVector scale = all(factor);
        FloatVector taus = all(tau);
        FloatVector inverse = all(1 / tau);
        double total = 0;
        for (int from = 0; from < count; from += CHUNK) {
            int end = Math.min(count, from + CHUNK);
            for (int lane = 0; lane < PARTIALS; lane += LANES) {
                FloatVector sum = FloatVector.zero(SPECIES);
                for (int mu = from + lane; mu < end; mu += PARTIALS) {
                    FloatVector moved = scale.fma(FloatVector.fromArray(SPECIES, column, mu),
                            FloatVector.fromArray(SPECIES, s, mu));
                    IntVector bits = moved.reinterpretAsInts().max(LEAST);
                    IntVector shift = bits.sub(ROOT_HALF).lanewise(VectorOperators.ASHR, MANTISSA);
                    FloatVector f = bits.sub(shift.lanewise(VectorOperators.LSHL, MANTISSA)).reinterpretAsFloats()
                            .sub(ONE);
                    FloatVector exponent = (FloatVector) shift.convert(VectorOperators.I2F, 0);
                    FloatVector p = L0.fma(f, L1).fma(f, L2).fma(f, L3).fma(f, L4).fma(f, L5).fma(f, L6).fma(f, L7)
                            .fma(f, L8);
                    FloatVector square = f.mul(f);
                    FloatVector tail = exponent.fma(LN2_LOW, p.mul(f).fma(square, square.mul(MINUS_HALF))).add(f);
                    FloatVector x = exponent.fma(LN2_HIGH, tail).mul(taus);
                    FloatVector shifted = x.fma(LOG2_E, ROUND);
                    FloatVector n = shifted.sub(ROUND);
                    FloatVector r = n.fma(EXP_LOW, n.fma(EXP_HIGH, x));
                    FloatVector q = Q0.fma(r, Q1).fma(r, Q2).fma(r, Q3).fma(r, Q4);
                    FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA).add(ONE_BITS)
                            .reinterpretAsFloats();
                    FloatVector above = power.fma(r.mul(r).fma(q, r), power.sub(ONE)).neg();
                    FloatVector energy = ONE.sub(moved).blend(above, moved.compare(VectorOperators.GT, ZERO))
                            .mul(inverse);
                    energy.intoArray(after, mu);
                    sum = sum.add(energy.sub(FloatVector.fromArray(SPECIES, before, mu)));
                }
                sum.intoArray(partial, lane);
            }
            total += AnnealedEnergy.total(partial);
        }
        return total;
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
