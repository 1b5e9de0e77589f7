package org.remanence.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
class ResultJsonTest {
    private record Everything(double zeta, float single, long whole, int[] indices, long[] counts, double[] numbers,
                              double[][] nested, Matrix table, Estimate measured, List<String> names) {
        public boolean isEmpty() {
            return false;
        }

        public double getArea() {
            return 1;
        }
    }

    /// As doubles they would read 0.10000000149011612.
    @Test
    void floatsAreTheShortestThatReadBack() {
        assertEquals("[[0.1,0.3,null,1.0E-38],0.7]", ResultJson.compact(List.of(new float[] {0.1f, 0.3f, Float.NaN, 1e-38f}, 0.7f)));
    }

    @Test
    void recordsKeepTheirComponentsAndNothingElse() {
        var value = new Everything(0.1, 0.1f, 1L << 60, new int[] {1, -2}, new long[] {3}, new double[] {1e-300, 2},
                new double[][] {{1, Double.NaN}, {}}, Matrix.of(new double[][] {{1, 2}, {3, 4.5}}),
                new Estimate(1, 0.5, 7), List.of("a", "é"));
        assertEquals("""
                {"zeta":0.1,"single":0.1,"whole":1152921504606846976,"indices":[1,-2],"counts":[3],"numbers":[1.0E-300,2.0],\
                "nested":[[1.0,null],[]],"table":[[1.0,2.0],[3.0,4.5]],"measured":{"mean":1.0,"stderr":0.5,"count":7},\
                "names":["a","é"]}""", ResultJson.compact(value));
    }

    @Test
    void whatIsNotFiniteIsNull() {
        record Odd(double a, Double b, float c, double[] d, Estimate e) { }
        assertEquals("""
                {"a":null,"b":null,"c":null,"d":[null,null,1.0],"e":{"mean":null,"stderr":null,"count":0}}""",
                ResultJson.compact(new Odd(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN,
                        new double[] {Double.NEGATIVE_INFINITY, Double.NaN, 1}, Estimate.NONE)));
    }

    @Test
    void curvesNameTheirAxis() {
        assertEquals("""
                {"axis":"time","x":[1.0],"mean":[0.25],"stderr":[0.0],"count":[0]}""",
                ResultJson.compact(Curve.exact("time", new double[] {1}, t -> 0.25 * t)));
        assertEquals("""
                {"axis":"time","edges":[0.0,1.0],"count":[1],"outside":1}""",
                ResultJson.compact(Histogram.of("time", new double[] {0, 1}, 0.5, 7)));
    }

    @Test
    void numbersReadBackToTheSameBits() {
        double[] numbers = {0.1, 1 / 3.0, Math.nextUp(1.0), Double.MIN_VALUE, -Double.MAX_VALUE, 5e-324, -0.0, 123456789.123456789};
        double[] back = new JsonMapper().readValue(ResultJson.compact(numbers), double[].class);
        for (int i = 0; i < numbers.length; i++) {
            assertEquals(Double.doubleToRawLongBits(numbers[i]), Double.doubleToRawLongBits(back[i]), "number " + numbers[i]);
        }
    }

    @Test
    void mapsKeepTheirOrderAndPathsAndInstantsAreText() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", Path.of("runs", "c1"));
        map.put("a", Instant.parse("2026-01-02T03:04:05Z"));
        assertEquals("{\"z\":\"%s\",\"a\":\"2026-01-02T03:04:05Z\"}".formatted(Path.of("runs", "c1")), ResultJson.compact(map));
    }

    @Test
    void prettyDocumentSaysTheSame() {
        Curve curve = Curve.exact("time", new double[] {1, 2}, t -> t);
        String pretty = ResultJson.pretty(Map.of("curve", curve));
        assertEquals("""
                {
                  "curve": {
                    "axis": "time",
                    "x": [ 1.0, 2.0 ],
                    "mean": [ 1.0, 2.0 ],
                    "stderr": [ 0.0, 0.0 ],
                    "count": [ 0, 0 ]
                  }
                }""", pretty);
        var out = new ByteArrayOutputStream();
        ResultJson.write(Map.of("curve", curve), out);
        assertEquals(pretty, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void largeTablesGoToFilesWhenThereAreAny() {
        try (Arena arena = Arena.ofConfined()) {
            Matrix large = Matrix.zeros(arena, ResultJson.LARGE / 10 + 1, 10);
            Matrix small = Matrix.of(new double[][] {{1}});
            Map<String, Rows> files = new LinkedHashMap<>();
            var out = new ByteArrayOutputStream();
            ResultJson.write(Map.of("result", Map.of("spectrum", Map.of("vectors", large, "values", small))), out, files::put);
            var vectors = new JsonMapper().readTree(out.toByteArray()).at("/result/spectrum/vectors");
            assertEquals("spectrum-vectors.npy", vectors.get("file").stringValue());
            assertEquals(large.rows(), vectors.get("rows").longValue());
            assertEquals(Map.of("spectrum-vectors.npy", large), files);
            assertTrue(ResultJson.compact(large).startsWith("[[0.0,0.0,"));
        }
    }

    @Test
    void hashSeesEveryBit() {
        assertEquals("4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945", ResultJson.hash(List.of()),
                "SHA-256 of []");
        Matrix table = Matrix.of(new double[][] {{1, 2}});
        String hash = ResultJson.hash(table);
        assertEquals(hash, ResultJson.hash(Matrix.of(new double[][] {{1, 2}})));
        table.set(0, 1, Math.nextUp(2.0));
        assertNotEquals(hash, ResultJson.hash(table));
    }
}
