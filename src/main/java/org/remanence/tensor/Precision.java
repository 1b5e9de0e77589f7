package org.remanence.tensor;

/// Width of a stored or computed number.
public enum Precision {
    /// IEEE 754 binary64, 8 bytes.
    DOUBLE(Double.BYTES),
    /// IEEE 754 binary32, 4 bytes.
    FLOAT(Float.BYTES);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes of one number.
    public int bytes() {
        return bytes;
    }

    /// Unit roundoff: 2⁻⁵³ for double, 2⁻²⁴ for float.
    public double unitRoundoff() {
        return this == DOUBLE ? 0x1p-53 : 0x1p-24;
    }
}
