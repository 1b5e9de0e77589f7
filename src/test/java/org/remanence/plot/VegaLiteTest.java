package org.remanence.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.Histogram;
import tools.jackson.databind.JsonNode;

@Tag("locale")
class VegaLiteTest {
    private static final Curve CURVE = new Curve("time", new double[] {0.1, 0.5, 2}, new double[] {0.2, 0.6, 0.9},
            new double[] {0.01, 0.02, 0.03}, new long[] {100, 200, 300});

    private static List<JsonNode> layers(Figure figure, String mark) {
        return StreamSupport.stream(VegaLite.spec(figure).get("layer").spliterator(), false)
                .filter(layer -> layer.get("mark").get("type").asString().equals(mark)).toList();
    }

    private static List<Double> column(JsonNode layer, String field) {
        return StreamSupport.stream(layer.get("data").get("values").spliterator(), false)
                .map(row -> row.get(field).asDouble()).toList();
    }

    @Test
    void pointsAndErrorBarsStandWhereTheDataAre() {
        Figure figure = Figure.of("f", "t").x(Axis.log("time")).points("measured", CURVE).build();
        JsonNode points = layers(figure, "point").getFirst();
        assertEquals(List.of(0.1, 0.5, 2.0), column(points, "x"));
        assertEquals(List.of(0.2, 0.6, 0.9), column(points, "y"));
        JsonNode bars = layers(figure, "rule").getFirst();
        assertEquals(List.of(0.2 - 0.01, 0.6 - 0.02, 0.9 - 0.03), column(bars, "y"));
        assertEquals(List.of(0.2 + 0.01, 0.6 + 0.02, 0.9 + 0.03), column(bars, "y2"));
        JsonNode tip = points.get("data").get("values").get(1).get("tip");
        assertEquals("0.600 ± 0.020", tip.get("y").asString());
        assertEquals(200, tip.get("samples").asInt());
    }

    @Test
    void bothScalesAreThoseOfTheFigure() {
        Figure figure = Figure.of("f", "t").x(Axis.log("time t").in("s").between(0.05, 4))
                .y(Axis.linear("φ").between(0, 1)).points("measured", CURVE).build();
        for (JsonNode layer : VegaLite.spec(figure).get("layer")) {
            JsonNode x = layer.get("encoding").get("x");
            assertEquals("log", x.get("scale").get("type").asString());
            assertEquals(0.05, x.get("scale").get("domain").get(0).asDouble());
            assertEquals(4, x.get("scale").get("domain").get(1).asDouble());
            assertEquals("time t [s]", x.get("title").asString());
            assertEquals("linear", layer.get("encoding").get("y").get("scale").get("type").asString());
            assertTrue(layer.get("mark").get("clip").asBoolean());
        }
    }

    @Test
    void linesKeepTheOrderTheyAreDrawnIn() {
        Figure figure = Figure.of("f", "t").line("theory", new double[] {3, 1, 2}, new double[] {0, 1, 2}).build();
        JsonNode line = layers(figure, "line").getFirst();
        assertEquals(List.of(3.0, 1.0, 2.0), column(line, "x"));
        assertEquals(List.of(0.0, 1.0, 2.0), column(line, "i"));
        assertEquals("i", line.get("encoding").get("order").get("field").asString());
        assertEquals("ink", line.get("mark").get("color").get("expr").asString());
    }

    @Test
    void measuredMarksHaveAStripAndTheoreticalOnesAreDashed() {
        Figure measured = Figure.of("f", "t").line("l", CURVE).mark("t_C", new Estimate(0.5, 0.1, 9)).build();
        JsonNode strip = layers(measured, "rect").getFirst();
        assertEquals(List.of(0.4), column(strip, "x"));
        assertEquals(List.of(0.6), column(strip, "x2"));
        assertFalse(layers(measured, "rule").getFirst().get("mark").has("strokeDash"));
        Figure theory = Figure.of("f", "t").line("l", CURVE).mark("t_S", 0.5).build();
        assertTrue(layers(theory, "rect").isEmpty());
        assertTrue(layers(theory, "rule").getFirst().get("mark").has("strokeDash"));
        assertEquals("t_S", layers(theory, "text").getFirst().get("mark").get("text").asString());
    }

    @Test
    void barsSpanTheirBins() {
        Figure figure = Figure.of("f", "t").histogram("h", Histogram.of("x", new double[] {0, 1, 2, 3}, 0.5, 0.6, 2.5,
                9)).build();
        JsonNode bars = layers(figure, "rect").getFirst();
        assertEquals(List.of(0.0, 1.0, 2.0), column(bars, "x"));
        assertEquals(List.of(1.0, 2.0, 3.0), column(bars, "x2"));
        assertEquals(List.of(0.5, 0.0, 0.25), column(bars, "y2"));
        assertEquals(2, layers(figure, "rule").getFirst().get("data").get("values").size());
    }

    @Test
    void aHeatMapLeavesUnknownCellsBlank() {
        JsonNode cells = layers(Example.map(), "rect").getFirst();
        assertEquals(599, cells.get("data").get("values").size());
        assertEquals("viridis", cells.get("encoding").get("color").get("scale").get("scheme").asString());
    }

    @Test
    void anArrowHasAShaftAndTwoStrokesAtItsTip() {
        Figure figure = Figure.of("f", "t").x(Axis.linear("x").between(0, 4)).y(Axis.linear("y").between(0, 4))
                .add(new Layer.Arrows("score", new double[] {1, 2}, new double[] {1, 2}, new double[] {1, 0}, new double[] {0, -1})).build();
        JsonNode strokes = layers(figure, "rule").getFirst();
        assertEquals(List.of(1.0, 2.0, 2.0, 2.0, 2.0, 2.0), column(strokes, "x"));
        assertEquals(List.of(1.0, 1.0, 1.0, 2.0, 1.0, 1.0), column(strokes, "y"));
        List<Double> ends = column(strokes, "x2");
        assertTrue(ends.get(1) < 2 && ends.get(1).equals(ends.get(2)), "the head points back along the shaft");
        assertTrue(ends.get(4) > 2 && ends.get(5) < 2, "and opens to both sides");
    }

    @Test
    void theSameFigureGivesTheSameBytes() {
        assertEquals(VegaLite.spec(Example.excessEntropy()).toString(), VegaLite.spec(Example.excessEntropy())
                .toString());
    }
}
