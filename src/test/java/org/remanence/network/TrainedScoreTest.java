package org.remanence.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.data.UniformScaling;
import org.remanence.linalg.FloatMatrix;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.SigmaClock;
import org.remanence.process.VarianceExploding;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.ShapeException;

/// Networks that know a Gaussian law in their units: mean 0.4, −0.3, 0 and variance 0.7 in each coordinate.
final class TrainedScoreTest {
    private static final double[] MEAN = {0.4, -0.3, 0};
    private static final double VARIANCE = 0.7;
    private static final NoiseSchedule SCHEDULE = new NoiseSchedule.Geometric(new SigmaClock(0.01, 50));

    static Stream<Arguments> meanings() {
        return Stream.of(Prediction.values()).flatMap(each -> Stream.of(InputScale.values())
                .flatMap(state -> Stream.of(new OrnsteinUhlenbeck(), new VarianceExploding()).map(process -> Arguments.of(each,
                        state, process))));
    }

    private static Parameterization meaning(Prediction prediction, InputScale state) {
        return new Parameterization(prediction, state, ClockReading.SIGMA, SCHEDULE, 0.6);
    }

    private static NetworkDescription description(Parameterization meaning, double[] shift, double factor) {
        return NetworkDescription.flat(meaning, new UniformScaling(shift, factor));
    }

    /// What the law answers, from the input as it comes.
    private record GaussianNetwork(NetworkDescription description) implements TrainedNetwork, NetworkFunction {
        @Override
        public NetworkFunction function() {
            return this;
        }

        @Override
        public int dimension() {
            return MEAN.length;
        }

        @Override
        public void apply(FloatMatrix inputs, double sigma, FloatMatrix into) {
            Parameterization meaning = description.meaning();
            for (long b = 0; b < inputs.rows(); b++) {
                for (int k = 0; k < MEAN.length; k++) {
                    double y = inputs.get(b, k) * meaning.divisor(sigma);
                    double noise = sigma * (y - MEAN[k]) / (VARIANCE + sigma * sigma);
                    into.set(b, k, (float) meaning.target(y - sigma * noise, noise, sigma));
                }
            }
        }

        @Override
        public void close() { }
    }

    /// `F = A x` in the units of the network, with the place of a row in its block added where asked.
    private record LinearNetwork(NetworkDescription description, double[][] map, boolean placed) implements TrainedNetwork,
            DifferentiableNetwork {
        @Override
        public NetworkFunction function() {
            return this;
        }

        @Override
        public int dimension() {
            return map.length;
        }

        @Override
        public void apply(FloatMatrix inputs, double reading, FloatMatrix into) {
            for (long b = 0; b < inputs.rows(); b++) {
                for (int i = 0; i < map.length; i++) {
                    double sum = placed ? b : 0;
                    for (int j = 0; j < map.length; j++) {
                        sum += map[i][j] * inputs.get(b, j);
                    }
                    into.set(b, i, (float) sum);
                }
            }
        }

        @Override
        public Matrix jacobian(float[] input, double reading) {
            return Matrix.of(map);
        }

        @Override
        public void close() { }
    }

    /// Hides the derivative of a network.
    private record Hidden(LinearNetwork network) implements TrainedNetwork, NetworkFunction {
        @Override
        public NetworkDescription description() {
            return network.description;
        }

        @Override
        public NetworkFunction function() {
            return this;
        }

        @Override
        public int dimension() {
            return network.dimension();
        }

        @Override
        public void apply(FloatMatrix inputs, double reading, FloatMatrix into) {
            network.apply(inputs, reading, into);
        }

        @Override
        public void close() { }
    }

