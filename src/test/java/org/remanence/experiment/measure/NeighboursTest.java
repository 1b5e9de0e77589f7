package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// By comparison with every pattern; 1300 states take three blocks of 512.
class NeighboursTest {
    private static Matrix points(Session session, String name, int count) {
        Matrix points = Matrix.zeros(count, 3);
        for (int i = 0; i < count; i++) {
            double[] row = new double[3];
            session.stream(name).gaussians(i, 0, row, 0, 3);
            points.setRow(i, row);
        }
        return points;
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length).mapToDouble(k -> (a[k] - b[k]) * (a[k] - b[k])).sum());
    }

    @Test
    void nearestOfAllPatternsInEveryBlock() {
        try (Session session = Session.seeded(8)) {
            Matrix patterns = points(session, "patterns", 77);
            Matrix states = points(session, "states", 1300);
            Matrix others = points(session, "others", 1300);
            var score = new EmpiricalScore(patterns, new OrnsteinUhlenbeck(), Precision.DOUBLE, session);
            Neighbours found = Neighbours.of(states, score);
            long[] ofOthers = Neighbours.of(others, score).nearest();
            int agree = 0;
            for (int b = 0; b < 1300; b++) {
                double[] x = states.row(b);
                int nearest = IntStream.range(0, 77).boxed()
                        .min((i, j) -> Double.compare(distance(patterns.row(i), x), distance(patterns.row(j), x))).orElseThrow();
                assertEquals(nearest, found.nearest()[b]);
                assertEquals(distance(patterns.row(nearest), x), found.distance()[b], 1e-14, "rounding");
                agree += ofOthers[b] == nearest ? 1 : 0;
            }
            assertEquals(agree, Neighbours.agreements(states, others, score));
            assertEquals(1300, Neighbours.agreements(states, states, score));
        }
    }
}
