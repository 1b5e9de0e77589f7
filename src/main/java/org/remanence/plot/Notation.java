package org.remanence.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.remanence.result.Estimate;

/// How numbers are written: to the digits that mean something, powers of ten as `10^{-7}`.
public final class Notation {
    private static final MathContext DIGITS = new MathContext(4);

    private Notation() { }

    /// A number to four significant digits: `0.514`, `1.235·10^{-7}`; whole numbers below a million in full.
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
        }
        int shift = shift(value);
        if (value == Math.rint(value) && shift == 0) {
            return decimal(new BigDecimal(value));
        }
        BigDecimal rounded = new BigDecimal(value).scaleByPowerOfTen(-shift).round(DIGITS).stripTrailingZeros();
        return decimal(rounded) + times(shift);
    }

    /// A measured number with its error to two digits: `0.50630 ± 0.00040`; [Estimate#NONE] is `none`.
    public static String number(Estimate measured) {
        if (Double.isNaN(measured.mean())) {
            return "none";
        }
        double error = measured.stderr();
        if (Double.isNaN(error)) {
            return number(measured.mean()) + " (error unknown)";
        }
        if (!(error > 0) || !Double.isFinite(error) || !Double.isFinite(measured.mean())) {
            return number(measured.mean());
        }
        int shift = shift(Math.max(Math.abs(measured.mean()), error));
        int decimals = Math.clamp(1 + shift - power(error), 0, 12);
        String both = fixed(measured.mean(), shift, decimals) + " ± " + fixed(error, shift, decimals);
        return shift == 0 ? both : "(" + both + ")" + times(shift);
    }

    /// The power of ten to write outside, 0 for numbers that read well without one.
    private static int shift(double value) {
        int power = power(value);
        return power < -4 || power > 5 ? power : 0;
    }

    private static int power(double value) {
        return value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)) + 1e-12);
    }

    private static String times(int shift) {
        return shift == 0 ? "" : "·10^{" + minus(Integer.toString(shift)) + "}";
    }

    private static String decimal(BigDecimal value) {
        return minus(value.toPlainString());
    }

    private static String fixed(double value, int shift, int decimals) {
        return minus(String.format(Locale.ROOT, "%." + decimals + "f", value * Math.pow(10, -shift)));
    }

    private static String minus(String number) {
        return number.replace('-', '−');
    }
}
