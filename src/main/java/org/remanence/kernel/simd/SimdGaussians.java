package org.remanence.kernel.simd;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.function.IntUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Philox;

/// Normal numbers on lanes: one block of the cipher per 64-bit lane, the transform of its words beside it.
///
/// The products of the cipher are 32 × 32 → 64 bits; the compiler sees that from the mask in front of them, and the upper
/// halves of the words may hold anything. Blocks that do not fill a vector go through the definition, which gives the
/// same bits.
public final class SimdGaussians implements Gaussians {
    private static final int BLOCKS = Lanes.LONG.length();
    private static final int FLOATS = Lanes.FLOAT.length();
    private static final int CHUNK = 512;
    private static final long WORD = 0xFFFFFFFFL;
    private static final LongVector COUNT = LongVector.zero(Lanes.LONG).addIndex(1);

    /// Numbers below 2⁵² as the low bits of a double in [2⁵², 2⁵³).
    private static final long TWO_52_BITS = 0x4330000000000000L;

    private static final IntVector ZIP_LOW = ints(i -> i / 2 + i % 2 * Lanes.INT.length(), 0);
    private static final IntVector ZIP_HIGH = ints(i -> i / 2 + i % 2 * Lanes.INT.length(), Lanes.INT.length());
    private static final LongVector ZIP_LOW_LONG = longs(i -> i / 2 + i % 2 * BLOCKS, 0);
    private static final LongVector ZIP_HIGH_LONG = longs(i -> i / 2 + i % 2 * BLOCKS, BLOCKS);
    private static final LongVector PAIRS_LOW = longs(i -> i / 4 * 2 + i % 2 + i / 2 % 2 * BLOCKS, 0);
    private static final LongVector PAIRS_HIGH = longs(i -> i / 4 * 2 + i % 2 + i / 2 % 2 * BLOCKS, BLOCKS);

    private static final FloatVector FLOAT_SCALE = all(0x1p-31f);
    private static final FloatVector FLOAT_HALF = all(0x1p-32f);
    private static final FloatVector FLOAT_TWO_LN_2 = all((float) TWO_LN_2);
    private static final FloatVector FLOAT_ANGLE = all((float) (Math.PI * 0x1p-32));
    private static final FloatVector FLOAT_HALF_ANGLE = all((float) (Math.PI * 0x1p-33));
    private static final DoubleVector TWO_LN_2S = every(TWO_LN_2);
    private static final DoubleVector ANGLE = every(Math.PI * 0x1p-32);
    private static final DoubleVector HALF_ANGLE = every(Math.PI * 0x1p-33);

    private static final FloatVector F_1 = all(1f / 1);
    private static final FloatVector F_2 = all(1f / 2);
    private static final FloatVector F_3 = all(1f / 3);
    private static final FloatVector F_5 = all(1f / 5);
    private static final FloatVector F_6 = all(1f / 6);
    private static final FloatVector F_7 = all(1f / 7);
    private static final FloatVector F_9 = all(1f / 9);
    private static final FloatVector F_24 = all(1f / 24);
    private static final FloatVector F_120 = all(1f / 120);
    private static final FloatVector F_720 = all(1f / 720);
    private static final FloatVector F_5040 = all(1f / 5040);
    private static final FloatVector F_40320 = all(1f / 40320);
    private static final FloatVector F_362880 = all(1f / 362880);
    private static final FloatVector F_3628800 = all(1f / 3628800);
    private static final DoubleVector D_1 = every(1.0 / 1);
    private static final DoubleVector D_2 = every(1.0 / 2);
    private static final DoubleVector D_3 = every(1.0 / 3);
    private static final DoubleVector D_5 = every(1.0 / 5);
    private static final DoubleVector D_6 = every(1.0 / 6);
    private static final DoubleVector D_7 = every(1.0 / 7);
    private static final DoubleVector D_9 = every(1.0 / 9);
    private static final DoubleVector D_11 = every(1.0 / 11);
    private static final DoubleVector D_13 = every(1.0 / 13);
    private static final DoubleVector D_15 = every(1.0 / 15);
    private static final DoubleVector D_17 = every(1.0 / 17);
    private static final DoubleVector D_19 = every(1.0 / 19);
    private static final DoubleVector D_24 = every(1.0 / 24);
    private static final DoubleVector D_120 = every(1.0 / 120);
    private static final DoubleVector D_720 = every(1.0 / 720);
    private static final DoubleVector D_5040 = every(1.0 / 5040);
    private static final DoubleVector D_40320 = every(1.0 / 40320);
    private static final DoubleVector D_362880 = every(1.0 / 362880);
    private static final DoubleVector D_3628800 = every(1.0 / 3628800);
    private static final DoubleVector D_39916800 = every(1.0 / 39916800);
    private static final DoubleVector D_479001600 = every(1.0 / 479001600);
    private static final DoubleVector D_6227020800 = every(1.0 / 6227020800L);
    private static final DoubleVector D_87178291200 = every(1.0 / 87178291200L);
    private static final DoubleVector D_1307674368000 = every(1.0 / 1307674368000L);
    private static final DoubleVector D_20922789888000 = every(1.0 / 20922789888000L);

