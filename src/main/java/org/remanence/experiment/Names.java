package org.remanence.experiment;

import java.math.BigDecimal;
import java.util.Locale;
import org.remanence.plot.Notation;
import org.remanence.result.Estimate;

/// How names and numbers are spelled where people read them.
public final class Names {
    private Names() { }

    /// `ExcessEntropy` and `excessEntropy` as `excess-entropy`.
    public static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /// The shortest decimal form: `2`, `0.5`.
    public static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /// A measured time with its error, in a sentence.
    public static String time(Estimate measured) {
        return Double.isNaN(measured.mean()) ? "(beyond the times measured)" : Notation.number(measured);
    }

    /// "at t = …" for a sentence, or that the time lies elsewhere.
    public static String at(Estimate measured) {
        return Double.isNaN(measured.mean()) ? "outside the times asked for" : "at t = " + Notation.number(measured);
    }
}
