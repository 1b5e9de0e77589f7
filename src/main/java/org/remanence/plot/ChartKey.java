package org.remanence.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.util.ShapeUtils;

/// Strokes and symbols of a chart, and the samples of them that its legend shows.
final class ChartKey {
    private static final double SYMBOL = 3.6;

    private ChartKey() { }

    /// Whether the layer needs an entry in the legend; the others carry their label themselves.
    static boolean has(Layer layer) {
        return switch (layer) {
            case Layer.Points _, Layer.Line _, Layer.Band _, Layer.Histogram _, Layer.Arrows _ -> true;
            case Layer.Mark _, Layer.Level _, Layer.HeatMap _, Layer.Inscription _ -> false;
        };
    }

    /// Draws a sample of the layer, `width` wide, centred on a height.
    static void draw(Graphics2D g, Layer layer, Look look, double x, double y, double width) {
        g.setPaint(look.hue().color(1));
        double middle = x + width / 2;
        switch (layer) {
            case Layer.Points _ -> {
                g.setStroke(new BasicStroke(1.4f));
                g.draw(new Line2D.Double(middle, y - 7, middle, y + 7));
                g.fill(AffineTransform.getTranslateInstance(middle, y).createTransformedShape(symbol(look.symbol())));
            }
            case Layer.Line _ -> {
                g.setStroke(stroke(look, 2));
                g.draw(new Line2D.Double(x, y, x + width, y));
            }
            case Layer.Arrows _ -> {
                g.setStroke(new BasicStroke(1.4f));
                g.draw(new Line2D.Double(x, y, x + width, y));
                g.draw(new Line2D.Double(x + width - 7, y - 4, x + width, y));
                g.draw(new Line2D.Double(x + width - 7, y + 4, x + width, y));
            }
            case Layer.Band _ -> {
                g.setPaint(look.hue().color(0.25));
                g.fill(new Rectangle2D.Double(x, y - 5, width, 10));
            }
            case Layer.Histogram _ -> {
                Rectangle2D bar = new Rectangle2D.Double(x + width / 4, y - 5, width / 2, 10);
                g.setPaint(look.hue().color(0.35));
                g.fill(bar);
                g.setPaint(look.hue().color(1));
                g.setStroke(new BasicStroke(1));
                g.draw(bar);
            }
            case Layer.Mark _, Layer.Level _, Layer.HeatMap _, Layer.Inscription _ -> { }
        }
    }

    static Stroke stroke(Look look, float width) {
        if (look.dash().isEmpty()) {
            return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        float[] dash = new float[look.dash().size()];
        for (int i = 0; i < dash.length; i++) {
            dash[i] = look.dash().get(i);
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    static Shape symbol(Look.Symbol symbol) {
        return switch (symbol) {
            case CIRCLE -> new Ellipse2D.Double(-SYMBOL, -SYMBOL, 2 * SYMBOL, 2 * SYMBOL);
            case SQUARE -> new Rectangle2D.Double(-0.9 * SYMBOL, -0.9 * SYMBOL, 1.8 * SYMBOL, 1.8 * SYMBOL);
            case DIAMOND -> ShapeUtils.createDiamond((float) (1.3 * SYMBOL));
            case TRIANGLE -> ShapeUtils.createUpTriangle((float) (1.1 * SYMBOL));
        };
    }
}
