package org.remanence.hopfield;

import org.remanence.tensor.LiftedRows;
import org.remanence.tensor.Rows;

/// The coordinate that makes all patterns equally long, `√(R² − |ξ|²)`: distances to a state without it then order
/// patterns by their overlap with the state.
/// @param dimension N of the patterns
/// @param square R², the largest squared length of a pattern
record EqualLength(int dimension, double square) implements LiftedRows.Lift {
    /// Reads all patterns once.
    static EqualLength of(Rows patterns) {
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
        return new EqualLength(width, largest);
    }

    @Override
    public double of(long row, double[] values, int from) {
        return Math.sqrt(Math.max(0, square - square(values, from, dimension)));
    }

    private static double square(double[] values, int from, int count) {
        double sum = 0;
        for (int k = from; k < from + count; k++) {
            sum += values[k] * values[k];
        }
        return sum;
    }
}
