package org.remanence.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.process.DdpmSchedule;
import org.remanence.process.SigmaClock;
import org.remanence.text.BadInput;

final class ParameterizationTest {
    private static final NoiseSchedule GEOMETRIC = new NoiseSchedule.Geometric(new SigmaClock());

    static Stream<Arguments> predictions() {
        return Stream.of(Prediction.values()).flatMap(each -> Stream.of(InputScale.values()).map(state -> Arguments.of(each, state)));
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

    /// Datum 0.3, noise −1.2, σ = 0.75: score in the variance-exploding and the variance-preserving state, velocity, state.
    @Test
    void targetsAreThoseOfTheField() {
        assertEquals(1.6, of(Prediction.SCORE, InputScale.VE, 1).target(0.3, -1.2, 0.75), 1e-14);
        assertEquals(2, of(Prediction.SCORE, InputScale.VP, 1).target(0.3, -1.2, 0.75), 1e-14);
        assertEquals(-1.14, of(Prediction.V_PREDICTION, InputScale.VP, 1).target(0.3, -1.2, 0.75), 1e-14);
        assertEquals(-0.48, (0.3 - 1.2 * 0.75) / of(Prediction.EPSILON, InputScale.VP, 1).divisor(0.75), 1e-14);
        assertEquals(-1.5, of(Prediction.FLOW, InputScale.FLOW, 1).target(0.3, -1.2, 0.75), 1e-14);
    }

    /// c_skip, c_out, c_in and c_noise at σ_data = 0.5, to 40 digits rounded.
    @Test
    void preconditioningIsThatOfKarras() {
        double[][] expected = {{0.01, 0.9996001599360256, 0.00999800059980007, 1.999600119960014, -1.151292546497023},
            {0.5, 0.5, 0.3535533905932738, 1.4142135623730951, -0.17328679513998632}};
        for (double[] row : expected) {
            double sigma = row[0];
            var meaning = new Parameterization(Prediction.EDM, InputScale.EDM, ClockReading.LOG_SIGMA_OVER_4, GEOMETRIC, 0.5);
            // D = c_skip y + c_out F
            assertEquals(row[1], meaning.datum(0, 1, sigma), 1e-14);
            assertEquals(row[2], meaning.datum(1, 0, sigma), 1e-14);
            assertEquals(row[3], 1 / meaning.divisor(sigma), 1e-14);
            assertEquals(row[4], meaning.reading(sigma), 1e-14);
        }
    }

    @Test
    void clocksReadTheirSchedules() {
        var steps = new NoiseSchedule.Steps(new DdpmSchedule());
        var index = new Parameterization(Prediction.EPSILON, InputScale.VP, ClockReading.INDEX, steps, 1);
        assertEquals(150, index.reading(0.5219650627362052), 1e-9);
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
        assertThrows(BadInput.class, () -> new Parameterization(Prediction.EPSILON, InputScale.VP, ClockReading.INDEX, GEOMETRIC, 1));
        assertThrows(BadInput.class, () -> new Parameterization(Prediction.EPSILON, InputScale.VP, ClockReading.CLOCK,
                new NoiseSchedule.Times(0.01, 3), 1));
        assertThrows(BadInput.class, () -> of(Prediction.EDM, InputScale.EDM, 0));
    }
}
