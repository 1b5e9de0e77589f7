package org.remanence.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// Pattern sets as text: one pattern a line, numbers separated by commas (or tabs in a `.tsv`), with or without gzip.
///
/// The first line is a header if none of its cells is a number. A column it calls `label`, `class` or `target` holds
/// labels, which may be any text. Lines that begin with `#` are skipped. The file is read twice, so that it needs no
/// more memory than its numbers.
final class CsvFile {
    private static final Set<String> LABELS = Set.of("label", "class", "target");

    private final Path file;
    private final CSVFormat format;

    private CsvFile(Path file) {
        this.file = file;
        boolean tabs = file.getFileName().toString().replaceFirst("\\.gz$", "").endsWith(".tsv");
        format = CSVFormat.DEFAULT.builder().setDelimiter(tabs ? '\t' : ',').setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true).setCommentMarker('#').get();
    }

    static PatternSet open(Path file, Precision precision, Arena arena) {
        CsvFile csv = new CsvFile(file);
        Layout layout = csv.parse(parser -> {
            var first = parser.iterator();
            if (!first.hasNext()) {
                throw new BadInput("%s is empty: at least one line of numbers is needed", file);
            }
            Layout found = Layout.of(first.next());
            long others = StreamSupport.stream(parser.spliterator(), false).count();
            return found.withRows(others + (found.header() ? 0 : 1));
        });
        return csv.read(layout, precision, arena);
    }

    private PatternSet read(Layout layout, Precision precision, Arena arena) {
        if (layout.rows() == 0 || layout.dimension() == 0) {
            throw new BadInput("%s is empty: at least one line and one column of numbers are needed", file);
        }
        StoredRows rows = StoredRows.zeros(layout.rows(), layout.dimension(), precision, arena);
        List<String> labels = new ArrayList<>();
        parse(parser -> {
            double[] values = new double[layout.dimension()];
            long row = layout.header() ? -1 : 0;
            for (CSVRecord record : parser) {
                if (row >= 0) {
                    numbers(record, layout, parser.getCurrentLineNumber(), values);
                    rows.write(row, 1, values);
                    if (layout.labelled()) {
                        labels.add(record.get(layout.label()));
                    }
                }
                row++;
            }
            return rows;
        });
        Description about = Description.of(Reading.stem(file), file.toString());
        return new PatternSet(rows, layout.labelled() ? Labels.of(labels) : Labels.NONE, about);
    }

    private void numbers(CSVRecord record, Layout layout, long line, double[] into) {
        if (record.size() != layout.cells()) {
            throw new BadInput("%s, line %d must have %d cells as the first line has, got %d", file, line, layout.cells(), record.size());
        }
        int at = 0;
        for (int cell = 0; cell < record.size(); cell++) {
            if (cell != layout.label()) {
                double value = number(record.get(cell));
                if (!Double.isFinite(value)) {
                    throw new BadInput("%s, line %d, column %d must be a finite number, got '%s'", file, line, cell + 1, record.get(cell));
                }
                into[at++] = value;
            }
        }
    }

    private <T> T parse(Parsing<T> parsing) {
        return Reading.of(file, () -> {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            try (var reader = new BufferedReader(new InputStreamReader(Reading.unpacked(file), decoder));
                    CSVParser parser = CSVParser.parse(withoutMark(reader), format)) {
                return parsing.of(parser);
            } catch (UncheckedIOException e) {
                throw new BadInput(e, "%s is not a readable table: %s", file, e.getCause().getMessage());
            }
        });
    }

    /// Skips the byte order mark that some programs begin a text with.
    private static Reader withoutMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    /// The number a cell holds; NaN if it holds none.
    private static double number(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @FunctionalInterface
    private interface Parsing<T> {
        T of(CSVParser parser) throws IOException;
    }

    /// @param label column of the labels, −1 if there is none
    private record Layout(boolean header, int cells, int label, long rows) {
        static Layout of(CSVRecord first) {
            boolean header = first.stream().allMatch(cell -> Double.isNaN(number(cell))
                    && !cell.equalsIgnoreCase("nan"));
            int label = -1;
            for (int cell = 0; header && cell < first.size(); cell++) {
                if (LABELS.contains(first.get(cell).toLowerCase(Locale.ROOT))) {
                    label = cell;
                }
            }
            return new Layout(header, first.size(), label, 0);
        }

        Layout withRows(long count) {
            return new Layout(header, cells, label, count);
        }

        boolean labelled() {
            return label >= 0;
        }

        int dimension() {
            return labelled() ? cells - 1 : cells;
        }
    }
}
