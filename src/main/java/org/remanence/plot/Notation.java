package org.remanence.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.remanence.result.Estimate;

/// How numbers are written: to the digits that mean something, powers of ten as `10^{-7}`.
public final class Notation {
    private static final int DIGITS = 4;

    private Notation() { }

    /// A number to four significant digits: `0.514`, `1.235·10^{-7}`; whole numbers below a million in full.
    public static String number(double value) {
        return number(value, DIGITS);
    }

    /// A number to that many significant digits; whole numbers below a million in full.
    public static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
        }
        int shift = shift(value);
        if (value == Math.rint(value) && shift == 0) {
            return decimal(new BigDecimal(value));
        }
        BigDecimal rounded = new BigDecimal(value).scaleByPowerOfTen(-shift).round(new MathContext(digits)).stripTrailingZeros();
        return rounded.compareTo(BigDecimal.ONE) == 0 && shift != 0 ? times(shift).substring(1) : decimal(rounded) + times(shift);
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
        int shift = shift(measured);
        int decimals = decimals(measured);
        String both = fixed(measured.mean(), shift, decimals) + " ± " + fixed(error, shift, decimals);
        return shift == 0 ? both : "(" + both + ")" + times(shift);
    }

    /// A measured number alone, to the digits that its error leaves: `0.50630`.
    public static String mean(Estimate measured) {
        double error = measured.stderr();
        return error > 0 && Double.isFinite(error) && Double.isFinite(measured.mean())
                ? fixed(measured.mean(), shift(measured), decimals(measured)) + times(shift(measured)) : number(measured.mean());
    }

    /// A deviation in standard errors with its sign, to one decimal: `+2.5`, `−0.3`; empty if it is no finite number.
    public static String residual(double deviation) {
        return Double.isFinite(deviation) ? minus(String.format(Locale.ROOT, "%+.1f", deviation)) : "";
    }

    /// A time that a computation took, to three digits at most: `0.8 s`, `37.9 s`, `4.2 min`, `3.1 h`.
    public static String duration(double seconds) {
        double minutes = seconds / 60;
        return seconds < 99.95 ? String.format(Locale.ROOT, "%.1f s", seconds)
                : minutes < 99.95 ? String.format(Locale.ROOT, "%.1f min", minutes) : String.format(Locale.ROOT, "%.1f h", minutes / 60);
    }

    /// A text for a terminal: powers become small digits where these exist, `10⁻⁷`, and braces go.
    public static String plain(String text) {
        return Maths.plain(text);
    }

    /// The power of ten to write outside, 0 for numbers that read well without one.
    private static int shift(double value) {
        int power = power(value);
        return power < -4 || power > 5 ? power : 0;
    }

    private static int shift(Estimate measured) {
        return shift(Math.max(Math.abs(measured.mean()), measured.stderr()));
    }

    private static int decimals(Estimate measured) {
        return Math.clamp(1 + shift(measured) - power(measured.stderr()), 0, 12);
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
