package org.remanence.experiment.audit;

import java.util.stream.IntStream;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// Some rows of a table, copied.
final class GatheredRows {
    private GatheredRows() { }

    static Matrix of(Rows all, long... rows) {
        Matrix some = Matrix.zeros(rows.length, all.columns());
        double[] row = new double[all.columns()];
        for (int i = 0; i < rows.length; i++) {
            all.copy(rows[i], 1, row, 0);
            some.setRow(i, row);
        }
        return some;
    }

    static Matrix of(Rows all, int... rows) {
        return of(all, IntStream.of(rows).mapToLong(i -> i).toArray());
    }
}
