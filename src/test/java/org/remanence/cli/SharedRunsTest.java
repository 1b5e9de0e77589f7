package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.session.Cancelled;
import org.remanence.session.PretendedCluster;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.sweep.SweepRun;
import org.remanence.text.BadInput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A run of a sweep that another machine does leaves the folder that it would have left here.
class SharedRunsTest {
    @TempDir
    private Path folder;
    private final PretendedCluster cluster = new PretendedCluster(2, 1);

    @Test
    void theFolderIsThatOfTheCommandAlone() throws IOException {
        Path alone = folder.resolve("alone");
        Path shared = folder.resolve("shared");
        Main.run(new PrintStream(new ByteArrayOutputStream()), new PrintStream(new ByteArrayOutputStream()), "run", "excess-entropy", "--data",
                "gaussian:d=3,n=20", "--times", "0.5,1", "--draws", "9", "--seed", "7", "--out", alone.toString());
        new SharedRuns("excess-entropy", cluster).run(run(Map.of("data", "gaussian:d=3,n=20", "times", "0.5,1", "draws", "9"), 7), shared,
                Progress.SILENT, _ -> { });
        assertEquals(names(alone), names(shared));
        assertEquals(result(alone), result(shared));
        for (String name : names(alone)) {
            if (name.endsWith(".npy") || name.endsWith(".png")) {
                assertArrayEquals(Files.readAllBytes(alone.resolve(name)), Files.readAllBytes(shared.resolve(name)), name);
            }
        }
    }

    @Test
    void aRefusedRunLeavesNothing() {
        String said = assertThrows(BadInput.class, () -> new SharedRuns("excess-entropy", cluster)
                .run(run(Map.of("data", "gaussian:d=3,n=20", "draws", "-1"), 1), folder.resolve("refused"), Progress.SILENT, _ -> { })).getMessage();
        assertTrue(said.contains("draws"), said);
        assertEquals(0, folder.toFile().list().length);
    }

    @Test
    void itsSessionIsThereBeforeAnythingIsComputed() {
        assertThrows(Cancelled.class, () -> new SharedRuns("excess-entropy", new PretendedCluster(1, 1))
                .run(run(Map.of("data", "gaussian:d=3,n=20"), 1), folder.resolve("cancelled"), Progress.SILENT, Session::cancel));
    }

    private static SweepRun run(Map<String, String> texts, long seed) {
        SequencedMap<String, String> ordered = new LinkedHashMap<>(texts);
        return new SweepRun(1, "1", new LinkedHashMap<>(), ordered, new LinkedHashMap<>(), seed, "id", OptionalDouble.empty());
    }

    private static TreeSet<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<JsonNode> result(Path folder) {
        JsonNode document = new JsonMapper().readTree(folder.resolve("result.json").toFile());
        return List.of(document.path("parameters"), document.path("result"), document.path("theory"));
    }
}
