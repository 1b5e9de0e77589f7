package org.remanence.kernel.simd;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Philox;

/// Normal numbers on lanes: one block of the cipher per 64-bit lane, the transform of all its words beside it.
///
/// The products of the cipher are 32 × 32 → 64 bits; the compiler sees that from the mask in front of them. Blocks that do
/// not fill a vector go through the definition, which gives the same bits.
public final class SimdGaussians implements Gaussians {
    private static final int BLOCKS = Lanes.LONG.length();
    private static final long WORD = 0xFFFFFFFFL;
    private static final LongVector COUNT = LongVector.zero(Lanes.LONG).addIndex(1);
    private static final IntVector LOW_ZIP = zip(0);
    private static final IntVector HIGH_ZIP = zip(Lanes.INT.length() / 2);

    @Override
    public void into(long key, long index, long block, float[] into, int offset, int blocks) {
        int full = blocks - blocks % BLOCKS;
        for (int i = 0; i < full; i += BLOCKS) {
            LongVector a = COUNT.add(block + i);
            LongVector b = a.lanewise(LSHR, 32);
            LongVector c = LongVector.broadcast(Lanes.LONG, index);
            LongVector d = LongVector.broadcast(Lanes.LONG, index >>> 32);
            int low = (int) key;
            int high = (int) (key >>> 32);
            for (int round = 0; round < Philox.ROUNDS; round++) {
                LongVector first = a.and(WORD).mul(Philox.FIRST_MULTIPLIER);
                LongVector third = c.and(WORD).mul(Philox.THIRD_MULTIPLIER);
                a = third.lanewise(LSHR, 32).lanewise(XOR, b).lanewise(XOR, low);
                b = third;
                c = first.lanewise(LSHR, 32).lanewise(XOR, d).lanewise(XOR, high);
                d = first;
                low += Philox.LOW_STEP;
                high += Philox.HIGH_STEP;
            }
            IntVector radius = a.and(WORD).or(c.lanewise(LSHL, 32)).reinterpretAsInts();
            IntVector angle = b.and(WORD).or(d.lanewise(LSHL, 32)).reinterpretAsInts();
            pairs(radius, angle, into, offset + 4 * i);
        }
        SCALAR.into(key, index, block + full, into, offset + 4 * full, blocks - full);
    }

    @Override
    public void into(long key, long index, long block, double[] into, int offset, int blocks) {
        SCALAR.into(key, index, block, into, offset, blocks);
    }

    private static void pairs(IntVector first, IntVector second, float[] into, int at) {
        IntVector h = first.lanewise(LSHR, 1);
        FloatVector u = toFloats(h).fma(all(0x1p-31f), all(0x1p-32f));
        IntVector bits = u.reinterpretAsInts();
        IntVector k = IntVector.broadcast(Lanes.INT, BELOW_ROOT_TWO_FLOAT).sub(bits).lanewise(LSHR, 23);
        FloatVector far = bits.add(k.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1);
        FloatVector near = toFloats(h.lanewise(XOR, Integer.MIN_VALUE)).fma(all(0x1p-31f), all(0x1p-32f));
        FloatVector f = far.blend(near, k.compare(EQ, 0).cast(Lanes.FLOAT));
        FloatVector s = f.div(f.add(2));
        FloatVector z = s.mul(s);
        FloatVector p = all(1f / 9).fma(z, all(1f / 7)).fma(z, all(1f / 5)).fma(z, all(1f / 3));
        FloatVector log = p.mul(z).fma(s, s).mul(-4);
        FloatVector r = toFloats(k).fma(all((float) TWO_LN_2), log).sqrt();
        FloatVector phi = toFloats(second.lanewise(LSHR, 1).sub(1 << 30))
                .fma(all((float) (Math.PI * 0x1p-32)), all((float) (Math.PI * 0x1p-33)));
        FloatVector y = phi.mul(phi).neg();
        FloatVector sin = all(1f / 362880).fma(y, all(1f / 5040)).fma(y, all(1f / 120)).fma(y, all(1f / 6))
                .mul(y).fma(phi, phi).mul(r);
        FloatVector cos = all(1f / 3628800).fma(y, all(1f / 40320)).fma(y, all(1f / 720)).fma(y, all(1f / 24))
                .fma(y, all(1f / 2)).fma(y, all(1f)).mul(r);
        cos = cos.reinterpretAsInts().lanewise(XOR, first.lanewise(LSHL, 31)).reinterpretAsFloats();
        VectorMask<Float> swap = second.and(1).compare(NE, 0).cast(Lanes.FLOAT);
        IntVector even = cos.blend(sin, swap).reinterpretAsInts();
        IntVector odd = sin.blend(cos, swap).reinterpretAsInts();
        LOW_ZIP.selectFrom(even, odd).reinterpretAsFloats().intoArray(into, at);
        HIGH_ZIP.selectFrom(even, odd).reinterpretAsFloats().intoArray(into, at + Lanes.FLOAT.length());
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(Lanes.FLOAT, value);
    }

    private static FloatVector toFloats(IntVector v) {
        return (FloatVector) v.convertShape(I2F, Lanes.FLOAT, 0);
    }

    private static IntVector zip(int from) {
        int[] lanes = new int[Lanes.INT.length()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = from + i / 2 + (i % 2 == 0 ? 0 : lanes.length);
        }
        return IntVector.fromArray(Lanes.INT, lanes, 0);
    }
}
