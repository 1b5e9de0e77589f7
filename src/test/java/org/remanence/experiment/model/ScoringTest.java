package org.remanence.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.Exact;
import org.remanence.random.RandomStream;
import org.remanence.result.Npy;
import org.remanence.tensor.Matrix;

/// 1100 states take three blocks of 512; each against all patterns.
class ScoringTest {
    private static final double[][] PATTERNS = rows("patterns", 23, 1);
    private static final double[][] STATES = rows("states", 1100, 1.5);

    @TempDir
    private Path folder;

    private static double[][] rows(String name, int count, double width) {
        double[][] rows = new double[count][3];
        for (int i = 0; i < count; i++) {
            RandomStream.named(1, name).gaussians(i, 0, rows[i], 0, 3);
            rows[i] = Arrays.stream(rows[i]).map(each -> width * each).toArray();
        }
        return rows;
    }

    private Scoring.Result score(String process, double time) {
        Path patterns = folder.resolve("patterns.npy");
        Path states = folder.resolve("states.npy");
        Npy.write(patterns, Matrix.of(PATTERNS));
        Npy.write(states, Matrix.of(STATES));
        return ask(Scoring.class, Map.of("data", patterns.toString(), "at", states.toString(), "time", String.valueOf(time),
                "process", process), 1, 2).result();
    }

    @Test
    void densityAndEntropyAreThoseInFortyFiveDigits() {
        Scoring.Result result = score("ou", 0.2);
        assertEquals(STATES.length, result.logDensity().length);
        for (int b = 0; b < STATES.length; b++) {
            double[] exact = Exact.logDensityAndEntropy(PATTERNS, STATES[b], 0.2);
            assertEquals(exact[0], result.logDensity()[b], 1e-12 * (1 + Math.abs(exact[0])));
            assertTrue(Math.abs(exact[0] - result.logDensity()[b]) <= result.errorBound()[b]);
            assertTrue(result.errorBound()[b] < 1e-10, "the promise of double precision");
            assertEquals(exact[1], result.entropy()[b], 1e-11);
        }
    }

    @Test
    void scoreAndDenoiserAreWeightedMeansOfThePatterns() {
        weighted("ou", 0.2, Math.exp(-0.2), -Math.expm1(-0.4));
        weighted("ve", 0.7, 1, 0.7);
    }

    private void weighted(String process, double time, double scale, double variance) {
        Scoring.Result result = score(process, time);
        for (int b = 0; b < STATES.length; b++) {
            double[] x = STATES[b];
            double[] square = Arrays.stream(PATTERNS).mapToDouble(a -> IntStream.range(0, 3)
                    .mapToDouble(k -> Math.pow(x[k] - scale * a[k], 2)).sum()).toArray();
            double least = Arrays.stream(square).min().orElseThrow();
            double[] w = Arrays.stream(square).map(each -> Math.exp((least - each) / (2 * variance))).toArray();
            double total = Arrays.stream(w).sum();
            for (int k = 0; k < 3; k++) {
                int column = k;
                double mean = IntStream.range(0, w.length).mapToDouble(mu -> w[mu] / total * PATTERNS[mu][column]).sum();
                assertEquals(mean, result.denoiser().get(b, k), 1e-12, "rounding");
                assertEquals((scale * mean - x[k]) / variance, result.score().get(b, k), 1e-11, "rounding");
            }
            assertEquals(total * total / Arrays.stream(w).map(each -> each * each).sum(), result.effectivePatterns()[b],
                    1e-10, "rounding");
            assertEquals(least, square[(int) result.nearest()[b]], 0);
        }
    }
}
