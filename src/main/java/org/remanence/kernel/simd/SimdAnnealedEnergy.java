package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.AnnealedEnergy;
import org.remanence.kernel.Exponential;

/// [AnnealedEnergy] with stabilities on the lanes, operation by operation as its twin; both sides of s = 0 are computed.
public final class SimdAnnealedEnergy implements AnnealedEnergy {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final float[] LOG = AnnealedEnergy.logCoefficients();
    private static final float L0 = LOG[0];
    private static final float L1 = LOG[1];
    private static final float L2 = LOG[2];
    private static final float L3 = LOG[3];
    private static final float L4 = LOG[4];
    private static final float L5 = LOG[5];
    private static final float L6 = LOG[6];
    private static final float L7 = LOG[7];
    private static final float L8 = LOG[8];
    private static final float[] EXP = Exponential.floatCoefficients();
    private static final float Q0 = EXP[0];
    private static final float Q1 = EXP[1];
    private static final float Q2 = EXP[2];
    private static final float Q3 = EXP[3];
    private static final float Q4 = EXP[4];
    private static final int ONE = Float.floatToRawIntBits(1f);

    @Override
    public double flip(float[] s, float[] column, float factor, float tau, float[] before, float[] after, int count) {
        float[] partial = new float[PARTIALS];
        FloatVector scale = broadcast(factor);
        float inverse = 1 / tau;
        double total = 0;
        for (int from = 0; from < count; from += CHUNK) {
            int end = Math.min(count, from + CHUNK);
            for (int lane = 0; lane < PARTIALS; lane += LANES) {
                FloatVector sum = FloatVector.zero(SPECIES);
                for (int mu = from + lane; mu < end; mu += PARTIALS) {
                    FloatVector moved = scale.fma(FloatVector.fromArray(SPECIES, column, mu),
                            FloatVector.fromArray(SPECIES, s, mu));
                    FloatVector energy = of(moved, tau, inverse);
                    energy.intoArray(after, mu);
                    sum = sum.add(energy.sub(FloatVector.fromArray(SPECIES, before, mu)));
                }
                sum.intoArray(partial, lane);
            }
            total += AnnealedEnergy.total(partial);
        }
        return total;
    }

    private static FloatVector of(FloatVector s, float tau, float inverse) {
        FloatVector one = broadcast(1);
        IntVector bits = s.reinterpretAsInts().max(LEAST);
        IntVector shift = bits.sub(ROOT_HALF).lanewise(VectorOperators.ASHR, MANTISSA);
        FloatVector f = bits.sub(shift.lanewise(VectorOperators.LSHL, MANTISSA)).reinterpretAsFloats().sub(one);
        FloatVector exponent = (FloatVector) shift.convert(VectorOperators.I2F, 0);
        FloatVector p = broadcast(L0).fma(f, broadcast(L1)).fma(f, broadcast(L2)).fma(f, broadcast(L3)).fma(f, broadcast(L4))
                .fma(f, broadcast(L5)).fma(f, broadcast(L6)).fma(f, broadcast(L7)).fma(f, broadcast(L8));
        FloatVector square = f.mul(f);
        FloatVector tail = exponent.fma(broadcast(LN2_LOW), p.mul(f).fma(square, square.mul(-0.5f))).add(f);
        FloatVector x = exponent.fma(broadcast(LN2_HIGH), tail).mul(tau);
        FloatVector round = broadcast(Exponential.ROUND_FLOAT);
        FloatVector shifted = x.fma(broadcast((float) Exponential.LOG2_E), round);
        FloatVector n = shifted.sub(round);
        FloatVector r = n.fma(broadcast(-Exponential.LN2_LOW_FLOAT), n.fma(broadcast(-Exponential.LN2_HIGH_FLOAT), x));
        FloatVector q = broadcast(Q0).fma(r, broadcast(Q1)).fma(r, broadcast(Q2)).fma(r, broadcast(Q3)).fma(r, broadcast(Q4));
        FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA).add(ONE).reinterpretAsFloats();
        FloatVector above = power.fma(r.mul(r).fma(q, r), power.sub(one)).mul(-inverse);
        FloatVector below = one.sub(s).mul(inverse);
        return below.blend(above, s.compare(VectorOperators.GT, 0));
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
