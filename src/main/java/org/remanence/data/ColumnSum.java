package org.remanence.data;

import org.remanence.tensor.Rows;

/// Sums over the rows of a table, one a column, compensated so that their error does not grow with the number of rows.
///
/// Source: Ogita, Rump and Oishi, "Accurate sum and dot product", SIAM J. Sci. Comput. 26 (2005), algorithm 4.4.
final class ColumnSum {
    private final double[] sum;
    private final double[] lost;
    private final long rows;

    private ColumnSum(Rows rows) {
        this.sum = new double[rows.columns()];
        this.lost = new double[rows.columns()];
        this.rows = rows.rows();
    }

    /// Mean of each column.
    static double[] means(Rows rows) {
        ColumnSum sums = new ColumnSum(rows);
        RowBlocks.each(rows, (first, count, values) -> sums.add(count, values));
        return sums.mean();
    }

    /// Mean square of each column's distance to a centre.
    static double[] variances(Rows rows, double[] centre) {
        ColumnSum sums = new ColumnSum(rows);
        int columns = rows.columns();
        RowBlocks.each(rows, (first, count, values) -> {
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < columns; k++) {
                    double distance = values[i * columns + k] - centre[k];
                    values[i * columns + k] = distance * distance;
                }
            }
            sums.add(count, values);
        });
        return sums.mean();
    }

    private void add(int count, double[] values) {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < sum.length; k++) {
                double x = values[i * sum.length + k];
                double s = sum[k] + x;
                double part = s - sum[k];
                lost[k] += (sum[k] - (s - part)) + (x - part);
                sum[k] = s;
            }
        }
    }

    private double[] mean() {
        double[] mean = new double[sum.length];
        for (int k = 0; k < sum.length; k++) {
            mean[k] = (sum[k] + lost[k]) / rows;
        }
        return mean;
    }
}
