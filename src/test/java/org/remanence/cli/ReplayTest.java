package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.result.Npy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A result made again: it has the same bits, or the first that differ are named.
final class ReplayTest {
    @TempDir
    Path folder;

    private record Said(int code, String out, String err) { }

    private Path result() {
        return folder.resolve("result");
    }

    @BeforeEach
    void score() {
        Npy.write(folder.resolve("x.npy"), new double[] {0.5, 1, -1, 2, 0, 1}, 2, 3);
        assertEquals(0, say("score", "--data", "gaussian:d=3,n=50", "--at", folder.resolve("x.npy").toString(),
                "--time", "0.5", "--seed", "4", "--out", result().toString()).code());
    }

    @Test
    void theSameBits() {
        Said said = say("replay", result().toString(), "--threads", "3");
        assertEquals(0, said.code(), said.out() + said.err());
        assertTrue(said.out().contains("the same bits"), said.out());
        assertTrue(said.out().contains("6 arrays"), said.out());
        JsonNode json = new JsonMapper().readTree(say("replay", result().toString(), "--json").out());
        assertTrue(json.path("same").asBoolean());
        assertTrue(json.path("difference").isNull());
    }

    @Test
    void theFirstOtherNumberIsNamed() throws IOException {
        Path file = result().resolve("result.json");
        String text = Files.readString(file);
        double was = new JsonMapper().readTree(text).path("result").path("entropy").get(1).asDouble();
        double other = Math.nextUp(was);
        Files.writeString(file, text.replace(Double.toString(was), Double.toString(other)));
        Said said = say("replay", result().toString());
        assertEquals(1, said.code(), said.err());
        assertTrue(said.out().contains("/result/entropy/1 of result.json was " + other + ", is " + was), said.out());
    }

    @Test
    void theFirstOtherElementOfAnArrayIsNamed() throws IOException {
        Path file = result().resolve("score.npy");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 2 * Double.BYTES] ^= 1;
        Files.write(file, bytes);
        Said said = say("replay", result().toString(), "--json");
        assertEquals(1, said.code(), said.err());
        JsonNode difference = new JsonMapper().readTree(said.out()).path("difference");
        assertEquals("score.npy", difference.path("file").asString());
        assertEquals("[1, 1]", difference.path("at").asString());
        assertNotEquals(difference.path("then").asString(), difference.path("now").asString());
        Files.delete(file);
        assertTrue(say("replay", result().toString()).out().contains("score.npy was missing, is there"));
    }

    @Test
    void changedInputsAndProgramsAreSaid() throws IOException {
        Path manifest = result().resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"version\": \"[^\"]*", "\"version\": \"0.0.1"));
        Said version = say("replay", result().toString());
        assertEquals(2, version.code(), version.err());
        assertTrue(version.out().contains("made by version 0.0.1, commit"), version.out());
        assertTrue(version.out().contains("the same bits"), version.out());
        Files.writeString(manifest, text);
        Npy.write(folder.resolve("x.npy"), new double[] {0.5, 1, -1, 2, 0, 1.5}, 2, 3);
        Said changed = say("replay", result().toString());
        assertEquals(2, changed.code(), changed.err());
        assertTrue(changed.out().contains("x.npy holds other bytes than it did"), changed.out());
        assertTrue(changed.out().contains("other bits, first /result/"), changed.out());
    }

    @Test
    void everyRunOfASweepIsReplayed() throws IOException {
        Path sweep = folder.resolve("sweep");
        say("sweep", "score", "--data", "gaussian:d=3,n=10", "--at", "gaussian:d=3,n=2", "--time", "{1,2}", "--quiet",
                "--out", sweep.toString());
        Said said = say("replay", sweep.toString());
        assertEquals(0, said.code(), said.err());
        assertEquals(2, said.out().lines().filter(line -> line.contains("the same bits")).count(), said.out());
    }

    @Test
    void whatIsNoResultIsRefused() throws IOException {
        assertRefused("there is no file", folder.resolve("nowhere").toString());
        Files.writeString(folder.resolve("manifest.json"), "{");
        assertRefused("is damaged", folder.toString());
        Files.writeString(folder.resolve("manifest.json"), "{}");
        assertRefused("has no manifest of this program", folder.toString());
        Files.writeString(folder.resolve("manifest.json"),
                "{\"software\": \"remanence\", \"experiment\": \"reproduce\"}");
        assertRefused("holds the result of reproduce, which is no experiment", folder.toString());
        Said cited = say("cite", "exces-entropy");
        assertEquals(2, cited.code());
        assertTrue(cited.err().contains("did you mean 'excess-entropy'?"), cited.err());
    }

    @Test
    void whatToCite() {
        String text = say("cite", "excess-entropy", "collapse").out();
        assertEquals(2, text.lines().count(), text);
        assertTrue(text.contains("Dynamical regimes of diffusion models, Nature Communications 15, 9957, 2024 (excess-entropy, collapse)"), text);
        String bibtex = say("cite", "retrieval", "--bibtex").out();
        assertTrue(bibtex.startsWith("@software{remanence,\n  author = {{The Remanence authors}}"), bibtex);
        assertTrue(bibtex.contains("@article{lucibello2024,"), bibtex);
        JsonNode json = new JsonMapper().readTree(say("cite", "--json").out());
        assertTrue(json.path("works").size() > 20, json.toString());
    }

    private static void assertRefused(String words, String where) {
        Said said = say("replay", where);
        assertEquals(2, said.code(), said.err());
        assertTrue(said.err().contains(words), said.err());
        assertEquals(1, said.err().strip().lines().count(), said.err());
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
