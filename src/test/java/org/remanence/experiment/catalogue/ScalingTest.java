package org.remanence.experiment.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ALARM;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.experiment.regimes.SpeciationDimensions;
import org.remanence.random.RandomStream;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.ResultJson;

class ScalingTest {
    private static final double[] SIZES = {16, 64, 100, 1024, 5000};

    @ParameterizedTest
    @EnumSource(ScalingLaw.class)
    void findsTheLawOfExactPoints(ScalingLaw law) {
        Estimate[] y = Arrays.stream(SIZES).mapToObj(x -> new Estimate(law.at(x, 2.5, 0.3), 0.1, 10)).toArray(Estimate[]::new);
        ScalingLaw.Fit fit = law.fit(SIZES, y, RandomStream.named(1, "fit"), 100);
        assertEquals(2.5, fit.constant().mean(), 1e-10);
        assertEquals(0.3, fit.coefficient().mean(), 1e-12);
        assertEquals(0, fit.chiSquared(), 1e-15);
        assertEquals(3, fit.degreesOfFreedom());
    }

    /// The error of a slope is 1/√(Σ w (u − ū)²), w the inverse square errors; 4000 samples know a deviation to 1.1 %.
    @Test
    void bootstrapErrorsAreThoseOfLeastSquares() {
        double[] error = {0.1, 0.3, 0.2, 0.1, 0.5};
        Estimate[] y = new Estimate[SIZES.length];
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < y.length; i++) {
            double u = Math.log(SIZES[i]);
            double w = 1 / (error[i] * error[i]);
            y[i] = new Estimate(1 + 0.5 * u + (i % 2 == 0 ? 0.1 : -0.1), error[i], 10);
            sum += w;
            first += w * u;
            second += w * u * u;
        }
        ScalingLaw.Fit fit = ScalingLaw.LOGARITHMIC.fit(SIZES, y, RandomStream.named(1, "fit"), 4000);
        double slope = 1 / Math.sqrt(second - first * first / sum);
        assertEquals(slope, fit.coefficient().stderr(), ALARM * 0.011 * slope);
        assertEquals(Math.hypot(1 / Math.sqrt(sum), slope * first / sum), fit.constant().stderr(), ALARM * 0.011 * fit.constant().stderr());
    }

    /// A power law is a line in the logarithms, where the errors are relative ones.
    @Test
    void errorsOfAPowerLawAreRelative() {
        double[] x = {1, 10, 100};
        double[] relative = {0.1, 0.2, 0.1};
        Estimate[] y = new Estimate[3];
        Arrays.setAll(y, i -> new Estimate(50 * Math.pow(x[i], -0.5), relative[i] * 50 * Math.pow(x[i], -0.5), 10));
        ScalingLaw.Fit fit = ScalingLaw.POWER.fit(x, y, RandomStream.named(1, "fit"), 4000);
        // the middle point lies at the mean of ln x: 1/√(2 · 100 · ln² 10)
        double slope = 1 / (Math.sqrt(200) * Math.log(10));
        assertEquals(slope, fit.coefficient().stderr(), ALARM * 0.011 * slope);
        assertEquals(-0.5, fit.coefficient().mean(), 1e-12);
        assertEquals(50, fit.constant().mean(), 1e-10);
    }

    /// Residuals of five points about a line stand for errors √(Σ r²/3), not √(Σ r²/5); 4000 samples know a deviation to 1.1 %.
    @Test
    void residualsAreEnlargedForTheTwoNumbersOfTheLine() {
        double[] x = {1, 2, 3, 4, 5};
        double[] residual = {1, -2, 1, 1, -1};
        Estimate[] y = new Estimate[5];
        Arrays.setAll(y, i -> new Estimate(3 + 7 * x[i] + residual[i], 0, 1));
        // least squares: slope 7 − 0.1, so Σ r² = 8 − 10 · 0.1²; Σ (x − 3)² = 10
        double slope = Math.sqrt((8 - 0.1) / 3 / 10);
        ScalingLaw.Fit fit = ScalingLaw.LINEAR.fit(x, y, RandomStream.named(2, "fit"), 4000);
        assertEquals(6.9, fit.coefficient().mean(), 1e-12);
        assertEquals(slope, fit.coefficient().stderr(), ALARM * 0.011 * slope);
    }

    /// Points without errors: the fitted exponent of 200 noisy power laws lies within one bootstrap error two times in three.
    @Test
    void residualsStandInForUnknownErrors() {
        double[] x = new double[12];
        Arrays.setAll(x, i -> 10 * Math.pow(1.5, i));
        RandomStream noise = RandomStream.named(4, "noise");
        int inside = 0;
        for (int trial = 0; trial < 200; trial++) {
            Estimate[] y = new Estimate[x.length];
            int index = trial;
            Arrays.setAll(y, i -> new Estimate(3 * Math.pow(x[i], -0.26) * Math.exp(0.1 * noise.gaussian(index, i)), 0, 1));
            Estimate exponent = ScalingLaw.POWER.fit(x, y, RandomStream.named(trial, "fit"), 200).coefficient();
            inside += Math.abs(exponent.residual(-0.26)) < 1 ? 1 : 0;
        }
        assertEquals(0.66, inside / 200.0, ALARM * Math.sqrt(0.66 * 0.34 / 200), "two thirds, little less for 10 degrees of freedom");
    }

    @Test
    void speciationTimeGrowsWithHalfTheLogarithmOfTheDimension() {
        var answer = ask(Scaling.class, Map.of("ask",
                "speciation --data mixture:d={x} --method overlap --times 1.5:5.5:0.25 --pairs 1000 --returns 0 --steps 200 --sampler ei",
                "sizes", "256,1024,4096"), 7, 2);
        assertNear(0.5, answer.result().coefficient());
        assertEquals(3, answer.result().measured().size());
        var exact = ask(Scaling.class, Map.of("measure", "theory.speciationTime.scaling", "ask",
                "speciation --data mixture:d={x} --method overlap --pairs 2 --returns 0 --steps 10"), 7, 1);
        assertEquals(0.5, exact.result().coefficient().mean(), 1e-14);
        assertTrue(ResultJson.compact(exact.result()).contains("\"chiSquared\":null"), "exact points have no errors");
    }

    @Test
    void replicasAreIndependentAndReproducible() {
        Map<String, String> question = Map.of("ask", "excess-entropy --data gaussian:d=8,n={x} --times 0.5 --draws 200", "sizes", "50,100,200",
                "measure", "normalizedExcessEntropy@0.5", "replicas", "3");
        assertRefused(Scaling.class, question, "was not found at size 50");
        Map<String, String> load = with(question, Map.of("measure", "logLoad"));
        var answer = ask(Scaling.class, load, 7, 2);
        assertEquals(3, answer.result().measured().count()[0]);
        assertEquals(1 / 8.0, answer.result().coefficient().mean(), 1e-12, "ln n / d");
        assertSameForAnyThreads(Scaling.class, load);
        Curve drawn = ask(Scaling.class, with(question, Map.of("measure", "normalizedExcessEntropy@0.5", "ask",
                "excess-entropy --data gaussian:d=8,n={x} --times 0.1:2:0.1 --draws 100")), 7, 2).result().measured();
        for (int i = 0; i < 3; i++) {
            assertTrue(drawn.stderr()[i] > 1e-4, "three data sets differ: " + drawn.at(i));
        }
    }

    @Test
    void dimensionsCrossInOnePoint() {
        SpeciationDimensions.Result result = ask(SpeciationDimensions.class, Map.of("dimensions", "64,1024", "times", "2,4",
                "pairs", "2000",
                "sampler", "ei", "steps", "200"), 3, 2).result();
        assertTrue(result.largestResidual() < ALARM, String.valueOf(result.largestResidual()));
        assertEquals(2, result.atSpeciation().size());
        assertEquals(0.5 * Math.log(64), result.curves().getFirst().speciationTime(), 1e-15);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "ask; speciation; leave the place of the size open as {x}",
        "ask; speciaton --pairs {x}; there is no experiment speciaton",
        "ask; speciation --pear {x}; has no option --pear",
        "ask; speciation --pairs; leave the place",
        "ask; speciation --steps {x} --pairs; option --pairs needs a value",
        "ask; speciation --horizon 0.{x}; at most the horizon",
        "sizes; 256; at least 2 different sizes",
        "measure; speciatio; may be one of dimension, classes",
        "measure; sameClass; name the level it crosses",
        "measure; sameClass@half; must be a number",
        "law; cubic; law must be one of",
    })
    void refuses(String name, String value, String message) {
        assertRefused(Scaling.class, with(Map.of("ask",
                "speciation --data mixture:d={x} --method overlap --times 2 --pairs 2 --returns 0 --steps 10"),
                        Map.of(name, value)), message);
    }
}
