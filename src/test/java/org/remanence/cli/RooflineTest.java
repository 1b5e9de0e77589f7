package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;

@Tag("locale")
final class RooflineTest {
    /// Reading at 20 GB/s meets products at 160 Gflop/s at eight operations a byte; two rows of one shape are one point.
    @Test
    void placesShapesUnderTheRoofs() {
        List<BenchRow> rows = List.of(row("a", "read", 15, 20, 1), row("b", "gemm", 120, 160, 256), row("b", "products", 130, 125, 256),
                row("c", "score", 1, 1, 0));
        Figure figure = Roofline.of(rows, "processor").orElseThrow();
        Layer.Line roof = figure.layers().stream().filter(Layer.Line.class::isInstance).map(Layer.Line.class::cast).findFirst().orElseThrow();
        for (int i = 0; i < roof.x().length; i++) {
            assertEquals(Math.min(20 * roof.x()[i], 160), roof.y()[i], 1e-9);
        }
        assertEquals(0.5, roof.x()[0], 1e-12);
        assertEquals(512, roof.x()[roof.x().length - 1], 1e-9);
        Layer.Points points = figure.layers().stream().filter(Layer.Points.class::isInstance).map(Layer.Points.class::cast).findFirst().orElseThrow();
        assertEquals("float, 1 thread", points.label());
        assertArrayEquals(new double[] {1, 256}, points.x());
        assertArrayEquals(new double[] {15, 125}, points.mean());
    }

    @Test
    void doesWithoutARoofThatWasNotMeasured() {
        Figure figure = Roofline.of(List.of(row("b", "products", 130, 125, 256)), "processor").orElseThrow();
        assertTrue(figure.layers().stream().noneMatch(Layer.Line.class::isInstance));
        assertEquals(Optional.empty(), Roofline.of(List.of(row("c", "score", 1, 1, 0)), "processor"));
    }

    private static BenchRow row(String shape, String yardstick, double rate, double yardstickRate, double intensity) {
        return new BenchRow("ScoreBench.score", Map.of("shape", shape, "precision", "FLOAT", "threads", "1"), yardstick,
                yardstick.equals("read") ? "GB/s" : "Gflop/s", rate, yardstickRate, 100 * rate / yardstickRate, 0, 0, 0, 0, 9, intensity, "");
    }
}
