package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.experiment.Answer;
import org.remanence.linalg.SpectralMeasure;
import org.remanence.result.Estimate;

class CovarianceSpectrumTest {
    /// Standard errors where one eigenvalue alone counts: the law is χ² with 16 degrees of freedom, which exceeds this once in
    /// 5 000 times. The seeds are fixed, so an alarm is a bug.
    private static final double FEW = 5;
    private static final String WISHART = "gaussian:d=200,n=500,sigma=2";
    private static final String MANIFOLD = "manifold:d=90,n=60,variance=1x30+9x5";

    @Test
    void gaussiansFollowMarchenkoAndPastur() {
        Answer<CovarianceSpectrum.Result> answer = spectrum("data", WISHART);
        var theory = assertInstanceOf(CovarianceSpectrum.Theory.class, answer.theory());
        CovarianceSpectrum.Result result = answer.result();
        double ratio = 200 / 499.0;
        assertEquals(4 * 499 / 500.0 * Math.pow(1 + Math.sqrt(ratio), 2), theory.upperEdge(), 1e-12);
        assertEquals(4 * 499 / 500.0 * Math.pow(1 - Math.sqrt(ratio), 2), theory.lowerEdge(), 1e-12);
        assertTrue(theory.distance() < 0.02, "shares of 200 eigenvalues fluctuate by about 1/200: " + theory.distance());
        assertEquals(theory.upperEdge(), result.largestEigenvalue(), 5 * theory.upperEdge() * Math.pow(200, -2 / 3.0));
        assertEquals(0.5 * Math.log(result.largestEigenvalue()), result.halfLogLargest(), 1e-15);
        assertEquals(result.totalVariance(), Arrays.stream(result.eigenvalues()).sum(), 1e-9);
        assertEquals(200, result.eigenvalues().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {WISHART, MANIFOLD, "digits"})
    void topIsTheBeginningOfAll(String data) {
        for (String matrix : new String[] {"covariance", "gram"}) {
            if (data.equals("digits") && matrix.equals("gram")) {
                continue;
            }
            double[] all = spectrum("data", data, "matrix", matrix).result().eigenvalues();
            CovarianceSpectrum.Result top = spectrum("data", data, "matrix", matrix, "method", "top", "count", "7").result();
            assertArrayEquals(Arrays.copyOf(all, 7), top.eigenvalues(), 1e-9 * all[0]);
            assertEquals(top.order(), all.length);
            assertEquals(7, top.residuals().length);
            assertTrue(Arrays.stream(top.residuals()).allMatch(residual -> residual <= 1e-9 * all[0]));
        }
    }

    @Test
    void gramMatrixHasTheSameEigenvaluesAndOtherZeros() {
        Answer<CovarianceSpectrum.Result> covariance = spectrum("data", MANIFOLD);
        Answer<CovarianceSpectrum.Result> gram = spectrum("data", MANIFOLD, "matrix", "gram");
        assertArrayEquals(Arrays.copyOf(covariance.result().eigenvalues(), 60), gram.result().eigenvalues());
        assertEquals(55 / 90.0, ((CovarianceSpectrum.Theory) covariance.theory()).zeros(), 1e-12);
        assertEquals(25 / 60.0, ((CovarianceSpectrum.Theory) gram.theory()).zeros(), 1e-12);
        for (Answer<CovarianceSpectrum.Result> each : List.of(covariance, gram)) {
            double zeros = ((CovarianceSpectrum.Theory) each.theory()).zeros();
            double counted = Arrays.stream(each.result().eigenvalues()).filter(value -> value < 1e-12).count();
            assertEquals(counted / each.result().order(), zeros, 1e-12);
        }
    }

    /// The density of one matrix by 16 vectors, against all its eigenvalues smoothed alike.
    @ParameterizedTest
    @ValueSource(strings = {"covariance", "gram"})
    void densityIsThatOfAllEigenvalues(String matrix) {
        double[] all = spectrum("data", MANIFOLD, "matrix", matrix).result().eigenvalues();
        CovarianceSpectrum.Result result = spectrum("data", MANIFOLD, "matrix", matrix, "method", "density", "steps",
                "30").result();
        assertTrue(result.density().size() > 30, "points to compare");
        for (int i = 0; i < result.density().size(); i++) {
            double x = result.density().x()[i];
            double width = result.width();
            double[] bells = Arrays.stream(all).map(SpectralMeasure.density(x, width)).toArray();
            double exact = Arrays.stream(bells).average().orElseThrow();
            double square = Arrays.stream(bells).map(each -> each * each).average().orElseThrow();
            double error = Math.sqrt(2 * (square - exact * exact) / ((all.length + 2) * 16));
            Estimate measured = result.density().at(i);
            assertTrue(Math.abs(measured.mean() - exact) < FEW * error + 1e-6,
                    "%s, exact %s at %s".formatted(measured, exact, x));
            assertEquals(error, measured.stderr(), 0.6 * error + 1e-6, "the stated error is that of one χ² of 16 at worst");
        }
        assertNear(result.totalVariance(), result.totalByProbes());
        assertEquals(all[0], result.largestEigenvalue(), 1e-9 * all[0]);
    }

    @Test
    void floatsAgreeWithDoubles() {
        double[] wide = spectrum("data", WISHART).result().eigenvalues();
        double[] narrow = spectrum("data", WISHART, "precision", "float").result().eigenvalues();
        assertArrayEquals(wide, narrow, 1e-5 * wide[0]);
        assertTrue(wide[0] != narrow[0]);
    }

    @Test
    void sameNumbersForAnyThreads() {
        for (String method : new String[] {"all", "top", "density"}) {
            assertSameForAnyThreads(CovarianceSpectrum.class, Map.of("data", WISHART, "method", method));
        }
    }

    @Test
    void dataOfAnUnknownLawHaveNoTheory() {
        Answer<CovarianceSpectrum.Result> answer = spectrum("data", "digits");
        assertInstanceOf(Answer.Untold.class, answer.theory());
        assertEquals(2.7954268090563965, answer.result().largestEigenvalue(), 1e-12, "the reference of the digits");
        assertInstanceOf(Answer.Untold.class, spectrum("data", WISHART, "scale", "standardize").theory());
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "top", "density"})
    void patternsWithoutVarianceAreLegal(String method) {
        Answer<CovarianceSpectrum.Result> answer = spectrum("data", "gaussian:d=12,n=11,sigma=0", "method", method);
        assertEquals(0, answer.result().largestEigenvalue());
        assertTrue(Double.isNaN(answer.result().halfLogLargest()));
        assertTrue(answer.findings().getFirst().contains("does not exist"));
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertRefused(CovarianceSpectrum.class, Map.of("data", "gaussian:d=8,n=1"), "at least 2");
        assertRefused(CovarianceSpectrum.class, Map.of("data", MANIFOLD, "method", "top", "count", "61"),
                "at most min(patterns, dimension) = 60, got 61");
    }

    private static Answer<CovarianceSpectrum.Result> spectrum(String... namesAndValues) {
        Map<String, String> question = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            question.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return ask(CovarianceSpectrum.class, question, 5, 1);
    }
}
