package org.remanence.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.data.DataSource;
import org.remanence.data.PatternOrigin;
import org.remanence.data.PatternSet;
import org.remanence.data.Preparation;
import org.remanence.process.Diffusion;
import org.remanence.process.TimeGrid;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.score.ScoreRecipe;
import org.remanence.session.PretendedCluster;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;

/// Machines that share trajectories bring the bits of one machine.
class SharedTrajectoriesTest {
    private static final String DATA = "mixture:d=3,n=3000,mu=1,sigma=0.3";

    @ParameterizedTest
    @CsvSource({"EI_HEUN, true, 1, ou", "EI_HEUN, false, 3, ve", "EULER_MARUYAMA, true, 4, ou", "ANCESTRAL, false, 5, ou", "HEUN, true, 40, ve"})
    void theEndsAreThoseOfOneMachine(Scheme scheme, boolean tracked, int slots, String process) {
        Diffusion diffusion = Diffusion.named(process);
        try (Session session = Session.seeded(8); Arena arena = Arena.ofShared()) {
            PatternSet patterns = DataSource.open(DATA, session.stream("patterns"), Precision.DOUBLE, arena);
            var origin = PatternOrigin.of(DataSource.parse(DATA), Preparation.NONE, session.stream("patterns"), Precision.DOUBLE);
            var recipe = new ScoreRecipe(origin, diffusion, Precision.DOUBLE, 1e-10, true);
            EmpiricalScore whole = new EmpiricalScore(patterns, diffusion, Precision.DOUBLE, session);
            Score score = tracked ? whole.tracked() : whole;
            TimeGrid grid = TimeGrid.logNoise(diffusion, diffusion.timeAt(50), diffusion.timeAt(1e-4), 8);
            ReverseProcess here = new ReverseProcess(scheme.with(score, session), grid, session);
            PretendedCluster cluster = new PretendedCluster(slots, 8);
            var there = new SharedTrajectories(cluster, recipe, tracked);
            double[][] expected = here.sample(37, "paths").toArray();
            assertTrue(Arrays.deepEquals(expected, there.sample(here, 37, "paths").toArray()));
            assertEquals(Math.ceilDiv(37, Math.ceilDiv(37, slots)), cluster.asked().get("TrajectoryTask"));
        }
    }
}
