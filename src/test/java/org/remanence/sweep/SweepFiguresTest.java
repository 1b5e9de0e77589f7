package org.remanence.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.result.Estimate;
import org.remanence.text.BadInput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a sweep draws: which numbers, against what, beside which theory.
final class SweepFiguresTest {
    private static final int[] DIMENSIONS = {64, 128, 256};

    /// Over d, n and two seeds, measured numbers d + n + seed ± 1 with a theory d + n.
    private static SweepTable table() {
        List<SweepRow> rows = new ArrayList<>();
        for (int d : DIMENSIONS) {
            for (int n : new int[] {10, 20}) {
                for (int seed = 1; seed <= 2; seed++) {
                    SequencedMap<String, String> values = new LinkedHashMap<>();
                    values.put("d", String.valueOf(d));
                    values.put("n", String.valueOf(n));
                    values.put("seed", String.valueOf(seed));
                    SequencedMap<String, Object> result = new LinkedHashMap<>();
                    result.put("dimension", (double) d);
                    result.put("classes", 2.0);
                    result.put("speciation", new Estimate(d + n + seed, 1, 10));
                    rows.add(new SweepRow(rows.size() + 1, "run", "done", values, seed, 1, result,
                            new LinkedHashMap<>(Map.of("speciationTime.scaling", (double) d + n)), ""));
                }
            }
        }
        return new SweepTable(List.of("d", "n", "seed"), rows);
    }

    /// Numbers that repeat an axis, or never change, are no news.
    @Test
    void measuredNumbersStandAgainstTheAxisOfMostValues() {
        List<Figure> figures = SweepFigures.of(table(), Optional.empty(), List.of());
        assertEquals(List.of("speciation against d"), figures.stream().map(Figure::title).toList());
        Figure figure = figures.getFirst();
        List<Layer.Points> points = layers(figure, Layer.Points.class);
        assertEquals(List.of("n = 10", "n = 20"), points.stream().map(Layer.Points::label).toList());
        assertArrayEquals(new double[] {64, 128, 256}, points.getFirst().x());
        assertArrayEquals(new double[] {75.5, 139.5, 267.5}, points.getFirst().mean(), "the mean over seeds");
        assertArrayEquals(new double[] {0.5, 0.5, 0.5}, points.getFirst().stderr(), 1e-12, "with their spread");
        List<Layer.Line> lines = layers(figure, Layer.Line.class);
        assertEquals(List.of("n = 10", "n = 20"), lines.stream().map(Layer.Line::label).toList(), "in the colour of the points");
        assertArrayEquals(new double[] {84, 148, 276}, lines.getLast().y());
        assertTrue(figure.caption().contains("Means over seeds"), figure.caption());
    }

    @Test
    void anotherAxisMayBeNamed() {
        Figure figure = SweepFigures.of(table(), Optional.of("n"), List.of()).getFirst();
        assertEquals("speciation against n", figure.title());
        assertEquals(3, layers(figure, Layer.Points.class).size());
        String said = assertThrows(BadInput.class, () -> SweepFigures.of(table(), Optional.of("seed"), List.of())).getMessage();
        assertEquals("figures may stand against the axes d, n, got seed", said);
    }

    @Test
    void theoriesAreKnownByTheirNames() {
        assertTrue(SweepFigures.isTheoryOf("speciation", "speciation"));
        assertTrue(SweepFigures.isTheoryOf("speciation.exact", "speciation"));
        assertTrue(SweepFigures.isTheoryOf("speciationTime.scaling", "speciation"));
        assertFalse(SweepFigures.isTheoryOf("speciations", "speciation"));
        assertFalse(SweepFigures.isTheoryOf("collapseTime.isotropic", "speciation"));
        CurveCrossing crossing = CurveCrossing.parse("sameNeighbour@0.5=collapseTime");
        assertTrue(crossing.isExplainedBy("collapseTime.isotropic"));
        assertFalse(crossing.isExplainedBy("collapseTimes"));
        assertEquals("sameNeighbour@0.5", crossing.toString());
    }

    /// A row is read from JSON: estimates, exact numbers, what was not found, groups; curves give crossings alone.
    @Test
    void numbersAreFoundByTheirPaths() {
        JsonNode document = new JsonMapper().readTree("""
                {"result": {"t": {"mean": 1.5, "stderr": 0.1, "count": 7}, "none": {"mean": null, "stderr": null, "count": 0}, "k": 3,
                  "word": "x", "list": [1, 2], "group": {"a": 0.25, "b": null},
                  "curve": {"axis": "time", "x": [1, 2], "mean": [0, 1], "stderr": [0.1, 0.1], "count": [5, 5]}},
                 "theory": {"time": {"exact": 1.25}, "beside": {"of": "curve", "axis": "time", "x": [1], "mean": [2], "residual": [0]}}}""");
        SweepRun run = new SweepRun(1, "run", new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), 1, "id", OptionalDouble.empty());
        SweepRow row = SweepRow.of(run, new RunState(RunState.Kind.DONE, 1, ""), document, List.of(CurveCrossing.parse("curve@0.25")));
        assertEquals(List.of("t", "none", "k", "group.a", "group.b", "curve@0.25"), List.copyOf(row.result().keySet()));
        assertEquals(new Estimate(1.5, 0.1, 7), row.result().get("t"));
        assertTrue(Double.isNaN(SweepRow.number(row.result().get("none")).mean()));
        assertTrue(Double.isNaN(SweepRow.number(row.result().get("group.b")).mean()));
        assertEquals(1.25, SweepRow.number(row.result().get("curve@0.25")).mean(), 1e-12);
        assertEquals(Map.of("time.exact", 1.25), row.theory());
        String said = assertThrows(BadInput.class, () -> CurveCrossing.parse("k@1").in(document.path("result"))).getMessage();
        assertTrue(said.startsWith("the results have no curve k"), said);
    }

    private static <T extends Layer> List<T> layers(Figure figure, Class<T> kind) {
        return figure.layers().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
