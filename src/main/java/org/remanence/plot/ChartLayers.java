package org.remanence.plot;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.chart.util.ShapeUtils;
import org.jfree.data.xy.AbstractIntervalXYDataset;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/// Adds the layers of a figure to a plot of JFreeChart.
final class ChartLayers {
    private static final float LINE_WIDTH = 2;
    private static final double SYMBOL = 3.6;
    private static final int MARK_LINE_HEIGHT = 16;
    private static final int MARK_LINES = 3;

    private final Figure figure;
    private final XYPlot plot;
    private int marks;

    ChartLayers(Figure figure, XYPlot plot) {
        this.figure = figure;
        this.plot = plot;
    }

    void addAll() {
        List<Look> looks = Look.of(figure);
        for (int i = 0; i < looks.size(); i++) {
            add(figure.layers().get(i), looks.get(i));
        }
    }

    private void add(Layer layer, Look look) {
        switch (layer) {
            case Layer.Points points -> add(points, look);
            case Layer.Line line -> add(line, look);
            case Layer.Band band -> add(band, look);
            case Layer.Histogram histogram -> add(histogram, look);
            case Layer.HeatMap map -> add(map);
            case Layer.Mark mark -> add(mark, look);
            case Layer.Level level -> add(level, look);
        }
    }

    private void add(Layer.Points points, Look look) {
        var series = new XYIntervalSeries(Notation.plain(points.label()), false, true);
        for (int i = 0; i < points.size(); i++) {
            double x = points.x()[i];
            series.add(x, x, x, points.mean()[i], figure.y().clamp(points.low(i)), figure.y().clamp(points.high(i)));
        }
        var data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        draw(data, errorBars(look, symbol(look.symbol())), look);
    }

    private void add(Layer.Line line, Look look) {
        var series = new XYSeries(Notation.plain(line.label()), false, true);
        for (int i = 0; i < line.size(); i++) {
            series.add(line.x()[i], line.y()[i]);
        }
        var renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setDefaultLegendShape(new Line2D.Double(-12, 0, 12, 0));
        renderer.setLegendLine(new Line2D.Double(-14, 0, 14, 0));
        draw(new XYSeriesCollection(series), renderer, look);
    }

    private void add(Layer.Band band, Look look) {
        var series = new YIntervalSeries(Notation.plain(band.label()), false, true);
        for (int i = 0; i < band.size(); i++) {
            series.add(band.x()[i], band.low()[i], band.low()[i], band.high()[i]);
        }
        var data = new YIntervalSeriesCollection();
        data.addSeries(series);
        var renderer = new DeviationRenderer(false, false);
        renderer.setAlpha(0.22f);
        renderer.setSeriesFillPaint(0, look.hue().color(1));
        renderer.setLegendLine(new Rectangle2D.Double(-12, -5, 24, 10));
        draw(data, renderer, look);
        renderer.setSeriesStroke(0, new BasicStroke(6));
        renderer.setSeriesPaint(0, look.hue().color(0.3));
    }

    private void add(Layer.Histogram histogram, Look look) {
        var bars = new XYIntervalSeries(Notation.plain(histogram.label()), false, true);
        var errors = new XYIntervalSeries("errors", false, true);
        for (int i = 0; i < histogram.size(); i++) {
            double left = histogram.edges()[i];
            double right = histogram.edges()[i + 1];
            double middle = figure.x().scale().value((figure.x().scale().position(left) + figure.x().scale().position(right)) / 2);
            double height = histogram.height()[i];
            double stderr = histogram.stderr()[i];
            bars.add(middle, left, right, height, figure.y().low(), figure.y().clamp(height));
            if (stderr > 0) {
                errors.add(middle, middle, middle, height, figure.y().clamp(height - stderr), figure.y().clamp(height + stderr));
            }
        }
        var data = new XYIntervalSeriesCollection();
        data.addSeries(bars);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setDrawBarOutline(true);
        renderer.setDefaultOutlinePaint(look.hue().color(1));
        flat(renderer);
        draw(data, renderer, look);
        renderer.setSeriesPaint(0, look.hue().color(0.35));
        var whiskers = new XYIntervalSeriesCollection();
        whiskers.addSeries(errors);
        XYErrorRenderer errorBars = errorBars(look, new Ellipse2D.Double(0, 0, 0, 0));
        errorBars.setDefaultSeriesVisibleInLegend(false);
        draw(whiskers, errorBars, look);
    }

    private void add(Layer.HeatMap map) {
        ColorScale colors = new ColorScale(map.low(), map.high());
        XYBarRenderer renderer = new XYBarRenderer() {
            private static final long serialVersionUID = 1L;

            @Override
            public Paint getItemPaint(int series, int item) {
                return colors.getPaint(map.value()[item]);
            }

            @Override
            public Paint getItemOutlinePaint(int series, int item) {
                return getItemPaint(series, item);
            }
        };
        renderer.setDrawBarOutline(true);
        flat(renderer);
        renderer.setDefaultSeriesVisibleInLegend(false);
        int at = plot.getDatasetCount();
        plot.setDataset(at, new Cells(map));
        plot.setRenderer(at, renderer);
    }

