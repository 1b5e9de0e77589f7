package org.remanence.data;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.remanence.text.Text;

/// How the numbers of a table are written.
/// @param separator between cells
/// @param decimalComma whether a comma stands for the decimal point
record TableStyle(Separator separator, boolean decimalComma) {
    private static final int LOOKED_AT = 100;
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /// The style that makes most cells of the first lines numbers, and all lines of one length.
    /// @param named the separator, if the user named it
    static TableStyle of(TableText text, FileForm form) {
        List<String> lines = text.head(LOOKED_AT).stream().map(TableStyle::unquoted).toList();
        List<String> body = lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
        if (!form.separator().equals(FileForm.AUTO_WORD)) {
            return styled(Separator.named(form.separator()), body);
        }
        TableStyle best = styled(Separator.COMMA, body);
        for (Separator each : Separator.values()) {
            TableStyle style = styled(each, body);
            if (style.fitness(body) > best.fitness(body)) {
                best = style;
            }
        }
        return best;
    }

    /// For the line about what was read; empty for plain CSV.
    String note() {
        String point = decimalComma ? " with decimal commas" : "";
        return separator == Separator.COMMA ? "" : Text.of("cells separated by %s%s", separator.plural(), point);
    }

    /// The number in a cell, NaN if there is none.
    double number(String cell) {
        return Decimal.parse(cell, decimalComma);
    }

    private static TableStyle styled(Separator separator, List<String> body) {
        boolean comma = separator != Separator.COMMA && body.stream().flatMap(line -> Arrays.stream(cells(line, separator)))
                .anyMatch(cell -> cell.matches("[+-]?\\d+,\\d+([eE][+-]?\\d+)?"));
        return new TableStyle(separator, comma);
    }

    /// The share of numbers among the cells; more cells are better between equals, lines of several lengths worse.
    private double fitness(List<String> body) {
        long numbers = 0;
        long all = 0;
        boolean even = true;
        int width = body.isEmpty() ? 0 : cells(body.getFirst(), separator).length;
        for (String line : body) {
            String[] cells = cells(line, separator);
            even &= cells.length == width;
            all += cells.length;
            numbers += Arrays.stream(cells).filter(cell -> cell.isEmpty() || !Double.isNaN(number(cell))).count();
        }
        double share = all == 0 || numbers == 0 ? 0 : (double) numbers / all;
        return share * (even ? 1 : 0.5) + (share > 0 ? 1e-9 * Math.min(width, 1_000_000) : 0);
    }

    private static String[] cells(String line, Separator separator) {
        String[] cells = separator == Separator.SPACE ? line.strip().split("\\s+")
                : line.split(Pattern.quote(String.valueOf(separator.sign())), -1);
        return Arrays.stream(cells).map(String::strip).toArray(String[]::new);
    }

    /// What stands between quotation marks counts as one word, unless it is a number.
    private static String unquoted(String line) {
        return QUOTED.matcher(line).replaceAll(quote -> Double.isNaN(Decimal.parse(quote.group(1), false)) ? "text"
                : quote.group(1));
    }
}
