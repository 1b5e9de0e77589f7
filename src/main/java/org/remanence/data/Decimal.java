package org.remanence.data;

import java.math.BigDecimal;

/// Numbers as people write them in tables. A hexadecimal number or one with a letter behind it is an identifier.
final class Decimal {
    private Decimal() { }

    /// The number a cell holds; NaN if it holds none, infinite if it is too large.
    /// @param comma whether a comma stands for the decimal point
    static double parse(String cell, boolean comma) {
        String typed = isWritten(cell, comma) ? cell : typed(cell);
        if (!isWritten(typed, comma)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(comma ? typed.replace(',', '.') : typed);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    /// All digits of a finite number.
    /// @throws NumberFormatException if the cell holds none
    static BigDecimal exact(String cell) {
        return new BigDecimal(typed(cell));
    }

    /// The cell with the signs of a keyboard: spreadsheets write true minus signs, and spaces at which no line breaks.
    private static String typed(String cell) {
        return cell.replace('\u2212', '-').replaceAll("^[\u00A0\u202F]+|[\u00A0\u202F]+$", "");
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
