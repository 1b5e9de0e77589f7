package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class SnapshotsTest {
    /// Ladder 2, 1, ½ on a grid 3, 1.5, 1, 0.25: each rung at the first time not above it; only the first rows of the first
    /// batch.
    @Test
    void rungsAreMetOnTheWayDown() {
        try (Session session = Session.seeded(1)) {
            var score = new EmpiricalScore(Matrix.of(new double[][] {{-1}, {1}}), new OrnsteinUhlenbeck(), Precision.DOUBLE,
                    session);
            var snapshots = new Snapshots(2, new double[] {2, 1, 0.5}, score);
            double[] grid = {3, 1.5, 1, 0.25};
            for (int i = 0; i < grid.length; i++) {
                Matrix states = Matrix.of(new double[][] {{i}, {10 + i}, {20 + i}});
                snapshots.at(i, grid[i], Matrix.of(new double[][] {{-7}, {-8}}), 3);
                snapshots.at(i, grid[i], states, 0);
                states.setRow(0, new double[] {99});
            }
            assertEquals(List.of(1.5, 1.0, 0.25), snapshots.taken().stream().map(Snapshots.Snapshot::time).toList());
            assertArrayEquals(new double[][] {{1}, {11}}, snapshots.taken().getFirst().states().toArray(), "a copy, two rows");
            // two patterns ±1: E[a | x] = tanh(s x/v)
            double belief = Math.tanh(Math.exp(-1.5) / -Math.expm1(-3));
            assertEquals(belief, snapshots.taken().getFirst().denoised().get(0, 0), 1e-14, "rounding");
        }
    }
}
