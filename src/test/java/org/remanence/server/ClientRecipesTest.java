package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.Slow;
import org.remanence.result.Npy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The recipes of `src/doc/clients.md`, word by word, each where its program is installed.
@Slow
final class ClientRecipesTest {
    private static final double[] STATES = {0.1, 0.2, 0.3, -1, 0, 1};

    @TempDir
    private static Path folder;
    private static Served served;
    private static double[] score;

    @BeforeAll
    static void start() {
        served = Served.with(Served.patient(Served.settings(folder.resolve("state"), Optional.empty(), true)), DashboardTest.program());
        Npy.write(folder.resolve("x.npy"), STATES, 2, 3);
        String body = "{\"parameters\":{\"time\":0.5},\"inputs\":[{\"name\":\"x\",\"shape\":[2,3],"
                + "\"datatype\":\"FP64\",\"data\":%s}],"
                + "\"outputs\":[{\"name\":\"score\"}]}";
        JsonNode answer = served.post("/v2/models/small/infer", body.formatted(Arrays.toString(STATES)),
                "Authorization", "Bearer " + token()).json();
        score = answer.at("/outputs/0/data").valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String token() {
        try {
            return Files.readString(served.server.tokenFile().orElseThrow()).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the recipe of that language prints.
    private static String run(String language, String file, String... program) throws IOException,
            InterruptedException {
        Matcher recipe = Pattern.compile("(?s)\n```" + language + "\n(.*?)\n```")
                .matcher(Files.readString(Path.of("src/doc/clients.md")));
        String text = recipe.results().map(each -> each.group(1)).filter(each -> !each.startsWith("./remanence"))
                .findFirst().orElseThrow();
        Files.writeString(folder.resolve(file), text);
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(program), Stream.of(file)).toList())
                .directory(folder.toFile());
        builder.environment().put("REMANENCE_URL", served.server.address());
        builder.environment().put("REMANENCE_TOKEN", token());
        Files.deleteIfExists(folder.resolve("score.npy"));
        Process process;
        try {
            process = builder.redirectError(folder.resolve("errors.txt").toFile()).start();
        } catch (IOException e) {
            assumeTrue(false, program[0] + " is not installed");
            return "";
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said + Files.readString(folder.resolve("errors.txt")));
        return said;
    }

    private static double[] numbers(String line) {
        return Stream.of(line.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double[] written() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("score.npy"));
        double[] values = new double[STATES.length];
        ByteBuffer.wrap(bytes, bytes.length - 8 * values.length, 8 * values.length).order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer().get(values);
        return values;
    }

    @Test
    void curl() throws IOException, InterruptedException {
        run("sh", "recipe.sh", "sh", "-e");
        assertArrayEquals(score, written());
        assertEquals(3, new JsonMapper().readTree(folder.resolve("result.json").toFile()).at("/result/dimension")
                .asInt());
    }

    @Test
    void javaScript() throws IOException, InterruptedException {
        List<String> said = run("js", "recipe.mjs", "node").lines().toList();
        assertArrayEquals(score, numbers(said.getFirst()));
        assertEquals(1, numbers(said.getLast()).length);
    }

    @Test
    void octave() throws IOException, InterruptedException {
        assertArrayEquals(score, numbers(run("octave", "recipe.m", "octave-cli", "--quiet", "--norc")));
    }

    @Test
    void r() throws IOException, InterruptedException {
        assertArrayEquals(score, numbers(run("r", "recipe.R", "Rscript", "--vanilla")));
    }
}