    @Override
    public void into(long key, long index, long block, float[] into, int offset, int blocks) {
        fill(key, new Counters(index, block, Long.MAX_VALUE), into, offset, blocks);
    }

    @Override
    public void into(long key, long index, long block, double[] into, int offset, int blocks) {
        fill(key, new Counters(index, block, Long.MAX_VALUE), into, offset, blocks);
    }

    @Override
    public void rows(long key, long first, int rows, int blocks, float[] into, int offset) {
        fill(key, new Counters(first, 0, blocks), into, offset, Math.multiplyExact(rows, blocks));
    }

    @Override
    public void rows(long key, long first, int rows, int blocks, double[] into, int offset) {
        fill(key, new Counters(first, 0, blocks), into, offset, Math.multiplyExact(rows, blocks));
    }

    /// Counters in the order in which they are used: blocks of an index, then those of the next.
    /// @param index of the first counter
    /// @param block of the first counter, below `perIndex`
    /// @param perIndex blocks of an index, at most 2²², or the largest long
    private record Counters(long index, long block, long perIndex) {
        /// A quotient by `perIndex` of up to so many blocks more than that is a product and a shift by this, exactly.
        private static final int SHIFT = 44;

        Counters after(int blocks) {
            long flat = block + blocks;
            return new Counters(index + flat / perIndex, flat % perIndex, perIndex);
        }

        /// How many indices lane i is ahead, if its block counts on from the first.
        LongVector wraps(LongVector blocks) {
            return blocks.mul(perIndex == Long.MAX_VALUE ? 0 : (1L << SHIFT) / perIndex + 1).lanewise(LSHR, SHIFT);
        }
    }

    private static void fill(long key, Counters counters, float[] into, int offset, int blocks) {
        int full = blocks - blocks % BLOCKS;
        for (int i = 0; i < full; i += CHUNK) {
            int count = Math.min(CHUNK, full - i);
            int at = offset + 4 * i;
            words(key, counters.after(i), into, at, count);
            radii(into, at, at + 4 * count);
            pairs(into, at, at + 4 * count);
        }
        for (int i = full; i < blocks; i++) {
            Counters last = counters.after(i);
            SCALAR.into(key, last.index, last.block, into, offset + 4 * i, 1);
        }
    }

    private static void fill(long key, Counters counters, double[] into, int offset, int blocks) {
        int full = blocks - blocks % BLOCKS;
        for (int i = 0; i < full; i += CHUNK) {
            int count = Math.min(CHUNK, full - i);
            int at = offset + 4 * i;
            words(key, counters.after(i), into, at, count);
            radii(into, at, at + 4 * count);
            pairs(into, at, at + 4 * count);
            interleave(into, at, at + 4 * count);
        }
        for (int i = full; i < blocks; i++) {
            Counters last = counters.after(i);
            SCALAR.into(key, last.index, last.block, into, offset + 4 * i, 1);
        }
    }

    /// Lanes (2i, 2i + 1) hold the two pairs of block i: a vector of first words, then one of second words.
    private static void words(long key, Counters counters, float[] into, int offset, int blocks) {
        long perIndex = counters.perIndex;
        LongVector block = COUNT.add(counters.block);
        LongVector ahead = counters.wraps(block);
        LongVector index = ahead.add(counters.index);
        block = block.sub(ahead.mul(perIndex));
        for (int i = 0; i < blocks; i += BLOCKS) {
            LongVector a = block;
            LongVector b = a.lanewise(LSHR, 32);
            LongVector c = index;
            LongVector d = c.lanewise(LSHR, 32);
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
            a.and(WORD).or(c.lanewise(LSHL, 32)).reinterpretAsFloats().intoArray(into, offset + 4 * i);
            b.and(WORD).or(d.lanewise(LSHL, 32)).reinterpretAsFloats().intoArray(into, offset + 4 * i + FLOATS);
            block = block.add(BLOCKS % perIndex);
            VectorMask<Long> wrapped = block.compare(GE, perIndex);
            block = block.sub(perIndex, wrapped);
            index = index.add(BLOCKS / perIndex).add(1, wrapped);
        }
    }

