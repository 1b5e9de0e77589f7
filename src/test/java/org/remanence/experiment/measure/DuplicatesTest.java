package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.remanence.tensor.Matrix;

class DuplicatesTest {
    /// Rows are read 256 at a time: copies of a row 256, 257 and 600 further on, and rows that differ in one number, its sign or
    /// its place.
    @Test
    void copiesAreFoundAcrossBlocks() {
        double[][] rows = new double[700][2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {i, -0.5 * i};
        }
        assertEquals(0, Duplicates.count(Matrix.of(rows)));
        rows[257] = rows[1].clone();
        rows[300] = rows[43].clone();
        rows[650] = rows[50].clone();
        assertEquals(3, Duplicates.count(Matrix.of(rows)));
        rows[699] = rows[1].clone();
        assertEquals(4, Duplicates.count(Matrix.of(rows)));
        rows[10] = new double[] {-3, 4};
        rows[11] = new double[] {4, -3};
        rows[12] = new double[] {3, -4};
        rows[13] = new double[] {-3, -4};
        assertEquals(4, Duplicates.count(Matrix.of(rows)));
    }
}
