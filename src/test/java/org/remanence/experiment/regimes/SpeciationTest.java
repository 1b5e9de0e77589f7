package org.remanence.experiment.regimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertHolds;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.assertRefused;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.Golden;
import org.remanence.Slow;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Schema;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.ResultJson;
import org.remanence.session.Cancelled;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.session.StoredParts;
import org.remanence.theory.SameClass;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SpeciationTest {
    @TempDir
    Path folder;

    /// At t = ½ log d the separation ρ² is 1 in every dimension.
    @ParameterizedTest
    @ValueSource(ints = {256, 1024, 4096, 16384})
    void allDimensionsMeetAtTheSpeciationTime(int dimension) {
        double time = 0.5 * Math.log(dimension);
        var answer = speciation(Map.of("data", "mixture:d=" + dimension, "method", "overlap", "times", String.valueOf(time),
                "pairs", "3000",
                "returns", "3000"), 2);
        assertNear(SameClass.THRESHOLD, answer.result().sameClass().at(0));
        assertNear(SameClass.THRESHOLD, answer.result().sameClassByReturn().at(0));
        assertNear(SameClass.THRESHOLD, answer.result().participation().at(0));
        assertEquals(time, theory(answer).speciationTime().scaling(), 1e-15);
    }

    /// Published points carry errors of 0.005, ours as much.
    @Test
    void meetsThePublishedPoints() {
        double[] published = {1.0, 0.9994, 0.9775, 0.862, 0.7012, 0.5925, 0.5343, 0.5201, 0.5027};
        Curve measured = speciation(Map.of("method", "overlap", "times", "1:5:0.5", "pairs", "10000", "returns", "0"),
                2).result().sameClass();
        for (int i = 0; i < published.length; i++) {
            assertNear(new Estimate(published[i], 0.005, 10_000), measured.at(i));
        }
    }

    @Test
    void wholeStatesAgreeWithTheirOverlap() {
        for (String precision : new String[] {"float", "double"}) {
            var question = Map.of("data", "mixture:d=64,sigma=0.5,mu=0.7", "times", "1,2", "pairs", "400", "returns", "400",
                    "steps", "400", "precision", precision);
            Answer<Speciation.Result> full = speciation(question, 2);
            double[] phi = theory(full).sameClass().mean();
            assertNear(phi, full.result().sameClass());
            assertNear(phi, full.result().sameClassByReturn());
        }
    }

    /// An ancestral step is exact however long.
    @Test
    void ancestralStepsMayBeLong() {
        var answer = speciation(Map.of("data", "mixture:d=100,mu=0.3,sigma=2", "sampler", "ancestral", "steps", "10", "times",
                "1,2",
                "pairs", "4000", "returns", "4000"), 2);
        assertHolds(theory(answer).sameClass(), 2);
        assertHolds(theory(answer).sameClassByReturn(), 2);
    }

    @Test
    void manyClustersFollowThePosteriorOfTheClass() {
        var answer = speciation(Map.of("data", "mixture:d=64,k=6", "method", "overlap", "times", "0.5,1,2,3", "pairs", "2000",
                "steps", "500"), 2);
        assertEquals(6, answer.result().classes());
        assertHolds(theory(answer).sameClass(), 4);
        assertHolds(theory(answer).sameClassByReturn(), 4);
        assertTrue(answer.result().participation().mean()[3] > 1.0 / 6);
    }

    /// Under the empirical score a class is decided as soon as the pattern is.
    @Test
    void labelledPatternsThreeWays() {
        var answer = speciation(Map.of("data", "digits", "times", "0.4,1", "horizon", "4", "steps", "8", "sampler",
                "ancestral", "pairs", "300",
                "returns", "400", "precision", "double"), 2);
        assertEquals(10, answer.result().classes());
        assertHolds(theory(answer).sameClass(), 2);
        assertHolds(theory(answer).sameClassByReturn(), 2);
    }

    @Test
    void namesInTheDocument() {
        var answer = speciation(Map.of("method", "overlap", "times", "2,3", "pairs", "50", "returns", "0", "steps", "100"), 1);
        JsonNode result = new JsonMapper().readTree(ResultJson.compact(answer.result()));
        JsonNode theory = new JsonMapper().readTree(ResultJson.compact(answer.theory()));
        for (String name : new String[] {"x", "mean", "stderr"}) {
            assertEquals(2, result.at("/sameClass/" + name).size());
        }
        assertEquals(2, theory.at("/sameClass/x").size());
        assertEquals(2, theory.at("/sameClass/mean").size());
        assertEquals(0.5 * Math.log(256), theory.at("/speciationTime/scaling").asDouble(), 1e-15);
        assertEquals(0.5 * Math.log(257), theory.at("/speciationTime/logLambda").asDouble(), 1e-15);
        assertEquals(0.5 * Math.log(258), theory.at("/speciationTime/exactCrossing").asDouble(), 1e-15);
        Golden wells = Golden.read("theory", "V minimum and barrier t=2.0,d=256,mu=1").getFirst();
        wells.check(theory.at("/potential/minimum/0").asDouble(), theory.at("/potential/barrier/0").asDouble());
    }

    @Test
    void nothingSpeciatesBelowTheNoise() {
        var answer = speciation(Map.of("data", "mixture:d=4,mu=0.1,sigma=0.5", "method", "overlap", "pairs", "20", "returns",
                "20", "steps", "50"), 1);
        assertTrue(ResultJson.compact(answer.theory()).contains("\"logLambda\":null"));
        assertTrue(answer.findings().getFirst().startsWith("There is no speciation"), answer.findings().getFirst());
    }

    @Test
    void anInterruptedRunGoesOnToTheSameBits() {
        Map<String, String> question = Map.of("method", "overlap", "pairs", "700", "returns", "300", "times", "2,3", "steps", "100");
        StoredParts parts = new StoredParts(folder.resolve("out"), question);
        AtomicReference<Session> running = new AtomicReference<>();
        Progress impatient = new Progress() {
            private final AtomicLong advances = new AtomicLong();

            @Override
            public void begin(String task, long total) { }

            @Override
            public void advance(long steps) {
                if (advances.incrementAndGet() == 520) {
                    running.get().cancel();
                }
            }

            @Override
            public void end() { }
        };
        Speciation ask = Schema.of(Speciation.class).fill(question);
        try (Session session = new Session(5, 2, impatient, parts)) {
            running.set(session);
            assertThrows(Cancelled.class, () -> ask.run(session));
        }
        assertEquals(2, parts.count(), "two parts of 250 pairs were finished");
        StoredParts again = new StoredParts(folder.resolve("out"), question);
        try (Session session = new Session(5, 1, Progress.SILENT, again); Session other = new Session(5, 2, Progress.SILENT)) {
            assertEquals(ResultJson.hash(ask.run(other).result()), ResultJson.hash(ask.run(session).result()));
        }
        assertEquals(5, again.count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "data=gaussian:d=4; at least 2 classes are needed",
        "data=gaussian:d=4,n=9; no labels",
        "data=sphere:d=4; at least 2 classes are needed",
        "data=digits,method=overlap; method overlap needs the true score",
        "data=digits,score=true; true score is known for models alone",
        "times=12; at most the horizon 10.0, got 12.0",
        "sampler=ddim; has none",
        "sampler=ei-heun; em, ei or ancestral",
        "pairs=1; pairs must be at least 2",
    })
    void refuses(String settings, String message) {
        Map<String, String> question = new HashMap<>();
        for (String each : settings.split(",(?=[a-z]+=)(?!n=)")) {
            question.put(each.split("=", 2)[0], each.split("=", 2)[1]);
        }
        assertRefused(Speciation.class, question, message);
    }

    /// The published run in full for d = 256: about a minute a core.
    @Slow
    @Test
    void thePublishedRun() {
        var answer = speciation(Map.of("times", "1:10:0.5", "pairs", "10000"), Runtime.getRuntime().availableProcessors());
        assertHolds(theory(answer).sameClass(), 19);
    }

    private static Speciation.Theory theory(Answer<Speciation.Result> answer) {
        return (Speciation.Theory) answer.theory();
    }

    private static Answer<Speciation.Result> speciation(Map<String, String> question, int threads) {
        return ask(Speciation.class, question, 7, threads);
    }
}
