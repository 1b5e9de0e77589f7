package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ALARM;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertHolds;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;

import java.lang.foreign.Arena;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.data.DataModel;
import org.remanence.data.GaussianModel;
import org.remanence.data.LinearManifold;
import org.remanence.data.PatternSet;
import org.remanence.data.SpectralCovariance;
import org.remanence.data.Sphere;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Schema;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Curve;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.theory.geometry.PositionalRem;

class RemOracleTest {
    /// Chance that right answers fail the Kolmogorov–Smirnov tests of all gaps together.
    private static final double CHANCE = 1e-4;

    @Test
    void enormousNumbersOfPatternsAgreeWithTheExactAverages() {
        for (String data : new String[] {"gaussian:d=10,n=1e30", "manifold:d=30,n=1e100,variance=1x2+0.3x5", "sphere:d=20,n=1e12"}) {
            Answer<RemOracle.Result> answer = ask(RemOracle.class,
                    Map.of("data", data, "at", data.startsWith("gaussian") ? "origin" : "datum",
                    "ratios", "0.1,0.5,1,1.5", "realizations", "600", "levels", "1000", "check", "0"), 2, 2);
            var theory = (RemOracle.Theory) answer.theory();
            assertHolds(theory.participationRatio(), 4);
            assertHolds(theory.logPartition(), 4);
            assertHolds(theory.gaps(), RemOracle.GAPS);
            for (int i = 0; i < 3; i++) {
                double residual = theory.logPartitionSpread().residual()[i];
                assertTrue(Math.abs(residual) < ALARM, data + ": the spread is off by " + residual);
            }
            assertEquals(4, answer.result().remainderBound().size());
            for (double bound : answer.result().remainderBound().mean()) {
                assertTrue(bound < 2e-3, "a weight at the cut among 1000 levels");
            }
        }
    }

    @Test
    void drawsAgreeWithBruteForce() {
        for (String data : new String[] {"gaussian:d=7,n=1e30", "manifold:d=6,n=1e9,variance=2+0.1x3,rotate=3", "sphere:d=5,n=1e6"}) {
            Answer<RemOracle.Result> answer = ask(RemOracle.class, Map.of("data", data, "at", "datum", "ratios",
                    "0.2,0.7,1.4", "realizations", "400",
                    "levels", "256", "check", "16384", "checks", "300"), 4, 2);
            OracleCheck check = answer.result().agreement();
            assertTrue(check.most() < ALARM, data + " is off by " + check.most());
            assertTrue(check.leastPValue() > CHANCE, data + ": gaps differ, p = " + check.leastPValue());
        }
    }

    /// The energies of the brute force are those of the library's kernel.
    @Test
    void bruteForceIsTheEmpiricalScore() {
        double[] variances = {2, 0.5, 0.5, 0};
        DataModel[] models = {GaussianModel.isotropic(4, 1.3), new LinearManifold(SpectralCovariance.diagonal(variances)), new Sphere(4, 2)};
        double[] state = {0.3, -1, 0.2, 0.7};
        try (Session session = Session.seeded(9); Arena arena = Arena.ofShared()) {
            for (DataModel model : models) {
                PositionalRem rem = PositionalRem.of(Energies.of(model, state).orElseThrow(), Math.log(5000));
                LevelDraws drawn = new BruteLevels(model, state, 5000, rem, AxisValues.of(0.3, 2)).draw(2, session);
                PatternSet patterns = model.draw(5000, session.withSeed(session.stream("realizations").bits(1, 0)).stream("patterns"), arena, Precision.DOUBLE);
                for (int i = 0; i < 2; i++) {
                    double time = (i == 0 ? 0.3 : 2) * rem.condensationTime();
                    Posterior posterior = new EmpiricalScore(patterns, new VarianceExploding(), Precision.DOUBLE, session)
                            .moments(Matrix.of(new double[][] {state}), time);
                    assertEquals(posterior.participation()[0], drawn.participation()[i][1], 1e-9 * posterior.participation()[0]);
                    double logPartition = posterior.logDensity()[0] + Math.log(5000) + 2 * Math.log(2 * Math.PI * time)
                            + Energies.floor(model, state) / time;
                    assertEquals(logPartition, drawn.logPartition()[i][1], 1e-9 * Math.max(1, Math.abs(logPartition)));
                    assertEquals(posterior.largest()[0], drawn.largest()[i][1], 1e-9);
                }
            }
        }
    }

    /// For many directions the gap above the k-th lowest energy is exponential with mean t_c/k; at d = 4000 within a hundredth.
    @Test
    void gapsAreExponentialForEnormousNumbers() {
        Curve gaps = ask(RemOracle.class, Map.of("data", "gaussian:d=4000,n=1e100", "ratios", "1", "realizations", "500",
                "levels", "64", "check", "0"), 6, 2)
                .result().gaps();
        assertEquals(RemOracle.GAPS, gaps.size());
        for (int k = 0; k < gaps.size(); k++) {
            assertEquals(1, gaps.mean()[k], ALARM * gaps.stderr()[k] + 0.02, "rank " + (k + 1));
        }
    }

    @Test
    void sameNumbersForAnyThreads() {
        Map<String, String> question = Map.of("ratios", "0.5", "realizations", "9", "check", "4096", "levels", "64", "checks", "9");
        assertSameForAnyThreads(RemOracle.class, question);
    }

    @Test
    void refusesWhatItHasNoLawFor() {
        assertRefused(RemOracle.class, Map.of("data", "rademacher:d=6,n=1e20"), "the law of the energies must be known");
        assertRefused(RemOracle.class, Map.of("data", "sphere:d=6,n=1e20"), "same energy");
        assertRefused(RemOracle.class, Map.of("data", "gaussian:d=6,n=1e101"), "from 2 to 1e100");
        assertRefused(RemOracle.class, Map.of("data", "gaussian:d=6,n=1.5"), "from 2 to 1e100");
        assertRefused(RemOracle.class, Map.of("data", "gaussian:d=6"), "from 2 to 1e100");
        assertRefused(RemOracle.class, Map.of("data", "digits"), "must be a model");
        assertRefused(RemOracle.class, Map.of("data", "gaussian:d=6,n=1000"), "at least four times levels");
        assertRefused(RemOracle.class, Map.of("check", "100"), "check must be 0 or at least four times levels");
    }

    /// An independent program (NumPy, SciPy: 6 draws of F, 400 states each) finds a rank correlation of 0.668 that differs by
    /// 0.013 between draws of F; 300 states add 0.032.
    @Test
    void positionsRiseWithTheDirectionalVariance() {
        try (Session session = Session.seeded(1)) {
            CondensationPositions.Result result = Schema.of(CondensationPositions.class).fill(Map.of("positions", "300")).run(session).result();
            assertEquals(0.668, result.rankCorrelation(), ALARM * Math.hypot(0.013, 0.032));
            assertTrue(IntStream.range(1, result.condensationTime().size())
                    .allMatch(i -> result.condensationTime().mean()[i] < result.condensationTime().mean()[i - 1]), "t_c falls with the load");
        }
    }
}
