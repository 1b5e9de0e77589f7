package org.remanence.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.Histogram;

@Tag("locale")
class FigureTest {
    private static final double NAN = Double.NaN;

    private static Curve curve(double... mean) {
        double[] x = new double[mean.length];
        double[] stderr = new double[mean.length];
        long[] count = new long[mean.length];
        for (int i = 0; i < mean.length; i++) {
            x[i] = i;
            stderr[i] = 0.5;
            count[i] = 10;
        }
        return new Curve("x", x, mean, stderr, count);
    }

    @Test
    void leavesOutPointsThatHaveNoPlaceAndSaysSo() {
        Figure figure = Figure.of("f", "t").x(Axis.log("time")).y(Axis.linear("y"))
                .points("measured", curve(5, 6, NAN, Double.POSITIVE_INFINITY, 7)).mark("t_C", NAN).build();
        Layer.Points kept = figure.layers(Layer.Points.class).getFirst();
        assertArrayEquals(new double[] {1, 4}, kept.x());
        assertArrayEquals(new double[] {6, 7}, kept.mean());
        assertEquals(List.of("3 of 5 points of ‘measured’ are not drawn: not finite, or not positive on a log axis.",
                "‘t_C’ is not drawn: its position is not finite, or not positive on a log axis."), figure.notes());
    }

    @Test
    void refusesAFigureWithoutDataAndSaysWhy() {
        var builder = Figure.of("f", "t").points("measured", curve(NAN, NAN)).mark("t_C", 0.3);
        String said = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertEquals("figure ‘f’ must have data to draw: 2 of 2 points of ‘measured’ are not drawn: not finite.", said);
        said = assertThrows(IllegalArgumentException.class, Figure.of("f", "t")::build).getMessage();
        assertEquals("figure ‘f’ must have data to draw: add points, a line or bars", said);
        said = assertThrows(IllegalArgumentException.class, () -> Figure.of("f", "t")
                .line("theory", new double[0], new double[0])).getMessage();
        assertEquals("‘theory’ must have at least one point, got none", said);
    }

    @Test
    void refusesColumnsOfDifferentLengths() {
        String said = assertThrows(IllegalArgumentException.class,
                () -> Figure.of("f", "t").line("theory", new double[3], new double[2])).getMessage();
        assertTrue(said.contains("‘theory’") && said.contains("3") && said.contains("[2]"), said);
    }

    @Test
    void refusesNamesThatAreNoFileNames() {
        for (String name : List.of("", "../up", "a/b", ".hidden", "a b", "é")) {
            var builder = Figure.of(name, "t").points("measured", curve(1, 2));
            assertThrows(IllegalArgumentException.class, builder::build, name);
        }
    }

    @Test
    void openAxesShowEveryPointWithItsErrorBar() {
        Figure figure = Figure.of("f", "t").points("measured", curve(-3, 8, 2)).mark("far", 12).level("high", 20)
                .build();
        assertTrue(figure.x().low() <= 0 && figure.x().high() >= 12, figure.x().toString());
        assertTrue(figure.y().low() <= -3.5 && figure.y().high() >= 20, figure.y().toString());
    }

    /// Whatever a layer draws lies within axes that nobody bounded, and no axis is much longer than needed.
    @Test
    void openAxesShowAllOfEveryLayer() {
        assertEncloses(-1, 3, -7, 9, new Layer.Band("b", new double[] {-1, 3}, new double[] {-7, 1}, new double[] {2, 9}));
        assertEncloses(-1, 4, -5, 3, new Layer.Arrows("a", new double[] {0, 1}, new double[] {3, 1}, new double[] {-1, 3}, new double[] {-1, -6}));
        assertEncloses(4, 9, 0, 8, new Layer.Histogram("h", new double[] {4, 5, 9}, new double[] {1, 6}, new double[] {1, 2}));
        assertEncloses(3, 6, -3, 4, new Layer.HeatMap("m", new double[] {3, 4, 6}, new double[] {-3, 4}, new double[] {0, 1}));
        assertEncloses(3, 6, -3, 4, new Layer.Line("l", new double[] {6, 3}, new double[] {-3, 4}));
        assertEncloses(3, 6, -5, 8, new Layer.Points("p", new double[] {6, 3, 4}, new double[] {-3, 4, 1}, new double[] {2, 4, NAN}, new long[3]));
    }

    private static void assertEncloses(double left, double right, double bottom, double top, Layer layer) {
        Figure figure = Figure.of("f", "t").add(layer).build();
        double wide = 0.1 * (right - left);
        double high = 0.1 * (top - bottom);
        assertTrue(figure.x().low() <= left && figure.x().low() > left - wide && figure.x().high() >= right && figure.x().high() < right + wide,
                figure.x().toString());
        assertTrue(figure.y().low() <= bottom && figure.y().low() > bottom - high && figure.y().high() >= top && figure.y().high() < top + high,
                figure.y().toString());
    }

    @Test
    void logAxesLeaveOutWhatReachesZero() {
        Figure.Builder builder = Figure.of("f", "t").y(Axis.log("y"));
        Figure figure = builder.add(new Layer.Band("b", new double[] {1, 2, 3}, new double[] {0, 1, 1}, new double[] {1, 2, 3}))
                .add(new Layer.Arrows("a", new double[] {1, 2}, new double[] {1, 1}, new double[] {1, 1}, new double[] {1, -1})).build();
        assertArrayEquals(new double[] {2, 3}, figure.layers(Layer.Band.class).getFirst().x());
        assertArrayEquals(new double[] {1}, figure.layers(Layer.Arrows.class).getFirst().x());
        assertEquals(2, figure.notes().size());
    }

