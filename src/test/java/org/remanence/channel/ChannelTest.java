package org.remanence.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.Golden;

/// Against 40 digits of another language, and against themselves where two routes meet.
class ChannelTest {
    static List<Golden> hard() {
        return Golden.read("perceptrons", "gout_hard");
    }

    static List<Golden> potentials() {
        return Golden.read("perceptrons", "gout_logpot");
    }

    @ParameterizedTest
    @MethodSource("hard")
    void hardMargin(Golden golden) {
        ChannelMoments m = new HardMargin(golden.param("kappa")).at(golden.param("omega"), golden.param("V"));
        golden.check(m.logNorm(), m.slope(), m.curvature());
    }

    @ParameterizedTest
    @MethodSource("potentials")
    void logPotential(Golden golden) {
        ChannelMoments m = new LogPotential(golden.param("beta")).at(golden.param("omega"), golden.param("V"));
        golden.check(m.logNorm(), m.slope());
    }

    /// The quadrature for powers next to whole ones runs into the closed forms.
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3})
    void quadratureMeetsClosedForms(double beta) {
        for (double mean : new double[] {-40, -3, -0.5, 0, 0.4, 6}) {
            ChannelMoments closed = new LogPotential(beta).at(mean, 0.3);
            ChannelMoments numeric = new LogPotential(beta + 1e-13).at(mean, 0.3);
            assertEquals(closed.logNorm(), numeric.logNorm(), 1e-10 * (1 + Math.abs(closed.logNorm())));
            assertEquals(closed.slope(), numeric.slope(), 1e-10 * closed.slope());
            assertEquals(closed.curvature(), numeric.curvature(), 1e-8 * Math.abs(closed.curvature()));
        }
    }

    /// Slope and curvature are derivatives, also on both sides of where the continued fraction begins.
    @ParameterizedTest
    @MethodSource("channels")
    void derivatives(Channel channel) {
        for (double mean : new double[] {-30, -6.2, -5.9, -2, 0, 1.5}) {
            double step = 1e-4;
            ChannelMoments here = channel.at(mean, 1);
            double slope = (channel.at(mean + step, 1).logNorm() - channel.at(mean - step, 1).logNorm()) / (2 * step);
            double curvature = (channel.at(mean + step, 1).slope() - channel.at(mean - step, 1).slope()) / (2 * step);
            assertEquals(slope, here.slope(), 1e-7 * (1 + here.slope()));
            assertEquals(curvature, here.curvature(), 1e-7);
            assertTrue(here.curvature() < 0, "log-concave");
        }
    }

    static List<Channel> channels() {
        return List.of(new HardMargin(0), new HardMargin(-2.5), new LogPotential(1), new LogPotential(2),
                new LogPotential(1.5));
    }

    @Test
    void hardMarginFarOutHasNoCancellation() {
        double y = 1e6;
        ChannelMoments m = new HardMargin(y).at(0, 1);
        assertEquals(1 / y - 2 / (y * y * y), m.slope() - y, 1e-9, "g − y");
        assertEquals(-1 + 1 / (y * y), m.curvature(), 1e-15);
    }
}
