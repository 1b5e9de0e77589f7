package org.remanence.plot;

import java.util.ArrayList;
import java.util.List;
import org.remanence.text.Text;

/// Rows of small images under column headings, for example samples along a ladder of times.
/// @param name stem of the file name
/// @param title what is seen
/// @param caption what it means
/// @param columns headings, one a column
/// @param rows rows of cells, each as long as the headings
public record ImageGrid(String name, String title, String caption, List<String> columns, List<Row> rows) {
    /// Refuses a name that is no file name, an empty grid and ragged rows.
    public ImageGrid {
        FileNames.check(name);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (rows.isEmpty() || columns.isEmpty()) {
            throw new IllegalArgumentException(Text.of("image grid ‘%s’ must have images, got %d rows of %d", name, rows.size(), columns.size()));
        }
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(Text.of("row ‘%s’ of image grid ‘%s’ must have %d cells, got %d", row.label(), name, columns.size(), row.cells().size()));
            }
        }
    }

    /// Begins a grid.
    public static Builder of(String name, String title, List<String> columns) {
        return new Builder(name, title, columns);
    }

    /// One row.
    /// @param label written before it, may be empty
    /// @param cells its images
    public record Row(String label, List<Cell> cells) {
        /// Keeps its own copy.
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// Images that belong together, one above the other: a sample and its nearest pattern.
    /// @param caption written below, may be empty
    /// @param pictures from the top, at least one
    public record Cell(String caption, List<Picture> pictures) {
        /// Refuses an empty cell.
        public Cell {
            if (pictures.isEmpty()) {
                throw new IllegalArgumentException("a cell of an image grid must have a picture, got none");
            }
            pictures = List.copyOf(pictures);
        }

        /// One picture above the other.
        public static Cell of(String caption, Picture... pictures) {
            return new Cell(caption, List.of(pictures));
        }
    }

    /// Collects rows.
    public static final class Builder {
        private final String name;
        private final String title;
        private final List<String> columns;
        private String caption = "";
        private final List<Row> rows = new ArrayList<>();

        private Builder(String name, String title, List<String> columns) {
            this.name = name;
            this.title = title;
            this.columns = columns;
        }

        /// What the images mean.
        public Builder caption(String caption) {
            this.caption = caption;
            return this;
        }

        /// One more row below the others.
        public Builder row(String label, List<Cell> cells) {
            rows.add(new Row(label, cells));
            return this;
        }

        /// The grid.
        public ImageGrid build() {
            return new ImageGrid(name, title, caption, columns, rows);
        }
    }
}
