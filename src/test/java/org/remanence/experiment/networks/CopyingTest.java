package org.remanence.experiment.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.Golden;
import org.remanence.Slow;
import org.remanence.experiment.Answer;
import org.remanence.experiment.measure.NeighbourRatios;
import org.remanence.experiment.measure.ShareInterval;
import org.remanence.result.Curve;
import org.remanence.result.ResultJson;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CopyingTest {
    private static final Map<String, String> SMALL = Map.of("data", "gaussian:d=8", "sizes", "4,300", "steps", "1200",
            "batch",
            "32", "checkpoints", "0.01,0.2,1",
            "samples", "200", "samplingSteps", "40", "noiseLevels", "0.3,1", "states", "400", "heldOut", "300");

    @TempDir
    private Path folder;

    /// Four patterns in eight dimensions are copied by most samples, three hundred by none; a share of 1/2 against one
    /// of 0.05 is told apart by 200 samples with any seed.
    @Test
    void fewPatternsAreCopiedAndManyAreNot() {
        Copying.Result result = ask(Copying.class, SMALL, 1, 2).result();
        Curve few = result.copiedFraction().get("4");
        Curve many = result.copiedFraction().get("300");
        assertTrue(few.mean()[2] > 0.5 && few.mean()[0] < 0.2 && many.mean()[2] < 0.05, few + " " + many);
        assertEquals(4, result.patternsHit().get("4").mean()[2], "different patterns among the copies");
        assertTrue(result.baseline().get("4").exactScore().mean() > 0.99, "the exact score copies");
        assertTrue(result.baseline().get("4").heldOut().mean() < 0.05 && result.baseline().get("4").heldOut()
                .count() == 300);
        assertTrue(result.nearestDistance().get("4").mean()[2] < result.baseline().get("4").heldOutDistance().mean());
        LevelLosses losses = result.losses().getFirst();
        assertTrue(losses.train().mean()[2] < losses.heldOut().mean()[2] / 2);
        assertTrue(result.advice().get("4").everCopied() && !result.advice().get("300").everCopied());
        assertEquals(1200, result.advice().get("300").cleanUntil());
    }

    @Test
    void namesInTheDocument() {
        Answer<Copying.Result> answer = ask(Copying.class,
                Map.of("data", "digits", "sizes", "5,1797", "steps", "2", "samples", "20", "samplingSteps", "3",
                "states", "20"), 1, 2);
        JsonNode read = new JsonMapper().readTree(ResultJson.compact(answer.result()));
        for (String size : new String[] {"5", "1797"}) {
            for (String name : new String[] {"x", "mean", "stderr"}) {
                assertEquals(2, read.at("/copiedFraction/" + size + "/" + name).size());
            }
            assertEquals(2, read.at("/interval/" + size).size());
        }
        assertTrue(read.at("/baseline/1797/heldOut/mean").isNull(), "none are left");
        assertTrue(read.at("/growth/exponent/mean").isNull());
        assertTrue(answer.findings().stream()
                .anyMatch(each -> each.contains("batch of 128 holds more rows than 5 patterns")));
    }

    /// Rows that are there twice are taken once, and said so.
    @Test
    void duplicatesAreMerged() throws IOException {
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, "0,1\n2,3\n0,1\n5,4\n9,0\n9,0\n");
        Map<String, String> question = Map.of("data", file.toString(), "sizes", "4", "steps", "2", "samples", "5",
                "samplingSteps", "2", "states", "5");
        Answer<Copying.Result> answer = ask(Copying.class, question, 1, 1);
        assertTrue(answer.findings().stream().anyMatch(each -> each.startsWith("2 patterns of")),
                answer.findings().toString());
        assertRefused(Copying.class, Map.of("data", file.toString(), "sizes", "5", "steps", "1"),
                "at most the 4 different patterns");
    }

    @Test
    void ratiosOnALine() {
        Golden golden = Golden.read("denoising", "copy_ratio").getFirst();
        try (Session session = Session.seeded(1)) {
            double[] ratios = NeighbourRatios.of(Matrix.of(new double[][] {{0.1}, {0.3}}),
                    Matrix.of(new double[][] {{0}, {1}}),
                    session).ratios();
            golden.check(ratios[0], ratios[0] < 1.0 / 3 ? 1 : 0, ratios[1], ratios[1] < 1.0 / 3 ? 1 : 0);
        }
    }

    private static Curve inSteps(double... means) {
        double[] steps = Arrays.copyOf(new double[] {100, 200, 400, 800}, means.length);
        return new Curve("step", steps, means, new double[means.length], new long[means.length]);
    }

    private static LevelLosses heldOut(double sigma, double... means) {
        return new LevelLosses(9, sigma, inSteps(means), inSteps(means));
    }

    /// The loss that turned last of those that turned in time is the signal.
    @Test
    void adviceFromCurves() {
        LevelLosses early = heldOut(0.2, 1, 2, 3, 4);
        LevelLosses middle = heldOut(0.5, 3, 2, 4, 5);
        LevelLosses late = heldOut(1, 4, 3, 2, 3);
        LevelLosses never = heldOut(2, 4, 3, 2, 1);
        StopAdvice advice = StopAdvice.of(inSteps(0, 0.01, 0.2, 0.5), 0.01, List.of(early, middle, late, never));
        assertEquals(200, advice.cleanUntil());
        assertEquals(0.01, advice.copiesThere().mean());
        assertEquals(0.5, advice.signalLevel());
        assertEquals(200, advice.signalStep());
        StopAdvice atOnce = StopAdvice.of(inSteps(0.1, 0.2, 0.3, 0.5), 0.01, List.of(early, middle));
        assertEquals(0, atOnce.cleanUntil());
        assertTrue(atOnce.everCopied() && Double.isNaN(atOnce.signalLevel()));
        StopAdvice clean = StopAdvice.of(inSteps(0, 0, 0, 0.01), 0.01, List.of(late, never));
        assertFalse(clean.everCopied());
        assertEquals(800, clean.cleanUntil());
        assertEquals(400, clean.signalStep());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "sizes=1; sizes must be at least 2",
        "sizes=1798; at most the 1797 different patterns",
        "sampler=ancestral; does not know",
        "steps=0; steps must be at least 1",
        "batch=0; batch must be at least 1",
        "samples=1; samples must be at least 2",
        "noiseLevels=1,0.5; noiseLevels must increase",
        "data=nonsense; no file",
    })
    void refuses(String settings, String words) {
        Map<String, String> question = new HashMap<>(Map.of("steps", "1"));
        Stream.of(settings.split(",(?=[a-zA-Z]{2,}=)"))
                .forEach(each -> question.put(each.split("=", 2)[0], each.split("=", 2)[1]));
        assertRefused(Copying.class, question, words);
    }

    private static void within(String golden, double measured) {
        double[] bounds = Golden.read("denoising", golden).getFirst().value();
        assertTrue(bounds[0] <= measured && measured <= bounds[1], golden + ": " + measured);
    }

    /// A minute on two idle cores; bounds for one run, from runs of an independent implementation.
    @Slow
    @Test
    void digitsAreCopiedWhenTheyShould() {
        Copying.Result result = ask(Copying.class, Map.of("sizes", "50,200", "checkpoints", "0.1,0.4,1"), 1, 2)
                .result();
        within("digits_copies_n50_1000", result.copiedFraction().get("50").mean()[0]);
        within("digits_copies_n50_4000", result.copiedFraction().get("50").mean()[1]);
        within("digits_copies_n200_4000", result.copiedFraction().get("200").mean()[1]);
        within("digits_copies_n200_10000", result.copiedFraction().get("200").mean()[2]);
    }

    /// A minute and a half.
    @Slow
    @Test
    void allDigitsAreNotCopied() {
        Copying.Result result = ask(Copying.class, Map.of("sizes", "1797", "steps", "20000", "checkpoints", "1"), 1, 2)
                .result();
        within("digits_copies_all_20000", result.copiedFraction().get("1797").mean()[0]);
        List<ShareInterval> interval = result.interval().get("1797");
        assertTrue(interval.getFirst().upper() < 0.02);
    }
}
