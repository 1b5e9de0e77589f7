package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class LastChangeTest {
    private static final double[] LEFT = {-1};
    private static final double[] RIGHT = {1};

    private static Matrix states(double[]... rows) {
        return Matrix.of(rows);
    }

    /// Two batches of two trajectories, each from 4 to ¼: changes at 4 (the start), 1, ½ and 1.
    @Test
    void trajectoriesOfLaterBatchesHaveTheirOwnPlace() {
        TimeGrid grid = TimeGrid.of(4, 1, 0.5, 0.25);
        LastChange.Summary summary;
        try (Session session = Session.seeded(1)) {
            var change = new LastChange(4, new EmpiricalScore(states(LEFT, RIGHT), new OrnsteinUhlenbeck(), Precision.DOUBLE,
                    session));
            change.at(0, 4, states(LEFT, LEFT), 0);
            change.at(1, 1, states(LEFT, RIGHT), 0);
            change.at(2, 0.5, states(LEFT, RIGHT), 0);
            change.at(3, 0.25, states(LEFT, RIGHT), 0);
            change.at(0, 4, states(RIGHT, LEFT), 2);
            change.at(1, 1, states(LEFT, RIGHT), 2);
            change.at(2, 0.5, states(RIGHT, RIGHT), 2);
            change.at(3, 0.25, states(RIGHT, RIGHT), 2);
            summary = change.summary(grid);
        }
        assertArrayEquals(new double[] {4, 1, 0.5, 1}, summary.times());
        assertEquals(1, summary.median().mean());
        assertEquals(3, summary.resolution(), "from 4 to 1");
        // a change anywhere within the step, evenly: its length over √12
        double sampling = Estimate.median(4, 1, 0.5, 1).stderr();
        assertEquals(Math.hypot(sampling, 3 / Math.sqrt(12)), summary.median().stderr(), 1e-15, "rounding");
        assertEquals(4, summary.histogram().samples());
    }
}
