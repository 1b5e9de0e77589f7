package org.remanence.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/// Measures in the SVG, with the frame of the axes as ruler, where things stand in units of the data.
class ChartGeometryTest {
    /// SVG is written to a hundredth of a pixel, and the frame is 670 × 350: of one part in 10⁴ of an axis this is half.
    private static final double PIXEL = 1e-4;
    private static final Axis LINEAR = Axis.linear("y").between(-10, 10);
    private static final Axis LOG = Axis.log("x").between(0.1, 1000);

    /// A picture with its ruler.
    private record Paper(Document document, Figure figure, double left, double right, double top, double bottom) {
        static Paper of(Figure figure) throws Exception {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(Chart.svg(figure))));
            List<double[]> lines = elements(document, "line").map(line -> numbers(line, "x1", "y1", "x2", "y2")).toList();
            // axes and grid lines are the longest there are
            var across = lines.stream().filter(l -> l[2] - l[0] > 500).flatMapToDouble(l -> Arrays.stream(new double[] {l[0], l[2]})).summaryStatistics();
            double end = across.getMax();
            var up = lines.stream().filter(l -> l[3] - l[1] > 300 && l[0] <= end).flatMapToDouble(l -> Arrays.stream(new double[] {l[1], l[3]})).summaryStatistics();
            return new Paper(document, figure, across.getMin(), across.getMax(), up.getMin(), up.getMax());
        }

        private static Stream<Element> elements(Document document, String name) {
            var all = document.getElementsByTagName(name);
            return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i));
        }

        private static double[] numbers(Element element, String... names) {
            return Arrays.stream(names).mapToDouble(name -> Double.parseDouble(element.getAttribute(name))).toArray();
        }

        private double x(double pixel) {
            return value(figure.x(), (pixel - left) / (right - left));
        }

        private double y(double pixel) {
            return value(figure.y(), (bottom - pixel) / (bottom - top));
        }

        private static double value(Axis axis, double part) {
            return axis.scale() == AxisScale.LINEAR ? axis.low() + part * (axis.high() - axis.low())
                    : axis.low() * Math.pow(axis.high() / axis.low(), part);
        }

        /// Vertical lines inside the frame that do not cross all of it: `x, low, high`.
        List<double[]> bars() {
            return elements(document, "line").map(line -> numbers(line, "x1", "y1", "x2", "y2"))
                    .filter(l -> l[0] == l[2] && Math.min(l[1], l[3]) >= top - 0.1 && Math.max(l[1], l[3]) <= bottom + 0.1
                            && Math.abs(l[1] - l[3]) < bottom - top - 1)
                    .map(l -> new double[] {x(l[0]), y(Math.max(l[1], l[3])), y(Math.min(l[1], l[3]))}).toList();
        }

        /// Filled rectangles inside the frame that do not fill it: `left, right, low, high`.
        List<double[]> boxes() {
            return boxElements().map(box -> numbers(box, "x", "y", "width", "height"))
                    .map(b -> new double[] {x(b[0]), x(b[0] + b[2]), y(b[1] + b[3]), y(b[1])}).toList();
        }

        /// Corners `x, y` of paths of straight pieces inside the frame, in the order drawn.
        List<List<double[]>> outlines() {
            return elements(document, "path").filter(path -> !path.getParentNode().getNodeName().equals("clipPath")).map(path -> path.getAttribute("d")).filter(d -> d.matches("M[-.\\d ]+(L[-.\\d ]+)+Z?"))
                    .map(d -> Arrays.stream(d.substring(1).split("[LZ]")).map(corner -> {
                        String[] both = corner.strip().split(" ");
                        return new double[] {x(Double.parseDouble(both[0])), y(Double.parseDouble(both[1]))};
                    }).toList()).filter(corners -> corners.stream().allMatch(corner -> part(figure.x(), corner[0]) > -PIXEL
                            && part(figure.x(), corner[0]) < 1 + PIXEL && part(figure.y(), corner[1]) > -PIXEL && part(figure.y(), corner[1]) < 1 + PIXEL))
                    .toList();
        }

        /// Slanted lines inside the frame, `x, y` to `x, y`.
        List<double[]> strokes() {
            return elements(document, "line").map(line -> numbers(line, "x1", "y1", "x2", "y2")).filter(l -> l[0] != l[2] && l[1] != l[3] && l[1] > top)
                    .map(l -> new double[] {x(l[0]), y(l[1]), x(l[2]), y(l[3])}).toList();
        }

        /// Positions of vertical lines through the whole frame.
        List<Double> verticals() {
            return elements(document, "line").map(line -> numbers(line, "x1", "y1", "x2", "y2"))
                    .filter(l -> l[0] == l[2] && l[3] - l[1] > bottom - top - 1).map(l -> x(l[0])).toList();
        }

        /// Values of horizontal lines through the whole frame.
        List<Double> horizontals() {
            return elements(document, "line").map(line -> numbers(line, "x1", "y1", "x2", "y2"))
                    .filter(l -> l[1] == l[3] && l[2] - l[0] > right - left - 1).map(l -> y(l[1])).toList();
        }

        Stream<Element> boxElements() {
            return elements(document, "rect").filter(box -> !box.getAttribute("style").contains("fill:none")).filter(box -> {
                double[] b = numbers(box, "x", "y", "width", "height");
                return b[0] >= left - 0.1 && b[0] + b[2] <= right + 0.1 && b[1] >= top - 0.1 && b[1] + b[3] <= bottom + 0.1
                        && b[2] < right - left - 1;
            });
        }
    }

    private void assertPlaces(List<double[]> expected, List<double[]> found, Axis... axes) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            double[] parts = new double[axes.length];
            double[] foundParts = new double[axes.length];
            for (int k = 0; k < axes.length; k++) {
                parts[k] = part(axes[k], expected.get(i)[k]);
                foundParts[k] = part(axes[k], found.get(i)[k]);
            }
            assertArrayEquals(parts, foundParts, PIXEL, Arrays.toString(expected.get(i)) + " is at " + Arrays.toString(found.get(i)));
        }
    }

    /// Fraction of the axis.
    private static double part(Axis axis, double value) {
        return axis.scale() == AxisScale.LINEAR ? (value - axis.low()) / (axis.high() - axis.low())
                : Math.log(value / axis.low()) / Math.log(axis.high() / axis.low());
    }

    private static Curve curve() {
        return new Curve("x", new double[] {1, 20, 300, 500}, new double[] {-8, 1, 7, 5}, new double[] {4, 3, 5, Double.NaN}, new long[4]);
    }

    /// Both ends, cut off where the axis ends, and no bar where the error is not known.
    @Test
    void errorBarsReachOneErrorToBothSides() throws Exception {
        Paper paper = Paper.of(Figure.of("f", "t").x(LOG).y(LINEAR).points("measured", curve()).build());
        assertPlaces(List.of(new double[] {1, -10, -4}, new double[] {20, -2, 4}, new double[] {300, 2, 10}),
                paper.bars().stream().filter(bar -> bar[2] - bar[1] > 0.01).toList(), LOG, LINEAR, LINEAR);
    }

    @Test
    void errorBarsOnALogAxisEndWhereItEnds() throws Exception {
        Axis x = Axis.linear("x").between(0, 4);
        Paper paper = Paper.of(Figure.of("f", "t").x(x).y(LOG)
                .points("measured", new Curve("x", new double[] {1, 2, 3}, new double[] {1, 100, 900}, new double[] {5, 50, 200}, new long[3])).build());
        assertPlaces(List.of(new double[] {1, 0.1, 6}, new double[] {2, 50, 150}, new double[] {3, 700, 1000}), paper.bars(), x, LOG, LOG);
    }

    @Test
    void histogramsHaveBarsFromTheFloorAndErrorsInTheirMiddle() throws Exception {
        Axis y = Axis.linear("y").between(0, 10);
        Paper paper = Paper.of(Figure.of("f", "t").x(LOG).y(y)
                .add(new Layer.Histogram("h", new double[] {1, 10, 20, 80}, new double[] {4, 9, 1}, new double[] {0.5, 2, 3})).build());
        assertPlaces(List.of(new double[] {1, 10, 0, 4}, new double[] {10, 20, 0, 9}, new double[] {20, 80, 0, 1}), paper.boxes(), LOG, LOG, y, y);
        assertPlaces(List.of(new double[] {Math.sqrt(10), 3.5, 4.5}, new double[] {Math.sqrt(200), 7, 10}, new double[] {40, 0, 4}),
                paper.bars(), LOG, y, y);
    }

    @Test
    void marksHaveAStripOfOneErrorToBothSides() throws Exception {
        Axis x = Axis.linear("x").between(0, 10);
        Paper paper = Paper.of(Figure.of("f", "t").x(x).y(LINEAR).line("l", new double[] {0, 10}, new double[] {0, 1})
                .mark("low", new Estimate(1, 2, 3)).mark("t_C", new Estimate(6, 1.5, 3)).build());
        assertPlaces(List.of(new double[] {0, 3, -10, 10}, new double[] {4.5, 7.5, -10, 10}), paper.boxes(), x, x, LINEAR, LINEAR);
    }

    @Test
    void barsStandOnTheFloorOfAnyAxis() throws Exception {
        Axis high = Axis.linear("y").between(2, 10);
        Paper linear = Paper.of(Figure.of("f", "t").x(LOG).y(high).add(new Layer.Histogram("h", new double[] {1, 10}, new double[] {4}, new double[1])).build());
        assertPlaces(List.of(new double[] {1, 10, 2, 4}), linear.boxes(), LOG, LOG, high, high);
        Axis x = Axis.linear("x").between(0, 2);
        Paper paper = Paper.of(Figure.of("f", "t").x(x).y(LOG)
                .add(new Layer.Histogram("h", new double[] {0, 1, 2}, new double[] {4, 900}, new double[2])).build());
        assertPlaces(List.of(new double[] {0, 1, 0.1, 4}, new double[] {1, 2, 0.1, 900}), paper.boxes(), x, x, LOG, LOG);
    }

    @Test
    void linesAndBandsGoThroughTheirPoints() throws Exception {
        Paper line = Paper.of(Figure.of("f", "t").x(LOG).y(LINEAR).line("l", new double[] {0.2, 10, 900}, new double[] {-9, 4, 3}).build());
        assertPlaces(List.of(new double[] {0.2, -9}, new double[] {10, 4}, new double[] {900, 3}), line.outlines().getFirst(), LOG, LINEAR);
        Paper band = Paper.of(Figure.of("f", "t").x(LOG).y(LINEAR)
                .band("b", new double[] {0.2, 10, 900}, new double[] {-9, 3, 1}, new double[] {-5, 4, 8}).build());
        assertPlaces(List.of(new double[] {0.2, -9}, new double[] {10, 3}, new double[] {900, 1}, new double[] {900, 8}, new double[] {10, 4},
                new double[] {0.2, -5}), band.outlines().getFirst(), LOG, LINEAR);
    }

    @Test
    void arrowsLeadFromTheirFootToTheirTip() throws Exception {
        Axis x = Axis.linear("x").between(0, 10);
        Paper paper = Paper.of(Figure.of("f", "t").x(x).y(LINEAR)
                .add(new Layer.Arrows("a", new double[] {2, 5}, new double[] {-3, 8}, new double[] {3, -2}, new double[] {1, -4})).build());
        assertPlaces(List.of(new double[] {2, -3, 5, -2}, new double[] {5, 8, 3, 4}), paper.strokes(), x, LINEAR, x, LINEAR);
    }

    @Test
    void marksAndLevelsCrossTheFrameWhereTheyAre() throws Exception {
        Axis x = Axis.linear("x").between(0, 10);
        Paper paper = Paper.of(Figure.of("f", "t").x(x).y(LINEAR).line("l", new double[] {0, 10}, new double[] {0, 1}).mark("t_C", 3.3).level("half", 7.7).build());
        assertTrue(paper.verticals().stream().anyMatch(at -> Math.abs(at - 3.3) < 10 * PIXEL), () -> paper.verticals().toString());
        assertTrue(paper.horizontals().stream().anyMatch(at -> Math.abs(at - 7.7) < 20 * PIXEL), () -> paper.horizontals().toString());
    }

    @Test
    void cellsLieBetweenTheirEdgesInTheColourOfTheirValue() throws Exception {
        Axis x = Axis.linear("x").between(0, 7);
        Axis y = Axis.linear("y").between(0, 5);
        double[] value = {0, 1, 2, Double.NaN, 3, 5};
        Paper paper = Paper.of(Figure.of("f", "t").x(x).y(y)
                .add(new Layer.HeatMap("v", new double[] {0, 1, 3, 7}, new double[] {0, 2, 5}, value)).build());
        assertPlaces(List.of(new double[] {0, 1, 0, 2}, new double[] {1, 3, 0, 2}, new double[] {3, 7, 0, 2}, new double[] {1, 3, 2, 5},
                new double[] {3, 7, 2, 5}), paper.boxes(), x, x, y, y);
        List<String> fills = new ArrayList<>();
        paper.boxElements().forEach(box -> {
            String style = box.getAttribute("style") + ((Element) box.getParentNode()).getAttribute("style");
            fills.add(style.replaceAll(".*?fill:(rgb\\([^)]*\\)|[a-z]+).*", "$1"));
        });
        ColorScale colors = new ColorScale(0, 5);
        assertEquals(Stream.of(0, 1, 2, 3, 5).map(v -> colors.getPaint(v)).map(c -> "rgb(%d,%d,%d)".formatted(c.getRed(), c.getGreen(), c.getBlue())).toList(), fills);
    }

    /// Ends and middle of viridis by its authors' table; between two entries, their mean.
    @Test
    void coloursGoFromDarkToLight() {
        ColorScale colors = new ColorScale(-1, 8);
        assertEquals(0x440154, colors.getPaint(-1).getRGB() & 0xffffff);
        assertEquals(0x440154, colors.getPaint(-5).getRGB() & 0xffffff);
        assertEquals(0xfde725, colors.getPaint(8).getRGB() & 0xffffff);
        assertEquals(0xfde725, colors.getPaint(9).getRGB() & 0xffffff);
        assertEquals(0x31688e, colors.getPaint(2).getRGB() & 0xffffff);
        assertEquals(0x2c758e, colors.getPaint(2.5).getRGB() & 0xffffff);
        assertEquals(0, colors.getPaint(Double.NaN).getAlpha());
        assertEquals(0x440154, new ColorScale(3, 3).getPaint(3).getRGB() & 0xffffff);
    }
}
