package org.remanence.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.Slow;
import org.remanence.random.RandomStream;
import org.remanence.result.Npy;
import org.remanence.tensor.Matrix;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A master and two workers of one core give the bits of one machine, whatever happens to them on the way.
@Slow
class SparkClusterTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int D = 40;

    @TempDir
    private static Path folder;
    private static Standalone cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = new Standalone(folder, 2);
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    /// A million patterns that nobody keeps, at a late time, by products, and at an early one, by a screen.
    @Test
    void generatedPatternsHaveTheScoreOfOneMachine() throws Exception {
        for (String time : List.of("1", "1e-5")) {
            check("score", "--data", "generated:mixture:d=" + D + ",n=1000000,mu=1,sigma=0.5", "--at", "gaussian:d=" + D + ",n=16,sigma=1", "--time", time);
        }
    }

    @Test
    void storedPatternsHaveTheScoreOfOneMachine() throws Exception {
        Path file = folder.resolve("patterns.npy");
        Npy.write(file, normals(300_000));
        check("score", "--data", file.toString(), "--at", "gaussian:d=" + D + ",n=16,sigma=1", "--time", "0.2", "--precision", "float");
    }

    @Test
    void trajectoriesEndWhereThoseOfOneMachineDo() throws Exception {
        check("sample", "--data", "digits", "--count", "40", "--steps", "20");
    }

    /// The tasks of an executor that is killed are done again by the other, or by one that takes its place.
    @Test
    void aKilledExecutorChangesNothing() throws Exception {
        String[] question = {"score", "--data", "generated:gaussian:d=" + D + ",n=20000000,sigma=1", "--at", "gaussian:d=" + D + ",n=16,sigma=1",
            "--time", "0.5"};
        Path there = folder.resolve("killed.json");
        Process run = cluster.remanence(there, with(question, "--json", "--cluster", cluster.address()));
        cluster.killExecutor();
        assertEquals(0, run.waitFor(), () -> talk(there));
        assertTrue(cluster.executors() > 2, "the killed one has a successor");
        assertEquals(here(question), result(there));
    }

    @Test
    void runsOfASweepLeaveWhatThoseOfOneMachineLeave() throws Exception {
        String[] question = {"sweep", "excess-entropy", "--data", "gaussian:d={3,4,5},n=20", "--times", "0.5,1", "--draws", "9", "--quiet"};
        Path talk = Files.createTempFile(folder, "sweep", ".txt");
        Path here = folder.resolve("here");
        Path there = folder.resolve("there");
        assertEquals(0, cluster.remanence(talk, with(question, "--out", here.toString())).waitFor(), () -> talk(talk));
        assertEquals(0, cluster.remanence(talk, with(question, "--out", there.toString(), "--cluster", cluster.address())).waitFor(), () -> talk(talk));
        for (String run : List.of("1-d=3", "2-d=4", "3-d=5")) {
            assertEquals(result(here.resolve("runs").resolve(run).resolve("result.json")), result(there.resolve("runs").resolve(run).resolve("result.json")));
        }
    }

    private static void check(String... question) throws Exception {
        Path there = Files.createTempFile(folder, "there", ".json");
        assertEquals(0, cluster.remanence(there, with(question, "--json", "--cluster", cluster.address())).waitFor(), () -> talk(there));
        assertEquals(here(question), result(there));
    }

    private static JsonNode here(String... question) throws Exception {
        Path here = Files.createTempFile(folder, "here", ".json");
        assertEquals(0, cluster.remanence(here, with(question, "--json")).waitFor(), () -> talk(here));
        return result(here);
    }

    private static JsonNode result(Path document) {
        return MAPPER.readTree(document.toFile()).path("result");
    }

    private static String talk(Path out) {
        try {
            return Files.readString(folder.resolve(out.getFileName() + ".err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String[] with(String[] question, String... more) {
        List<String> words = new ArrayList<>(List.of(question));
        Collections.addAll(words, more);
        return words.toArray(String[]::new);
    }

    private static Matrix normals(int rows) {
        Matrix matrix = Matrix.zeros(rows, D);
        double[] row = new double[D];
        for (int i = 0; i < rows; i++) {
            RandomStream.named(3, "patterns").gaussians(i, 0, row, 0, D);
            matrix.write(i, 1, row, 0);
        }
        return matrix;
    }
}
