package org.remanence.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.result.Curve;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@Tag("locale")
class ChartTest {
    static List<Figure> figures() {
        return List.of(Example.sameClass(), Example.excessEntropy(), Example.lastChange(), Example.map());
    }

    @ParameterizedTest
    @MethodSource("figures")
    void drawsWithoutADisplay(Figure figure) throws Exception {
        assertTrue(GraphicsEnvironment.isHeadless());
        Element root = parse(Chart.svg(figure)).getDocumentElement();
        assertEquals("svg", root.getNodeName());
        assertEquals("0 0 760 480", root.getAttribute("viewBox"));
        assertTrue(root.getElementsByTagName("path").getLength() > 20);
        BufferedImage image = read(Chart.png(figure));
        assertEquals(1520, image.getWidth());
        assertEquals(960, image.getHeight());
        assertTrue(colours(image) > 10);
    }

    @Test
    void aFlatMapIsDrawn() {
        for (double value : new double[] {0, -3, 1e300}) {
            Figure figure = Figure.of("flat", "t").add(new Layer.HeatMap("density", new double[] {0, 1}, new double[] {0, 1}, new double[] {value})).build();
            assertTrue(Chart.svg(figure).contains("rgb(68,1,84)"), "the darkest colour");
        }
    }

    /// Symbols are circles, the first in the legend; the others must lie on one straight map of the data.
    @Test
    void arrowsOverAMapAreVermillionAndInTheLegend() {
        Figure figure = Figure.of("field", "t").add(new Layer.HeatMap("density", new double[] {0, 1, 2}, new double[] {0, 1}, new double[] {1, 2}))
                .add(new Layer.Arrows("score", new double[] {0.5}, new double[] {0.5}, new double[] {1}, new double[] {0.2})).build();
        String without = Chart.svg(Figure.of("field", "t").add(figure.layers().getFirst()).build());
        String color = "rgb(213,94,0)";
        assertFalse(without.contains(color));
        // shaft and head, and three strokes in the legend
        assertTrue(Chart.svg(figure).split(java.util.regex.Pattern.quote(color)).length > 2);
    }

    @Test
    void pointsLieWhereTheDataAre() throws Exception {
        double[] time = {0.01, 0.03, 0.2, 1, 5};
        double[] mean = {-2, 0.5, 1, 3, 8};
        Figure figure = Figure.of("f", "t").x(Axis.log("time").between(0.005, 10)).y(Axis.linear("y").between(-3, 9))
                .points("measured", new Curve("time", time, mean, new double[5], new long[5])).build();
        List<double[]> circles = circles(parse(Chart.svg(figure)));
        assertEquals(6, circles.size());
        List<double[]> points = circles.subList(1, 6);
        double width = (points.get(4)[0] - points.get(0)[0]) / (Math.log(5) - Math.log(0.01));
        double height = (points.get(4)[1] - points.get(0)[1]) / (mean[4] - mean[0]);
        assertTrue(width > 50 && height < -20, "pixels a unit: " + width + ", " + height);
        for (int i = 0; i < 5; i++) {
            assertEquals(points.get(0)[0] + width * (Math.log(time[i]) - Math.log(0.01)), points.get(i)[0], 0.05);
            assertEquals(points.get(0)[1] + height * (mean[i] - mean[0]), points.get(i)[1], 0.05);
        }
    }

    @Test
    void theSameFigureGivesTheSameBytes() {
        assertEquals(Chart.svg(Example.lastChange()), Chart.svg(Example.lastChange()));
    }

    @Test
    void pixelsKeepTheirValues() throws IOException {
        Picture grey = Picture.of(2, 1, 1, new double[] {-1, 0.5}, -1, 1);
        assertEquals(0x000000, grey.rgb()[0]);
        assertEquals(0xbfbfbf, grey.rgb()[1]);
        Picture colour = Picture.of(1, 2, 3, new double[] {1, 0, 0, 0, 0.5, 7}, 0, 1);
        BufferedImage read = read(Png.encode(colour.image()));
        assertEquals(0xff0000, read.getRGB(0, 0) & 0xffffff);
        assertEquals(0x0080ff, read.getRGB(0, 1) & 0xffffff);
    }

    @Test
    void refusesPicturesThatDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> Picture.of(8, 8, 1, new double[63], -1, 1));
        assertThrows(IllegalArgumentException.class, () -> Picture.of(2, 2, 2, new double[8], -1, 1));
        assertThrows(IllegalArgumentException.class, () -> Picture.of(1, 1, 1, new double[] {Double.NaN}, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> Picture.of(1, 1, 1, new double[1], 1, 1));
        assertThrows(IllegalArgumentException.class, () -> ImageGrid.of("g", "t", List.of("a")).build());
        var ragged = ImageGrid.of("g", "t", List.of("a", "b")).row("r",
                List.of(ImageGrid.Cell.of("", Example.digit(new Random(1), 0))));
        assertThrows(IllegalArgumentException.class, ragged::build);
    }

    @Test
    void aContactSheetHasRoomForEveryCell() throws IOException {
        BufferedImage sheet = read(ContactSheet.png(Example.samples()));
        assertTrue(sheet.getWidth() > 2 * 8 * 88 && sheet.getHeight() > 2 * 3 * 2 * 88, sheet.getWidth() + " × "
                + sheet.getHeight());
    }

    static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static Document parse(String svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    /// Centres of the filled paths made of four cubic arcs, which are the circles.
    private static List<double[]> circles(Document document) {
        List<double[]> circles = new ArrayList<>();
        var paths = document.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            String outline = path.getAttribute("d");
            if (!path.getAttribute("style").contains("fill:none") && outline.chars().filter(c -> c == 'C')
                    .count() == 4 && outline.matches("M[-.\\d CZ]*")) {
                double[] corners = Arrays.stream(outline.split("[^-.\\d]+")).filter(n -> !n.isEmpty())
                        .mapToDouble(Double::parseDouble).toArray();
                circles.add(new double[] {middle(corners, 0), middle(corners, 1)});
            }
        }
        return circles;
    }

    private static double middle(double[] corners, int coordinate) {
        var all = IntStream.range(0, corners.length / 2).mapToDouble(i -> corners[2 * i + coordinate])
                .summaryStatistics();
        return (all.getMin() + all.getMax()) / 2;
    }

    private static long colours(BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct().count();
    }
}
