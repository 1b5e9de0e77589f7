package org.remanence.hopfield;

/// Overlaps as counts `c_μ` of the neurons that agree with a pattern, `m_μ = 2 c_μ − N`, kept in planes of bits: plane b holds
/// bit b of all counts. A field then counts common bits, of 64 patterns at a time, in about log₂ N planes.
final class BitOverlaps implements PatternOverlaps {
    private final SignBits signs;
    /// `[bits of a count × words]`.
    private final long[][] planes;
    private final long[] agreeing;
    private long counted;
    private long neurons;

    BitOverlaps(SignBits signs) {
        this.signs = signs;
        this.planes = new long[Integer.SIZE - Integer.numberOfLeadingZeros(signs.neurons())][signs.words()];
        this.agreeing = new long[signs.words()];
    }

    @Override
    public void add(int neuron, int sign) {
        signs.agreeing(neuron, sign, agreeing);
        for (int w = 0; w < agreeing.length; w++) {
            increment(w, agreeing[w]);
        }
        neurons++;
    }

    @Override
    public void flip(int neuron, int sign) {
        signs.agreeing(neuron, sign, agreeing);
        for (int w = 0; w < agreeing.length; w++) {
            increment(w, agreeing[w]);
        }
        signs.agreeing(neuron, -sign, agreeing);
        for (int w = 0; w < agreeing.length; w++) {
            decrement(w, agreeing[w]);
        }
    }

    private void increment(int w, long which) {
        counted += Long.bitCount(which);
        long carry = which;
        for (int b = 0; carry != 0; b++) {
            long before = planes[b][w];
            planes[b][w] = before ^ carry;
            carry &= before;
        }
    }

    private void decrement(int w, long which) {
        counted -= Long.bitCount(which);
        long borrow = which;
        for (int b = 0; borrow != 0; b++) {
            long before = planes[b][w];
            planes[b][w] = before ^ borrow;
            borrow &= ~before;
        }
    }

    /// `Σ ξ m = 2 Σ ξ c − N Σ ξ`, and a sum with signs is twice that over the positive ones less that over all.
    @Override
    public long field(int neuron) {
        long[] own = signs.bits()[neuron];
        long positive = 0;
        for (int b = planes.length - 1; b >= 0; b--) {
            positive = 2 * positive + common(own, planes[b]);
        }
        int plus = 0;
        for (long word : own) {
            plus += Long.bitCount(word);
        }
        return 2 * (2 * positive - counted) - neurons * (2L * plus - signs.patterns());
    }

    private static int common(long[] a, long[] b) {
        int count = 0;
        for (int w = 0; w < a.length; w++) {
            count += Long.bitCount(a[w] & b[w]);
        }
        return count;
    }

    @Override
    public long overlap(int pattern) {
        long count = 0;
        for (int b = planes.length - 1; b >= 0; b--) {
            count = 2 * count + (planes[b][pattern / 64] >>> pattern & 1);
        }
        return 2 * count - neurons;
    }
}
