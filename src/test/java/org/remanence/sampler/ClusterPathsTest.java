package org.remanence.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.data.GaussianMixture;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.score.GaussianMixtureScore;
import org.remanence.score.IsotropicClusters;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class ClusterPathsTest {
    private static final int PATHS = 3;

    /// The same noise and the same formula, computed in another order: 200 steps of rounding in double, and in float of its noise.
    @ParameterizedTest
    @CsvSource({"em, 2, 40, ou", "em, 3, 40, ou", "em, 7, 33, ou", "ei, 2, 40, ou", "ei, 5, 300, ou", "em, 2, 5, ve"})
    void takesThePathsOfTheGeneralSampler(String scheme, int clusters, int dimension, String process) {
        GaussianMixture law = GaussianMixture.clusters(clusters, dimension, 0.8, 0.6);
        Diffusion diffusion = Diffusion.named(process);
        TimeGrid grid = TimeGrid.linear(4, 0, 200);
        try (Session session = new Session(3, 2, Progress.SILENT)) {
            Sampler sampler = Scheme.named(scheme).with(new GaussianMixtureScore(law, diffusion, session), session);
            Matrix expected = new ReverseProcess(sampler, grid, Ending.KEEP_NOISE, 2, session).sample(PATHS, "paths");
            for (Precision precision : Precision.values()) {
                double[][] ends = paths(law, diffusion, grid, scheme, precision, session).ends(PATHS, "paths");
                for (int path = 0; path < PATHS; path++) {
                    assertArrayEquals(expected.row(path), ends[path], precision == Precision.DOUBLE ? 1e-11 : 3e-4, precision.name());
                }
            }
        }
    }

    @Test
    void countsDoNotDependOnThreadsOrOnTheSplit() {
        GaussianMixture law = GaussianMixture.clusters(3, 20, 0.5, 1);
        TimeGrid grid = TimeGrid.linear(4, 0, 40);
        double[] times = {1, 3, 2};
        long[][] counts = new long[2][];
        for (int threads = 1; threads <= 2; threads++) {
            try (Session session = new Session(3, threads, Progress.SILENT)) {
                ClusterPaths paths = paths(law, new OrnsteinUhlenbeck(), grid, "ancestral", Precision.FLOAT, session);
                long[] whole = paths.clonesInTheSameClass(times, 0, 50, "x");
                long[] first = paths.clonesInTheSameClass(times, 0, 13, "x");
                long[] rest = paths.clonesInTheSameClass(times, 13, 37, "x");
                Arrays.setAll(first, i -> first[i] + rest[i]);
                assertArrayEquals(whole, first);
                assertTrue(whole[0] > whole[1], "the class is decided on the way to the data");
                counts[threads - 1] = whole;
            }
        }
        assertArrayEquals(counts[0], counts[1]);
    }

    /// The reverse process of the projection is the projection of the reverse process: responsibilities agree to rounding.
    @Test
    void projectionKeepsTheGeometryOfTheMeans() {
        IsotropicClusters whole = IsotropicClusters.of(GaussianMixture.clusters(5, 50, 0.7, 0.9)).orElseThrow();
        IsotropicClusters projected = whole.projected();
        assertEquals(5, projected.dimension());
        for (int k = 0; k < 5; k++) {
            for (int l = 0; l < 5; l++) {
                assertEquals(dot(whole.mean(k), whole.mean(l)), dot(projected.mean(k), projected.mean(l)), 1e-12);
            }
        }
        IsotropicClusters two = IsotropicClusters.of(GaussianMixture.twoClusters(9, 2, 0.9)).orElseThrow();
        assertEquals(1, two.directions().length, "opposite means share a direction");
        assertEquals(1, two.projected().dimension());
        assertEquals(6, Math.abs(two.projected().mean(1)[0]), 1e-12, "mu √d");
        IsotropicClusters one = IsotropicClusters.of(GaussianMixture.twoClusters(9, 0, 0.9)).orElseThrow();
        assertEquals(1, one.projected().dimension(), "clusters in the same place");
    }

    @Test
    void refusesSchemesOfMoreThanOneStage() {
        try (Session session = new Session(3, 1, Progress.SILENT)) {
            GaussianMixture law = GaussianMixture.twoClusters(4, 1, 1);
            var refused = assertThrows(IllegalArgumentException.class, () -> paths(law, new OrnsteinUhlenbeck(),
                    TimeGrid.linear(4, 0, 4), "ei-heun", Precision.FLOAT, session));
            assertTrue(refused.getMessage().contains("em, ei or ancestral"), refused.getMessage());
        }
    }

    private static ClusterPaths paths(GaussianMixture law, Diffusion diffusion, TimeGrid grid, String scheme, Precision precision, Session session) {
        return new ClusterPaths(IsotropicClusters.of(law).orElseThrow(), diffusion, grid, Scheme.named(scheme), precision, session);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
