package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BenchTest {
    private static final String REPORT = """
            [{"benchmark": "org.remanence.bench.GaussianBench.doubles", "mode": "thrpt", "params": {"kernels": "simd"},
              "primaryMetric": {"score": 812.5, "scoreError": 3.25, "scoreUnit": "ops/us"}},
             {"benchmark": "org.remanence.bench.GaussianBench.floats", "mode": "thrpt",
              "primaryMetric": {"score": 1600.0, "scoreError": "NaN", "scoreUnit": "ops/us"}}]
            """;

    @TempDir
    private Path folder;

    @Test
    void asksForACheckout() throws IOException {
        String refusal = assertThrows(IllegalArgumentException.class, () -> Bench.checkout(folder)).getMessage();
        assertTrue(refusal.startsWith("benchmarks are run from a checkout"), refusal);
        Files.createDirectories(folder.resolve("bench/src"));
        Files.createFile(folder.resolve("pom.xml"));
        assertEquals(folder, Bench.checkout(folder.resolve("target/remanence-0.1.0/lib/remanence-0.1.0.jar")));
    }

    @Test
    void readsWhatWasMeasured() {
        BenchResults results = BenchResults.of(REPORT, Instant.EPOCH, 0.25, List.of("-ea"));
        assertEquals(List.of(new BenchResults.Score("GaussianBench.doubles", Map.of("kernels", "simd"), 812.5, 3.25, "ops/us"),
                new BenchResults.Score("GaussianBench.floats", Map.of(), 1600, Double.NaN, "ops/us")), results.scores());
        assertTrue(results.table().contains("kernels=simd"), results.table());
    }

    @Test
    void savesWithItsCircumstances() throws IOException {
        Path file = BenchResults.of(REPORT, Instant.EPOCH, 0.25, List.of("-ea")).save(folder);
        JsonNode saved = new JsonMapper().readTree(Files.readString(file));
        assertTrue(file.getFileName().toString().startsWith("19700101-000000-"), file.toString());
        assertEquals(folder, file.getParent().getParent());
        assertEquals(0.25, saved.at("/load").asDouble());
        assertEquals("-ea", saved.at("/flags/0").asString());
        assertEquals(812.5, saved.at("/scores/0/mean").asDouble());
    }
}
