package org.remanence.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.remanence.Exact;
import org.remanence.Golden;

class DiffusionTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();
    private static final Diffusion VE = new VarianceExploding();

    @Test
    void noiseLevelsMatchReferences() {
        Golden.read("kernel", "tau_of_t").forEach(g -> g.check(OU.noiseToSignal(g.param("t"))));
        Golden.read("kernel", "t_of_tau").forEach(g -> g.check(OU.timeAt(g.param("tau"))));
        Golden.read("kernel", "Delta_t").forEach(g -> g.check(OU.variance(g.param("t"))));
    }

    /// Rounded scale and remainder together have nearly twice the digits of a double, at any time; against 45 digits.
    @Test
    void scaleAndRemainderTogetherAreTwiceAsPrecise() {
        for (double t : new double[] {1e-300, 1e-12, 1e-3, 0.0078, 0.0079, 0.3, 0.69, 0.75, 1.5, 5, 20, 300}) {
            BigDecimal exact = Exact.exp(new BigDecimal(-t, new MathContext(60)));
            BigDecimal error = new BigDecimal(OU.scale(t)).add(new BigDecimal(OU.scaleRemainder(t))).subtract(exact);
            assertEquals(0, error.doubleValue() / exact.doubleValue(), 0x1p-80, "t=" + t);
        }
        assertEquals(0, OU.scaleRemainder(800));
    }

    @Test
    void bridgeMatchesReference() {
        Golden.read("kernel", "bridge").forEach(g -> {
            var bridge = OU.bridge(g.param("t"), g.param("s"));
            g.check(bridge.state(), bridge.datum(), bridge.variance());
        });
    }

    @Test
    void bridgeReproducesTheForwardLaw() {
        for (Diffusion each : new Diffusion[] {OU, VE}) {
            for (double t : new double[] {1e-9, 1e-3, 0.7, 12}) {
                for (double fraction : new double[] {0, 1e-6, 0.3, 0.999}) {
                    double s = fraction * t;
                    var b = each.bridge(t, s);
                    // x_s = c0 x_t + c1 a + noise must have mean s_s a and variance v_s; rounding of sums of order one
                    assertEquals(each.scale(s), b.state() * each.scale(t) + b.datum(), 4e-16);
                    assertEquals(each.variance(s), b.state() * b.state() * each.variance(t) + b.variance(), 4e-15 * each.variance(t));
                }
            }
        }
    }

    @Test
    void bridgeRefusesToRunForward() {
        var forward = assertThrows(IllegalArgumentException.class, () -> OU.bridge(1, 1));
        assertTrue(forward.getMessage().contains("s must be below t = 1.0, got 1.0"), forward.getMessage());
        assertThrows(IllegalArgumentException.class, () -> OU.bridge(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> VE.bridge(1, -1e-9));
        assertThrows(IllegalArgumentException.class, () -> Diffusion.named("vp"));
    }

    @Test
    void changeOfClockIsInvertedByItsReverse() {
        for (double t : new double[] {1e-12, 1e-4, 0.5, 5, 20}) {
            var forth = ClockChange.between(OU, t, VE);
            var back = ClockChange.between(VE, forth.time(), OU);
            assertEquals(Math.expm1(2 * t), forth.time(), 1e-15 * forth.time());
            assertEquals(t, back.time(), 4e-16 * t);
            assertEquals(0.3, back.state(forth.state(0.3)), 4e-15);
            assertEquals(0.3, back.score(forth.score(0.3)), 4e-15);
            assertEquals(0.3, back.jacobian(forth.jacobian(0.3)), 4e-15);
            assertEquals(-2.5, back.logDensity(forth.logDensity(-2.5, 784), 784), 1e-11);
        }
    }

    @Test
    void changeOfClockCarriesAGaussianToAGaussian() {
        double t = 0.8;
        double x = 1.7;
        double variance = OU.variance(t) + 4 * Math.exp(-2 * t);
        var change = ClockChange.between(OU, t, VE);
        double y = change.state(x);
        double exploded = change.time() + 4;
        double density = -0.5 * x * x / variance - 0.5 * Math.log(2 * Math.PI * variance);
        assertEquals(-0.5 * y * y / exploded - 0.5 * Math.log(2 * Math.PI * exploded), change.logDensity(density, 1), 1e-15);
        assertEquals(-y / exploded, change.score(-x / variance), 1e-15);
        assertEquals(-1 / exploded, change.jacobian(-1 / variance), 1e-15);
    }

    @Test
    void changeOfClockRefusesTimesWhereTheRatioOverflows() {
        assertThrows(IllegalArgumentException.class, () -> ClockChange.between(OU, 400, VE));
        assertThrows(IllegalArgumentException.class, () -> ClockChange.between(OU, Double.NaN, VE));
    }
}
