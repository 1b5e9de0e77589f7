package org.remanence.experiment.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.remanence.data.Labels;
import org.remanence.data.PatternSet;
import org.remanence.experiment.measure.ClassMeans;
import org.remanence.experiment.measure.Duplicates;
import org.remanence.experiment.measure.LastChange;
import org.remanence.experiment.measure.Neighbours;
import org.remanence.experiment.measure.NoisedDraws;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.experiment.measure.ScoreSettings.Reproducible;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// The small parts that experiments are composed of, on data whose answer is plain.
class PartsTest {
    private static final double[][] LINE = {{-1, 0}, {0, 0}, {2, 0}};

    @Test
    void classMeansAreMeansAndClassifyByDistance() {
        ClassMeans means = ClassMeans.of(PatternSet.of(LINE).with(Labels.coded(2, new int[] {0, 0, 1})));
        assertArrayEquals(new double[] {-0.5, 0}, means.means()[0]);
        assertArrayEquals(new double[] {2, 0}, means.means()[1]);
        assertEquals(0, means.nearest(new double[] {0.7, 5}));
        assertEquals(1, means.nearest(new double[] {0.8, 5}));
        assertEquals(1, means.agreements(Matrix.of(new double[][] {{-1, 0}, {-1, 0}}), Matrix.of(new double[][] {{0, 0}, {3, 0}})));
    }

    @Test
    void neighboursAreNearestWithTheirDistances() {
        try (Session session = Session.seeded(1)) {
            var score = new EmpiricalScore(Matrix.of(LINE), new OrnsteinUhlenbeck(), Precision.DOUBLE, session);
            Neighbours found = Neighbours.of(Matrix.of(new double[][] {{0.9, 0}, {1.1, 0}, {-4, 4}}), score);
            assertArrayEquals(new long[] {1, 2, 0}, found.nearest());
            assertArrayEquals(new double[] {0.9, 0.9, 5}, found.distance(), 1e-15, "rounding");
        }
    }

    @Test
    void duplicatesAreCountedOnce() {
        assertEquals(0, Duplicates.count(Matrix.of(LINE)));
        assertEquals(3, Duplicates.count(Matrix.of(new double[][] {{1, 2}, {2, 1}, {1, 2}, {1, 2}, {2, 1}})));
    }

    /// One path stays at its pattern, one hops at time 1, one hops to and fro until 0.5.
    @Test
    void lastChangeIsTheGridTimeAfterIt() {
        try (Session session = Session.seeded(1)) {
            var score = new EmpiricalScore(Matrix.of(new double[][] {{-1, 0}, {1, 0}}), new OrnsteinUhlenbeck(), Precision.DOUBLE, session);
            LastChange change = new LastChange(3, score);
            change.at(0, 2, Matrix.of(new double[][] {{-1, 0}, {-1, 0}, {-1, 0}}), 0);
            change.at(1, 1, Matrix.of(new double[][] {{-1, 0}, {1, 0}, {1, 0}}), 0);
            change.at(2, 0.5, Matrix.of(new double[][] {{-1, 0}, {1, 0}, {-1, 0}}), 0);
            LastChange.Summary summary = change.summary(TimeGrid.of(2, 1, 0.5));
            assertArrayEquals(new double[] {2, 1, 0.5}, summary.times());
            assertArrayEquals(new long[] {1, 2}, summary.histogram().count());
            assertEquals(1, summary.median().mean());
            assertEquals(1, summary.resolution(), "from 2 to 1");
            assertEquals(3.5 / 3, summary.mean().mean(), 1e-15, "rounding");
            assertEquals(Math.sqrt(7.0 / 12), summary.standardDeviation().mean(), 1e-15, "rounding");
        }
    }

    @Test
    void drawsAreNoisedPatterns() {
        try (Session session = Session.seeded(1)) {
            var noised = new NoisedDraws(Matrix.of(LINE), new OrnsteinUhlenbeck(), session);
            Matrix states = Matrix.zeros(20, 2);
            double time = 1e-12;
            double[] squares = noised.states(5, time, states);
            for (int b = 0; b < 20; b++) {
                double[] pattern = LINE[(int) noised.pattern(5 + b)];
                double distance = Math.hypot(states.get(b, 0) - pattern[0], states.get(b, 1) - pattern[1]);
                assertEquals(Math.sqrt(2 * time * squares[b]), distance, 1e-11, "time times the pattern");
            }
        }
    }

    /// A looser tolerance takes coarser products where they meet it; the stricter default scores again, and both keep their word.
    @Test
    void toleranceBoundsTheErrorAndIsUsed() {
        try (Session session = Session.seeded(1)) {
            Matrix patterns = Matrix.zeros(40, 64);
            for (int i = 0; i < 40 * 64; i++) {
                patterns.set(i / 64, i % 64, Math.sin(i));
            }
            Matrix state = Matrix.of(new double[][] {patterns.row(3)});
            Diffusion process = new OrnsteinUhlenbeck();
            double strict = new ScoreSettings(Precision.FLOAT, 0, Reproducible.ON).score(PatternSet.of(patterns),
                    process, session)
                    .moments(state, 0.05).errorBound()[0];
            double loose = new ScoreSettings(Precision.FLOAT, 0.05, Reproducible.ON).score(PatternSet.of(patterns),
                    process, session)
                    .moments(state, 0.05).errorBound()[0];
            assertTrue(strict < 1e-4 && loose > 1e-4 && loose < 0.06, strict + " and " + loose);
            var refused = assertThrows(IllegalArgumentException.class,
                    () -> new ScoreSettings(Precision.FLOAT, -1, Reproducible.ON));
            assertEquals("tolerance must be at least 0 and at most 1, got -1.0", refused.getMessage());
        }
    }
}
