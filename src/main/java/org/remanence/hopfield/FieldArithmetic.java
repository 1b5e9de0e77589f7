package org.remanence.hopfield;

/// How local fields are summed; the numbers are the same whole numbers.
public enum FieldArithmetic {
    /// Bits of 64 patterns at a time.
    BITS {
        @Override
        PatternOverlaps overlaps(SignBits signs) {
            return new BitOverlaps(signs);
        }
    },
    /// One pattern after the other, in a plain loop.
    SCALAR {
        @Override
        PatternOverlaps overlaps(SignBits signs) {
            return new ScalarOverlaps(signs);
        }
    };

    /// Of no neuron yet.
    abstract PatternOverlaps overlaps(SignBits signs);
}
