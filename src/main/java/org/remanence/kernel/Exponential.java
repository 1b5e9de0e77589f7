package org.remanence.kernel;

/// The exponential of non-positive and slightly positive numbers, defined operation by operation, so that every platform and
/// every lane width gives the same bits (the platform's vector math library does not).
///
/// `x = n ln 2 + r`, `e^r = 1 + r + r² q(r)` with q a minimax polynomial on |r| ≤ ½ ln 2, then a shift of the exponent.
/// Arguments above [#CEILING] are not allowed; those below the floor give exactly 0, before subnormal numbers begin.
/// Error: within 1.5 ulps for double and for float (tested against 40 digits).
public final class Exponential {
    /// Largest argument for which the exponent shift is valid in both precisions.
    public static final double CEILING = 64;
    /// Arguments below this give 0 in double: e^x < 2⁻¹⁰²¹.
    public static final double FLOOR_DOUBLE = -707;
    /// Arguments below this give 0 in float: e^x < 2⁻⁶², whose square is still a normal number.
    public static final float FLOOR_FLOAT = -43;

    /// Adding and subtracting this rounds a double to an integer and leaves the integer in the low bits.
    public static final double ROUND_DOUBLE = 0x1.8p52;
    /// As [#ROUND_DOUBLE], for float.
    public static final float ROUND_FLOAT = 0x1.8p23f;
    /// 1 / ln 2.
    public static final double LOG2_E = 1.4426950408889634;
    /// ln 2, its leading 32 bits: n · LN2_HIGH_DOUBLE is exact.
    public static final double LN2_HIGH_DOUBLE = 0x1.62e42feep-1;
    /// ln 2 − LN2_HIGH_DOUBLE.
    public static final double LN2_LOW_DOUBLE = 0x1.a39ef35793c76p-33;
    /// ln 2, its leading 15 bits.
    public static final float LN2_HIGH_FLOAT = 0x1.62e4p-1f;
    /// ln 2 − LN2_HIGH_FLOAT.
    public static final float LN2_LOW_FLOAT = 0x1.7f7d1cp-20f;

    private static final double[] DOUBLE = {
        2.5100424157005066788e-8, 2.7620138719733995569e-7, 2.7557268378684192873e-6, 2.4801521190217727651e-5,
        1.9841269863105968748e-4, 1.3888888917281793308e-3, 8.3333333333300513464e-3, 4.1666666666623991516e-2,
        1.6666666666666667456e-1, 0.5};
    private static final float[] FLOAT = {
        1.3926213466332443e-3f, 8.3632029715758549e-3f, 4.1666554437685939e-2f, 1.6666576845976339e-1f, 0.5f};

    private Exponential() { }

    /// Coefficients of q, highest power first. The array is a copy.
    public static double[] doubleCoefficients() {
        return DOUBLE.clone();
    }

    /// Coefficients of q in float, highest power first. The array is a copy.
    public static float[] floatCoefficients() {
        return FLOAT.clone();
    }

    /// e^x for x ≤ [#CEILING].
    public static double exp(double x) {
        if (!(x >= FLOOR_DOUBLE)) {
            return 0;
        }
        double shifted = Math.fma(x, LOG2_E, ROUND_DOUBLE);
        double n = shifted - ROUND_DOUBLE;
        double r = Math.fma(n, -LN2_LOW_DOUBLE, Math.fma(n, -LN2_HIGH_DOUBLE, x));
        double q = DOUBLE[0];
        for (int i = 1; i < DOUBLE.length; i++) {
            q = Math.fma(q, r, DOUBLE[i]);
        }
        double value = Math.fma(r * r, q, r) + 1;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) + (Double.doubleToRawLongBits(shifted) << 52));
    }

    /// e^x for x ≤ [#CEILING], in float arithmetic.
    public static float exp(float x) {
        if (!(x >= FLOOR_FLOAT)) {
            return 0;
        }
        float shifted = Math.fma(x, (float) LOG2_E, ROUND_FLOAT);
        float n = shifted - ROUND_FLOAT;
        float r = Math.fma(n, -LN2_LOW_FLOAT, Math.fma(n, -LN2_HIGH_FLOAT, x));
        float q = FLOAT[0];
        for (int i = 1; i < FLOAT.length; i++) {
            q = Math.fma(q, r, FLOAT[i]);
        }
        float value = Math.fma(r * r, q, r) + 1;
        return Float.intBitsToFloat(Float.floatToRawIntBits(value) + (Float.floatToRawIntBits(shifted) << 23));
    }
}
