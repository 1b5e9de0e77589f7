package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.data.DataSource;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class NeighbourDimensionTest {
    private static NeighbourDimension of(String model) {
        try (Session session = Session.seeded(5)) {
            return of(DataSource.open(model, session.stream("patterns"), Precision.DOUBLE, Arena.ofAuto())
                    .toMatrix(Arena.ofAuto()), session);
        }
    }

    private static NeighbourDimension of(Matrix patterns, Session session) {
        return NeighbourDimension.of(patterns, session);
    }

    /// Spheres of dimension d − 1 and flat Gaussians of two dimensions among ten. Ten neighbours of 4000 reach far enough for a
    /// few percent of bias; neighbourhoods overlap, which the errors do not know: six of them, and 4 %.
    @ParameterizedTest
    @CsvSource({"'sphere:d=3,n=4000,radius=5', 2", "'sphere:d=5,n=4000,radius=1', 4",
            "'manifold:d=10,n=4000,variance=1x2,rotate=1', 2"})
    void countsTheDimensionOfAManifold(String model, int dimension) {
        NeighbourDimension found = of(model);
        assertEquals(dimension, found.twoNearest().mean(), 6 * found.twoNearest().stderr());
        assertEquals(dimension, found.maximumLikelihood().mean(), 6 * found.maximumLikelihood().stderr() + 0.04 * dimension);
        assertTrue(found.maximumLikelihood().stderr() < found.twoNearest().stderr(), "ten neighbours know more than two");
    }

    /// On a line at 0, 1, 3, 7 the ratios of the two nearest distances are 3, 2, 3/2 and, twice from 7, 3/2.
    @Test
    void twoNearestIsItsFormula() {
        try (Session session = Session.seeded(1)) {
            Matrix line = Matrix.of(new double[][] {{0}, {1}, {3}, {7}, {7}});
            double mean = (Math.log(3) + Math.log(2) + Math.log(1.5) + 2 * Math.log(6.0 / 4)) / 5;
            assertEquals(1 / mean, of(line, session).twoNearest().mean(), 1e-12);
            assertTrue(Double.isNaN(of(line, session).maximumLikelihood().mean()), "five patterns have no ten neighbours");
            assertTrue(Double.isNaN(of(Matrix.of(new double[][] {{0}, {1}}), session).twoNearest().mean()));
        }
    }
}
