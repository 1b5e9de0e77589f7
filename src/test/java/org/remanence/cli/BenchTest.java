package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BenchTest {
    private static final String REPORT = """
            [{"benchmark": "org.remanence.bench.FewStatesBench.score", "mode": "ss",
              "params": {"precision": "FLOAT", "shape": "1000000x128x4", "threads": "2", "yardstick": "read"},
              "primaryMetric": {"score": 812.5, "scoreError": "NaN", "scoreUnit": "ms/op"},
              "secondaryMetrics": {"ours": {"score": 15.0}, "yardstick": {"score": 20.0}, "percent": {"score": 75.0},
                "low": {"score": 74.0}, "high": {"score": 77.0}, "waited": {"score": 0.0}, "others": {"score": "NaN"},
                "clean": {"score": 9.0}, "intensity": {"score": 4.0}}},
             {"benchmark": "org.remanence.bench.ManyStatesBench.score", "mode": "ss",
              "params": {"precision": "FLOAT", "shape": "20000x128x256", "threads": "2", "yardstick": "gemm"},
              "primaryMetric": {"score": 812.5, "scoreError": "NaN", "scoreUnit": "ms/op"},
              "secondaryMetrics": {"ours": {"score": 150.0}, "yardstick": {"score": 200.0}, "percent": {"score": 75.0},
                "low": {"score": 60.0}, "high": {"score": 90.0}, "waited": {"score": 0.01}, "others": {"score": 0.02},
                "clean": {"score": 9.0}, "intensity": {"score": 256.0}}},
             {"benchmark": "org.remanence.bench.OtherBench.run", "mode": "avgt",
              "primaryMetric": {"score": 1600.0, "scoreError": 32.0, "scoreUnit": "us/op"}}]
            """;
    private static final MachineLoad QUIET = new MachineLoad(2, 0.25, 0.01);

    @TempDir
    private Path folder;

    @Test
    void asksForACheckout() throws IOException {
        String refusal = assertThrows(IllegalArgumentException.class, () -> Checkout.around(folder)).getMessage();
        assertTrue(refusal.startsWith("benchmarks are run from a checkout"), refusal);
        Files.createDirectories(folder.resolve("bench/src"));
        Files.createFile(folder.resolve("pom.xml"));
        assertEquals(folder, Checkout.around(folder.resolve("target/remanence-1.0/lib/remanence-1.0.jar")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --rounds 4                      | rounds must be at least 5, got 4
            --peers --compare HEAD          | --peers and --compare exclude each other: leave one out
            (                               | '(' is no regular expression: Unclosed group
            """)
    void refusesInOneSentence(String arguments, String sentence) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(new PrintStream(new ByteArrayOutputStream()), new PrintStream(err, true, StandardCharsets.UTF_8),
                ("bench " + arguments.strip()).split(" "));
        assertEquals("remanence: " + sentence, err.toString(StandardCharsets.UTF_8).strip());
        assertEquals(2, code);
    }

    @Test
    void refusesABusyMachine() {
        QUIET.refuse();
        new MachineLoad(2, 3, Double.NaN).refuse();
        String refusal = assertThrows(IllegalArgumentException.class, () -> new MachineLoad(2, 3.2, 0.6).refuse()).getMessage();
        assertTrue(refusal.startsWith("other programs take 60 % of 2 cores (at most 25 %; load 3.2): wait"), refusal);
        assertFalse(refusal.contains("\n"), refusal);
    }

    @Test
    void readsWhatRanInTurn() {
        BenchResults results = BenchResults.of(REPORT, Instant.EPOCH, QUIET, List.of("-ea"));
        assertEquals(new BenchRow("FewStatesBench.score", Map.of("precision", "FLOAT", "shape", "1000000x128x4", "threads", "2"),
                "read", "GB/s", 15, 20, 75, 74, 77, 0, Double.NaN, 9, 4, ""), results.rows().getFirst());
        assertEquals(60, results.rows().getFirst().gigaflops());
        assertEquals(75, results.rows().getFirst().speed());
        assertEquals("noisy: spread ±20 %", results.rows().get(1).noise());
        assertTrue(results.table(200).contains("1 of 3 rows are noisy"), results.table(200));
    }

    /// The shortest of the benchmarks, in this process: what JMH writes is what is read.
    @Test
    void readsARun() throws IOException, RunnerException {
        Path report = folder.resolve("report.json");
        new Runner(new OptionsBuilder().include("GaussianBench").param("precision", "FLOAT").param("threads", "1").forks(0)
                .shouldFailOnError(true).verbosity(VerboseMode.SILENT).resultFormat(ResultFormatType.JSON).result(report.toString())
                .build()).run();
        BenchRow row = BenchResults.of(Files.readString(report), Instant.EPOCH, QUIET, List.of()).rows().getFirst();
        assertEquals("GaussianBench.fill", row.benchmark());
        assertEquals(Map.of("precision", "FLOAT", "threads", "1"), row.parameters());
        assertEquals("jdk", row.yardstick());
        assertTrue(row.rate() > 0 && row.yardstickRate() > 0 && row.low() <= row.percent() && row.percent() <= row.high(), row::toString);
    }

    @Test
    void readsWhatRanAlone() {
        BenchRow alone = BenchResults.of(REPORT, Instant.EPOCH, QUIET, List.of()).rows().getLast();
        assertEquals("OtherBench.run", alone.benchmark());
        assertEquals(1600, alone.rate());
        assertEquals(1 / 1600.0, alone.speed());
        assertEquals("", alone.noise());
        assertFalse(alone.onRoofline());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.02 | 0.01 | 0.05 | 9 | ''
            0.02 | NaN  | NaN  | 9 | ''
            0.2  | 0.01 | 0.05 | 9 | noisy: spread ±20 %
            0.02 | 0.15 | 0.05 | 9 | noisy: waited 15 %
            0.02 | 0.01 | 0.3  | 9 | noisy: others took 30 %
            0.02 | 0.4  | 0.05 | 4 | noisy: its core was taken, in 40 % of the time
            """)
    void marksNoise(double spread, double waited, double others, int clean, String mark) {
        assertEquals(mark, BenchRow.noise(spread, waited, others, clean));
    }

    @Test
    void savesWithItsCircumstancesAndTheRoofline() throws IOException {
        Path file = BenchResults.of(REPORT, Instant.EPOCH, QUIET, List.of("-ea")).save(folder);
        JsonNode saved = new JsonMapper().readTree(Files.readString(file));
        assertTrue(file.getFileName().toString().startsWith("19700101-000000-"), file.toString());
        assertEquals(folder, file.getParent().getParent());
        assertEquals(0.25, saved.at("/business/load").asDouble());
        assertEquals("-ea", saved.at("/flags/0").asString());
        assertEquals(75, saved.at("/rows/0/percent").asDouble());
        assertTrue(saved.at("/rows/0/others").isNull());
        assertEquals("noisy: spread ±20 %", saved.at("/rows/1/noise").asString());
        Path drawing = file.resolveSibling(file.getFileName().toString().replace(".json", ".svg"));
        assertTrue(Files.readString(drawing).contains("<svg"));
    }
}
