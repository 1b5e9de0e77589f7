package org.remanence.cli;

import java.util.ArrayList;
import java.util.List;

/// Text in columns; columns that hold only numbers are set flush right.
final class TextTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... header) {
        rows.add(header);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    /// Header and rows, one line each, with a line break at the end.
    @Override
    public String toString() {
        int columns = rows.getFirst().length;
        int[] width = new int[columns];
        boolean[] right = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            width[c] = rows.stream().mapToInt(row -> row[column].length()).max().orElseThrow();
            right[c] = rows.size() > 1 && rows.stream().skip(1).allMatch(row -> row[column].matches("[-+−±\\d.eE×()NaN ]*"));
        }
        var text = new StringBuilder();
        for (String[] row : rows) {
            var line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String fill = " ".repeat(width[c] - row[c].length());
                line.append(c == 0 ? "" : GAP).append(right[c] ? fill + row[c] : row[c] + fill);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
