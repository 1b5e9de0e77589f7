package org.remanence.hopfield;

import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Patterns with one more coordinate that makes all of them equally long, `√(R² − |ξ|²)`: distances to a state without it then
/// order patterns by their overlap with the state.
record LiftedRows(Rows patterns, double square) implements Rows {
    /// @return the largest squared length of a pattern
    static double largestSquare(Rows patterns) {
        int width = patterns.columns();
        int block = Math.max(1, 65_536 / width);
        double[] values = new double[block * width];
        double largest = 0;
        for (long first = 0; first < patterns.rows(); first += block) {
            int count = (int) Math.min(block, patterns.rows() - first);
            patterns.copy(first, count, values, 0);
            for (int i = 0; i < count; i++) {
                largest = Math.max(largest, square(values, i * width, width));
            }
        }
        return largest;
    }

    private static double square(double[] values, int from, int count) {
        double sum = 0;
        for (int k = from; k < from + count; k++) {
            sum += values[k] * values[k];
        }
        return sum;
    }

    @Override
    public long rows() {
        return patterns.rows();
    }

    @Override
    public int columns() {
        return patterns.columns() + 1;
    }

    @Override
    public Precision precision() {
        return patterns.precision();
    }

    @Override
    public void copy(long first, int count, double[] into, int offset) {
        int width = patterns.columns();
        double[] values = new double[count * width];
        patterns.copy(first, count, values, 0);
        for (int i = 0; i < count; i++) {
            int at = offset + i * (width + 1);
            System.arraycopy(values, i * width, into, at, width);
            into[at + width] = Math.sqrt(Math.max(0, square - square(values, i * width, width)));
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
