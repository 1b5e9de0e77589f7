package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.tensor.Matrix;

/// Tolerances: rounding of sums over at most 90 products of normal numbers, |λ| below 10.
class PrincipalComponentsTest {
    private static final Blas BLAS = new OpenBlas(1);

    /// By the Gram matrix below 47 rows, by the covariance from there on.
    @ParameterizedTest
    @CsvSource({"1, 47", "12, 47", "46, 47", "47, 47", "90, 47"})
    void areEigenvectorsOfTheCovariance(int n, int d) {
        Matrix rows = Samples.normal(41, n, d);
        PrincipalComponents found = PrincipalComponents.of(rows, d, BLAS);
        Covariance covariance = Covariance.of(rows);
        int rank = Math.min(n - 1, d);
        assertEquals(rank, found.variances().length, "centred rows span one dimension less");
        assertArrayEquals(Arrays.copyOf(covariance.eigenvalues(), rank), found.variances(), 1e-13);
        assertArrayEquals(covariance.mean(), found.mean());
        Samples.assertClose(Samples.multiply(Samples.diagonal(found.variances()), found.directions()),
                Samples.multiply(found.directions(), covariance.matrix()), 1e-13);
        double[] ones = new double[rank];
        Arrays.fill(ones, 1);
        Samples.assertClose(Samples.diagonal(ones),
                Samples.multiply(found.directions(), Samples.transpose(found.directions())), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void theFirstFewAreTheFirstOfAll(Blas blas) {
        for (int n : new int[] {12, 60}) {
            Matrix rows = Samples.normal(42, n, 30);
            PrincipalComponents few = PrincipalComponents.of(rows, 3, blas);
            assertArrayEquals(Arrays.copyOf(Spectrum.of(rows).eigenvalues(), 3), few.variances(), 1e-13);
            assertEquals(3, few.directions().rows());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "6"})
    void refusesImpossibleCounts(int count) {
        assertThrows(IllegalArgumentException.class, () -> PrincipalComponents.of(Samples.normal(1, 9, 5), count, BLAS));
    }
}
