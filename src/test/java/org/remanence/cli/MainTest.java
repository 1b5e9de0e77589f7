package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.kernel.Kernels;
import org.remanence.random.RandomStream;
import org.remanence.result.Host;
import org.remanence.result.Npy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
class MainTest {
    private record Said(int code, String out, String err) {
        JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    @TempDir
    Path folder;

    private static Said say(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code;
        try (var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
             var errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            code = Main.run(outStream, errStream, args);
        }
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFigureIsMadeAgainWithItsVerdict() {
        assertTrue(dense(say("reproduce").out()).contains("needsthoseimages"));
        assertTrue(say("reproduce", "--json").json().get("figures").size() > 7);
        Path made = folder.resolve("potential");
        Said said = say("reproduce", "potential", "--out", made.toString(), "--json", "--quiet");
        assertEquals(0, said.code(), said.err());
        JsonNode result = said.json().get("result");
        assertTrue(result.get("holds").asBoolean());
        assertEquals("potential", said.json().get("parameters").get("figure").asString());
        for (String file : new String[] {"report.html", "potential.png", "potential.svg", "result.json", "manifest.json"}) {
            assertTrue(Files.exists(made.resolve(file)), file);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "scroe; did you mean 'score'?",
        "xyzzy; there are portrait, ",
        "run exces; there are portrait, excess-entropy, cloning",
        "reproduce potentail; did you mean potential?",
        "reproduce xyzzy; there is no figure xyzzy: there are strips, potential, ",
        "reproduce potential --all; either --all or one figure, got both --all and potential",
        "list x; unknown argument 'x': see 'remanence list --help'",
        "run exces-entropy; did you mean 'excess-entropy'?",
        "run excess-entropy --drwas 10; did you mean '--draws'?",
        "run excess-entropy --draws 1; draws must be at least 2",
        "run excess-entropy --draws; draws",
        "run excess-entropy --times 0; each of times must be above 0, got 0.0",
        "run excess-entropy --times NaN; times",
        "run excess-entropy --precision half; precision must be one of double | float, got 'half'",
        "run excess-entropy --threads 0; threads must be at least 1 and at most 1024, got 0",
        "run excess-entropy --seed x; '--seed': must be a whole number below 2^63, got 'x'",
        "run excess-entropy --threads 3000000000; '--threads': must be a whole number below 2^31, got '3000000000'",
        "run excess-entropy --draws 2 --times 1 --out=; the output directory must have a name",
        "run excess-entropy --data nowhere.npy; nowhere.npy",
        "run excess-entropy --data gaussian:d=4,n=1; at least 2",
        "help scroe; did you mean 'score'?",
        "help run exces-entropy; did you mean 'excess-entropy'?",
        "run; which experiment?",
        "show clonig; did you mean 'cloning'?",
        "show; NAME",
        "score --at x.npy --time 1; data must be given (--data)",
        "score --data digits --at x.npy; time must be given (--time)",
        "score --data digits --at x.npy --time -1; time must be above 0, got -1.0",
        "score --data digits --at digits --time 1 --process vp; process must be ou or ve",
        "score --data digits --at gaussian:d=3,n=2 --time 1; dimension",
        "sample --data digits --count 5 --sampler rk4; sampler must be one of",
        "neighbours --at digits; data must be given (--data)",
        "neighbours --data digits; at must be given (--at)",
        "neighbours --data digits --at digits --k 0; k must be at least 1",
        "neighbours --data gaussian:d=64,n=9 --at digits --k 10; k must be at most the number of patterns, 9, got 10",
        "audit --samples digits; train must be given (--train)",
        "audit --train digits --samples gaussian:d=3,n=9; samples must have the dimension of the training set, 64, got 3",
    })
    void refusesInOneSentenceWithCode2(String command, String part) {
        Said said = say(command.split(" "));
        assertEquals(2, said.code, said.err);
        assertTrue(said.err.contains(part), said.err);
        assertEquals(1, said.err.strip().lines().filter(line -> !line.startsWith("read: ")).count(), said.err);
        assertEquals("", said.out);
    }

    /// What is read is said once, on stderr and in the manifest; `--quiet` leaves it to the manifest.
    @Test
    void oneLineSaysWhatWasRead(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("t.csv"), "a,b,y\n0,255,1\n9,3,2\n4,5,1\n");
        String line = "read: 3 × 2 numbers, header yes, labels from column y (2 classes), values 0..255, scaled to [−1, 1], centred (t)";
        Said said = say("run", "spectrum", "--data", file.toString(), "--scale", "range", "--json");
        assertEquals(List.of(line), said.err.lines().filter(each -> each.startsWith("read: ")).toList());
        assertEquals(line, said.json().path("manifest").path("notices").get(0).asString());
        assertEquals("", say("run", "spectrum", "--data", file.toString(), "--scale", "range", "--quiet").err);
        Said plain = say("run", "spectrum", "--data", file.toString(), "--labels", "none", "--columns", "1", "--center", "off");
        assertTrue(plain.err.contains("columns 1, no labels, values 0..9, not scaled (t)"), plain.err);
        assertFalse(say("run", "spectrum", "--data", "gaussian:d=3,n=9").err.contains("read: "), "a model is no file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "help run", "help portrait", "help spectrum", "help run spectrum", "help show", "show score", "show sample", "help score"})
    void helpIsFoundWhereverItIsSought(String command) {
        Said said = say(command.split(" "));
        assertEquals(0, said.code, said.err);
        assertTrue(said.out.lines().count() > 5, said.out);
        assertEquals("", said.err);
    }

    @Test
    void versionAndManifestNameWhatRan() {
        assertEquals("remanence " + Host.current().version() + System.lineSeparator(), say("--version").out());
        JsonNode manifest = say("run", "excess-entropy", "gaussian:d=3,n=9", "--draws", "2", "--times", "1", "--json").json().path("manifest");
        assertEquals(Kernels.get().bits() + " bits", manifest.path("lanes").asString());
        assertEquals(Kernels.get().name(), Kernels.get().bits() == 0 ? "scalar" : "simd-" + manifest.path("lanes").asString().split(" ")[0]);
        assertEquals(Host.current().commit(), manifest.path("commit").asString());
    }

    @Test
    void listsEveryExperiment() {
        Said said = say("list");
        assertEquals(0, said.code);
        Experiments.all().forEach(each -> assertTrue(said.out.contains(each.name() + " ")));
        assertEquals(Experiments.all().size(), say("list", "--json").json().path("experiments").size());
    }

    static Stream<ExperimentType<?>> types() {
        return Stream.concat(Experiments.all().stream(), Experiments.verbs().stream()).distinct();
    }

    /// The line that begins with a word, and those below it that are indented, without blanks.
    private static String told(String text, String word) {
        return Stream.concat(text.lines().dropWhile(line -> !line.startsWith(word + " ")).limit(1),
                text.lines().dropWhile(line -> !line.startsWith(word + " ")).skip(1).takeWhile(line -> line.startsWith(" ")))
                .map(MainTest::dense).collect(Collectors.joining());
    }

    private static String dense(String text) {
        return text.replaceAll("\\s", "");
    }

    @ParameterizedTest
    @MethodSource("types")
    void showsEveryParameterWithDefaultUnitAndMeaning(ExperimentType<?> type) {
        Said said = say("show", type.name());
        assertEquals(0, said.code, said.err);
        JsonNode shown = say("show", type.name(), "--json").json();
        assertEquals(type.name(), shown.path("experiment").asString());
        for (int i = 0; i < type.schema().fields().size(); i++) {
            ParameterSpec field = type.schema().fields().get(i);
            String told = told(said.out, field.flag());
            for (String part : List.of(field.required() ? "required" : "default " + field.standard(), field.unit(),
                    field.bounds().toString(), field.help())) {
                assertTrue(told.contains(dense(part)), () -> told + " lacks " + part);
            }
            assertEquals(field.name(), shown.at("/parameters/%d/name".formatted(i)).asString());
            assertEquals(field.standard(), shown.at("/parameters/%d/default".formatted(i)).asString());
        }
        type.outcomes().forEach(each -> assertTrue(told(said.out, each.name()).contains(dense(each.meaning())), each.meaning()));
        assertEquals(type.outcomes().size(), shown.path("result").size());
    }

    @Test
    void scoresStatesFromFiles() throws IOException {
        Path patterns = folder.resolve("P.npy");
        Path states = folder.resolve("X.npy");
        Npy.write(patterns, new double[] {1, 0, -1, 0}, 2, 2);
        Npy.write(states, new double[] {0, 0, 0.5, 0, 3, 4}, 3, 2);
        Said said = say("score", "--data", patterns.toString(), "--at", states.toString(), "--time", "0.5", "--process", "ve", "--json");
        assertEquals(0, said.code, said.err);
        JsonNode document = said.json();
        assertEquals("score", document.path("experiment").asString());
        assertEquals(0.5, document.path("parameters").path("time").asDouble());
        JsonNode result = document.path("result");
        // two patterns ±e₁ under variance 0.5: D₁ = tanh(x₁ / 0.5), score = (D − x) / 0.5
        assertEquals(Math.tanh(1), result.path("denoiser").path(1).path(0).asDouble(), 1e-14, "rounding");
        assertEquals((Math.tanh(1) - 0.5) / 0.5, result.path("score").path(1).path(0).asDouble(), 1e-14, "rounding");
        assertEquals(-8, result.path("score").path(2).path(1).asDouble(), 1e-13, "rounding");
        assertEquals(-1 - Math.log(Math.PI), result.path("logDensity").path(0).asDouble(), 1e-14, "rounding");
        assertEquals(2, result.path("effectivePatterns").path(0).asDouble(), 1e-14, "rounding");
        assertEquals(Math.log(2), result.path("entropy").path(0).asDouble(), 1e-14, "rounding");
        assertEquals(0, result.path("nearest").path(1).asInt());
        assertEquals(3, result.path("errorBound").size());
    }

    @Test
    void findsNeighboursOfStatesFromFiles() throws IOException {
        Path patterns = folder.resolve("P.npy");
        Path states = folder.resolve("X.npy");
        Path out = folder.resolve("out");
        Npy.write(patterns, new double[] {1, 0, -1, 0, 5, 0}, 3, 2);
        Npy.write(states, new double[] {0, 0, 2, 0}, 2, 2);
        Said said = say("neighbours", "--data", patterns.toString(), "--at", states.toString(), "--k", "2", "--json", "--out", out.toString());
        assertEquals(0, said.code, said.err);
        assertEquals("neighbours", said.json().path("experiment").asString());
        JsonNode result = said.json().path("result");
        assertEquals("[[0,1],[0,1]]", result.path("nearest").toString());
        assertEquals("[[1.0,1.0],[1.0,3.0]]", result.path("distance").toString());
        for (String name : new String[] {"nearest.npy", "distance.npy", "report.html"}) {
            assertTrue(Files.size(out.resolve(name)) > 0, name);
        }
    }

    /// Samples that are the patterns themselves: the answer is no, and everything is written all the same.
    @Test
    void anAuditFailsAboveItsLimit() {
        Path patterns = folder.resolve("P.npy");
        Path out = folder.resolve("out");
        double[] numbers = new double[480];
        RandomStream.named(1, "patterns").gaussians(0, 0, numbers, 0, numbers.length);
        Npy.write(patterns, numbers, 120, 4);
        String[] audit = {"audit", "--train", patterns.toString(), "--samples", patterns.toString(), "--heldout", "gaussian:d=4,n=150", "--fail-above",
                "0.2", "--json", "--out", out.toString()};
        Said said = say(audit);
        assertEquals(1, said.code, said.err);
        JsonNode result = said.json().path("result");
        assertEquals("copying", result.path("verdict").asString());
        assertEquals(120, result.path("copied").path("count").asInt());
        assertTrue(result.path("copied").path("atLeast").asDouble() > 0.9, result.path("copied").toString());
        for (String name : new String[] {"closeness", "ratio", "offset", "distance", "nearest", "duplicated", "p-held-out", "p-training", "copied",
            "collapse-ratio"}) {
            assertTrue(Files.exists(out.resolve(name + ".npy")), name);
        }
        audit[8] = "1";
        assertEquals(0, say(audit).code);
    }

    @Test
    void leavesFilesOnlyWhenDone() throws IOException {
        Path out = folder.resolve("run");
        Said said = say("score", "--data", "gaussian:d=4,n=50", "--at", "gaussian:d=4,n=3", "--time", "1", "--out", out.toString());
        assertEquals(0, said.code, said.err);
        for (String name : new String[] {"result.json", "manifest.json", "report.html", "log-density.npy", "score.npy", "denoiser.npy",
                "effective-patterns.npy", "entropy.npy", "nearest.npy"}) {
            assertTrue(Files.size(out.resolve(name)) > 0, name);
        }
        Said refused = say("score", "--data", "gaussian:d=4,n=50", "--at", "gaussian:d=5,n=3", "--time", "1", "--out",
                folder.resolve("other").toString());
        assertEquals(2, refused.code);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count(), "nothing half-written beside the finished folder");
        }
    }

