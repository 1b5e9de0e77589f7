package org.remanence.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/// A figure as a still picture, SVG or PNG, drawn by JFreeChart. Needs no display.
public final class Chart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 480;
    private static final int PNG_SCALE = 2;

    private Chart() { }

    /// The figure as an SVG document.
    public static String svg(Figure figure) {
        JFreeChart chart = chart(figure);
        return svg(WIDTH, HEIGHT, g -> chart.draw(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT)));
    }

    /// The figure as a PNG file, two pixels a point.
    public static byte[] png(Figure figure) {
        JFreeChart chart = chart(figure);
        return Png.encode(raster(WIDTH, HEIGHT, g -> chart.draw(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT))));
    }

    /// An SVG document of what `drawing` paints.
    static String svg(int width, int height, Consumer<Graphics2D> drawing) {
        var document = GenericDOMImplementation.getDOMImplementation().createDocument("http://www.w3.org/2000/svg", "svg", null);
        var g = new SVGGraphics2D(document);
        g.setSVGCanvasSize(new java.awt.Dimension(width, height));
        drawing.accept(g);
        var root = g.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
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

        JFreeChart chart = new JFreeChart(Notation.plain(figure.title()), font(Font.BOLD, 17), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(8, 8, 8, 18));
        chart.getTitle().setPaint(Hue.INK.color(1));
        chart.getTitle().setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.addSubtitle(legend(plot));
        figure.layers(Layer.HeatMap.class).forEach(map -> chart.addSubtitle(colorBar(map)));
        figure.notes().forEach(note -> chart.addSubtitle(note(note)));
        return chart;
    }

    private static LegendTitle legend(XYPlot plot) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setItemFont(font(Font.PLAIN, 13));
        legend.setItemPaint(Hue.INK.color(1));
        legend.setBackgroundPaint(Color.WHITE);
        legend.setPadding(new RectangleInsets(2, 0, 6, 0));
        return legend;
    }

    private static PaintScaleLegend colorBar(Layer.HeatMap map) {
        NumberAxis axis = new NumberAxis(Notation.plain(map.label()));
        axis.setLabelFont(font(Font.PLAIN, 13));
        axis.setTickLabelFont(font(Font.PLAIN, 12));
        PaintScaleLegend bar = new PaintScaleLegend(new ColorScale(map.low(), map.high()), axis);
        bar.setPosition(RectangleEdge.RIGHT);
        bar.setMargin(new RectangleInsets(10, 12, 46, 4));
        bar.setStripWidth(14);
        bar.setSubdivisionCount(100);
        bar.setStripOutlineVisible(false);
        bar.setBackgroundPaint(Color.WHITE);
        return bar;
    }

    private static TextTitle note(String note) {
        TextTitle title = new TextTitle(Notation.plain(note), font(Font.ITALIC, 12));
        title.setPosition(RectangleEdge.BOTTOM);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setPaint(Hue.MUTED.color(1));
        return title;
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