    /// Lane i holds block i: a vector of each of its words.
    private static void words(long key, Counters counters, double[] into, int offset, int blocks) {
        long perIndex = counters.perIndex;
        LongVector block = COUNT.add(counters.block);
        LongVector ahead = counters.wraps(block);
        LongVector index = ahead.add(counters.index);
        block = block.sub(ahead.mul(perIndex));
        for (int i = 0; i < blocks; i += BLOCKS) {
            LongVector a = block;
            LongVector b = a.lanewise(LSHR, 32);
            LongVector c = index;
            LongVector d = c.lanewise(LSHR, 32);
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
            a.reinterpretAsDoubles().intoArray(into, offset + 4 * i);
            b.reinterpretAsDoubles().intoArray(into, offset + 4 * i + BLOCKS);
            c.reinterpretAsDoubles().intoArray(into, offset + 4 * i + 2 * BLOCKS);
            d.reinterpretAsDoubles().intoArray(into, offset + 4 * i + 3 * BLOCKS);
            block = block.add(BLOCKS % perIndex);
            VectorMask<Long> wrapped = block.compare(GE, perIndex);
            block = block.sub(perIndex, wrapped);
            index = index.add(BLOCKS / perIndex).add(1, wrapped);
        }
    }

    private static void radii(float[] into, int from, int to) {
        for (int at = from; at < to; at += 2 * FLOATS) {
            IntVector word = FloatVector.fromArray(Lanes.FLOAT, into, at).reinterpretAsInts();
            IntVector h = word.lanewise(LSHR, 1);
            IntVector bits = ((FloatVector) h.convertShape(I2F, Lanes.FLOAT, 0)).fma(FLOAT_SCALE, FLOAT_HALF)
                    .reinterpretAsInts();
            IntVector k = bits.neg().add(BELOW_ROOT_TWO_FLOAT).lanewise(LSHR, 23);
            FloatVector far = bits.add(k.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1);
            FloatVector near = ((FloatVector) h.lanewise(XOR, Integer.MIN_VALUE).convertShape(I2F, Lanes.FLOAT, 0))
                    .fma(FLOAT_SCALE, FLOAT_HALF);
            FloatVector f = far.blend(near, k.compare(EQ, 0).cast(Lanes.FLOAT));
            FloatVector s = f.div(f.add(2));
            FloatVector z = s.mul(s);
            FloatVector p = F_9.fma(z, F_7).fma(z, F_5).fma(z, F_3);
            FloatVector log = p.mul(z).fma(s, s).mul(-4);
            FloatVector r = ((FloatVector) k.convertShape(I2F, Lanes.FLOAT, 0)).fma(FLOAT_TWO_LN_2, log).sqrt();
            r.reinterpretAsInts().lanewise(XOR, word.lanewise(LSHL, 31)).reinterpretAsFloats().intoArray(into, at);
        }
    }

    private static void pairs(float[] into, int from, int to) {
        for (int at = from; at < to; at += 2 * FLOATS) {
            FloatVector r = FloatVector.fromArray(Lanes.FLOAT, into, at);
            IntVector word = FloatVector.fromArray(Lanes.FLOAT, into, at + FLOATS).reinterpretAsInts();
            FloatVector phi = ((FloatVector) word.lanewise(LSHR, 1).sub(1 << 30).convertShape(I2F, Lanes.FLOAT, 0))
                    .fma(FLOAT_ANGLE, FLOAT_HALF_ANGLE);
            FloatVector y = phi.mul(phi).neg();
            IntVector sin = F_362880.fma(y, F_5040).fma(y, F_120).fma(y, F_6).mul(y).fma(phi, phi).mul(r)
                    .reinterpretAsInts();
            IntVector cos = F_3628800.fma(y, F_40320).fma(y, F_720).fma(y, F_24).fma(y, F_2).fma(y, F_1).mul(r)
                    .reinterpretAsInts();
            VectorMask<Integer> swap = word.and(1).compare(NE, 0);
            IntVector even = cos.blend(sin, swap);
            IntVector odd = sin.blend(cos, swap);
            ZIP_LOW.selectFrom(even, odd).reinterpretAsFloats().intoArray(into, at);
            ZIP_HIGH.selectFrom(even, odd).reinterpretAsFloats().intoArray(into, at + FLOATS);
        }
    }