    /// Data a, prepared as p = (a − 5)·0.25; the network's units are (a − (1, 2, 3))·2. Law of p: mean (m/2 + (1, 2, 3) −
    /// 5)·0.25,
    /// variance 0.7 (0.25/2)². Limits: floats of the inputs, 6e-8 relative, against noise of the size that divides them.
    @ParameterizedTest
    @MethodSource("meanings")
    void scoreIsThatOfTheLawInAnyUnits(Prediction prediction, InputScale state, Diffusion process) {
        var network = new GaussianNetwork(description(meaning(prediction, state), new double[] {1, 2, 3}, 2));
        double[] mean = new double[3];
        Arrays.setAll(mean, k -> (MEAN[k] / 2 + k + 1 - 5) * 0.25);
        double variance = VARIANCE * 0.25 * 0.25 / 4;
        try (Session session = Session.seeded(1);
                var score = new TrainedScore(network, new UniformScaling(new double[] {5, 5, 5}, 0.25), process, session)) {
            for (double tau : new double[] {1e-4, 0.01, 0.5, 30}) {
                double time = process.timeAt(tau);
                double s = process.scale(time);
                double width = s * s * variance + process.variance(time);
                double[] x = {-0.8 * s, 0.3, -0.1};
                Matrix states = Matrix.of(new double[][] {x});
                Matrix scores = Matrix.zeros(1, 3);
                Matrix data = Matrix.zeros(1, 3);
                score.score(states, time, scores);
                score.denoise(states, time, data);
                double sigma = Math.sqrt(tau);
                for (int k = 0; k < 3; k++) {
                    double expected = (s * mean[k] - x[k]) / width;
                    double datum = (x[k] * s * variance + process.variance(time) * mean[k]) / width;
                    double floats = 4e-7 * (1 + Math.abs(x[k] / s) * 8);
                    assertEquals(expected, scores.get(0, k), floats / Math.sqrt(process.variance(time)) * (1 + 1 / sigma),
                            "score");
                    assertEquals(datum, data.get(0, k), floats * (1 + sigma), "datum");
                }
            }
        }
    }

    /// Above its range the network sees the state shrunk to the greatest noise it knows, below it the state as it is.
    @Test
    void denoiserBeyondTheRangeIsThatOfItsEnd() {
        var network = new GaussianNetwork(description(meaning(Prediction.EPSILON, InputScale.VE), new double[3], 1));
        try (Session session = Session.seeded(1);
                var score = new TrainedScore(network, UniformScaling.none(3), new VarianceExploding(), session)) {
            for (double sigma : new double[] {0.001, 500}) {
                double end = sigma < 1 ? 0.01 : 50;
                double y = 2 * Math.max(sigma, 1);
                double seen = sigma < 1 ? y : y / 10;
                double datum = (VARIANCE * seen + end * end * MEAN[0]) / (VARIANCE + end * end);
                Matrix states = Matrix.of(new double[][] {{y, 0, 0}});
                Matrix found = Matrix.zeros(1, 3);
                score.denoise(states, sigma * sigma, found);
                assertEquals(datum, found.get(0, 0), 1e-5);
                score.score(states, sigma * sigma, found);
                assertEquals((datum - y) / (sigma * sigma), found.get(0, 0), 1e-5 / (sigma * sigma));
            }
        }
    }

    /// The network answers with the place of a row in its block: no other split of 300 rows at 128 changes a bit, nor do threads.
    @Test
    void bitsDependOnThePlaceModulo128Alone() {
        var network = new LinearNetwork(description(meaning(Prediction.EPSILON, InputScale.VE), new double[2], 1),
                new double[][] {{1, 2}, {3, 4}}, true);
        Matrix states = Matrix.zeros(300, 2);
        for (int b = 0; b < 300; b++) {
            states.setRow(b, new double[] {b, -b});
        }
        Matrix whole = Matrix.zeros(300, 2);
        Matrix parts = Matrix.zeros(300, 2);
        try (Session session = new Session(1, 3, Progress.SILENT);
                var score = new TrainedScore(network, UniformScaling.none(2), new VarianceExploding(), session)) {
            score.score(states, 1, whole);
        }
        try (Session session = new Session(1, 1, Progress.SILENT);
                var score = new TrainedScore(network, UniformScaling.none(2), new VarianceExploding(), session)) {
            for (int[] part : new int[][] {{0, 128}, {128, 128}, {256, 44}}) {
                score.score(states.slice(part[0], part[1]), 1, parts.slice(part[0], part[1]));
            }
            assertEquals(-127, whole.get(127, 0) - (states.get(127, 0) * -1 + states.get(127, 1) * -2));
            assertThrows(ShapeException.class, () -> score.score(Matrix.zeros(1, 3), 1, Matrix.zeros(1, 3)));
        }
        for (int b = 0; b < 300; b++) {
            assertArrayEquals(whole.row(b), parts.row(b));
        }
    }

