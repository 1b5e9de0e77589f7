package org.remanence.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.remanence.text.BadInput;

@Tag("locale")
class OutputDirectoryTest {
    @TempDir
    private Path home;

    private static Manifest manifest() {
        var setting = new Manifest.Setting(7, 2, "double", "simd", "512 bits", "OpenBLAS 0.3.31");
        return Manifest.of("cloning", Map.of("pairs", 3), new LinkedHashMap<>(), List.of(), setting, Instant.now(), List.of(1.5));
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
    void theEarlierResultIsPutBackIfTheNewOneCannotTakeItsPlace() throws IOException {
        Path directory = home.resolve("c1");
        publish(directory, "first");
        assertThrows(OutputFailure.class, () -> {
            try (var out = OutputDirectory.open(directory)) {
                Files.delete(partials().getFirst());
                out.publish();
            }
        });
        assertEquals("first", Files.readString(directory.resolve("report.html")));
        assertEquals(List.of("c1", "c1/manifest.json", "c1/report.html"), names(home));
    }

    @Test
    void leftoversOfKilledRunsAreRemovedAndNothingElse() throws IOException {
        List<String> others = List.of("c1.partial-7-notes", "c1.txt", "c10.partial-12-3e782a1ee10", "xc1.partial-12-3e782a1ee10");
        for (String name : List.of("c1.partial-12-3e782a1ee10", "c1.partial-13-0", "c1.replaced-12-ff")) {
            Files.writeString(Files.createDirectories(home.resolve(name).resolve("figures")).resolve("a.svg"), "half");
        }
        for (String name : others) {
            Files.createDirectory(home.resolve(name));
        }
        Files.writeString(home.resolve("c1.remanence-lock"), "12");
        publish(home.resolve("c1"), "text");
        assertEquals(Stream.concat(Stream.of("c1", "c1/manifest.json", "c1/report.html"), others.stream()).sorted().toList(), names(home));
    }

    /// A run that is killed between its two moves has set the earlier result aside.
    @Test
    void aResultSetAsideIsPutBack() throws IOException {
        Path directory = home.resolve("c1");
        publish(directory, "first");
        Files.move(directory, home.resolve("c1.replaced-12-ff"));
        Files.createDirectory(home.resolve("c1.partial-12-ee"));
        OutputDirectory.checkWritable(directory);
        assertEquals("first", Files.readString(directory.resolve("report.html")));
        assertEquals(List.of("c1", "c1/manifest.json", "c1/report.html"), names(home));
    }

    @Test
    void oneRunAtATimeMayWrite() throws IOException {
        Path directory = home.resolve("c1");
        try (var out = OutputDirectory.open(directory)) {
            for (Path same : List.of(directory, home.resolve("./x/../c1"))) {
                String refused = assertThrows(BadInput.class, () -> OutputDirectory.open(same)).getMessage();
                assertTrue(refused.contains("another run (process " + ProcessHandle.current().pid() + ") is writing to the output directory " + directory), refused);
            }
            OutputDirectory.open(home.resolve("c2")).close();
            out.text("report.html", "text");
            out.json("manifest.json", manifest());
            out.publish();
            assertThrows(BadInput.class, () -> OutputDirectory.open(directory), "until it is closed");
        }
        publish(directory, "second");
        assertEquals(List.of("c1", "c1/manifest.json", "c1/report.html"), names(home));
    }

    /// A refused run has not taken the lock of the one that runs; a second closing does not give away that of a third.
    @Test
    void theLockIsGivenBackOnce() {
        Path directory = home.resolve("c1");
        var first = OutputDirectory.open(directory);
        assertThrows(BadInput.class, () -> OutputDirectory.open(directory));
        assertThrows(BadInput.class, () -> OutputDirectory.open(directory));
        first.close();
        try (var _ = OutputDirectory.open(directory)) {
            first.close();
            assertThrows(BadInput.class, () -> OutputDirectory.open(directory));
        }
    }

    @Test
    void aFullDiskIsNotTheFaultOfWhatWasAsked() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a device that is always full");
        try (var out = OutputDirectory.open(home.resolve("c1"))) {
            for (String name : List.of("a.txt", "b.json", "c.npy")) {
                Files.createSymbolicLink(out.file(name), full);
            }
            assertTrue(assertThrows(OutputFailure.class, () -> out.text("a.txt", "text")).getMessage().contains("a.txt cannot be written: "));
            assertTrue(assertThrows(OutputFailure.class, () -> out.json("b.json", List.of(1))).getMessage().contains("b.json cannot be written: "));
            assertTrue(assertThrows(OutputFailure.class, () -> out.array("c.npy", Matrix.zeros(2, 2))).getMessage().contains("c.npy cannot be written: "));
        }
        assertEquals(List.of(), names(home));
    }

    private List<Path> partials() throws IOException {
        try (Stream<Path> inside = Files.list(home)) {
            return inside.filter(each -> each.getFileName().toString().contains(".partial-")).toList();
        }
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
