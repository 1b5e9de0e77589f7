package org.remanence.kernel;

import java.util.concurrent.atomic.AtomicLongArray;

/// Lower bounds, one a state, that threads only raise. A thread that sees one late does needless work, no more.
public final class RisingBounds {
    private final AtomicLongArray bits;

    /// Nothing is known: all bounds are −∞.
    /// @param states B
    public RisingBounds(int states) {
        this.bits = new AtomicLongArray(states);
        for (int b = 0; b < states; b++) {
            bits.setPlain(b, Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY));
        }
    }

    /// The bound of state b.
    public double of(int b) {
        return Double.longBitsToDouble(bits.getPlain(b));
    }

    /// Raises the bound of state b to at least this.
    public void raise(int b, double bound) {
        long seen = bits.get(b);
        while (Double.longBitsToDouble(seen) < bound) {
            long found = bits.compareAndExchange(b, seen, Double.doubleToRawLongBits(bound));
            if (found == seen) {
                return;
            }
            seen = found;
        }
    }
}
