package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class JacobianProbeTest {
    private static final Matrix PATTERNS = Matrix.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    private static final double SCALE = Math.exp(-0.5);

    private static double[] state(JacobianProbe.At at, int realization) {
        var probe = new JacobianProbe(at, JacobianProbe.Method.FORWARD, JacobianProbe.Along.AXES, 0);
        try (Session session = Session.seeded(3)) {
            return probe.state(PATTERNS, new OrnsteinUhlenbeck(), 0.5, realization, session);
        }
    }

    /// The first pattern, or the spare one behind those of the score, shrunk as noising shrinks it.
    @Test
    void statesStandWhereTheyAreSaidTo() {
        assertArrayEquals(new double[2], state(JacobianProbe.At.ORIGIN, 0));
        assertArrayEquals(new double[] {SCALE, 2 * SCALE}, state(JacobianProbe.At.DATUM, 1), 1e-15, "rounding");
        assertArrayEquals(new double[] {5 * SCALE, 6 * SCALE}, state(JacobianProbe.At.FRESH, 1), 1e-14, "rounding");
        assertEquals(1, new JacobianProbe(JacobianProbe.At.FRESH, JacobianProbe.Method.EXACT, JacobianProbe.Along.AXES, 0).spare());
    }

    @Test
    void everyRealizationHasNoiseOfItsOwn() {
        double[] z = new double[2];
        for (int r = 0; r < 3; r++) {
            try (Session session = Session.seeded(3)) {
                session.stream("probe noise").gaussians(r, 0, z, 0, 2);
            }
            double sigma = Math.sqrt(-Math.expm1(-1));
            assertArrayEquals(new double[] {SCALE + sigma * z[0], 2 * SCALE + sigma * z[1]}, state(JacobianProbe.At.NOISED, r), 1e-15,
                    "rounding");
        }
        assertNotEquals(state(JacobianProbe.At.NOISED, 0)[0], state(JacobianProbe.At.NOISED, 1)[0]);
    }
}