    @Test
    void refusesAFolderThatHoldsSomethingElse() throws IOException {
        Files.writeString(folder.resolve("precious.txt"), "mine");
        Said said = say("run", "excess-entropy", "--draws", "2", "--times", "1", "--out", folder.toString());
        assertEquals(2, said.code);
        assertEquals(1, said.err.strip().lines().count(), said.err);
        assertTrue(Files.exists(folder.resolve("precious.txt")));
    }

    @Test
    void quietMeansNoTalk() {
        Said said = say("run", "excess-entropy", "--draws", "2", "--times", "1", "--quiet");
        assertEquals(0, said.code);
        assertEquals("", said.err);
        assertFalse(said.out.isBlank());
    }

    /// Λ ≤ 1: no time in two of three conventions, and a curve that is its own theory has none beside it.
    @Test
    void whatDoesNotHappenIsSaidAndNull() {
        String[] question = {"run", "speciation", "mixture:d=4,mu=0.1,sigma=0.2,n=60", "--pairs", "20", "--returns", "20",
            "--steps", "20", "--quiet"};
        assertTrue(say(question).out.contains("There is no speciation"));
        Said json = say(Stream.concat(Stream.of(question), Stream.of("--json")).toArray(String[]::new));
        assertTrue(json.json().path("theory").path("speciationTime").path("logLambda").isNull(), json.err);
    }

