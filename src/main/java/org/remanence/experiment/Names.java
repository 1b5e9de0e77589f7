package org.remanence.experiment;

import java.math.BigDecimal;
import java.util.Locale;

/// How names and numbers are spelled where people read them.
public final class Names {
    private Names() { }

    /// `ExcessEntropy` and `excessEntropy` as `excess-entropy`.
    public static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /// The shortest decimal form: `2`, `0.5`.
    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
