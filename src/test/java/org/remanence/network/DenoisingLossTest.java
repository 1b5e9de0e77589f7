package org.remanence.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.remanence.linalg.FloatMatrix;
import org.remanence.process.SigmaClock;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;

final class DenoisingLossTest {
    private static final RandomStream STREAM = RandomStream.named(1, "loss");

    /// Multiplies its inputs by a function of the clock.
    private record Scaling(DoubleUnaryOperator factor) implements NetworkFunction {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void apply(FloatMatrix inputs, double reading, FloatMatrix into) {
            for (int b = 0; b < inputs.rows(); b++) {
                for (int i = 0; i < 2; i++) {
                    into.set(b, i, (float) (factor.applyAsDouble(reading) * inputs.get(b, i)));
                }
            }
        }

        @Override
        public void close() { }
    }

    private static Parameterization meaning(Prediction prediction) {
        return new Parameterization(prediction, InputScale.VE, ClockReading.SIGMA, new NoiseSchedule.Geometric(new SigmaClock()), 1);
    }

    /// Patterns ±1 and noise: the best linear answer leaves c/(c + σ²) of the noise, none leaves 1; 10 000 rows, 5 standard errors of 1.4 %.
    @Test
    void linearAnswersLeaveWhatTheyMust() {
        Matrix patterns = Matrix.of(new double[][] {{1, -1}, {-1, 1}, {1, 1}, {-1, -1}});
        DenoisingLoss noise = new DenoisingLoss(patterns, meaning(Prediction.EPSILON), 2500, STREAM);
        DenoisingLoss data = new DenoisingLoss(patterns, meaning(Prediction.SAMPLE), 2500, STREAM);
        double[] sigmas = {0.5, 2};
        double[] silent = noise.of(new Scaling(_ -> 0), sigmas);
        double[] best = noise.of(new Scaling(sigma -> sigma / (1 + sigma * sigma)), sigmas);
        double[] denoised = data.of(new Scaling(sigma -> 1 / (1 + sigma * sigma)), sigmas);
        for (int i = 0; i < 2; i++) {
            double floor = 1 / (1 + sigmas[i] * sigmas[i]);
            assertEquals(1, silent[i], 0.05);
            assertEquals(floor, best[i], 0.05 * floor);
        }
        // The same network said in another way.
        assertArrayEquals(best, denoised, 1e-5);
    }
}
