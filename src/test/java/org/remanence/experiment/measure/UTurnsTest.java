package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.remanence.experiment.Asking.assertNear;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.AxisValues;
import org.remanence.linalg.Spectrum;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.result.Curve;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class UTurnsTest {
    /// From little noise every corner comes back to itself, in each of three blocks of 1024; from nothing but noise to its half once in two,
    /// to itself once in four times.
    @Test
    void littleNoiseLosesNoPattern() {
        Matrix corners = Matrix.of(new double[][] {{-5, -5}, {5, 5}, {-5, 5}, {5, -5}});
        try (Session session = Session.seeded(2)) {
            var score = new EmpiricalScore(corners, new OrnsteinUhlenbeck(), Precision.DOUBLE, session);
            AxisValues times = AxisValues.of(0.01, 0.02);
            var process = Reverse.spanning(times, Reverse.of(score, Spectrum.of(corners), Scheme.ANCESTRAL, 4, session));
            Curve returned = UTurns.of(times, 2200, process, score, Optional.empty()).sameNeighbour();
            assertArrayEquals(new double[] {1, 1}, returned.mean());
            assertArrayEquals(new long[] {2200, 2200}, returned.count());
            var halves = new ClassMeans(new double[][] {{-5, 0}, {5, 0}});
            CloneRuns classes = UTurns.of(AxisValues.of(6), 2200, Reverse.spanning(AxisValues.of(6), process), score, Optional.of(halves));
            assertNear(0.5, classes.sameClass().at(0));
            assertNear(0.25, classes.sameNeighbour().at(0));
        }
    }
}
