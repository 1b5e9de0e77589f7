package org.remanence.experiment.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertHolds;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.Slow;
import org.remanence.experiment.Answer;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.RegimeCurves;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.ResultJson;
import org.remanence.session.Session;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NetworkRegimesTest {
    /// Four corners of a square, in two classes by the sign of x.
    private static final double CORNER = 5;
    private static final Map<String, String> FEW = Map.ofEntries(Map.entry("patterns", "0"),
            Map.entry("classes", "all"), Map.entry("steps", "1000"),
            Map.entry("batch", "32"), Map.entry("checkpoints", "0.001,1"), Map.entry("times", "0.4,1.2,1.63,2.5"),
            Map.entry("pairs", "400"),
            Map.entry("returns", "400"), Map.entry("paths", "200"), Map.entry("samplingSteps", "60"));

    @TempDir
    private static Path folder;

    private static Map<String, String> corners;
    private static Answer<NetworkRegimes.Result> few;

    @BeforeAll
    static void trainOnFew() throws IOException {
        Path file = folder.resolve("corners.csv");
        Files.writeString(file, "x,y,label\n-5,-5,left\n-5,5,left\n5,-5,right\n5,5,right\n");
        corners = with(FEW, Map.of("data", file.toString()));
        few = ask(NetworkRegimes.class, corners, 1, 2);
    }

    /// Clones and U-turns of the exact score against draws from its posterior, which take no path: three routes to one
    /// probability.
    @Test
    void theExactScoreFollowsItsIdentities() {
        var theory = (NetworkRegimes.Theory) few.theory();
        assertHolds(theory.sameClass(), 4);
        assertHolds(theory.sameNeighbour(), 4);
        RegimeCurves exact = few.result().exact();
        for (int i = 0; i < 4; i++) {
            assertNear(theory.sameClass().mean()[i], exact.sameClassByReturn().at(i));
            assertNear(theory.sameNeighbour().mean()[i], exact.sameNeighbourByReturn().at(i));
        }
    }

    /// A network that has learned four patterns decides the pattern as the exact score does: shares within 0.1, four
    /// binomial errors of 400.
    @Test
    void aNetworkThatCopiesCollapses() {
        RegimeCurves network = few.result().network();
        RegimeCurves exact = few.result().exact();
        assertArrayEquals(exact.sameClass().mean(), network.sameClass().mean(), 0.1);
        assertArrayEquals(exact.sameNeighbour().mean(), network.sameNeighbour().mean(), 0.1);
        assertArrayEquals(exact.sameNeighbourByReturn().mean(), network.sameNeighbourByReturn().mean(), 0.1);
        assertTrue(network.copied().mean() > 0.9 && exact.copied().mean() > 0.99, network.copied().toString());
        assertTrue(few.result().before().get("1").copied().mean() < 0.6,
                "a Gaussian lies near a corner by chance alone");
    }

    /// The first step of a preconditioned denoiser leaves the score of a Gaussian with the variance c of the data,
    /// whose clones are normal with correlation r = c/(c + τ): both have one sign with probability 1/2 + arcsin(r)/π a
    /// coordinate.
    @Test
    void aNetworkAtItsStartIsGaussian() {
        RegimeCurves start = few.result().before().get("1");
        for (int i = 0; i < 4; i++) {
            double r = CORNER * CORNER / (CORNER * CORNER + Math.expm1(2 * start.sameClass().x()[i]));
            double same = 0.5 + Math.asin(r) / Math.PI;
            assertNear(same, start.sameClass().at(i));
            assertNear(same * same, start.sameNeighbour().at(i));
        }
    }

    /// The share that has settled is the empirical distribution of the last changes.
    @Test
    void settledFallsFromOneToNothing() {
        Curve settled = few.result().network().settled();
        double[] times = few.result().network().lastChange().times();
        assertEquals(1, settled.mean()[0]);
        assertEquals(Arrays.stream(times).filter(each -> each == Arrays.stream(times).max().orElseThrow())
                .count() / 200.0, settled.mean()[settled.size() - 1]);
        for (int i = 1; i < settled.size(); i++) {
            assertTrue(settled.mean()[i] < settled.mean()[i - 1] && settled.x()[i] > settled.x()[i - 1]);
        }
    }

    @Test
    void namesInTheDocument() {
        JsonNode read = new JsonMapper().readTree(ResultJson.compact(few.result()));
        for (String place : new String[] {"", "/exact", "/before/1"}) {
            for (String curve : new String[] {"/sameClass", "/sameNeighbour", "/sameClassByReturn",
                    "/sameNeighbourByReturn"}) {
                for (String name : new String[] {"/x", "/mean", "/stderr"}) {
                    assertEquals(4, read.at(place + curve + name).size(), place + curve + name);
                }
            }
            assertTrue(read.at(place + "/lastChange/median/mean").isNumber());
        }
        assertEquals(1, read.at("/before").size());
    }

    /// 178 zeros and 182 ones, centred by themselves; both classes are labelled, and 20 of them are trained on.
    @Test
    void twoClassesAreTakenAndCentredByThemselves() {
        try (Session session = Session.seeded(1)) {
            var choice = new DataChoice("digits", DataChoice.ScaleChoice.AUTO, DataChoice.Centering.AUTO);
            LabelledPool pool = LabelledPool.open(choice, "1, 0", 20, session);
            assertEquals(360, pool.labelled().rows());
            assertEquals(List.of("1", "0"), pool.labelled().classes().names());
            int[] labels = pool.labelled().labels();
            assertEquals(182, Arrays.stream(labels).filter(each -> each == 0).count());
            double[] sum = new double[64];
            for (int i = 0; i < 360; i++) {
                double[] row = pool.labelled().row(i);
                Arrays.setAll(sum, k -> sum[k] + row[k]);
            }
            assertArrayEquals(new double[64], sum, 1e-11);
            assertEquals(20, pool.pool().trained().rows());
            for (int i = 0; i < 20; i++) {
                double[] trained = pool.pool().trained().row(i);
                int at = 0;
                while (!Arrays.equals(trained, pool.labelled().row(at))) {
                    at++;
                }
                assertEquals(labels[at], pool.pool().trainingSet(20).label(i), "labels go with their rows");
            }
        }
    }

    @Test
    void threadsChangeNothing() {
        assertSameForAnyThreads(NetworkRegimes.class, with(corners,
                Map.of("steps", "20", "checkpoints", "0.5,1", "pairs", "150", "paths", "20", "returns", "20")));
    }

    @Test
    void dataWithoutClassesAreRefused() throws IOException {
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, "0,1\n2,3\n5,4\n9,0\n");
        assertRefused(NetworkRegimes.class, Map.of("data", file.toString()), "no labels: give data with labels");
        assertRefused(NetworkRegimes.class, Map.of("data", "gaussian:d=3"), "at least 2 classes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "classes; 0; classes must be at least 2",
        "classes; 0,x; classes must be some of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, or all, got x",
        "patterns; 361; patterns must be at most the 360 different patterns",
        "patterns; 1; at least 2",
        "times; 1,0.5; times must increase",
        "times; 1,6; must lie between the ends 5.00e-05 and 5.06",
        "sampler; ancestral; knows no posterior",
        "sampler; ddim; clones part only under noise",
        "pairs; 1; pairs must be at least 2",
        "samplingSteps; 1; samplingSteps must be at least 2",
    })
    void refuses(String name, String value, String words) {
        assertRefused(NetworkRegimes.class, Map.of("steps", "1", name, value), words);
    }

    /// A minute on two idle cores. What an independent implementation measured, with 300 pairs as here, and the
    /// binomial errors of both.
    @Slow
    @Test
    void twoDigitsSpeciateAndDoNotCollapse() {
        NetworkRegimes.Result result = ask(NetworkRegimes.class,
                Map.of("times", "0.06,0.22,0.48,0.64,0.84,1.06,1.25", "checkpoints", "1", "returns", "0"), 1, 2)
                .result();
        double[] sameClass = {0.97, 0.90, 0.86, 0.83, 0.73, 0.69};
        for (int i = 0; i < sameClass.length; i++) {
            assertNear(share(sameClass[i]), result.network().sameClass().at(i + 1));
        }
        double[] network = {0.38, 0.13};
        double[] exact = {0.98, 0.47};
        for (int i = 0; i < 2; i++) {
            assertNear(share(network[i]), result.network().sameNeighbour().at(i));
            assertNear(share(exact[i]), result.exact().sameNeighbour().at(i));
        }
        assertEquals(0, result.network().copied().mean(), 0.02);
        assertEquals(7.49, result.largestEigenvalue(), 0.05, "another subset");
    }

    private static Estimate share(double of) {
        return new Estimate(of, Math.sqrt(of * (1 - of) / 300), 300);
    }
}
