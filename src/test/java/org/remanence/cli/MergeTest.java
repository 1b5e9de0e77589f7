package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.Slow;
import org.remanence.random.RandomStream;
import org.remanence.result.Npy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Shares of a score, made by commands that know nothing of each other, are merged to the files of one.
final class MergeTest {
    private static final int DIMENSION = 5;

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) { }

    @Test
    void sharesMergeToTheBitsOfOne() throws IOException {
        check("file", 3, "1e-4");
        Said replayed = say(new String[] {"replay"}, folder.resolve("merged").toString());
        assertEquals(0, replayed.code(), replayed.out());
    }

    /// Patterns drawn, and generated whenever they are read; also fewer chunks than shares.
    @Slow
    @ParameterizedTest
    @CsvSource({"file, 1, 0.5", "gaussian:d=5;n=20000, 5, 0.5", "generated:gaussian:d=5;n=20000, 4, 1e-5",
            "gaussian:d=5;n=100, 3, 0.5"})
    void howeverPatternsAreStored(String data, int of, String time) throws IOException {
        check(data, of, time);
    }

    private void check(String data, int of, String time) throws IOException {
        String patterns = data.equals("file") ? normals("patterns.npy", 20_000).toString() : data.replace(';', ',');
        String[] question = {"score", "--data", patterns, "--at", normals("x.npy", 7).toString(), "--time", time,
                "--quiet"};
        assertEquals(0, say(question, "--out", folder.resolve("whole").toString()).code());
        for (int i = of; i >= 1; i--) {
            Said said = say(question, "--share", i + "/" + of, "--threads", String.valueOf(i), "--out",
                    folder.resolve("shares").toString());
            assertEquals(0, said.code(), said.err());
        }
        Said merged = say(new String[] {"merge"}, folder.resolve("shares").toString(), "--quiet", "--json", "--out",
                folder.resolve("merged").toString());
        assertEquals(0, merged.code(), merged.err());
        JsonNode whole = read("whole/result.json");
        assertEquals(whole.path("result"), new JsonMapper().readTree(merged.out()).path("result"));
        assertEquals(whole.path("parameters"), read("merged/result.json").path("parameters"));
        assertEquals(whole.path("manifest").path("resultHash"), read("merged/manifest.json").path("resultHash"));
        assertTrue(ResultComparison.of(folder.resolve("whole"), folder.resolve("merged")).difference().isEmpty());
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() throws IOException {
        String[] question = {"score", "--data", "gaussian:d=5,n=50", "--at", normals("x.npy", 2).toString(), "--time",
                "0.5", "--quiet"};
        String shares = folder.resolve("shares").toString();
        assertRefused("a share needs a folder", question, "--share", "1/2");
        assertRefused("share must lie between 1/2 and 2/2, got 3/2", question, "--share", "3/2", "--out", shares);
        String[] merge = {"merge"};
        assertRefused("there is no folder", merge, shares);
        Files.createDirectories(folder.resolve("empty"));
        assertRefused("holds no share of a score", merge, folder.resolve("empty").toString());
        say(question, "--share", "1/3", "--out", shares);
        assertRefused("of 3 shares these are missing: 2, 3", merge, shares);
        say(question, "--share", "2/3", "--out", shares);
        say(question, "--share", "1/3", "--out", folder.resolve("again").toString());
        assertRefused("share 1/3 is given twice", merge, shares, folder.resolve("again").toString());
        String[] later = question.clone();
        later[6] = "0.75";
        say(later, "--share", "3/3", "--out", shares);
        assertRefused("is of another score", merge, shares);
        say(question, "--share", "3/3", "--out", shares);
        Path moments = folder.resolve("shares/share-1-of-3/moments-0-0.npy");
        byte[] whole = Files.readAllBytes(moments);
        Npy.write(moments, new double[] {1, 2});
        assertRefused("moments of a share must be", merge, shares);
        Files.write(moments, whole);
        assertEquals(0, say(merge, shares).code());
        normals("x.npy", 3);
        assertRefused("or the files they read have changed since", merge, shares);
        assertRefused("which is no experiment", new String[] {"replay"}, shares + "/share-1-of-3");
    }

    private Path normals(String name, int rows) {
        double[] values = new double[rows * DIMENSION];
        RandomStream.named(11, name + rows).gaussians(0, 0, values, 0, values.length);
        Path file = folder.resolve(name);
        Npy.write(file, values, rows, DIMENSION);
        return file;
    }

    private JsonNode read(String file) {
        return new JsonMapper().readTree(folder.resolve(file).toFile());
    }

    private static void assertRefused(String words, String[] command, String... more) {
        Said said = say(command, more);
        assertEquals(2, said.code(), said.err());
        assertTrue(said.err().contains(words), said.err());
        assertEquals(1, said.err().strip().lines().filter(line -> !line.startsWith("read: ")).count(), said.err());
    }

    private static Said say(String[] command, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code;
        try (PrintStream outStream = new PrintStream(out, true,
                StandardCharsets.UTF_8); PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            code = Main.run(outStream, errStream, Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new));
        }
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
