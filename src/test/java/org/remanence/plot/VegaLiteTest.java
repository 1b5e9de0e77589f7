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

    /// Both ends, cut off where the axis ends; none where the error is not known or zero.
    @Test
    void errorBarsReachOneErrorToBothSides() {
        Figure figure = Figure.of("f", "t").y(Axis.linear("y").between(-1, 10)).points("measured", new Curve("x", new double[] {1, 2, 3, 4, 5, 6},
                new double[] {1, 4, 9, 5, 6, 7}, new double[] {3, 2, 4, Double.NaN, 0, Double.POSITIVE_INFINITY}, new long[6])).build();
        JsonNode bars = layers(figure, "rule").getFirst();
        assertEquals(List.of(1.0, 2.0, 3.0), column(bars, "x"));
        assertEquals(List.of(-1.0, 2.0, 5.0), column(bars, "y"));
        assertEquals(List.of(4.0, 6.0, 10.0), column(bars, "y2"));
        assertEquals(List.of(1.0, 4.0, 9.0, 5.0, 6.0, 7.0), column(layers(figure, "point").getFirst(), "y"));
    }

    @Test
    void errorsOfBarsStandInTheirMiddleAndReachToBothSides() {
        Figure figure = Figure.of("f", "t").x(Axis.log("x").between(1, 100)).y(Axis.linear("y").between(0, 12))
                .add(new Layer.Histogram("h", new double[] {1, 4, 16, 64}, new double[] {4, 9, 1}, new double[] {0.5, 2, 3})).build();
        JsonNode errors = layers(figure, "rule").getFirst();
        List<Double> middles = column(errors, "x");
        for (int i = 0; i < 3; i++) {
            assertEquals(2 * Math.pow(4, i), middles.get(i), 1e-14 * 64);
        }
        assertEquals(List.of(3.5, 7.0, 0.0), column(errors, "y"));
        assertEquals(List.of(4.5, 11.0, 4.0), column(errors, "y2"));
        assertEquals(List.of(0.0, 0.0, 0.0), column(layers(figure, "rect").getFirst(), "y"));
        assertEquals("1 … 4", layers(figure, "rect").getFirst().get("data").get("values").get(0).get("tip").get("x").asString());
    }

    @Test
    void barsStandOnTheFloorOfALogAxis() {
        Figure figure = Figure.of("f", "t").y(Axis.log("y").between(0.1, 1000))
                .add(new Layer.Histogram("h", new double[] {0, 1, 2}, new double[] {4, 900}, new double[2])).build();
        assertEquals(List.of(0.1, 0.1), column(layers(figure, "rect").getFirst(), "y"));
    }

    /// The label of the left of two close marks stands on its left, ends at it, and leaves a gap.
    @Test
    void labelsOfMarksLeadAwayFromThem() {
        Figure figure = Figure.of("f", "t").x(Axis.linear("x").between(0, 1)).line("l", new double[] {0, 1}, new double[] {0, 1})
                .mark("a", 0.45).mark("b", 0.55).build();
        JsonNode left = layers(figure, "text").get(0).get("mark");
        JsonNode right = layers(figure, "text").get(1).get("mark");
        assertEquals("a right b left", String.join(" ", left.get("text").asString(), left.get("align").asString(), right.get("text").asString(),
                right.get("align").asString()));
        assertTrue(left.get("dx").asInt() < 0 && right.get("dx").asInt() > 0);
    }

    @Test
    void aBandSpansItsCurves() {
        Figure figure = Figure.of("f", "t").band("b", new double[] {0, 5, 10}, new double[] {1, 1.5, 2}, new double[] {2, 3, 5}).build();
        JsonNode area = layers(figure, "area").getFirst();
        assertEquals(List.of(0.0, 5.0, 10.0), column(area, "x"));
        assertEquals(List.of(1.0, 1.5, 2.0), column(area, "y"));
        assertEquals(List.of(2.0, 3.0, 5.0), column(area, "y2"));
    }

    @Test
    void stripsOfMarksEndWhereTheAxisEnds() {
        Figure figure = Figure.of("f", "t").x(Axis.linear("x").between(0, 3)).line("l", CURVE)
                .mark("low", new Estimate(0.5, 1, 9)).mark("high", new Estimate(2.5, 1, 9)).build();
        List<JsonNode> strips = layers(figure, "rect");
        assertEquals(List.of(0.0, 1.5), List.of(column(strips.get(0), "x").getFirst(), column(strips.get(1), "x").getFirst()));
        assertEquals(List.of(1.5, 3.0), List.of(column(strips.get(0), "x2").getFirst(), column(strips.get(1), "x2").getFirst()));
        assertEquals(List.of(0.5), column(layers(figure, "rule").getFirst(), "x"));
    }

    @Test
    void aLevelLiesAtItsValue() {
        Figure figure = Figure.of("f", "t").line("l", CURVE).level("half", 0.5).build();
        assertEquals(List.of(0.5), column(layers(figure, "rule").getFirst(), "y"));
        assertEquals(List.of(0.5), column(layers(figure, "text").getFirst(), "y"));
    }

    @Test
    void cellsLieBetweenTheirEdges() {
        Figure figure = Figure.of("f", "t").add(new Layer.HeatMap("v", new double[] {0, 1, 3, 7}, new double[] {0, 2, 5},
                new double[] {0, 1, 2, Double.NaN, 3, 5})).build();
        JsonNode cells = layers(figure, "rect").getFirst();
        assertEquals(List.of(0.0, 1.0, 3.0, 1.0, 3.0), column(cells, "x"));
        assertEquals(List.of(1.0, 3.0, 7.0, 3.0, 7.0), column(cells, "x2"));
        assertEquals(List.of(0.0, 0.0, 0.0, 2.0, 2.0), column(cells, "y"));
        assertEquals(List.of(2.0, 2.0, 2.0, 5.0, 5.0), column(cells, "y2"));
        assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 5.0), column(cells, "value"));
        JsonNode domain = cells.get("encoding").get("color").get("scale").get("domain");
        assertEquals(0, domain.get(0).asDouble());
        assertEquals(5, domain.get(1).asDouble());
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
