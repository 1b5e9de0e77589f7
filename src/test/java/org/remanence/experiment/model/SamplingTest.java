package org.remanence.experiment.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.with;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.result.Estimate;
import org.remanence.result.Npy;
import org.remanence.sampler.Scheme;
import org.remanence.tensor.Matrix;

class SamplingTest {
    /// Weights ¼, ½, ¼ at three points.
    private static final double[][] POINTS = {{0, 0}, {3, 0}, {3, 0}, {0, -4}};

    @TempDir
    private Path folder;

    private Sampling.Result sample(double[][] patterns, Map<String, String> more) {
        Path file = folder.resolve("patterns.npy");
        Npy.write(file, Matrix.of(patterns));
        return ask(Sampling.class, with(Map.of("data", file.toString()), more), 3, 2).result();
    }

    /// Samples end at the patterns, each as often as its weight says: mean (1.5, −1), second moments (4.5, 4), none mixed.
    @ParameterizedTest
    @EnumSource
    void samplesHaveTheLawOfThePatterns(Scheme scheme) {
        Sampling.Result result = sample(POINTS, Map.of("count", "2500", "sampler", scheme.word(), "steps", "80"));
        assertNear(1.5, moment(result, x -> x[0]));
        assertNear(-1, moment(result, x -> x[1]));
        assertNear(4.5, moment(result, x -> x[0] * x[0]));
        assertNear(4, moment(result, x -> x[1] * x[1]));
        assertNear(0.25, moment(result, x -> x[0] < 1 && x[1] > -1 ? 1 : 0));
        assertEquals(2500, result.meanDistance().count());
    }

    private interface Function {
        double of(double[] state);
    }

    private static Estimate moment(Sampling.Result result, Function function) {
        return Estimate.of(Arrays.stream(result.samples().toArray()).mapToDouble(function::of).toArray());
    }

    private static double[][] cloud(int count) {
        double[][] cloud = new double[count][5];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < 5; k++) {
                cloud[i][k] = Math.sin(1.7 * i * (k + 1) + k) + Math.cos(0.3 * i * i + 2 * k);
            }
        }
        return cloud;
    }

    /// Few steps leave samples between the patterns, so that distances are not all 0; 1100 take two batches of 1024.
    @Test
    void neighboursAreTheNearestOfAllPatterns() {
        double[][] patterns = cloud(300);
        Sampling.Result result = sample(patterns, Map.of("count", "1100", "sampler", "ddim", "steps", "2"));
        double[] distances = new double[1100];
        for (int b = 0; b < 1100; b++) {
            double[] x = result.samples().row(b);
            double[] all = Arrays.stream(patterns).mapToDouble(a ->
                    Math.sqrt(IntStream.range(0, 5).mapToDouble(k -> (a[k] - x[k]) * (a[k] - x[k])).sum())).toArray();
            distances[b] = Arrays.stream(all).min().orElseThrow();
            assertEquals(distances[b], all[(int) result.nearest()[b]], 1e-14, "rounding");
            assertEquals(distances[b], result.distance()[b], 1e-14, "rounding");
        }
        assertTrue(Arrays.stream(distances).max().orElseThrow() > 0.01, "two steps are too few to end at the patterns");
        assertEquals(Arrays.stream(distances).average().orElseThrow(), result.meanDistance().mean(), 1e-12, "rounding");
    }

    /// What is passed over weighs less than rounding: the same paths but for the last bits.
    @ParameterizedTest
    @EnumSource(names = {"EI_HEUN", "HEUN", "EULER_MARUYAMA"})
    void pruningChangesNothing(Scheme scheme) {
        Map<String, String> question = Map.of("count", "20", "sampler", scheme.word(), "steps", "40");
        Sampling.Result pruned = sample(cloud(1000), question);
        Sampling.Result whole = sample(cloud(1000), with(question, Map.of("prune", "off")));
        assertArrayEquals(whole.nearest(), pruned.nearest());
        for (int b = 0; b < 20; b++) {
            assertArrayEquals(whole.samples().row(b), pruned.samples().row(b), 1e-9, "40 steps, each within 1e-12 of the score");
        }
    }

    /// Sample i is the same in a run of any length, and one of its own: a second batch is not the first again.
    @Test
    void samplesDoNotDependOnTheirNumber() {
        Map<String, String> question = Map.of("sampler", "ei-heun", "steps", "12");
        Sampling.Result many = sample(cloud(50), with(question, Map.of("count", "2050")));
        double[][] few = sample(cloud(50), with(question, Map.of("count", "7"))).samples().toArray();
        assertArrayEquals(Arrays.copyOf(many.samples().toArray(), 7), few);
        long repeated = IntStream.range(0, 1024).filter(b -> many.nearest()[b] == many.nearest()[b + 1024]).count();
        assertTrue(repeated < 200, "independent samples of 50 patterns agree in about 20 of 1024: " + repeated);
    }
}
