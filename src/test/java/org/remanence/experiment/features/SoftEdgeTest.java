package org.remanence.experiment.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.assertNear;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.linalg.Blas;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.random.RandomStream;
import org.remanence.result.Estimate;
import org.remanence.tensor.Matrix;

class SoftEdgeTest {
    private static final int ORDER = 60;
    private static final int MATRICES = 200;
    private static final int SEEN = 6;

    /// The edge of real symmetric Gaussian matrices is 2, the width of its spacings N^{−2/3}: both are met to five standard
    /// errors, once in 10⁶ seeds, and the terms of order 1/N, while the largest eigenvalue lies 1.2065 widths below.
    @Test
    void edgeOfGaussianMatricesIsTwo() {
        double[] edges = new double[MATRICES];
        double[] widths = new double[MATRICES];
        double[] largest = new double[MATRICES];
        double width = Math.pow(ORDER, -2.0 / 3);
        for (int i = 0; i < MATRICES; i++) {
            double[] values = SymmetricEigen.of(gaussian(i), Blas.get()).values();
            double[] top = IntStream.range(0, SEEN).mapToDouble(k -> values[ORDER - 1 - k]).toArray();
            SoftEdge edge = SoftEdge.of(top);
            edges[i] = edge.edge();
            widths[i] = edge.width();
            largest[i] = top[0];
        }
        Estimate edge = Estimate.of(edges);
        assertEquals(2, edge.mean(), 5 * edge.stderr() + 1.0 / ORDER);
        assertEquals(width, Estimate.of(widths).mean(), 0.15 * width, "the sixth lies 8 widths below, where the density bends");
        assertTrue(Estimate.of(largest).mean() < 2 - width, "the largest alone is no edge");
        assertNear(2 - 1.2065336 * width, Estimate.of(largest));
    }

    @Test
    void placesOnTheLineGiveTheLine() {
        double[] places = {1.20653, 3.26163, 4.82632, 6.16713, 7.37485, 8.49051};
        SoftEdge edge = SoftEdge.of(Arrays.stream(places).map(depth -> 5 - 0.3 * depth).toArray());
        assertEquals(5, edge.edge(), 1e-4, "places to 1e-5 of a width");
        assertEquals(0.3, edge.width(), 1e-4, "places to 1e-5 of a width");
    }

    /// Diagonal variance 2/N, others 1/N.
    private static Matrix gaussian(int index) {
        Matrix matrix = Matrix.zeros(ORDER, ORDER);
        double[] drawn = new double[ORDER * ORDER];
        RandomStream.named(1, "symmetric").gaussians(index, 0, drawn, 0, drawn.length);
        for (int i = 0; i < ORDER; i++) {
            for (int j = 0; j < ORDER; j++) {
                matrix.set(i, j, (drawn[i * ORDER + j] + drawn[j * ORDER + i]) / Math.sqrt(2 * ORDER));
            }
        }
        return matrix;
    }
}
