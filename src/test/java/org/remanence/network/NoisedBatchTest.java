package org.remanence.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.process.DdpmSchedule;
import org.remanence.process.SigmaClock;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;

final class NoisedBatchTest {
    private static final RandomStream STREAM = RandomStream.named(1, "train");
    private static final double[][] PATTERNS = {{1, 2, 3}, {-4, 0, 0.5}, {0.1, 7, -1}};

    static Stream<Parameterization> meanings() {
        return Stream.of(Prediction.values()).flatMap(prediction -> Stream.of(
                new Parameterization(prediction, InputScale.EDM, ClockReading.CLOCK, new NoiseSchedule.Geometric(new SigmaClock(0.1, 10)), 0.7),
                new Parameterization(prediction, InputScale.VP, ClockReading.INDEX, new NoiseSchedule.Steps(new DdpmSchedule(100, 1e-3, 0.1)), 0.7),
                new Parameterization(prediction, InputScale.VE, ClockReading.OU, new NoiseSchedule.Times(0.1, 2), 0.7)));
    }

    private static double sigma(Parameterization meaning, double reading) {
        return switch (meaning.schedule()) {
            case NoiseSchedule.Geometric(SigmaClock clock) -> clock.sigma(reading);
            case NoiseSchedule.Steps(DdpmSchedule schedule) -> Math.sqrt(Math.expm1(2 * schedule.time((int) Math.rint(reading))));
            case NoiseSchedule.Times _ -> Math.sqrt(Math.expm1(2 * reading));
        };
    }

    /// Input and target give back a pattern and normal noise: mean and variance of 12 000 numbers within 4.5 standard errors, for 18 cases
    /// and two moments a false alarm in 4000.
    @ParameterizedTest
    @MethodSource("meanings")
    void rowsAreNoisedPatterns(Parameterization meaning) {
        int rows = 400;
        NoisedBatch batch = new NoisedBatch(Matrix.of(PATTERNS), meaning, MinibatchDraw.INDEPENDENT, rows, STREAM);
        double sum = 0;
        double squares = 0;
        for (long step = 0; step < 10; step++) {
            batch.draw(step);
            for (int b = 0; b < rows; b++) {
                double sigma = sigma(meaning, batch.readings[b]);
                double[] pattern = new double[3];
                double[] noise = new double[3];
                for (int i = 0; i < 3; i++) {
                    double y = batch.inputs[3 * b + i] * meaning.divisor(sigma);
                    pattern[i] = meaning.datum(batch.targets[3 * b + i], y, sigma);
                    noise[i] = meaning.noise(batch.targets[3 * b + i], y, sigma);
                    sum += noise[i];
                    squares += noise[i] * noise[i];
                }
                assertTrue(Arrays.stream(PATTERNS).anyMatch(each -> near(each, pattern, 1e-5 * Math.max(1, sigma * sigma))));
                assertEquals(Math.pow(meaning.noise(1, 0, sigma), 2), batch.noisePerAnswer[b], 1e-9 * batch.noisePerAnswer[b]);
            }
        }
        int count = 3 * 10 * rows;
        assertEquals(0, sum / count, 4.5 / Math.sqrt(count));
        assertEquals(1, squares / count, 4.5 * Math.sqrt(2.0 / count));
    }

    private static boolean near(double[] a, double[] b, double tolerance) {
        return IntStream.range(0, a.length).allMatch(i -> Math.abs(a[i] - b[i]) < tolerance);
    }

    /// 4000 uniform readings: mean ½ within 4.5 standard errors, 0.0205; all of them inside.
    @Test
    void clocksAreReadUniformly() {
        var clock = new Parameterization(Prediction.EPSILON, InputScale.VE, ClockReading.CLOCK, new NoiseSchedule.Geometric(new SigmaClock()), 1);
        var unit = new Parameterization(Prediction.EPSILON, InputScale.VP, ClockReading.INDEX, new NoiseSchedule.Steps(new DdpmSchedule()), 1);
        NoisedBatch readings = new NoisedBatch(Matrix.of(PATTERNS), clock, MinibatchDraw.INDEPENDENT, 4000, STREAM);
        NoisedBatch indices = new NoisedBatch(Matrix.of(PATTERNS), unit, MinibatchDraw.INDEPENDENT, 4000, STREAM);
        readings.draw(3);
        indices.draw(3);
        assertEquals(0.5, Arrays.stream(readings.readings).average().orElseThrow(), 0.0205);
        assertEquals(499.5, Arrays.stream(indices.readings).average().orElseThrow(), 20.5);
        for (double index : indices.readings) {
            assertEquals(Math.rint(index), index, 1e-6);
            assertTrue(index > -0.5 && index < 999.5);
        }
    }

    /// A step can be had alone: nothing depends on the steps before.
    @Test
    void stepsStandAlone() {
        Parameterization meaning = meanings().findFirst().orElseThrow();
        for (MinibatchDraw draw : MinibatchDraw.values()) {
            NoisedBatch all = new NoisedBatch(Matrix.of(PATTERNS), meaning, draw, 7, STREAM);
            for (long step = 0; step <= 5; step++) {
                all.draw(step);
            }
            NoisedBatch alone = new NoisedBatch(Matrix.of(PATTERNS), meaning, draw, 7, STREAM);
            alone.draw(5);
            assertArrayEquals(all.inputs, alone.inputs);
            assertArrayEquals(all.targets, alone.targets);
        }
    }

    /// Every pass holds every pattern once, in an order of its own.
    @Test
    void shuffledPassesAreComplete() {
        PatternOrder order = new PatternOrder(MinibatchDraw.SHUFFLED, 6, STREAM, 5);
        Set<String> orders = new HashSet<>();
        for (long pass = 0; pass < 50; pass++) {
            long from = 6 * pass;
            long[] seen = LongStream.range(from, from + 6).map(order::at).toArray();
            orders.add(Arrays.toString(seen));
            Arrays.sort(seen);
            assertArrayEquals(new long[] {0, 1, 2, 3, 4, 5}, seen);
        }
        // 50 of 720 orders: 1.7 pairs agree on average, ten with a probability of 10⁻⁵.
        assertTrue(orders.size() > 40);
    }
}
