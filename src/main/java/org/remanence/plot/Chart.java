package org.remanence.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.w3c.dom.Element;

/// A figure as a still picture, SVG or PNG, drawn by JFreeChart. Needs no display.
public final class Chart {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int WIDTH = 760;
    private static final int HEIGHT = 480;
    private static final int PNG_SCALE = 2;

    private Chart() { }

    /// The figure as an SVG document.
    public static String svg(Figure figure) {
        return svg(WIDTH, HEIGHT, figure.title(), g -> draw(figure, g));
    }

    /// The figure as a PNG file, two pixels a point.
    public static byte[] png(Figure figure) {
        return Png.encode(raster(WIDTH, HEIGHT, g -> draw(figure, g)));
    }

    /// An SVG document of what `drawing` paints. Text becomes shapes: it looks the same whatever fonts the reader has.
    private static String svg(int width, int height, String title, Consumer<Graphics2D> drawing) {
        var document = GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
        var context = SVGGeneratorContext.createDefault(document);
        context.setPrecision(2);
        context.setComment("remanence");
        var g = new SVGGraphics2D(context, true);
        drawing.accept(g);
        Element root = g.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
        root.setAttributeNS(null, "width", Integer.toString(width));
        root.setAttributeNS(null, "height", Integer.toString(height));
        Element name = document.createElementNS(SVG, "title");
        name.appendChild(document.createTextNode(Maths.plain(title)));
        root.insertBefore(name, root.getFirstChild());
        var out = new StringWriter();
        try {
            g.stream(root, out, true, false);
        } catch (SVGGraphics2DIOException e) {
            throw new IllegalStateException("SVG could not be written to memory", e);
        }
        return out.toString();
    }

    /// A picture of what `drawing` paints, on white, two pixels a point.
    static BufferedImage raster(int width, int height, Consumer<Graphics2D> drawing) {
        var image = new BufferedImage(PNG_SCALE * width, PNG_SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.scale(PNG_SCALE, PNG_SCALE);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawing.accept(g);
        g.dispose();
        return image;
    }

    private static void draw(Figure figure, Graphics2D g) {
        ChartText text = new ChartText(figure, g, WIDTH);
        double top = text.drawHead();
        double bottom = text.drawNotes(HEIGHT);
        var info = new ChartRenderingInfo(null);
        chart(figure).draw(g, new Rectangle2D.Double(0, top, WIDTH, bottom - top), info);
        text.drawLabels(info.getPlotInfo().getDataArea());
    }

    private static JFreeChart chart(Figure figure) {
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(ChartAxis.of(figure.x()));
        plot.setRangeAxis(ChartAxis.of(figure.y()));
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Hue.MUTED.color(0.25));
        plot.setRangeGridlinePaint(Hue.MUTED.color(0.25));
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        new ChartLayers(figure, plot).addAll();
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(10, 8, 8, 18));
        figure.layers(Layer.HeatMap.class).forEach(map -> chart.addSubtitle(colorBar(map)));
        return chart;
    }

    private static PaintScaleLegend colorBar(Layer.HeatMap map) {
        ColorScale colors = new ColorScale(map.low(), map.high());
        ValueAxis axis = ChartAxis.of(Axis.linear(map.label()).between(colors.getLowerBound(), colors.getUpperBound()));
        PaintScaleLegend bar = new PaintScaleLegend(colors, axis);
        bar.setPosition(RectangleEdge.RIGHT);
        bar.setMargin(new RectangleInsets(0, 12, 48, 0));
        bar.setStripWidth(14);
        bar.setSubdivisionCount(100);
        bar.setStripOutlineVisible(false);
        bar.setBackgroundPaint(Color.WHITE);
        return bar;
    }
}
