package org.remanence.experiment.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.experiment.Answer;
import org.remanence.random.RandomStream;
import org.remanence.result.Npy;
import org.remanence.tensor.Matrix;

/// States are in the units of the data, and go where the data went.
class PreparedStatesTest {
    private static final int PATTERNS = 60;
    private static final int D = 5;

    @TempDir
    private Path folder;

    /// Columns of very different place and width, as in a table of measurements.
    private static double[][] table() {
        double[][] table = new double[PATTERNS][D];
        for (int i = 0; i < PATTERNS; i++) {
            RandomStream.named(3, "table").gaussians(i, 0, table[i], 0, D);
            for (int k = 0; k < D; k++) {
                table[i][k] = 100 * k + Math.pow(10, k - 2) * table[i][k];
            }
        }
        return table;
    }

    private String file(String name, double[][] rows) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Npy.write(file, Matrix.of(rows));
        }
        return file.toString();
    }

    private Answer<Scoring.Result> score(String at, String scale, String center, String precision) {
        return ask(Scoring.class, Map.of("data", file("table.npy", table()), "at", at, "time", "1e-12", "process", "ve", "scale", scale,
                "center", center, "precision", precision), 1, 2);
    }

    /// With noise far below the distances log p = −log n − (d/2) log(2π v) at every pattern, whatever was done to both.
    @ParameterizedTest
    @CsvSource({"none, off, double", "none, on, double", "range, off, double", "range, on, double", "standardize, off, double",
        "unit-norm, off, double", "unit-norm, on, double", "standardize, on, float"})
    void patternsLieOnThemselves(String scale, String center, String precision) {
        Answer<Scoring.Result> answer = score(file("states.npy", table()), scale, center, precision);
        assertArrayEquals(LongStream.range(0, PATTERNS).toArray(), answer.result().nearest());
        boolean rounded = precision.equals("float");
        for (double each : answer.result().logDensity()) {
            assertTrue(each < 0.5 * D * -Math.log(2 * Math.PI * 1e-12), "a single pattern weighs 1/n");
            if (!rounded && !scale.equals("unit-norm")) {
                assertEquals(-Math.log(PATTERNS) - 0.5 * D * Math.log(2 * Math.PI * 1e-12), each, 1e-9);
            }
        }
    }

    /// A state that is no pattern, between two of them, by hand: columns go by the mean and deviation of the patterns.
    @Test
    void otherStatesGoByTheColumnsOfThePatterns() {
        double[][] data = {{0, 10}, {2, 10}, {4, 40}};
        String at = file("between.npy", new double[][] {{1, 25}});
        Scoring.Result result = ask(Scoring.class, Map.of("data", file("small.npy", data), "at", at, "time", "0.5", "process", "ve", "scale",
                "standardize"), 1, 1).result();
        double x = (1 - 2) / Math.sqrt(8.0 / 3);
        double y = (25 - 20) / Math.sqrt(200);
        double sum = 0;
        for (double[] row : data) {
            double dx = x - (row[0] - 2) / Math.sqrt(8.0 / 3);
            double dy = y - (row[1] - 20) / Math.sqrt(200);
            sum += Math.exp(-(dx * dx + dy * dy) / (2 * 0.5)) / (3 * 2 * Math.PI * 0.5);
        }
        assertEquals(Math.log(sum), result.logDensity()[0], 1e-12, "rounding");
    }

    /// Bytes are values as they stand: image data of 0..255 and states of type uint8 meet on one map.
    @Test
    void bytesAreValuesLikeOthers() throws IOException {
        byte[] header = "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2), }".getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[128 + 6];
        System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}, 0, file, 0, 10);
        Arrays.fill(file, 10, 127, (byte) ' ');
        System.arraycopy(header, 0, file, 10, header.length);
        file[127] = '\n';
        System.arraycopy(new byte[] {0, (byte) 255, (byte) 128, 7, (byte) 200, 100}, 0, file, 128, 6);
        Path bytes = Files.write(folder.resolve("bytes.npy"), file);
        String data = file("wide.npy", new double[][] {{0, 255}, {128, 7}, {200, 100}, {1000, -40}});
        Scoring.Result result = ask(Scoring.class, Map.of("data", data, "at", bytes.toString(), "time", "1e-6", "process", "ve", "scale",
                "range", "center", "on"), 1, 1).result();
        assertArrayEquals(new long[] {0, 1, 2}, result.nearest());
        for (double each : result.logDensity()) {
            assertEquals(-Math.log(4) - Math.log(2 * Math.PI * 1e-6), each, 1e-9);
        }
    }

    @Test
    void theUnitsAreSaid() {
        String states = file("states.npy", table());
        assertTrue(score(states, "none", "off", "double").findings().getLast().contains("in the units of the data"));
        String said = score(states, "range", "on", "double").findings().getLast();
        assertTrue(said.contains("in prepared units") && said.contains("to [-1, 1], then centred"), said);
    }

    @Test
    void statesOfAnotherDimensionAreRefused() {
        assertRefused(Scoring.class, Map.of("data", file("table.npy", table()), "at", file("three.npy", new double[2][3]), "time", "1",
                "scale", "standardize"), "columns of");
    }
}
