package org.remanence.data;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Pattern sets as text: one pattern a line, with or without gzip.
///
/// The separator and the encoding are told by the first lines, and so is whether the first line is a header. A column that a
/// header calls by one of the [LabelNames], or the only one that holds words, holds labels. Columns without a name, as pandas
/// writes its index, are left out. What was decided is noted in the description. The file is read twice, so that it needs no more
/// memory than its numbers.
final class CsvFile {
    private static final int LOOKED_AT = 100;

    private final Path file;
    private final FileForm form;
    private final TableText text;
    private final TableStyle style;

    private CsvFile(Path file, FileForm form) {
        this.file = file;
        this.form = form;
        text = TableText.of(file);
        style = TableStyle.of(text, form);
    }

    static PatternSet open(Path file, FileForm form, Precision precision, Arena arena) {
        CsvFile csv = new CsvFile(file, form);
        long[] rows = {0};
        List<List<String>> first = csv.first(rows);
        if (first.isEmpty()) {
            throw new BadInput("%s is empty: at least one line of numbers is needed", file);
        }
        return csv.read(TableLayout.of(first, rows[0], csv.style, form, file.toString()), rows[0], precision, arena);
    }

    /// Labels in a file of their own: the column of that kind, or the only one.
    static Labels labels(Path file) {
        CsvFile csv = new CsvFile(file, FileForm.AUTO);
        long[] rows = {0};
        List<List<String>> first = csv.first(rows);
        if (first.isEmpty()) {
            throw new BadInput("%s is empty: at least one label is needed", file);
        }
        TableLayout layout = TableLayout.of(first, rows[0], csv.style, FileForm.AUTO, file.toString());
        int column = layout.labelled() ? layout.label() : layout.dimension() == 1 ? layout.data().getFirst() : -1;
        if (column < 0) {
            throw new BadInput("%s must have one column of labels, got %d columns", file, layout.cells());
        }
        boolean header = first.size() > 1 && layout.header()
                && (layout.labelled() || !Double.isNaN(csv.style.number(first.get(1).get(column)))
                        || LabelNames.has(first.getFirst().get(column)));
        return LabelValues.ofTexts(csv.text.read(csv.style.separator(), lines -> lines.skip(header ? 1 : 0)
                .map(line -> cell(file, line, column)).toList()), file.toString());
    }

    /// The numbers of a file of one column, in double.
    static double[] numbers(Path file) {
        try (Arena memory = Arena.ofConfined()) {
            PatternSet set = open(file, FileForm.AUTO, Precision.DOUBLE, memory);
            if (set.columns() != 1) {
                throw new BadInput("%s must have one column of numbers, got %d", file, set.columns());
            }
            double[] numbers = new double[Math.toIntExact(set.rows())];
            set.copy(0, numbers.length, numbers, 0);
            return numbers;
        }
    }

    private static String cell(Path file, TableText.Line line, int column) {
        if (line.cells().size() <= column) {
            throw new BadInput("%s, line %d must have a label in column %d", file, line.number(), column + 1);
        }
        return line.cells().get(column);
    }

    private List<List<String>> first(long[] rows) {
        return text.read(style.separator(), lines -> {
            List<List<String>> first = new ArrayList<>();
            lines.forEach(line -> {
                if (rows[0]++ < LOOKED_AT) {
                    first.add(line.cells());
                }
            });
            return first;
        });
    }

    private PatternSet read(TableLayout layout, long lines, Precision precision, Arena arena) {
        long count = lines - (layout.header() ? 1 : 0);
        if (count == 0) {
            throw new BadInput("%s has no line of numbers below its first line, which names the columns", file);
        }
        if (layout.dimension() == 0) {
            throw new BadInput("%s has no column of numbers (%s)", file, String.join(", ", layout.notes()));
        }
        StoredRows rows = StoredRows.zeros(count, layout.dimension(), precision, arena);
        List<String> labels = new ArrayList<>();
        double[] weights = new double[layout.weighted() ? Math.toIntExact(count) : 0];
        text.read(style.separator(), all -> {
            Iterator<TableText.Line> left = all.skip(layout.header() ? 1 : 0).iterator();
            double[] values = new double[layout.dimension()];
            for (long row = 0; left.hasNext(); row++) {
                TableText.Line line = left.next();
                numbers(line, layout, values);
                rows.write(row, 1, values);
                if (layout.labelled()) {
                    labels.add(line.cells().get(layout.label()));
                }
                if (layout.weighted()) {
                    weights[(int) row] = number(line, layout.weight());
                }
            }
            return rows;
        });
        Description about = Description.of(Reading.stem(file), file.toString());
        for (String note : notes(layout)) {
            about = about.note(note);
        }
        PatternSet read = new PatternSet(rows, Labels.NONE, about);
        PatternSet set = !layout.weighted() ? read
                : FoundWeights.attach(read, "column " + layout.names().get(layout.weight()).replaceFirst("^column ",
                        ""), weights);
        return !layout.labelled() ? set
                : FoundLabels.attach(set, "column " + layout.names().get(layout.label()).replaceFirst("^column ", ""),
                        form.labelName().isPresent(),
                        () -> LabelValues.ofTexts(labels, file.toString()));
    }

    private List<String> notes(TableLayout layout) {
        List<String> notes = new ArrayList<>(layout.notes());
        if (!style.note().isEmpty()) {
            notes.add(1, style.note());
        }
        if (!text.charset().equals(StandardCharsets.UTF_8)) {
            notes.add(1, Text.of("text in %s", text.charset()));
        }
        return notes;
    }

    private void numbers(TableText.Line line, TableLayout layout, double[] into) {
        if (line.cells().size() != layout.cells()) {
            throw new BadInput("%s, line %d must have %d cells as the first line has, got %d%s", file, line.number(),
                    layout.cells(), line.cells().size(),
                    separated());
        }
        for (int i = 0; i < into.length; i++) {
            into[i] = number(line, layout.data().get(i));
        }
    }

    private double number(TableText.Line line, int column) {
        String cell = line.cells().get(column);
        double number = style.number(cell);
        if (!Double.isFinite(number)) {
            throw new BadInput("%s, line %d, column %d must be a finite number, got '%s'%s", file, line.number(),
                    column + 1,
                    cell, way(cell));
        }
        return number;
    }

    /// What helps where a cell holds no number.
    private String way(String cell) {
        if (cell.isEmpty() || cell.matches("(?i)nan|na|n/a|null|none|\\?")) {
            return ": fill missing values in, or leave the column out by --columns";
        }
        if (Arrays.stream(cell.split("[;\t|, ]")).anyMatch(part -> !Double.isNaN(style.number(part)))) {
            return style.separator() == Separator.COMMA && cell.matches("[^;\t| ]*")
                    ? ": write numbers with a decimal point, and without signs between thousands"
                    : Text.of("%s: name another --separator if they are not", separated());
        }
        return ": leave the column out by --columns, or name it as --labels";
    }

    private String separated() {
        return Text.of(" (cells are separated by %s)", style.separator().plural());
    }
}
