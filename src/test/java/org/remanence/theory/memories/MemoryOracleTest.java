package org.remanence.theory.memories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.Golden;
import org.remanence.random.RandomStream;
import org.remanence.text.BadInput;

/// Against an independent implementation in another language.
class MemoryOracleTest {
    /// Names of which there are values, with what they are values of.
    static Stream<Golden> golden() {
        return Stream.of("alpha1", "lambda_", "epsilon_star", "phi_noise", "alpha_c_", "pair_violation", "retrieval_prob",
                "basin", "zeta_hmm", "t_",
                "mutual_info", "ags").flatMap(name -> Golden.read("memories", name).stream());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void agrees(Golden golden) {
        golden.check(switch (golden.name()) {
            case "alpha1" -> law(golden).singlePatternLoad(golden.param("lam"));
            case "lambda_star" -> law(golden).condensation(golden.param("alpha"), 1);
            case "epsilon_star" -> law(golden).largestOverlap(golden.param("alpha"), 1);
            case "phi_noise" -> law(golden).noise(golden.param("alpha"), golden.param("lam"), 1);
            case "alpha_c_typ" -> AllPatterns.typicalLoad(golden.params().get("lam").isNumber() ? golden.param("lam") : 1);
            case "alpha_c_pair" -> AllPatterns.PAIR_LOAD;
            case "alpha_c_crossover_lambda" -> AllPatterns.crossover();
            case "pair_violation_prob" -> AllPatterns.pairProbability((int) golden.param("N"));
            case "retrieval_prob_lambda_inf" ->
                FiniteRetrieval.probability((int) golden.param("N"),
                        Math.rint(Math.exp(golden.param("alpha") * golden.param("N"))));
            case "basin_overlap_mc" -> PatternBasin.leastOverlap(law(golden), golden.param("alpha"), golden.param("lam"));
            case "basin_rmax" -> PatternBasin.largestNoise(golden.param("alpha"), golden.param("lam"));
            case "basin_rmax_diffusion" -> GaussianPatterns.trap(golden.param("alpha"), golden.param("t"));
            case "zeta_hmm" -> hidden(golden, "sigma").freeEntropy(golden.param("lam"), 1);
            case "lambda_minus_zeta_hmm" -> golden.param("lam") - hidden(golden, "sigma").freeEntropy(golden.param("lam"), 1);
            case "alpha1_saturated_hmm" -> hidden(golden, "sigma").singlePatternLoad(1e3);
            case "alpha1_saturation_lambda_hmm" -> hidden(golden, "sigma").saturation();
            case "t_collapse" -> law(golden).collapse(golden.param("alpha"));
            case "t_onset" -> law(golden) instanceof HiddenPatterns linear ? linear.onset(golden.param("alpha"))
                    : GaussianPatterns.onset(golden.param("alpha"));
            case "t_generalization" -> GaussianPatterns.bestGeneralization(golden.param("alpha"));
            case "t_condense_fresh_point" -> GaussianPatterns.freshCondensation(golden.param("alpha"));
            case "mutual_info_per_dim" -> law(golden).information(golden.param("t"));
            case "ags_alpha_c" -> HebbianLoad.capacity();
            case "ags_m_at_alpha_c" -> HebbianLoad.overlap(HebbianLoad.capacity());
            case "ags_overlap" -> HebbianLoad.overlap(golden.param("alpha"));
            default -> throw new IllegalStateException(golden.name());
        });
    }

    private static PatternLaw law(Golden golden) {
        String kind = golden.params().get(golden.params().has("patterns") ? "patterns" : "data").stringValue();
        return switch (kind) {
            case "gauss" -> new GaussianPatterns();
            case "sph" -> new SphericalPatterns();
            case "bin" -> new BinaryPatterns();
            default -> hidden(golden, "data");
        };
    }

    private static HiddenPatterns hidden(Golden golden, String key) {
        String name = golden.params().get(key).stringValue().replace("hmm-", "");
        return new HiddenPatterns(name.equals("lin") ? ManifoldFunction.IDENTITY
                : ManifoldFunction.valueOf(name.toUpperCase(Locale.ROOT)),
                golden.param("alphaD"));
    }

    /// Of two independent patterns only the overlap counts: the derivative of ζ must be the one that the saddle point gives.
    @ParameterizedTest
    @ValueSource(strings = {"TANH", "SIGN", "RELU"})
    void overlapsAreSlopes(String name) {
        var law = new HiddenPatterns(ManifoldFunction.valueOf(name), 0.5);
        double step = 1e-4;
        double slope = (law.freeEntropy(0.3 + step, 1) - law.freeEntropy(0.3 - step, 1)) / (2 * step);
        assertEquals(slope, law.overlap(0.3, 1), 2e-6);
    }

    @Test
    void aManifoldTellsLessThanAllOfSpace() {
        var law = new HiddenPatterns(ManifoldFunction.IDENTITY, 0.5);
        for (double time : new double[] {0.3, 1, 4}) {
            assertTrue(law.information(time) < new GaussianPatterns().information(time));
        }
    }

    @Test
    void orderOfTheTimes() {
        for (double load : new double[] {0.1, 0.3, 0.5, 1}) {
            double collapse = new GaussianPatterns().collapse(load);
            assertTrue(GaussianPatterns.bestGeneralization(load) < GaussianPatterns.freshCondensation(load));
            assertTrue(GaussianPatterns.freshCondensation(load) < collapse);
            assertTrue(collapse < GaussianPatterns.onset(load));
            assertEquals(0, GaussianPatterns.trap(load, GaussianPatterns.onset(load)), 1e-9);
            assertEquals(collapse, GaussianPatterns.trap(load, collapse), 1e-9 * collapse,
                    "typical trajectories fall in at the collapse");
        }
        assertEquals(0.056, GaussianPatterns.leastDivergence(0.3), 5e-4);
    }

    /// A cue that is the pattern has the load of the pattern; noise has a closed form for Gaussian patterns, and on the sphere
    /// the supremum may be taken by brute force.
    @Test
    void basins() {
        for (PatternLaw law : new PatternLaw[] {new GaussianPatterns(), new SphericalPatterns()}) {
            for (double lambda : new double[] {0.3, 1, 2.5}) {
                assertEquals(law.singlePatternLoad(lambda), PatternBasin.load(law, lambda, 1, 1), 1e-12);
                double m = PatternBasin.leastOverlap(law, 0.2, lambda);
                assertEquals(0.2, PatternBasin.load(law, lambda, m, 1), 1e-9, "the least overlap has that load");
                double best = 0;
                for (int i = 1; i <= 20_000; i++) {
                    double each = lambda * i / 20_000;
                    best = Math.max(best, 0.6 * each - law.freeEntropy(each, 0.9));
                }
                assertEquals(best, PatternBasin.load(law, lambda, 0.6, 0.9), 1e-7);
            }
        }
        for (double lambda : new double[] {0.3, 0.5, 2}) {
            assertEquals(PatternBasin.largestNoise(0.2, lambda), PatternBasin.largestNoise(new GaussianPatterns(), 0.2, lambda),
                    1e-9);
        }
        assertTrue(Double.isNaN(PatternBasin.largestNoise(new GaussianPatterns(), 0.6, 2)));
    }

    /// Signs under noise: without it α_1, much of it as Gaussian patterns, and the random energy model by plain sums between.
    @Test
    void noisedSigns() {
        PatternLaw law = new BinaryPatterns();
        assertEquals(law.singlePatternLoad(1.3), PatternBasin.noisedLoad(law, 1.3, 0), 1e-9);
        assertEquals(1 / (2 * 1e4), PatternBasin.noisedLoad(law, 2, 1e4), 2e-8, "λ′ − λ′² (1 + r)/2 at its best, less 1/r");
        RandomStream stream = RandomStream.named(7, "cue");
        double[] x = new double[100_000];
        stream.gaussians(0, 0, x, 0, x.length);
        double best = 0;
        for (double lambda = 0.02; lambda <= 2; lambda += 0.02) {
            double sum = 0;
            for (double z : x) {
                sum += Math.log(Math.cosh(lambda * (1 + Math.sqrt(0.5) * z)));
            }
            best = Math.max(best, lambda - sum / x.length);
        }
        assertEquals(best, PatternBasin.noisedLoad(law, 2, 0.5), 0.01, "the sum scatters by 0.002");
        assertEquals(0.5, PatternBasin.largestNoise(law, PatternBasin.noisedLoad(law, 2, 0.5), 2), 1e-6);
    }

    /// In finite dimension, at λ = ∞: against draws; false alarm 1e-4.
    @Test
    void finiteBasins() {
        RandomStream stream = RandomStream.named(7, "finite basin");
        int retrieved = 0;
        int draws = 4000;
        double[] numbers = new double[6 + 19];
        for (int draw = 0; draw < draws; draw++) {
            stream.gaussians(draw, 0, numbers, 0, numbers.length);
            double square = 0;
            for (int i = 0; i < 6; i++) {
                square += numbers[i] * numbers[i];
            }
            double most = Arrays.stream(numbers, 6, numbers.length).max().orElseThrow();
            retrieved += square > most * Math.sqrt(square + 6 * 0.8) ? 1 : 0;
        }
        double expected = FiniteRetrieval.probability(6, 20, 0.8);
        assertEquals(expected, retrieved / (double) draws, 4 * Math.sqrt(expected * (1 - expected) / draws));
    }

    @Test
    void loadsBeyondAllStatesAreRefused() {
        assertThrows(BadInput.class, () -> new BinaryPatterns().condensation(0.7, 1));
        assertThrows(BadInput.class, () -> new HiddenPatterns(ManifoldFunction.TANH, 0.5).onset(0.3));
        assertTrue(Double.isNaN(HebbianLoad.overlap(0.14)));
    }
}
