package org.remanence.data;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.RowWeights;
import org.remanence.tensor.Rows;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// n patterns of d numbers each, one a row, with what is known about them. Immutable; read by many threads at once.
///
/// The numbers live off the heap, in a mapped file, or are computed when asked for. Off-heap and mapped sets live as
/// long as the arena they were opened in.
/// @param table the numbers, all finite
/// @param classes the class of each row, or [Labels#NONE]
/// @param weights how much each row counts, or [RowWeights#NONE]
/// @param about name, layout, range, preprocessing and provenance
public record PatternSet(Rows table, Labels classes, RowWeights weights, Description about) implements Rows {
    /// Patterns that count alike.
    public PatternSet(Rows table, Labels classes, Description about) {
        this(table, classes, RowWeights.NONE, about);
    }

    /// @throws IllegalArgumentException if there is no row or no column
    /// @throws ShapeException if the rows are images of another size, or there is not one label a row
    public PatternSet {
        Check.atLeast("patterns", 1, table.rows());
        Check.atLeast("dimension", 1, table.columns());
        if (about.image().isImage()) {
            Check.size("dimension", table.columns(), "pixels of an image", about.image().size());
        }
        if (classes.classes() > 0 && classes.count() != table.rows()) {
            throw new ShapeException(Text.of("%s must have one label a pattern, got %d labels for %d patterns", about.name(),
                    classes.count(), table.rows()));
        }
        if (!weights.isNone()) {
            Check.size("weights of " + about.name(), weights.count(), "patterns", table.rows());
        }
    }

    /// A copy of nested arrays, freed by the garbage collector.
    /// @throws IllegalArgumentException if there is no row, a row differs in length, or a number is not finite
    public static PatternSet of(double[][] values) {
        return of(Matrix.of(values));
    }

    /// A copy of a matrix, freed by the garbage collector.
    /// @throws IllegalArgumentException if it is empty or a number is not finite
    public static PatternSet of(Matrix matrix) {
        Check.atLeast("patterns", 1, matrix.rows());
        Check.atLeast("dimension", 1, matrix.columns());
        StoredRows copy = StoredRows.copyOf(matrix, Precision.DOUBLE, Arena.ofAuto());
        Finite.check(copy, "the matrix");
        return new PatternSet(copy, Labels.NONE, Description.of("matrix", "given as a matrix"));
    }

    /// The same patterns with labels.
    public PatternSet with(Labels labels) {
        return new PatternSet(table, labels, weights, about);
    }

    /// The same patterns, described otherwise.
    public PatternSet with(Description description) {
        return new PatternSet(table, classes, weights, description);
    }

    /// The same patterns with weights.
    public PatternSet with(RowWeights shares) {
        return new PatternSet(table, classes, shares, about);
    }

    /// Short name for reports.
    public String name() {
        return about.name();
    }

    /// Layout of a row, or [ImageShape#NONE].
    public ImageShape image() {
        return about.image();
    }

    /// What was done to the numbers since they were read, in order.
    public List<String> preprocessing() {
        return about.preprocessing();
    }

    /// The map from the units of the data to those of these patterns, for other rows of the same data.
    public PreparationMap preparation() {
        return about.preparation();
    }

    /// Where the numbers come from.
    public String provenance() {
        return about.provenance();
    }

    /// One line about what was read, what was taken for what, and what was done to it, for example
    /// `read: 6 × 3 numbers, header yes, labels from column y (3 classes), values 0..255, scaled to [−1, 1]`.
    /// @param values that were read
    /// @param done to them since
    public String reading(ValueRange values, List<String> done) {
        List<String> parts = new ArrayList<>();
        parts.add(Text.of("read: %d × %d numbers", rows(), columns()));
        if (image().isImage()) {
            parts.add(Text.of("images of %d × %d%s", image().height(), image().width(), image().channels() == 1 ? ""
                    : " in colour"));
        }
        parts.addAll(about.notes());
        if (!labelled()) {
            parts.add("no labels");
        }
        parts.add("values " + values);
        parts.addAll(done);
        return Text.of("%s (%s)", String.join(", ", parts), name());
    }

    /// Whether the rows carry labels.
    public boolean labelled() {
        return classes.classes() > 0;
    }

    /// Number of classes; 0 when unlabelled.
    public int classCount() {
        return classes.classes();
    }

    /// Class of a row, from 0 to `classCount() − 1`.
    /// @throws IllegalStateException if the set is unlabelled
    public int label(long row) {
        return classes.of().applyAsInt(row);
    }

    /// Class of every row; empty when unlabelled.
    /// @throws IllegalArgumentException if there are more rows than an array can hold: ask [#label] instead
    public int[] labels() {
        if (!labelled()) {
            return new int[0];
        }
        if (rows() > Integer.MAX_VALUE - 8) {
            throw new BadInput("an array of labels must have fewer than 2^31 entries, got %d rows: ask row by row", rows());
        }
        int[] labels = new int[(int) rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(i);
        }
        return labels;
    }

    /// A copy of one row.
    public double[] row(long row) {
        double[] values = new double[columns()];
        copy(row, 1, values, 0);
        return values;
    }

    /// A copy of all rows in double.
    /// @param arena owner of the memory
    /// @throws IllegalArgumentException if they do not fit into memory
    public Matrix toMatrix(Arena arena) {
        Memory.require(rows(), columns(), Precision.DOUBLE);
        Matrix matrix = Matrix.zeros(arena, rows(), columns());
        RowBlocks.each(this, (first, count, values) -> matrix.write(first, count, values, 0));
        return matrix;
    }

    @Override
    public long rows() {
        return table.rows();
    }

    @Override
    public int columns() {
        return table.columns();
    }

    @Override
    public Precision precision() {
        return table.precision();
    }

    @Override
    public void copy(long first, int count, double[] into, int offset) {
        table.copy(first, count, into, offset);
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        table.copy(first, count, into, offset);
    }

    @Override
    public MemorySegment memory() {
        return table.memory();
    }
}
