package org.remanence.tensor;

/// Rows with one more coordinate. Distances to a state that lacks it are those of the rows with a bias of their own.
/// @param table without it
/// @param lift the last coordinate of each
public record LiftedRows(Rows table, Lift lift) implements Rows {
    /// The coordinate that is added.
    @FunctionalInterface
    public interface Lift {
        /// The coordinate of one row.
        /// @param row its index
        /// @param values that hold it
        /// @param from its first number
        double of(long row, double[] values, int from);
    }

    @Override
    public long rows() {
        return table.rows();
    }

    @Override
    public int columns() {
        return table.columns() + 1;
    }

    @Override
    public Precision precision() {
        return table.precision();
    }

    @Override
    public void copy(long first, int count, double[] into, int offset) {
        int width = table.columns();
        double[] values = new double[count * width];
        table.copy(first, count, values, 0);
        for (int i = 0; i < count; i++) {
            int at = offset + i * (width + 1);
            System.arraycopy(values, i * width, into, at, width);
            into[at + width] = lift.of(first + i, values, i * width);
        }
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        double[] values = new double[count * columns()];
        copy(first, count, values, 0);
        for (int i = 0; i < values.length; i++) {
            into[offset + i] = (float) values[i];
        }
    }
}