    @ParameterizedTest
    @MethodSource("types")
    void helpNamesEveryFlagAndItsDefault(ExperimentType<?> type) {
        Said said = Experiments.verbs().contains(type) ? say(type.name(), "--help") : say("run", type.name(), "--help");
        assertEquals(0, said.code, said.err);
        String words = dense(said.out);
        for (ParameterSpec field : type.schema().fields()) {
            assertTrue(words.contains(field.flag()), said.out);
            assertTrue(words.contains(dense(field.required() ? "required" : "default " + field.standard())),
                    field.flag() + ": " + said.out);
        }
        assertTrue(said.out.contains("--seed") && said.out.contains("--out") && said.out.contains("--json"), said.out);
    }

    @Test
    void samplesAreCopiesWithTheirOriginals() {
        Said said = say("sample", "--data", "rademacher:d=6,n=5", "--count", "7", "--sampler", "ancestral", "--steps", "8",
                "--json");
        assertEquals(0, said.code, said.err);
        JsonNode result = said.json().path("result");
        assertEquals(7, result.path("samples").size());
        assertEquals(7, said.json().path("parameters").path("count").asInt());
        for (int i = 0; i < 7; i++) {
            assertTrue(result.path("nearest").path(i).asInt() < 5);
            assertEquals(0, result.path("distance").path(i).asDouble(), 1e-9, "collapsed onto a pattern");
            for (int k = 0; k < 6; k++) {
                assertEquals(1, Math.abs(result.path("samples").path(i).path(k).asDouble()), 1e-9, "a sign");
            }
        }
    }

    @Test
    void dataMayStandWithoutAFlag() {
        Said said = say("run", "excess-entropy", "gaussian:d=3,n=9", "--draws", "2", "--times", "1", "--json");
        assertEquals("gaussian:d=3,n=9", said.json().path("parameters").path("data").asString(), said.err);
        assertEquals(2, say("portrait", "digits", "--data", "digits").code);
    }

    /// Of a parameter that is on or off, the flag alone says on.
    @Test
    void aSwitchMayStandWithoutItsValue() {
        String[] question = {"run", "localization", "--potential", "none", "--density", "0.9", "--n", "8", "--runs", "1", "--first-step", "1",
            "--end", "1", "--json", "--force"};
        Said said = say(question);
        assertEquals("on", said.json().path("parameters").path("force").asString(), said.err);
        assertEquals(2, say(Stream.concat(Stream.of(question), Stream.of("off")).toArray(String[]::new)).code);
    }
}
