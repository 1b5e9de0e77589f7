package org.remanence.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.tensor.Matrix;

@Tag("locale")
class OutputDirectoryTest {
    @TempDir
    private Path home;

    private static Manifest manifest() {
        var setting = new Manifest.Setting(7, 2, "double", "simd", "512 bits", "OpenBLAS 0.3.31");
        return Manifest.of("cloning", Map.of("pairs", 3), new LinkedHashMap<>(), setting, Instant.now(), List.of(1.5));
    }

    private void publish(Path directory, String text) {
        try (var out = OutputDirectory.open(directory)) {
            out.text("report.html", text);
            out.json("manifest.json", manifest());
            out.publish();
        }
    }

    private List<String> names(Path directory) throws IOException {
        try (Stream<Path> inside = Files.walk(directory)) {
            return inside.filter(each -> !each.equals(directory)).map(each -> directory.relativize(each).toString()).sorted().toList();
        }
    }

    @Test
    void nothingIsSeenUnderTheNameBeforeAllIsThere() throws IOException {
        Path directory = home.resolve("runs/c1");
        try (var out = OutputDirectory.open(directory)) {
            out.text("figures/collapse.svg", "<svg/>");
            out.array("samples.npy", Matrix.of(new double[][] {{1, 2}}));
            assertFalse(Files.exists(directory));
            out.json("manifest.json", manifest());
            out.publish();
            assertEquals(directory.toAbsolutePath(), out.target());
        }
        assertEquals(List.of("figures", "figures/collapse.svg", "manifest.json", "samples.npy"), names(directory));
        assertEquals(List.of("c1"), names(home.resolve("runs")).stream().filter(each -> !each.contains("/")).toList());
    }

    @Test
    void afterAFailureNothingIsLeft() throws IOException {
        assertThrows(IllegalStateException.class, () -> {
            try (var out = OutputDirectory.open(home.resolve("deep/runs/c1"))) {
                out.text("result.json", "{");
                throw new IllegalStateException("half way");
            }
        });
        assertEquals(List.of(), names(home));
    }

    @Test
    void afterAFailureTheEarlierResultIsUntouched() throws IOException {
        Path directory = home.resolve("c1");
        publish(directory, "first");
        assertThrows(IllegalStateException.class, () -> {
            try (var out = OutputDirectory.open(directory)) {
                out.text("report.html", "second");
                throw new IllegalStateException("half way");
            }
        });
        assertEquals("first", Files.readString(directory.resolve("report.html")));
        assertEquals(List.of("c1", "c1/manifest.json", "c1/report.html"), names(home));
    }

    @Test
    void aDocumentThatCannotBeWrittenFailsWhole() throws IOException {
        Path directory = home.resolve("c1");
        assertThrows(UncheckedIOException.class, () -> {
            try (var out = OutputDirectory.open(directory)) {
                Files.createDirectory(out.file("result.json"));
                out.json("result.json", List.of(1));
                out.publish();
            }
        });
        assertEquals(List.of(), names(home));
    }

    @Test
    void earlierResultIsReplacedAsAWhole() throws IOException {
        Path directory = home.resolve("c1");
        try (var out = OutputDirectory.open(directory)) {
            out.text("old.txt", "old");
            out.json("manifest.json", manifest());
            out.publish();
        }
        publish(directory, "second");
        assertEquals(List.of("c1", "c1/manifest.json", "c1/report.html"), names(home));
    }

    @Test
    void emptyDirectoryIsUsed() throws IOException {
        publish(Files.createDirectory(home.resolve("empty")), "text");
        assertTrue(Files.exists(home.resolve("empty/report.html")));
    }

    @Test
    void whatIsNotOursIsRefusedAndKept() throws IOException {
        Path precious = Files.createDirectories(home.resolve("thesis"));
        Files.writeString(precious.resolve("chapter.tex"), "…");
        Files.writeString(precious.resolve("manifest.json"), "{\"name\": \"some web site\"}");
        var message = assertThrows(IllegalArgumentException.class, () -> OutputDirectory.open(precious)).getMessage();
        assertTrue(message.contains("thesis") && message.contains("not empty"), message);
        Files.writeString(precious.resolve("manifest.json"), "not even JSON");
        assertThrows(IllegalArgumentException.class, () -> OutputDirectory.open(precious));
        Path file = Files.writeString(home.resolve("notes"), "text");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> OutputDirectory.open(file)).getMessage().contains("is a file"));
        assertEquals(List.of("notes", "thesis", "thesis/chapter.tex", "thesis/manifest.json"), names(home));
    }

    @Test
    void aNameTakenMeanwhileIsRefusedAndKept() throws IOException {
        Path directory = home.resolve("c1");
        assertThrows(IllegalArgumentException.class, () -> {
            try (var out = OutputDirectory.open(directory)) {
                Files.writeString(Files.createDirectory(directory).resolve("mine.txt"), "mine");
                out.publish();
            }
        });
        assertEquals(List.of("c1", "c1/mine.txt"), names(home));
    }

    @Test
    void unwritableParentIsRefusedBeforeAnyWork() throws IOException {
        Path file = Files.writeString(home.resolve("notes"), "text");
        for (Path impossible : List.of(file.resolve("c1"), file.resolve("deeper/c1"))) {
            var message = assertThrows(IllegalArgumentException.class, () -> OutputDirectory.checkWritable(impossible)).getMessage();
            assertTrue(message.contains("cannot be created") && message.contains("notes"), message);
        }
        assertThrows(IllegalArgumentException.class, () -> OutputDirectory.checkWritable(home.getRoot()));
        OutputDirectory.checkWritable(home.resolve("new/c1"));
        assertEquals(List.of("notes"), names(home), "a check leaves no trace");
    }

    @Test
    void filesStayInside() {
        try (var out = OutputDirectory.open(home.resolve("c1"))) {
            assertThrows(IllegalArgumentException.class, () -> out.file("../escaped.txt"));
            assertThrows(IllegalArgumentException.class, () -> out.file(""));
        }
    }

    @Test
    void largeTablesOfADocumentStandBesideIt() throws IOException {
        Path directory = home.resolve("c1");
        try (var out = OutputDirectory.open(directory)) {
            out.json("result.json", Map.of("result", Map.of("score", Matrix.zeros(300, 100))));
            out.publish();
        }
        assertEquals(List.of("result.json", "score.npy"), names(directory));
        assertTrue(Files.size(directory.resolve("score.npy")) > 240_000);
    }

    @Test
    void manifestTellsHowItWasMade() {
        Manifest manifest = manifest();
        String json = ResultJson.compact(manifest);
        for (String key : List.of("software", "experiment", "parameters", "seed", "version", "commit", "jdk", "kernels", "lanes",
                "blas", "precision", "threads", "processor", "started", "wallTime", "resultHash")) {
            assertTrue(json.contains("\"" + key + "\":"), key);
        }
        assertEquals(ResultJson.hash(List.of(1.5)), manifest.resultHash());
        assertTrue(manifest.wallTime() >= 0 && manifest.wallTime() < 60);
        assertTrue(manifest.version().matches("\\d+\\.\\d+.*"), manifest.version());
        assertTrue(manifest.commit().matches("[0-9a-f]{40}(-dirty-[0-9a-f]{12})?|unknown"), manifest.commit());
        assertEquals(System.getProperty("os.arch"), Host.model(home.resolve("missing")));
    }
}
