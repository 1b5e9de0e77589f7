package org.remanence.data;

/// Numbers as people write them in tables. A hexadecimal number or one with a letter behind it is an identifier.
final class Decimal {
    private Decimal() { }

    /// The number a cell holds; NaN if it holds none, infinite if it is too large.
    /// @param comma whether a comma stands for the decimal point
    static double parse(String cell, boolean comma) {
        if (!isWritten(cell, comma)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(comma ? cell.replace(',', '.') : cell);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    /// Whether only signs of a decimal number occur, and no letter ends it: Java would read `1d`, `0x1p3` and `NaN`.
    private static boolean isWritten(String cell, boolean comma) {
        for (int i = 0; i < cell.length(); i++) {
            char sign = cell.charAt(i);
            boolean digit = sign >= '0' && sign <= '9';
            if (!digit && sign != '-' && sign != '+' && sign != (comma ? ',' : '.')
                    && (sign != 'e' && sign != 'E' || i == cell.length() - 1)) {
                return false;
            }
        }
        return !cell.isEmpty();
    }
}
