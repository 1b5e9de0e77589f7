package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.AxisValues;
import org.remanence.linalg.Spectrum;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.result.Estimate;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Beyond one batch of 1024: where a batch is lost, counted twice or compared with another, shares are no longer 1.
class CloneRunsTest {
    /// Two corners far apart: at t = 0.01 a state knows its pattern, at t = 0.02 too, and the only class is always the same.
    @Test
    void clonesOfADecidedStateAllAgree() {
        double[][] corners = {{-5, -5}, {5, 5}, {-5, 5}, {5, -5}};
        try (Session session = Session.seeded(2)) {
            Matrix patterns = Matrix.of(corners);
            var score = new EmpiricalScore(patterns, new OrnsteinUhlenbeck(), Precision.DOUBLE, session);
            AxisValues times = AxisValues.of(0.01, 0.02);
            var process = Reverse.spanning(times, Reverse.of(score, Spectrum.of(patterns), Scheme.ANCESTRAL, 4, session));
            CloneRuns runs = CloneRuns.of(times, 2200, process, score, Optional.of(new ClassMeans(new double[1][2])));
            assertArrayEquals(new double[] {1, 1}, runs.sameNeighbour().mean());
            assertArrayEquals(new double[] {1, 1}, runs.sameClass().mean());
            assertArrayEquals(new long[] {2200, 2200}, runs.sameClass().count());
            assertEquals(0, CloneRuns.of(times, 2, process, score, Optional.empty()).sameClass().size());
        }
    }

    /// 2, 1 and 0 of 2 pairs: (k + 1)/(n + 2) is 3/4, 1/2, 1/4.
    @Test
    void certaintyIsNotClaimedFromFewPairs() {
        assertEquals(new Estimate(1, Math.sqrt(3.0 / 16 / 2), 2), CloneRuns.share(2, 2));
        assertEquals(new Estimate(0.5, Math.sqrt(1.0 / 4 / 2), 2), CloneRuns.share(1, 2));
        assertEquals(new Estimate(0, Math.sqrt(3.0 / 16 / 2), 2), CloneRuns.share(0, 2));
    }
}
