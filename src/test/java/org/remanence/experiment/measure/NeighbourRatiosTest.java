package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class NeighbourRatiosTest {
    private static Matrix plane(double[] flat) {
        Matrix matrix = Matrix.zeros(flat.length / 2, 2);
        matrix.write(0, flat.length / 2, flat, 0);
        return matrix;
    }

    @Test
    void ratiosInThePlane() {
        Golden golden = Golden.read("features", "copies_tiny").getFirst();
        try (Session session = Session.seeded(1)) {
            NeighbourRatios ratios = NeighbourRatios.of(plane(golden.params("states")), plane(golden.params("patterns")), session);
            double[] found = Arrays.copyOf(ratios.ratios(), 5);
            found[4] = ratios.copies(golden.param("ratio")) / 4.0;
            golden.check(found);
        }
    }

    /// A pattern that is there twice has no copies, and a state on a pattern is one.
    @Test
    void twinsAndStatesOnPatterns() {
        try (Session session = Session.seeded(1)) {
            assertEquals(1, NeighbourRatios.of(plane(new double[] {1, 1}), plane(new double[] {1, 1, 1, 1, 5, 5}), session).ratios()[0]);
            assertEquals(0, NeighbourRatios.of(plane(new double[] {1, 1}), plane(new double[] {1, 1, 2, 2}), session).ratios()[0]);
            assertThrows(IllegalArgumentException.class, () -> NeighbourRatios.of(plane(new double[] {1, 1}), plane(new double[] {2, 2}), session));
        }
    }

    /// Resamples of a share f of N states scatter as a binomial: 1.96 √(f (1 − f)/N) on either side, here to 10 %, six standard
    /// errors of a quantile of 20 000 resamples and the grain 1/N.
    @Test
    void intervalIsThatOfABinomial() {
        double[] ratios = new double[2000];
        Arrays.fill(ratios, 0, 600, 0.1);
        Arrays.fill(ratios, 600, 2000, 0.9);
        double[] interval = new NeighbourRatios(ratios).interval(0.5, 20_000, RandomStream.named(1, "resamples"));
        double half = 1.96 * Math.sqrt(0.3 * 0.7 / 2000);
        assertEquals(0.3 - half, interval[0], 0.1 * half);
        assertEquals(0.3 + half, interval[1], 0.1 * half);
    }
}
