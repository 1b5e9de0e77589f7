package org.remanence.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Text in columns; columns that hold only numbers are set flush right.
final class TextTable {
    private static final String GAP = "  ";
    /// No column of text becomes narrower than this.
    private static final int NARROWEST = 12;

    /// Headings of columns that mean nothing without the one before.
    private static final Set<String> QUALIFIERS = Set.of("± stderr", "count", "residual");

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
        return lines(widths());
    }

    /// The same in lines no longer than a terminal, where cells allow it. Columns of text are wrapped; where that is
    /// not
    /// enough, columns go on below, each time beside the first one.
    /// @param width of the terminal, in characters
    String within(int width) {
        int[] widths = widths();
        return total(widths) <= width || shrink(widths, width) ? lines(widths) : columns(0, head(width)).within(width)
                + "\n" + rest(width).within(width);
    }

    /// Narrows columns of text until the table fits; false if it cannot.
    private boolean shrink(int[] widths, int width) {
        while (total(widths) > width) {
            int widest = -1;
            for (int c = 0; c < widths.length; c++) {
                widest = !right(c) && widths[c] > NARROWEST && (widest < 0 || widths[c] > widths[widest]) ? c : widest;
            }
            if (widest < 0) {
                return widths.length < 3;
            }
            widths[widest]--;
        }
        return true;
    }

    /// Number of columns, at least two, that fit by themselves.
    private int head(int width) {
        int columns = rows.getFirst().length - 1;
        while (columns > 2 && !columns(0, columns).fits(width)) {
            columns--;
        }
        int first = columns;
        while (columns > 2 && QUALIFIERS.contains(rows.getFirst()[columns])) {
            columns--;
        }
        return QUALIFIERS.contains(rows.getFirst()[columns]) ? first : columns;
    }

    private boolean fits(int width) {
        return shrink(widths(), width);
    }

    private TextTable rest(int width) {
        return columns(head(width), rows.getFirst().length);
    }

    /// The first column, and those from `from` to before `to`.
    private TextTable columns(int from, int to) {
        TextTable some = null;
        for (String[] row : rows) {
            List<String> cells = new ArrayList<>(Arrays.asList(row).subList(from, to));
            if (from > 0) {
                cells.addFirst(row[0]);
            }
            String[] narrow = cells.toArray(String[]::new);
            if (some == null) {
                some = new TextTable(narrow);
            } else {
                some.row(narrow);
            }
        }
        return some;
    }

    private int[] widths() {
        int[] widths = new int[rows.getFirst().length];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            widths[c] = rows.stream().mapToInt(row -> row[column].length()).max().orElseThrow();
        }
        return widths;
    }

    private static int total(int[] widths) {
        return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
    }

    private boolean right(int column) {
        return rows.size() > 1 && rows.stream().skip(1).allMatch(row -> row[column].matches("[-+−±\\d.eE×()NaN ]*"));
    }

    private String lines(int[] widths) {
        boolean[] right = new boolean[widths.length];
        for (int c = 0; c < right.length; c++) {
            right[c] = right(c);
        }
        var text = new StringBuilder();
        for (String[] row : rows) {
            List<List<String>> cells = new ArrayList<>();
            for (int c = 0; c < widths.length; c++) {
                cells.add(wrapped(row[c], widths[c]));
            }
            int height = cells.stream().mapToInt(List::size).max().orElseThrow();
            for (int i = 0; i < height; i++) {
                text.append(line(cells, i, widths, right)).append('\n');
            }
        }
        return text.toString();
    }

    private static String line(List<List<String>> cells, int i, int[] widths, boolean[] right) {
        var line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String cell = i < cells.get(c).size() ? cells.get(c).get(i) : "";
            String fill = " ".repeat(widths[c] - cell.length());
            line.append(c == 0 ? "" : GAP).append(right[c] ? fill + cell : cell + fill);
        }
        return line.toString().stripTrailing();
    }

    /// Broken at blanks, and within words that are wider than the column.
    private static List<String> wrapped(String cell, int width) {
        List<String> lines = new ArrayList<>();
        String left = cell;
        while (left.length() > width) {
            int blank = left.lastIndexOf(' ', width);
            int end = blank > 0 ? blank : width;
            lines.add(left.substring(0, end));
            left = left.substring(end).stripLeading();
        }
        lines.add(left);
        return lines;
    }
}
