package org.remanence.data;

import java.math.BigDecimal;

/// Whole numbers as people write them: `20000`, `2e4`, `1.5e3`.
public final class WholeNumber {
    private static final int DIGITS_OF_A_LONG = 19;

    private WholeNumber() { }

    /// The number, in any decimal notation.
    /// @throws NumberFormatException if it is no number, not whole, or beyond the range of `long`
    public static long parse(String text) {
        BigDecimal number = new BigDecimal(text.strip());
        try {
            // refused by its length first: 1e999999999 written out would not fit into memory
            if (number.precision() - (long) number.scale() <= DIGITS_OF_A_LONG) {
                return number.longValueExact();
            }
        } catch (ArithmeticException _) {
            // told below
        }
        throw new NumberFormatException("not a whole number: " + text);
    }
}
