package org.remanence.data;

import java.util.List;
import org.remanence.text.Text;

/// How the numbers of a table are written.
/// @param separator between cells
/// @param decimalComma whether a comma stands for the decimal point
record TableStyle(Separator separator, boolean decimalComma) {
    private static final int LOOKED_AT = 100;

    /// The style that makes most cells of the first lines numbers, and all lines of one length.
    /// @param form may name the separator
    static TableStyle of(TableText text, FileForm form) {
        if (!form.separator().equals(FileForm.AUTO_WORD)) {
            Separator named = Separator.named(form.separator());
            return styled(named, body(text, named));
        }
        TableStyle best = new TableStyle(Separator.COMMA, false);
        double most = 0;
        for (Separator each : Separator.values()) {
            List<List<String>> body = body(text, each);
            TableStyle style = styled(each, body);
            double fitness = style.fitness(body);
            if (fitness > most) {
                best = style;
                most = fitness;
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

    /// The first lines without that which may be a header.
    private static List<List<String>> body(TableText text, Separator separator) {
        List<List<String>> lines = text.head(separator, LOOKED_AT);
        return lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
    }

    private static TableStyle styled(Separator separator, List<List<String>> body) {
        boolean comma = separator != Separator.COMMA && body.stream().flatMap(List::stream)
                .anyMatch(cell -> cell.matches("[+-]?\\d+,\\d+([eE][+-]?\\d+)?"));
        return new TableStyle(separator, comma);
    }

    /// The share of numbers among the cells; more cells are better between equals, lines of several lengths worse.
    private double fitness(List<List<String>> body) {
        int width = body.isEmpty() ? 0 : body.getFirst().size();
        boolean even = body.stream().allMatch(line -> line.size() == width);
        long all = body.stream().mapToLong(List::size).sum();
        long numbers = body.stream().flatMap(List::stream)
                .filter(cell -> cell.isEmpty() || !Double.isNaN(number(cell))).count();
        double share = all == 0 ? 0 : (double) numbers / all;
        return share * (even ? 1 : 0.5) + (share > 0 ? 1e-9 * Math.min(width, 1_000_000) : 0);
    }
}
