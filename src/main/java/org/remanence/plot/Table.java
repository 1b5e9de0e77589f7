package org.remanence.plot;

import java.util.ArrayList;
import java.util.List;
import org.remanence.result.Estimate;
import org.remanence.text.Text;

/// A table of numbers.
/// @param title what it holds
/// @param header names of the columns
/// @param rows cells as text, each row as long as the header
public record Table(String title, List<String> header, List<List<String>> rows) {
    /// A cell without a number.
    static final String NONE = "–";

    /// Refuses ragged rows.
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(Text.of("rows of table ‘%s’ must have %d cells, got %d", title, header.size(), row.size()));
            }
        }
    }

    /// Begins a table of measured numbers beside theory: quantity, measured ± its standard error (s.e.), theory, and their
    /// difference in standard errors.
    public static Comparison compare(String title) {
        return new Comparison(title);
    }

    /// Collects measured numbers and what theory says about them.
    public static final class Comparison {
        private final String title;
        private final List<List<String>> rows = new ArrayList<>();

        private Comparison(String title) {
            this.title = title;
        }

        /// A measured number with its theory.
        public Comparison row(String quantity, Estimate measured, double theory) {
            return row(quantity, Notation.number(measured), Notation.number(theory), residual(measured, theory));
        }

        /// A measured number without a theory.
        public Comparison row(String quantity, Estimate measured) {
            return row(quantity, Notation.number(measured), NONE, NONE);
        }

        /// A number of theory, or one known exactly.
        public Comparison exact(String quantity, double value) {
            return row(quantity, NONE, Notation.number(value), NONE);
        }

        /// The table.
        public Table build() {
            return new Table(title, List.of("quantity", "measured", "theory", "(measured − theory) / s.e."), rows);
        }

        private Comparison row(String... cells) {
            rows.add(List.of(cells));
            return this;
        }

        private static String residual(Estimate measured, double theory) {
            String residual = Notation.residual(measured.residual(theory));
            return residual.isEmpty() ? NONE : residual;
        }
    }
}
