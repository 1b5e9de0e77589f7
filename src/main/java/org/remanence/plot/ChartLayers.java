package org.remanence.plot;

import java.awt.BasicStroke;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.VectorRenderer;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.AbstractIntervalXYDataset;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.VectorSeries;
import org.jfree.data.xy.VectorSeriesCollection;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/// Adds the layers of a figure to a plot of JFreeChart.
final class ChartLayers {
    private static final float LINE_WIDTH = 2;
    private static final float ARROW_WIDTH = 1;

    private final Figure figure;
    private final XYPlot plot;

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
            case Layer.Arrows arrows -> add(arrows, look);
            case Layer.Mark mark -> add(mark, look);
            case Layer.Level level -> add(level, look);
            case Layer.Inscription text -> add(text);
        }
    }

    private void add(Layer.Points points, Look look) {
        var series = new XYIntervalSeries(Maths.plain(points.label()), false, true);
        for (int i = 0; i < points.size(); i++) {
            double x = points.x()[i];
            series.add(x, x, x, points.mean()[i], figure.y().clamp(points.low(i)), figure.y().clamp(points.high(i)));
        }
        var data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        draw(data, errorBars(look, ChartKey.symbol(look.symbol())), look);
    }

    private void add(Layer.Line line, Look look) {
        var series = new XYSeries(Maths.plain(line.label()), false, true);
        for (int i = 0; i < line.size(); i++) {
            series.add(line.x()[i], line.y()[i]);
        }
        var renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        draw(new XYSeriesCollection(series), renderer, look);
    }

    private void add(Layer.Band band, Look look) {
        var series = new YIntervalSeries(Maths.plain(band.label()), false, true);
        for (int i = 0; i < band.size(); i++) {
            series.add(band.x()[i], band.low()[i], band.low()[i], band.high()[i]);
        }
        var data = new YIntervalSeriesCollection();
        data.addSeries(series);
        var renderer = new DeviationRenderer(false, false);
        renderer.setAlpha(0.22f);
        renderer.setSeriesFillPaint(0, look.hue().color(1));
        draw(data, renderer, look);
    }

    private void add(Layer.Histogram histogram, Look look) {
        var bars = new XYIntervalSeries(Maths.plain(histogram.label()), false, true);
        var errors = new XYIntervalSeries("errors", false, true);
        for (int i = 0; i < histogram.size(); i++) {
            double left = histogram.edges()[i];
            double right = histogram.edges()[i + 1];
            double middle = figure.x().middle(left, right);
            double height = histogram.height()[i];
            double stderr = histogram.stderr()[i];
            bars.add(middle, left, right, height, figure.y().low(), figure.y().clamp(height));
            if (stderr > 0) {
                double low = figure.y().clamp(height - stderr);
                double high = figure.y().clamp(height + stderr);
                errors.add(middle, middle, middle, height, low, high);
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
        int at = plot.getDatasetCount();
        plot.setDataset(at, new Cells(map));
        plot.setRenderer(at, renderer);
    }

    private void add(Layer.Arrows arrows, Look look) {
        var series = new VectorSeries(Maths.plain(arrows.label()));
        for (int i = 0; i < arrows.size(); i++) {
            series.add(arrows.x()[i], arrows.y()[i], arrows.dx()[i], arrows.dy()[i]);
        }
        var data = new VectorSeriesCollection();
        data.addSeries(series);
        int at = plot.getDatasetCount();
        plot.setDataset(at, data);
        var renderer = new VectorRenderer();
        renderer.setSeriesPaint(0, look.hue().color(1));
        renderer.setSeriesStroke(0, new BasicStroke(ARROW_WIDTH));
        plot.setRenderer(at, renderer);
    }

    private void add(Layer.Mark mark, Look look) {
        if (mark.stderr() > 0) {
            double low = Math.max(mark.at() - mark.stderr(), figure.x().low());
            var strip = new IntervalMarker(low, mark.at() + mark.stderr(), look.hue().color(0.18));
            plot.addDomainMarker(strip, org.jfree.chart.ui.Layer.BACKGROUND);
        }
        plot.addDomainMarker(marker(mark.at(), look), org.jfree.chart.ui.Layer.FOREGROUND);
    }

    private void add(Layer.Level level, Look look) {
        plot.addRangeMarker(marker(level.at(), look), org.jfree.chart.ui.Layer.BACKGROUND);
    }

    private void add(Layer.Inscription text) {
        var annotation = new XYTextAnnotation(Maths.plain(text.label()), text.x(), text.y());
        annotation.setFont(plot.getDomainAxis().getLabelFont());
        annotation.setPaint(Hue.INK.color(1));
        plot.addAnnotation(annotation);
    }

    private void draw(IntervalXYDataset data, XYItemRenderer renderer, Look look) {
        int at = plot.getDatasetCount();
        plot.setDataset(at, data);
        renderer.setSeriesPaint(0, look.hue().color(1));
        renderer.setSeriesStroke(0, ChartKey.stroke(look, LINE_WIDTH));
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

    private static ValueMarker marker(double at, Look look) {
        return new ValueMarker(at, look.hue().color(1), ChartKey.stroke(look, 1.4f));
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
            return Maths.plain(map.label());
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
            return (getStartYValue(series, item) + getEndYValue(series, item)) / 2;
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
