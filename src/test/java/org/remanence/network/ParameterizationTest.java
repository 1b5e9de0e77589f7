package org.remanence.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.Golden;
import org.remanence.process.DdpmSchedule;
import org.remanence.process.SigmaClock;
import org.remanence.text.BadInput;

final class ParameterizationTest {
    private static final NoiseSchedule GEOMETRIC = new NoiseSchedule.Geometric(new SigmaClock());

    static Stream<Arguments> predictions() {
        return Stream.of(Prediction.values()).flatMap(each -> Stream.of(InputScale.values()).map(state -> Arguments.of(each,
                state)));
    }

    private static Parameterization of(Prediction prediction, InputScale state, double sigmaData) {
        return new Parameterization(prediction, state, ClockReading.SIGMA, GEOMETRIC, sigmaData);
    }

    /// Noise and datum come back from the target of every prediction, at every level.
    @ParameterizedTest
    @MethodSource("predictions")
    void targetsAreInverted(Prediction prediction, InputScale state) {
        for (double sigma : new double[] {0.011, 0.75, 40}) {
            Parameterization meaning = of(prediction, state, 0.5);
            double y = 0.3 - 1.2 * sigma;
            double target = meaning.target(0.3, -1.2, sigma);
            assertEquals(-1.2, meaning.noise(target, y, sigma), 1e-12 / Math.min(sigma, 1));
            assertEquals(0.3, meaning.datum(target, y, sigma), 1e-13 * Math.max(sigma, 1));
        }
    }

    /// Datum 0.3, noise −1.2, σ = 0.75.
    @Test
    void targetsAreThoseOfTheField() {
        double y = 0.3 - 1.2 * 0.75;
        Parameterization score = of(Prediction.SCORE, InputScale.VE, 1);
        Parameterization velocity = of(Prediction.V_PREDICTION, InputScale.VP, 1);
        Golden.read("conversions", "convert_ve").forEach(g -> g.check(y, score.target(0.3, -1.2, 0.75), velocity.target(0.3, -1.2,
                0.75),
                y / velocity.divisor(0.75)));
        var time = new Parameterization(Prediction.SCORE, InputScale.VP, ClockReading.OU, GEOMETRIC, 1);
        Golden.read("conversions", "convert_ou").forEach(g -> g.check(time.reading(0.75), y / time.divisor(0.75), time.target(0.3,
                -1.2, 0.75),
                velocity.target(0.3, -1.2, 0.75)));
        assertEquals(-1.5, of(Prediction.FLOW, InputScale.FLOW, 1).target(0.3, -1.2, 0.75), 1e-14);
    }

    /// c_skip, c_out, c_in, c_noise and the weight of a denoiser's error at σ_data = 0.5, from `D = c_skip y + c_out F`.
    @Test
    void preconditioningIsThatOfKarras() {
        for (double sigma : new double[] {0.01, 0.5}) {
            var meaning = new Parameterization(Prediction.EDM, InputScale.EDM, ClockReading.LOG_SIGMA_OVER_4, GEOMETRIC, 0.5);
            double out = meaning.datum(1, 0, sigma);
            Golden.read("conversions", "edm_sigma_" + sigma).forEach(g -> g.check(meaning.datum(0, 1, sigma), out,
                    1 / meaning.divisor(sigma),
                    meaning.reading(sigma), 1 / (out * out)));
        }
    }

    @Test
    void clocksReadTheirSchedules() {
        var steps = new NoiseSchedule.Steps(new DdpmSchedule());
        var index = new Parameterization(Prediction.EPSILON, InputScale.VP, ClockReading.INDEX, steps, 1);
        Golden.read("conversions", "ddpm_sigma").forEach(g -> assertArrayEquals(g.params("index"),
                Arrays.stream(g.value()).map(index::reading).toArray(), 1e-9));
        assertEquals(0, index.reading(1e-9));
        assertEquals(999, index.reading(1e9));
        var unit = new Parameterization(Prediction.EPSILON, InputScale.VP, ClockReading.UNIT, steps, 1);
        assertEquals(0.15, unit.reading(0.5219650627362052), 1e-12);
        var clock = new Parameterization(Prediction.EPSILON, InputScale.VE, ClockReading.CLOCK, GEOMETRIC, 1);
        assertEquals(0.4, clock.reading(0.30170881682725814), 1e-13);
        var time = new Parameterization(Prediction.SAMPLE, InputScale.VP, ClockReading.OU, GEOMETRIC, 1);
        assertEquals(0.22314355131420976, time.reading(0.75), 1e-15);
    }

    @Test
    void clocksNeedTheirSchedules() {
        assertThrows(BadInput.class, () -> new Parameterization(Prediction.EPSILON, InputScale.VP, ClockReading.INDEX, GEOMETRIC,
                1));
        assertThrows(BadInput.class, () -> new Parameterization(Prediction.EPSILON, InputScale.VP, ClockReading.CLOCK,
                new NoiseSchedule.Times(0.01, 3), 1));
        assertThrows(BadInput.class, () -> of(Prediction.EDM, InputScale.EDM, 0));
    }
}