    private void add(Layer.Mark mark, Look look) {
        if (mark.isMeasured()) {
            double low = Math.max(mark.at() - mark.stderr(), figure.x().low());
            var strip = new IntervalMarker(low, mark.at() + mark.stderr(), look.hue().color(0.18));
            plot.addDomainMarker(strip, org.jfree.chart.ui.Layer.BACKGROUND);
        }
        ValueMarker line = new ValueMarker(mark.at());
        boolean right = figure.x().fraction(mark.at()) > 0.75;
        style(line, mark.label(), look);
        line.setLabelAnchor(right ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
        line.setLabelTextAnchor(right ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
        line.setLabelOffset(new RectangleInsets(4 + MARK_LINE_HEIGHT * (marks++ % MARK_LINES), 5, 4, 5));
        plot.addDomainMarker(line, org.jfree.chart.ui.Layer.BACKGROUND);
    }

    private void add(Layer.Level level, Look look) {
        ValueMarker line = new ValueMarker(level.at());
        style(line, level.label(), look);
        line.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        line.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
        line.setLabelOffset(new RectangleInsets(3, 5, 3, 5));
        plot.addRangeMarker(line, org.jfree.chart.ui.Layer.BACKGROUND);
    }

    private void draw(IntervalXYDataset data, XYItemRenderer renderer, Look look) {
        int at = plot.getDatasetCount();
        plot.setDataset(at, data);
        renderer.setSeriesPaint(0, look.hue().color(1));
        renderer.setSeriesStroke(0, stroke(look, LINE_WIDTH));
        plot.setRenderer(at, renderer);
    }

    private static XYErrorRenderer errorBars(Look look, Shape symbol) {
        var renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setCapLength(5);
        renderer.setErrorStroke(new BasicStroke(1.4f));
        renderer.setErrorPaint(look.hue().color(1));
        renderer.setSeriesShape(0, symbol);
        return renderer;
    }

    private static void flat(XYBarRenderer renderer) {
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setUseYInterval(true);
    }

    private static void style(Marker marker, String label, Look look) {
        marker.setPaint(look.hue().color(1));
        marker.setStroke(stroke(look, 1.4f));
        marker.setLabel(Notation.plain(label));
        marker.setLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        marker.setLabelPaint(look.hue().color(1));
        marker.setLabelBackgroundColor(new java.awt.Color(255, 255, 255, 0));
    }

    private static Stroke stroke(Look look, float width) {
        if (look.dash().isEmpty()) {
            return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        float[] dash = new float[look.dash().size()];
        IntStream.range(0, dash.length).forEach(i -> dash[i] = look.dash().get(i));
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    private static Shape symbol(Look.Symbol symbol) {
        return switch (symbol) {
            case CIRCLE -> new Ellipse2D.Double(-SYMBOL, -SYMBOL, 2 * SYMBOL, 2 * SYMBOL);
            case SQUARE -> new Rectangle2D.Double(-0.9 * SYMBOL, -0.9 * SYMBOL, 1.8 * SYMBOL, 1.8 * SYMBOL);
            case DIAMOND -> ShapeUtils.createDiamond((float) (1.3 * SYMBOL));
            case TRIANGLE -> ShapeUtils.createUpTriangle((float) (1.1 * SYMBOL));
        };
    }

    /// The cells of a heat map as bars between their edges.
    private static final class Cells extends AbstractIntervalXYDataset {
        private static final long serialVersionUID = 1L;
        private final transient Layer.HeatMap map;

        Cells(Layer.HeatMap map) {
            this.map = map;
        }

        @Override
        public int getSeriesCount() {
            return 1;
        }

        @Override
        public String getSeriesKey(int series) {
            return Notation.plain(map.label());
        }

        @Override
        public int getItemCount(int series) {
            return map.size();
        }

        @Override
        public Double getX(int series, int item) {
            return (getStartXValue(series, item) + getEndXValue(series, item)) / 2;
        }

        @Override
        public Double getY(int series, int item) {
            return Double.isFinite(map.value()[item]) ? (getStartYValue(series, item) + getEndYValue(series, item)) / 2 : Double.NaN;
        }

        @Override
        public Double getStartX(int series, int item) {
            return map.xEdges()[item % map.columns()];
        }

        @Override
        public Double getEndX(int series, int item) {
            return map.xEdges()[item % map.columns() + 1];
        }

        @Override
        public Double getStartY(int series, int item) {
            return Double.isFinite(map.value()[item]) ? map.yEdges()[item / map.columns()] : Double.NaN;
        }

        @Override
        public Double getEndY(int series, int item) {
            return Double.isFinite(map.value()[item]) ? map.yEdges()[item / map.columns() + 1] : Double.NaN;
        }
    }
}
