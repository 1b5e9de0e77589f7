package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.remanence.tensor.Matrix;

class SpectrumTest {
    /// Rounding of sums of n = 2500 products; the shift by 10⁶ costs 10⁶ ulps in the data themselves.
    @Test
    void covarianceIsThatOfTheDefinitionAlsoFarFromTheOrigin() {
        Matrix rows = Samples.normal(8, 2500, 1009);
        for (int i = 0; i < 2500; i++) {
            rows.set(i, 3, 2 * rows.get(i, 3) + rows.get(i, 4) + 1e6);
        }
        Covariance covariance = Covariance.of(rows);
        for (int[] pair : new int[][] {{0, 0}, {3, 3}, {3, 4}, {4, 3}, {1008, 2}, {1008, 1008}}) {
            double meanI = 0;
            double meanJ = 0;
            for (int i = 0; i < 2500; i++) {
                meanI += rows.get(i, pair[0]) / 2500;
                meanJ += rows.get(i, pair[1]) / 2500;
            }
            double expected = 0;
            for (int i = 0; i < 2500; i++) {
                expected += (rows.get(i, pair[0]) - meanI) * (rows.get(i, pair[1]) - meanJ) / 2500;
            }
            assertEquals(meanI, covariance.mean()[pair[0]], 1e-8 * Math.max(1e-5, Math.abs(meanI)));
            assertEquals(expected, covariance.matrix().get(pair[0], pair[1]), 1e-9);
        }
    }

    @Test
    void covarianceAndGramMatrixHaveTheSameSpectrum() {
        Matrix rows = Samples.normal(9, 41, 43);
        Spectrum gram = Spectrum.of(rows);
        double[] direct = Covariance.of(rows).eigenvalues();
        assertArrayEquals(direct, gram.eigenvalues(), 1e-13);
        assertArrayEquals(Covariance.of(rows).mean(), gram.mean());
        assertEquals(0, gram.eigenvalues()[40], 1e-13, "41 centred rows span 40 dimensions");
        assertEquals(0, gram.eigenvalues()[42]);
        double trace = 0;
        for (int k = 0; k < 43; k++) {
            trace += Covariance.of(rows).matrix().get(k, k);
        }
        assertEquals(trace, gram.total(), 1e-12);
        assertArrayEquals(new double[] {direct[0], direct[1]}, gram.largest(2), 1e-13);
        assertArrayEquals(gram.largest(3), Covariance.of(rows).largestEigenvalues(3), 1e-13);
    }

    @Test
    void oneRowHasNoVariance() {
        assertArrayEquals(new double[4], Spectrum.of(Samples.normal(1, 1, 4)).eigenvalues());
        assertArrayEquals(new double[1], Spectrum.of(Samples.normal(1, 1, 1)).eigenvalues());
    }

    @Test
    void manyColumnsAndFewRowsFit() {
        Spectrum spectrum = Spectrum.of(Samples.normal(10, 20, 12288));
        assertEquals(12288, spectrum.eigenvalues().length);
        assertEquals(12288 * 0.95, spectrum.total(), 5 * Math.sqrt(2 * 12288 / 20.0), "five standard errors");
    }

    @Test
    void refusesNaNAndImpossibleCounts() {
        Matrix nan = Matrix.of(new double[][] {{1, Double.NaN}, {2, 3}});
        assertThrows(IllegalArgumentException.class, () -> Spectrum.of(nan));
        assertThrows(IllegalArgumentException.class, () -> Spectrum.of(Samples.normal(1, 3, 3)).largest(4));
        assertThrows(IllegalArgumentException.class, () -> Spectrum.of(Samples.normal(1, 3, 3)).largest(0));
    }
}