    @Test
    void aBarOfOneSampleHasNoError() {
        Figure figure = Figure.of("f", "t").histogram("h", Histogram.of("x", new double[] {0, 1}, 0.5)).build();
        assertArrayEquals(new double[1], figure.layers(Layer.Histogram.class).getFirst().stderr());
    }

    @Test
    void givenEndsAreKept() {
        Figure figure = Figure.of("f", "t").x(Axis.linear("x").between(-1, 7)).points("measured", curve(1, 2)).build();
        assertEquals(-1, figure.x().low());
        assertEquals(7, figure.x().high());
    }

    @Test
    void dataAtZeroKeepAMarginAndBarsStandOnZero() {
        assertTrue(Figure.of("f", "t").line("l", new double[] {0, 1}, new double[] {0, 1}).build().y().low() < 0);
        assertEquals(0, Figure.of("f", "t").line("l", new double[] {0, 1}, new double[] {0.1, 1}).build().y().low());
        // data far above zero do not rest on it
        assertTrue(Figure.of("f", "t").line("l", new double[] {0, 1}, new double[] {0.5, 1}).build().y().low() > 0.4);
        assertEquals(0, Figure.of("f", "t").histogram("h", Histogram.of("x", new double[] {0, 1, 2}, 0.5)).build().y()
                .low());
    }

    @Test
    void aSinglePointHasAnAxisAroundIt() {
        Figure figure = Figure.of("f", "t").x(Axis.log("x")).line("theory", new double[] {3}, new double[] {0}).build();
        assertTrue(figure.x().low() < 3 && figure.x().high() > 3, figure.x().toString());
        assertTrue(figure.y().low() < 0 && figure.y().high() > 0, figure.y().toString());
    }

    @Test
    void refusesImpossibleAxes() {
        assertThrows(IllegalArgumentException.class, () -> Axis.linear(" "));
        assertThrows(IllegalArgumentException.class, () -> Axis.linear("x").between(2, 2));
        assertThrows(IllegalArgumentException.class, () -> Axis.linear("x").between(NAN, 2));
        assertThrows(IllegalArgumentException.class, () -> Axis.log("x").between(0, 2));
        var beyond = Figure.of("f", "t").x(new Axis("x", "", AxisScale.LINEAR, 50, Double.POSITIVE_INFINITY))
                .points("measured", curve(1, 2));
        assertTrue(assertThrows(IllegalArgumentException.class, beyond::build).getMessage()
                .contains("must show its data"));
    }

    @Test
    void histogramGivesSharesWithBinomialErrors() {
        Figure figure = Figure.of("f", "t").histogram("h", Histogram.of("time", new double[] {0, 1, 2}, 0, 0.5, 1,
                1.5, 2, 9, -1, 7)).build();
        Layer.Histogram bars = figure.layers(Layer.Histogram.class).getFirst();
        assertArrayEquals(new double[] {2 / 8.0, 3 / 8.0}, bars.height(), 1e-15);
        assertArrayEquals(new double[] {Math.sqrt(0.25 * 0.75 / 7), Math.sqrt(0.375 * 0.625 / 7)}, bars.stderr(),
                1e-15);
        assertEquals(List.of("3 of 8 samples of ‘h’ lie outside the bins."), figure.notes());
        assertThrows(IllegalArgumentException.class,
                () -> new Layer.Histogram("h", new double[] {0, 1}, new double[] {NAN}, new double[] {0}));
        assertThrows(IllegalArgumentException.class,
                () -> new Layer.Histogram("h", new double[] {1, 1}, new double[] {0}, new double[] {0}));
    }

    @Test
    void aMarkWithUnknownErrorIsStillMeasured() {
        Layer.Mark mark = new Layer.Mark("t_C", 0.5, NAN);
        assertTrue(mark.isMeasured());
        Figure figure = Figure.of("f", "t").line("l", new double[] {0, 1}, new double[] {0, 1})
                .mark("t_C", Estimate.NONE).build();
        assertEquals(List.of("‘t_C’ is not drawn: its position is not finite."), figure.notes());
    }

    @Test
    void aTheoryTakesTheColourOfTheMeasurementItBelongsTo() {
        Figure figure = Figure.of("f", "t").points("a", curve(1, 2)).points("b", curve(2, 3))
                .line("b", curve(2, 3)).line("free", curve(1, 1)).line("other", curve(0, 1)).build();
        List<Look> looks = Look.of(figure);
        assertEquals(looks.get(1).hue(), looks.get(2).hue());
        assertEquals(Hue.INK, looks.get(3).hue());
        assertEquals(4, looks.stream().map(Look::hue).distinct().count());
        assertTrue(looks.get(3).dash().isEmpty() && !looks.get(4).dash().isEmpty());
    }

    @Test
    void labelsOfCloseMarksStandApart() {
        Figure figure = Figure.of("f", "t").x(Axis.linear("x").between(0, 1))
                .line("l", new double[] {0, 1}, new double[] {0, 1})
                .mark("b", new Estimate(0.5, 0.1, 3)).mark("a", 0.45).mark("c", 0.55).mark("d", 0.95).build();
        List<MarkLabel> labels = MarkLabel.of(figure);
        assertEquals(List.of("a", "b", "c", "d"), labels.stream().map(l -> l.mark().label()).toList());
        assertEquals(MarkLabel.Side.LEFT, labels.get(0).side());
        assertEquals(MarkLabel.Side.RIGHT, labels.get(1).side());
        assertEquals(List.of(0, 0, 1, 0), labels.stream().map(MarkLabel::line).toList());
        assertEquals(MarkLabel.Side.LEFT, labels.get(3).side());
    }
}
