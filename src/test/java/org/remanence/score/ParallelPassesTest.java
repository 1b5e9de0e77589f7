package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.remanence.data.GaussianModel;
import org.remanence.data.PatternSet;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

@Isolated("it weighs the heap")
class ParallelPassesTest {
    private static final int CALLS = 500;

    /// A trajectory calls the score thousands of times on one thread. Each call has a third of a megabyte of scratch.
    @Test
    void aThreadHoldsNoScratchOfCallsThatEnded() {
        try (Arena arena = Arena.ofConfined(); Session session = new Session(1, 1, Progress.SILENT)) {
            GaussianModel model = GaussianModel.isotropic(128, 1);
            PatternSet patterns = model.draw(64, RandomStream.named(1, "patterns"), arena, Precision.FLOAT);
            Matrix states = model.draw(64, RandomStream.named(1, "states"), arena, Precision.DOUBLE).toMatrix(arena);
            EmpiricalScore score = new EmpiricalScore(patterns, new OrnsteinUhlenbeck(), Precision.FLOAT, session);
            score.posterior(states, 2);
            long before = used();
            for (int i = 0; i < CALLS; i++) {
                score.posterior(states, 2);
            }
            long held = used() - before;
            assertTrue(held < 20L << 20, () -> held + " bytes held after " + CALLS + " calls");
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
