package org.remanence.plot;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.remanence.result.Estimate;

/// How numbers and maths are written.
///
/// Maths in running text is a single letter or a number with an index or a power: `t_C`, `n_eff`, `f^e/α`, `e^{−2t}`,
/// `10^{-3}`. A word such as `same_class` is left alone.
public final class Notation {
    private static final Pattern MATHS = Pattern.compile(
            "(?<![\\p{L}\\p{N}_^])(\\p{L}|\\p{N}+)([_^])(?:\\{([^{}]*)\\}|([\\p{L}\\p{N}]+))(?:([_^])(?:\\{([^{}]*)\\}|([\\p{L}\\p{N}]+)))?");
    private static final String PLAIN_POWERS = "0123456789-−+e";
    private static final String SMALL_POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺ᵉ";

    private Notation() { }

    /// A number to four significant digits: `0.5140`, `1234.6`, `1.235·10^{-7}`.
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return minus(String.format(Locale.ROOT, "%.0f", value));
        }
        int power = power(value);
        if (power < -4 || power > 6) {
            return mantissa(value, power, 3) + "·10^{" + minus(Integer.toString(power)) + "}";
        }
        return mantissa(value, 0, Math.clamp(3 - power, 1, 8));
    }

    /// A measured number with its error to two digits: `0.50630 ± 0.00040`.
    public static String number(Estimate measured) {
        double error = measured.stderr();
        if (Double.isNaN(error)) {
            return number(measured.mean()) + " (one sample)";
        }
        if (!(error > 0) || !Double.isFinite(measured.mean())) {
            return number(measured.mean());
        }
        int power = power(Math.max(Math.abs(measured.mean()), error));
        int shift = power < -4 || power > 6 ? power : 0;
        int decimals = Math.clamp(1 + shift - power(error), 0, 12);
        String both = mantissa(measured.mean(), shift, decimals) + " ± " + mantissa(error, shift, decimals);
        return shift == 0 ? both : "(" + both + ")·10^{" + minus(Integer.toString(shift)) + "}";
    }

    /// Text for HTML: special characters escaped, maths set with sub- and superscripts.
    static String html(String text) {
        return MATHS.matcher(escape(text)).replaceAll(m -> Matcher.quoteReplacement(
                "<span class=\"maths\">" + base(m.group(1)) + script(m, 2) + (m.group(5) == null ? "" : script(m, 5)) + "</span>"));
    }

    /// Text for a renderer without sub- and superscripts: powers of digits become small, braces go.
    static String plain(String text) {
        return MATHS.matcher(text).replaceAll(m -> Matcher.quoteReplacement(
                m.group(1) + plainScript(m, 2) + (m.group(5) == null ? "" : plainScript(m, 5))));
    }

    /// Text with the five special characters of HTML escaped.
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    private static String base(String symbol) {
        return Character.isDigit(symbol.charAt(0)) ? symbol : "<i>" + symbol + "</i>";
    }

    private static String script(MatchResult m, int at) {
        String tag = m.group(at).equals("_") ? "sub" : "sup";
        return "<" + tag + ">" + body(m, at) + "</" + tag + ">";
    }

    private static String plainScript(MatchResult m, int at) {
        String body = body(m, at);
        boolean power = m.group(at).equals("^");
        if (power && body.chars().allMatch(c -> PLAIN_POWERS.indexOf(c) >= 0)) {
            return body.chars().collect(StringBuilder::new,
                    (out, c) -> out.append(SMALL_POWERS.charAt(PLAIN_POWERS.indexOf(c))), StringBuilder::append).toString();
        }
        return m.group(at) + (body.length() > 1 && power ? "(" + body + ")" : body);
    }

    private static String body(MatchResult m, int at) {
        return m.group(at + 1) != null ? m.group(at + 1) : m.group(at + 2);
    }

    private static int power(double value) {
        return value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)) + 1e-12);
    }

    private static String mantissa(double value, int shift, int decimals) {
        return minus(String.format(Locale.ROOT, "%." + decimals + "f", value * Math.pow(10, -shift)));
    }

    private static String minus(String number) {
        return number.replace('-', '−');
    }
}