    /// F = A x with an A that is not symmetric, by the network and by differences: these have the rounding of floats up to 6,
    /// 2.4e-7 at
    /// each end, over steps of 0.4 σ.
    @ParameterizedTest
    @MethodSource("meanings")
    void jacobianIsThatOfTheNetwork(Prediction prediction, InputScale state, Diffusion process) {
        double[][] map = {{0.3, -0.8}, {0.5, 0.1}};
        Parameterization meaning = meaning(prediction, state);
        var network = new LinearNetwork(description(meaning, new double[] {1, -1}, 2), map, false);
        try (Session session = Session.seeded(1)) {
            for (double sigma : new double[] {0.003, 0.3, 80}) {
                double time = process.timeAt(sigma * sigma);
                double clamped = Math.clamp(2 * sigma, 0.01, 50);
                double[] x = {0.2, 0.7};
                for (TrainedNetwork each : List.of(network, new Hidden(network))) {
                    try (var score = new TrainedScore(each, UniformScaling.none(2), process, session)) {
                        Matrix jacobian = score.jacobian(x, time);
                        for (int i = 0; i < 2; i++) {
                            for (int j = 0; j < 2; j++) {
                                double one = i == j ? 1 : 0;
                                double shrink = Math.min(1, clamped / (2 * sigma));
                                double datum = shrink * (meaning.datum(1, 0, clamped) * map[i][j] / meaning.divisor(clamped)
                                        + meaning.datum(0, 1, clamped) * one);
                                double expected = (datum - one) / process.variance(time);
                                double limit = each == network ? 1e-9 : 1e-6 + 1.5e-6 / sigma;
                                assertEquals(expected, jacobian.get(i, j), limit * (1
                                        + Math.abs(datum)) / process.variance(time));
                            }
                        }
                        assertTrue(Math.abs(jacobian.get(0, 1) - jacobian.get(1, 0)) > 0);
                    }
                }
            }
        }
    }

    /// Two pixels of three channels lie as r g b r g b: the network sees r r g g b b, and its mean in that order.
    @Test
    void imagesReachTheNetworkChannelByChannel() {
        double[][] map = new double[6][6];
        for (int i = 0; i < 6; i++) {
            map[i][i] = i + 1;
        }
        NetworkDescription channels = new NetworkDescription(meaning(Prediction.EPSILON, InputScale.VE),
                NetworkDescription.Layout.NCHW,
                List.of(3, 1, 2), NetworkDescription.Inputs.UNNAMED, new double[] {10, 20, 30, 40, 50, 60}, 1,
                        new NetworkDescription.Range(0.01, 50));
        var network = new ChannelsFirst(new LinearNetwork(channels, map, false));
        assertArrayEquals(new double[] {10, 30, 50, 20, 40, 60}, network.description().units().shift());
        FloatMatrix into = FloatMatrix.of(new float[12], 2, 6);
        try (NetworkFunction function = network.function()) {
            function.apply(FloatMatrix.of(new float[] {1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7}, 2, 6), 1, into);
        }
        float[] found = new float[12];
        into.copy(0, 2, found, 0);
        assertArrayEquals(new float[] {1, 3, 5, 2, 4, 6, 2, 9, 20, 10, 24, 42}, found);
    }

    @Test
    void timesWithoutNoiseAreRefused() {
        var network = new GaussianNetwork(description(meaning(Prediction.EPSILON, InputScale.VE), new double[3], 1));
        try (Session session = Session.seeded(1);
                var score = new TrainedScore(network, UniformScaling.none(3), new VarianceExploding(), session)) {
            assertThrows(IllegalArgumentException.class, () -> score.score(Matrix.zeros(1, 3), 0, Matrix.zeros(1, 3)));
            assertThrows(IllegalArgumentException.class, () -> score.jacobian(new double[3], Double.NaN));
        }
    }
}
