package org.remanence.kernel;

import java.util.Arrays;

/// The energy `Σ U_τ(s_μ)` of many stabilities in float, and its change by a flip: `U_τ(s) = (1 − s^τ)/τ` for s > 0 and
/// `(1 − s)/τ` below, −log s with a slope instead of a wall, which it becomes as τ → 0.
///
/// `s = 2^k m` with m in [√½, √2), `ln m` by a polynomial, then `U = −(e^{τ ln s} − 1)/τ` by the polynomial of [Exponential]:
/// operation by operation, so that every width of lanes gives the same bits. The error of U is below 3·10⁻⁷ of |U| and of |s|/τ
/// together. In a chunk of [#CHUNK] stabilities, stability μ joins partial sum μ modulo [#PARTIALS] in float; sums of chunks are
/// added in double.
/// Source: the potential is that of Baldassi et al.; ln m is Cephes's `logf`.
public interface AnnealedEnergy {
    /// Partial sums; numbers of stabilities are multiples of it.
    int PARTIALS = 16;
    /// Stabilities whose changes are added in float.
    int CHUNK = 1024;
    /// The bits of √½.
    int ROOT_HALF = Float.floatToRawIntBits(0.70710678f);
    /// The bits of the least normal number, for which smaller ones are taken.
    int LEAST = Float.floatToRawIntBits(Float.MIN_NORMAL);
    /// Bits of a float behind its exponent.
    int MANTISSA = Float.PRECISION - 1;
    /// ln 2, its leading bits.
    float LN2_HIGH = 0.693359375f;
    /// ln 2 − LN2_HIGH.
    float LN2_LOW = -2.12194440e-4f;

    /// Coefficients of `(ln (1 + f) − f + f²/2)/f³`, highest power first.
    static float[] logCoefficients() {
        return new float[] {7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f, 1.4249322787e-1f,
            -1.6668057665e-1f, 2.0000714765e-1f, -2.4999993993e-1f, 3.3333331174e-1f};
    }

    /// Energies after `s ← s + factor · column`, which is not made.
    /// @param s stabilities, below 10⁶
    /// @param column what a flip changes
    /// @param factor times which
    /// @param tau τ in (0, 1]
    /// @param before U_τ of each stability before
    /// @param after receives U_τ of each stability afterwards
    /// @param count stabilities, a multiple of [#PARTIALS]
    /// @return sum of the changes
    double flip(float[] s, float[] column, float factor, float tau, float[] before, float[] after, int count);

    /// One stability after another: the definition.
    AnnealedEnergy SCALAR = (s, column, factor, tau, before, after, count) -> {
        float[] log = logCoefficients();
        float[] exp = Exponential.floatCoefficients();
        float[] partial = new float[PARTIALS];
        float inverse = 1 / tau;
        double total = 0;
        for (int from = 0; from < count; from += CHUNK) {
            Arrays.fill(partial, 0);
            for (int mu = from; mu < Math.min(count, from + CHUNK); mu++) {
                after[mu] = of(Math.fma(factor, column[mu], s[mu]), tau, inverse, log, exp);
                partial[mu % PARTIALS] += after[mu] - before[mu];
            }
            total += total(partial);
        }
        return total;
    };

    private static float of(float s, float tau, float inverse, float[] log, float[] exp) {
        if (!(s > 0)) {
            return (1 - s) * inverse;
        }
        int bits = Math.max(Float.floatToRawIntBits(s), LEAST);
        int exponent = bits - ROOT_HALF >> MANTISSA;
        float f = Float.intBitsToFloat(bits - (exponent << MANTISSA)) - 1;
        float p = log[0];
        for (int i = 1; i < log.length; i++) {
            p = Math.fma(p, f, log[i]);
        }
        float square = f * f;
        float tail = Math.fma(exponent, LN2_LOW, Math.fma(p * f, square, -0.5f * square)) + f;
        float x = Math.fma(exponent, LN2_HIGH, tail) * tau;
        float shifted = Math.fma(x, (float) Exponential.LOG2_E, Exponential.ROUND_FLOAT);
        float n = shifted - Exponential.ROUND_FLOAT;
        float r = Math.fma(n, -Exponential.LN2_LOW_FLOAT, Math.fma(n, -Exponential.LN2_HIGH_FLOAT, x));
        float q = exp[0];
        for (int i = 1; i < exp.length; i++) {
            q = Math.fma(q, r, exp[i]);
        }
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << MANTISSA) + Float.floatToRawIntBits(1f));
        return Math.fma(power, Math.fma(r * r, q, r), power - 1) * -inverse;
    }

    /// The sum of partial sums, in double.
    static double total(float[] p) {
        return strided(p, 0) + strided(p, 2) + (strided(p, 1) + strided(p, 3));
    }

    private static double strided(float[] p, int i) {
        return (double) p[i] + p[i + 8] + ((double) p[i + 4] + p[i + 12]);
    }
}