    private static void radii(double[] into, int from, int to) {
        for (int at = from; at < to; at += 2 * BLOCKS) {
            LongVector word = DoubleVector.fromArray(Lanes.DOUBLE, into, at).reinterpretAsLongs();
            DoubleVector u = word.and(WORD).lanewise(LSHR, 1).or(TWO_52_BITS).reinterpretAsDoubles().sub(0x1p52)
                    .add(0.5).mul(0x1p-31);
            LongVector bits = u.reinterpretAsLongs();
            LongVector k = bits.neg().add(BELOW_ROOT_TWO).lanewise(LSHR, 52);
            DoubleVector f = bits.add(k.lanewise(LSHL, 52)).reinterpretAsDoubles().sub(1);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector p = D_19.fma(z, D_17).fma(z, D_15).fma(z, D_13).fma(z, D_11).fma(z, D_9).fma(z, D_7)
                    .fma(z, D_5).fma(z, D_3);
            DoubleVector log = p.mul(z).fma(s, s).mul(-4);
            DoubleVector r = k.or(TWO_52_BITS).reinterpretAsDoubles().sub(0x1p52).fma(TWO_LN_2S, log).sqrt();
            r.reinterpretAsLongs().lanewise(XOR, word.lanewise(LSHL, 63)).reinterpretAsDoubles().intoArray(into, at);
        }
    }

    private static void pairs(double[] into, int from, int to) {
        for (int at = from; at < to; at += 2 * BLOCKS) {
            DoubleVector r = DoubleVector.fromArray(Lanes.DOUBLE, into, at);
            LongVector word = DoubleVector.fromArray(Lanes.DOUBLE, into, at + BLOCKS).reinterpretAsLongs();
            DoubleVector phi = word.and(WORD).lanewise(LSHR, 1).or(TWO_52_BITS).reinterpretAsDoubles()
                    .sub(0x1p52 + 0x1p30).fma(ANGLE, HALF_ANGLE);
            DoubleVector y = phi.mul(phi).neg();
            DoubleVector sin = D_1307674368000.fma(y, D_6227020800).fma(y, D_39916800).fma(y, D_362880).fma(y, D_5040)
                    .fma(y, D_120).fma(y, D_6).mul(y).fma(phi, phi).mul(r);
            DoubleVector cos = D_20922789888000.fma(y, D_87178291200).fma(y, D_479001600).fma(y, D_3628800)
                    .fma(y, D_40320).fma(y, D_720).fma(y, D_24).fma(y, D_2).fma(y, D_1).mul(r);
            VectorMask<Double> swap = word.and(1).compare(NE, 0).cast(Lanes.DOUBLE);
            cos.blend(sin, swap).intoArray(into, at);
            sin.blend(cos, swap).intoArray(into, at + BLOCKS);
        }
    }

    /// Turns four vectors, each with one number of every block, into the blocks one after the other.
    private static void interleave(double[] into, int from, int to) {
        for (int at = from; at < to; at += 4 * BLOCKS) {
            LongVector zero = DoubleVector.fromArray(Lanes.DOUBLE, into, at).reinterpretAsLongs();
            LongVector one = DoubleVector.fromArray(Lanes.DOUBLE, into, at + BLOCKS).reinterpretAsLongs();
            LongVector two = DoubleVector.fromArray(Lanes.DOUBLE, into, at + 2 * BLOCKS).reinterpretAsLongs();
            LongVector three = DoubleVector.fromArray(Lanes.DOUBLE, into, at + 3 * BLOCKS).reinterpretAsLongs();
            LongVector left = ZIP_LOW_LONG.selectFrom(zero, one);
            LongVector right = ZIP_LOW_LONG.selectFrom(two, three);
            PAIRS_LOW.selectFrom(left, right).reinterpretAsDoubles().intoArray(into, at);
            PAIRS_HIGH.selectFrom(left, right).reinterpretAsDoubles().intoArray(into, at + BLOCKS);
            left = ZIP_HIGH_LONG.selectFrom(zero, one);
            right = ZIP_HIGH_LONG.selectFrom(two, three);
            PAIRS_LOW.selectFrom(left, right).reinterpretAsDoubles().intoArray(into, at + 2 * BLOCKS);
            PAIRS_HIGH.selectFrom(left, right).reinterpretAsDoubles().intoArray(into, at + 3 * BLOCKS);
        }
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(Lanes.FLOAT, value);
    }

    private static DoubleVector every(double value) {
        return DoubleVector.broadcast(Lanes.DOUBLE, value);
    }

    private static IntVector ints(IntUnaryOperator source, int from) {
        int[] lanes = new int[Lanes.INT.length()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = source.applyAsInt(from + i);
        }
        return IntVector.fromArray(Lanes.INT, lanes, 0);
    }

    private static LongVector longs(IntUnaryOperator source, int from) {
        long[] lanes = new long[BLOCKS];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = source.applyAsInt(from + i);
        }
        return LongVector.fromArray(Lanes.LONG, lanes, 0);
    }
}
