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
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.Slow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sweeps from the command line: what they leave, what they do again, and what they refuse.
final class SweepCommandTest {
    private static final String[] NUMBERS = {"sweep", "excess-entropy", "--data", "gaussian:d={4,8},n=20", "--draws",
            "10", "--times", "0.5", "--quiet", "--out"};
    /// Runs without figures, which take a moment.
    private static final String[] SWEEP = {"sweep", "score", "--data", "gaussian:d=3,n={20,40}", "--at",
            "gaussian:d=3,n=2", "--time", "{0.5,1}", "--quiet", "--out"};

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {
        JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    @Test
    void eachRunIsThatOfTheCommandAlone() throws IOException {
        Path out = folder.resolve("sweep");
        JsonNode document = say(with(NUMBERS, out.toString(), "--json", "--jobs", "2")).json();
        assertEquals(2, document.path("result").path("done").asInt());
        say("run", "excess-entropy", "--data", "gaussian:d=8,n=20", "--draws", "10", "--times", "0.5", "--quiet",
                "--out", folder.resolve("alone").toString());
        JsonNode alone = read(folder.resolve("alone/result.json"));
        JsonNode second = read(out.resolve("runs/2-d=8/result.json"));
        assertEquals(alone.path("parameters"), second.path("parameters"));
        assertEquals(alone.path("result"), second.path("result"));
        assertEquals(alone.path("manifest").path("resultHash"), second.path("manifest").path("resultHash"));
        JsonNode row = document.path("result").path("table").get(1);
        assertEquals("8", row.path("values").path("d").asString());
        assertEquals(alone.path("theory").path("collapseTime").path("isotropic"), row.path("theory")
                .path("collapseTime.isotropic"));
        List<String> csv = Files.readAllLines(out.resolve("summary/table.csv"));
        assertTrue(csv.getFirst()
                .startsWith("run,state,d,seed,seconds,patterns,dimension,logLoad,theory.collapseTime.isotropic"),
                csv.getFirst());
        assertTrue(csv.get(2).startsWith("2,done,8,1,"), csv.get(2));
        assertEquals(3, csv.size());
        assertEquals(2, Files.readAllLines(out.resolve("summary/table.jsonl")).size());
        assertTrue(Files.readString(out.resolve("summary/table.npy"), StandardCharsets.ISO_8859_1)
                .contains("('run', '<f8'), ('d', '<f8'), ('seed', '<f8')"));
        assertTrue(Files.exists(out.resolve("summary/against-d-collapseTime.png")));
        assertTrue(Files.readString(out.resolve("summary/report.html")).contains("sweep excess-entropy --data"));
    }

    /// As after kill −9: a line half written, a run without a folder, another that was begun alone.
    @Test
    void theSameCommandGoesOn() throws IOException {
        Path out = folder.resolve("sweep");
        say(with(SWEEP, out.toString()));
        Path journal = out.resolve("journal-1-of-1.jsonl");
        List<String> lines = Files.readAllLines(journal);
        assertEquals(8, lines.size());
        delete(out.resolve("runs/4-n=40,time=1"));
        delete(out.resolve("summary"));
        byte[] first = Files.readAllBytes(out.resolve("runs/1-n=20,time=0.5/manifest.json"));
        Files.writeString(journal, String.join("\n", lines.subList(0, 7)) + "\n" + lines.get(7).substring(0, 30));
        assertEquals(0, say(with(SWEEP, out.toString())).code());
        List<String> after = Files.readAllLines(journal);
        assertEquals(9, after.size(), "one line less, begun and done again");
        assertEquals(lines.subList(0, 7), after.subList(0, 7));
        assertEquals(new String(first), Files.readString(out.resolve("runs/1-n=20,time=0.5/manifest.json")),
                "a run that is done is not done again");
        assertTrue(Files.exists(out.resolve("summary/table.csv")));
        // Complete on the disk, but the process died before it could say so.
        Files.writeString(journal, String.join("\n", lines.subList(0, 7)) + "\n");
        assertEquals(0, say(with(SWEEP, out.toString())).code());
        assertEquals(7, Files.readAllLines(journal).size(), "its folder speaks for it");
    }

    @Test
    void sharesDoItTogetherAndTheLastPutsItTogether() throws IOException {
        Path whole = folder.resolve("whole");
        Path shared = folder.resolve("shared");
        say(with(SWEEP, whole.toString()));
        for (int i = 1; i <= 3; i++) {
            assertFalse(Files.exists(shared.resolve("summary")));
            Said said = say(with(SWEEP, shared.toString(), "--share", i + "/3", "--json"));
            assertEquals(0, said.code(), said.err());
            assertTrue(said.json().path("result").path("done").asInt() >= i, said.out());
        }
        assertEquals(hashes(whole), hashes(shared));
        byte[] manifest = Files.readAllBytes(shared.resolve("summary/manifest.json"));
        say(with(SWEEP, shared.toString(), "--share", "1/3"));
        assertEquals(new String(manifest), Files.readString(shared.resolve("summary/manifest.json")),
                "what is put together stays");
    }

    @Test
    void aRunThatFailsFailsAlone() {
        String[] sweep = {"sweep", "score", "--data", "gaussian:d=3,n=10", "--at", "gaussian:d={3,4},n=2", "--time",
                "1", "--out", folder.resolve("out").toString(), "--json"};
        Said said = say(sweep);
        assertEquals(1, said.code(), said.err());
        assertEquals(1, said.json().path("result").path("failed").asInt());
        JsonNode failed = said.json().path("result").path("table").get(1);
        assertEquals("failed", failed.path("state").asString());
        assertTrue(failed.path("error").asString().contains("dimension of the patterns"), failed.toString());
        assertTrue(said.err().contains("run 2-d=4 failed: "), said.err());
        assertFalse(say(sweep).err().contains("failed: "), "it is not begun again");
        assertTrue(say(with(sweep, "--retry")).err().contains("run 2-d=4 failed: "));
    }

    @Test
    void aDryRunRunsNothing() {
        Said said = say(with(NUMBERS, folder.resolve("out").toString(), "--dry-run"));
        assertEquals(0, said.code(), said.err());
        assertTrue(said.out().contains("2 runs, those left about "), said.out());
        assertTrue(said.out().contains("times · draws · patterns · dimension"), said.out());
        assertFalse(Files.exists(folder.resolve("out")));
        JsonNode json = say("sweep", "excess-entropy", "--seed", "{1,2}", "--dry-run", "--json").json();
        assertEquals(2, json.path("runs").size());
        assertEquals(json.path("seconds").asDouble(), 2 * json.path("runs").get(0).path("seconds").asDouble());
    }

    @Test
    void whatCannotBeSweptIsRefused() throws IOException {
        Path out = folder.resolve("sweep");
        assertRefused("a sweep needs a folder", "sweep", "excess-entropy", "--seed", "{1,2}");
        assertRefused("which experiment?", "sweep");
        assertRefused("did you mean 'excess-entropy'?", "sweep", "exces-entropy");
        assertRefused("did you mean '--draws'?", "sweep", "excess-entropy", "--drwas", "{1,2}");
        assertRefused("share must lie between 1/2 and 2/2, got 3/2", with(SWEEP, out.toString(), "--share", "3/2"));
        assertRefused("jobs must be at least 1", with(SWEEP, out.toString(), "--jobs", "0"));
        assertRefused("a measure must be a curve and the level it crosses",
                with(SWEEP, out.toString(), "--crossing", "x"));
        assertRefused("there is no file", with(SWEEP, out.toString(), "--grid", "nowhere.yaml"));
        assertFalse(Files.exists(out));
        Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(folder.resolve("foreign/notes.txt"), "mine");
        assertRefused("is not empty and no sweep", with(SWEEP, folder.resolve("foreign").toString()));
        String[] small = {"sweep", "score", "--data", "gaussian:d=3,n=10", "--at", "gaussian:d=3,n=2", "--time",
                "{1,2}", "--quiet", "--out", out.toString()};
        assertEquals(0, say(small).code());
        assertRefused("holds a sweep of score: name another folder for one of excess-entropy",
                with(NUMBERS, out.toString()));
        small[7] = "{1,3}";
        assertRefused("holds another sweep of score, of 2 runs over [\"time\"]", small);
        small[7] = "{1,2}";
        assertRefused("figures may stand against the axes time, got d", with(small, "--against", "d", "--retry"));
        String description = Files.readString(out.resolve("sweep.json"));
        Files.writeString(out.resolve("sweep.json"), description.replaceFirst("\"commit\": \"[^\"]*",
                "\"commit\": \"other").replaceFirst("\"sweep\": \"[^\"]*", "\"sweep\": \"other"));
        assertRefused("holds a sweep by version", small);
        Files.writeString(out.resolve("sweep.json"), description.replaceFirst("\"sweep\": \"[^\"]*",
                "\"sweep\": \"other"));
        assertRefused("the files that the sweep in", small);
        Files.writeString(out.resolve("sweep.json"), description);
        Files.writeString(out.resolve("journal-1-of-1.jsonl"), Files.readString(out.resolve("journal-1-of-1.jsonl"))
                .replaceAll("\"sweep\":\"[^\"]*", "\"sweep\":\"other"));
        assertRefused("belongs to another sweep", small);
    }

    /// Killed for good in the middle, and asked again.
    @Slow
    @Test
    void aKilledSweepGoesOn() throws Exception {
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(),
                "@" + Path.of("native-config/jvm.args").toAbsolutePath(), "-cp", System.getProperty("java.class.path"),
                Main.class.getName(),
                "sweep", "excess-entropy", "--data", "gaussian:d={4,8},n={20,40}", "--draws", "{10,11,12}", "--times",
                "0.5,1", "--jobs", "2", "--out", out.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("talk").toFile()).start();
        while (done(out) < 3) {
            assertTrue(process.isAlive(), () -> "it ended too early");
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        long before = done(out);
        assertTrue(before < 12, "killed in the middle");
        Files.writeString(out.resolve("journal-1-of-1.jsonl"), "{\"sweep\":\"", StandardOpenOption.APPEND);
        assertEquals(0, new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("talk").toFile()).start().waitFor());
        assertEquals(12, done(out));
        assertEquals(13, Files.readAllLines(out.resolve("summary/table.csv")).size());
        try (Stream<Path> runs = Files.list(out.resolve("runs"))) {
            assertEquals(12, runs.count(), "nothing is left beside the folders of the runs");
        }
    }

    private static long done(Path out) throws IOException {
        Path journal = out.resolve("journal-1-of-1.jsonl");
        return Files.exists(journal) ? Files.readString(journal).lines().filter(line -> line.contains("\"DONE\""))
                .count() : 0;
    }

    private static List<String> hashes(Path sweep) throws IOException {
        try (Stream<Path> runs = Files.list(sweep.resolve("runs"))) {
            return runs.sorted().map(run -> run.getFileName() + read(run.resolve("manifest.json")).path("resultHash")
                    .asString()).toList();
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> inside = Files.walk(path)) {
            inside.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        }
    }

    private static JsonNode read(Path file) {
        return new JsonMapper().readTree(file.toFile());
    }

    private static String[] with(String[] command, String... more) {
        return Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private static void assertRefused(String words, String... command) {
        Said said = say(command);
        assertEquals(2, said.code(), said.err());
        assertTrue(said.err().contains(words), said.err());
        assertEquals(1, said.err().strip().lines().count(), said.err());
        assertEquals("", said.out());
    }

    private static Said say(String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code;
        try (PrintStream outStream = new PrintStream(out, true,
                StandardCharsets.UTF_8); PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            code = Main.run(outStream, errStream, command);
        }
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
