package org.remanence.experiment.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.assertRefused;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.Golden;
import org.remanence.Slow;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Asking;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.ResultJson;
import org.remanence.session.Cancelled;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.session.StoredParts;
import org.remanence.theory.AnisotropicGaussian;
import org.remanence.theory.networks.DenoisingFloor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OverlapTest {
    private static final Map<String, String> SMALL = Map.of("data", "manifold:d=6,variance=1x2+0.3", "sizes", "4,300",
            "steps",
            "1000", "batch", "32",
            "checkpoints", "0.1,0.5,1", "noiseLevels", "0.05,0.2", "states", "400", "heldOut", "400");

    @TempDir
    private Path folder;

    private static Overlap.Result overlap(Map<String, String> question) {
        return ask(Overlap.class, question, 1, 2).result();
    }

    /// Four patterns are remembered, three hundred are not: m lies beyond any scatter of seeds on either side. Losses
    /// tell the same.
    @Test
    void fewPatternsAreCopiedAndManyAreNot() {
        Answer<Overlap.Result> answer = ask(Overlap.class, SMALL, 1, 2);
        Overlap.Result result = answer.result();
        assertEquals(List.of("4", "300"), List.copyOf(result.overlap().keySet()));
        for (int level = 0; level < 3; level++) {
            assertTrue(result.overlap().get("4").mean()[level] > 0.5, result.overlap().toString());
            assertTrue(Math.abs(result.overlap().get("300").mean()[level]) < 0.2);
            assertTrue(result.lossGap().get("4").mean()[level] > 0.1);
            double floor = ((Overlap.Theory) answer.theory()).trainLoss().get("4").mean()[level];
            assertTrue(result.trainLoss().get("4").mean()[level] < floor / 2 && result.heldOutLoss().get("4")
                    .mean()[level] > 2 * floor);
        }
        assertTrue(result.halfStep().mean()[0] < 1000 && Double.isNaN(result.halfStep().mean()[1]));
        assertTrue(((Overlap.Theory) answer.theory()).drawnLoss() > result.drawnLoss().get("4").mean()[2],
                "below the floor is memory");
        assertEquals(6, result.course().size());
        Asking.assertSameBits(result.overlap().get("4"), result.course().get(2).overlap());
    }

    @Test
    void namesInTheDocument() {
        JsonNode read = new JsonMapper()
                .readTree(ResultJson.compact(overlap(Asking.with(SMALL, Map.of("steps", "4", "runs", "2")))));
        for (String size : new String[] {"4", "300"}) {
            for (String name : new String[] {"x", "mean", "stderr"}) {
                assertEquals(3, read.at("/overlap/" + size + "/" + name).size());
                assertTrue(read.at("/overlap/" + size + "/" + name).get(0).isNumber());
            }
        }
        assertEquals(2, read.at("/overlap/4/count").get(0).asInt(), "two runs");
    }

    /// Exact scores beside closed forms, at states of their own: the loss of the true score is the floor, whatever
    /// shift centring made; false alarms 6e-5 each.
    @ParameterizedTest
    @ValueSource(strings = {"off", "on"})
    void theTrueScoreLiesOnTheFloor(String center) {
        try (Session session = Session.seeded(3)) {
            DataChoice choice = Schema.of(DataChoice.class)
                    .fill(Map.of("data", "manifold:d=6,variance=1x2+0.3", "center", center));
            PatternPool pool = PatternPool.open(choice, "sizes", 4000, 4000, session);
            assertEquals(center.equals("on"), Arrays.stream(pool.offset()).anyMatch(each -> each != 0));
            var floor = new DenoisingFloor(new AnisotropicGaussian(new double[] {1, 1, 0.3, 0, 0, 0}));
            NetworkSettings network = Schema.of(NetworkSettings.class).fill(Map.of("steps", "1"));
            TrainedSet set = TrainedSet.of(AxisValues.of(4000), List.of(pool), network, session).getFirst();
            for (double sigma : new double[] {0.1, 1}) {
                LevelReferences reference = LevelReferences.of(set, sigma, 4000);
                assertNear(floor.at(sigma), reference.trained().loss(reference.law().orElseThrow()));
                assertTrue(reference.patternsLoss().mean() < reference.trained().loss(reference.law().orElseThrow())
                        .mean(),
                        "the patterns know better");
            }
            set.training().close();
        }
    }

    @Test
    void whereTheLawIsNotKnownLossesTell() {
        Answer<Overlap.Result> answer = ask(Overlap.class,
                Map.of("data", "digits", "sizes", "9,20", "steps", "2", "states", "20", "noiseLevels", "0.5"), 1, 2);
        assertTrue(answer.result().overlap().isEmpty() && answer.result().halfLevel().isEmpty());
        assertEquals(2, answer.result().lossGap().size());
        assertTrue(answer.findings().stream().anyMatch(each -> each.contains("law of digits is not known")));
    }

    /// Crossings in log x; at the first point without error.
    @Test
    void firstRiseThroughALevel() {
        Curve curve = new Curve("step", new double[] {10, 100, 1000}, new double[] {0, 0.25, 0.75},
                new double[] {0.01, 0.01, 0.01}, new long[] {9, 9, 9});
        assertEquals(Math.sqrt(1e5), Runs.firstAbove(curve, 0.5).mean(), 1e-9);
        assertEquals(Estimate.NONE, Runs.firstAbove(curve, 0.8));
        assertEquals(new Estimate(10, Double.NaN, 9), Runs.firstAbove(curve, 0));
        assertEquals(Estimate.NONE, Runs.firstAbove(Curve.empty("step"), 0.5));
    }

    /// Interrupted between two checkpoints, and again, from where the trainings were kept, behind the next one.
    @Test
    void anInterruptedRunGoesOnToTheSameBits() {
        Map<String, String> question = Asking.with(SMALL, Map.of("steps", "300", "checkpoints", "0.2,0.4,0.5,1"));
        Overlap ask = Schema.of(Overlap.class).fill(question);
        for (long stop : new long[] {270, 300}) {
            StoredParts parts = new StoredParts(folder.resolve("out"), question);
            AtomicReference<Session> running = new AtomicReference<>();
            try (Session session = new Session(5, 2, stopping(stop, running), parts)) {
                running.set(session);
                assertThrows(Cancelled.class, () -> ask.run(session));
            }
            assertEquals(stop == 270 ? 6 : 8, parts.count(),
                    "looks at two networks after each checkpoint passed, and where they stood");
        }
        try (Session session = new Session(5, 1, Progress.SILENT, new StoredParts(folder.resolve("out"), question));
                Session other = new Session(5, 2, Progress.SILENT)) {
            assertEquals(ResultJson.hash(ask.run(other).result()), ResultJson.hash(ask.run(session).result()));
        }
    }

    /// Cancels after so many steps.
    private static Progress stopping(long stop, AtomicReference<Session> running) {
        AtomicLong left = new AtomicLong(stop);
        return new Progress() {
            @Override
            public void begin(String task, long total) { }

            @Override
            public void advance(long steps) {
                if (left.addAndGet(-steps) == 0) {
                    running.get().cancel();
                }
            }

            @Override
            public void end() { }
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "sizes=1,5; sizes must be at least 2",
        "sizes=5,4; sizes must increase",
        "sizes=2.5; whole number",
        "steps=0; steps must be at least 1",
        "checkpoints=0.5,0.2; checkpoints must increase",
        "checkpoints=2; checkpoints must be",
        "noiseLevels=0; noiseLevels must",
        "data=digits,sizes=1797; held out",
        "data=digits,sizes=1798; at most the 1797 different patterns",
        "data=mixture:d=2,n=40,sizes=50; at most the 40",
    })
    void refuses(String settings, String words) {
        Map<String, String> question = new HashMap<>(Map.of("steps", "1"));
        Stream.of(settings.split(",(?=[a-zA-Z]{2,}=)"))
                .forEach(each -> question.put(each.split("=", 2)[0], each.split("=", 2)[1]));
        assertRefused(Overlap.class, question, words);
    }

    /// A single run, within the bounds that runs of an independent implementation leave.
    private static void within(String golden, double measured) {
        double[] bounds = Golden.read("denoising", golden).getFirst().value();
        assertTrue(bounds[0] <= measured && measured <= bounds[1], golden + ": " + measured);
    }

    private static double atReading(SequencedMap<String, Curve> overlap, String size) {
        Curve curve = overlap.get(size);
        return curve.mean()[Arrays.binarySearch(curve.x(), 0.1)];
    }

    /// A minute on two idle cores.
    @Slow
    @Test
    void anIndependentImplementationCopiesAsMuch() {
        Overlap.Result result = overlap(Map.of("sizes", "20,1000", "steps", "10000"));
        within("overlap_n20_10000", atReading(result.overlap(), "20"));
        within("overlap_n1000_40000", atReading(result.overlap(), "1000"));
    }

    /// Two minutes on two idle cores.
    @Slow
    @Test
    void andAfterLongerTraining() {
        Overlap.Result result = overlap(Map.of("sizes", "100,250,1000", "steps", "40000", "checkpoints",
                "0.25,0.5,0.75,1"));
        within("overlap_n100_40000", atReading(result.overlap(), "100"));
        within("overlap_n250_40000", atReading(result.overlap(), "250"));
        within("overlap_n1000_40000", atReading(result.overlap(), "1000"));
        within("loss_n1000_40000", result.drawnLoss().get("1000").mean()[3]);
    }
}
