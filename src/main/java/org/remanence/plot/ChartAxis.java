package org.remanence.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextAttribute;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/// Axes of JFreeChart that are ticked where [Ticks] says.
final class ChartAxis {
    private static final int LABEL_SIZE = 15;
    private static final int LABEL_GAP = 9;
    private static final int TICK_SIZE = 13;

    private ChartAxis() { }

    static ValueAxis of(Axis axis) {
        ValueAxis drawn = switch (axis.scale()) {
            case LINEAR -> new Linear(axis);
            case LOG -> new Log(axis);
        };
        drawn.setRange(axis.low(), axis.high());
        drawn.setAttributedLabel(Maths.attributed(axis.title(), LABEL_SIZE, TextAttribute.WEIGHT_REGULAR));
        drawn.setLabelInsets(new RectangleInsets(LABEL_GAP, LABEL_GAP, 0, LABEL_GAP));
        drawn.setTickLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, TICK_SIZE));
        drawn.setLabelPaint(Hue.INK.color(1));
        drawn.setTickLabelPaint(Hue.INK.color(1));
        drawn.setAxisLinePaint(Hue.MUTED.color(1));
        drawn.setTickMarkPaint(Hue.MUTED.color(1));
        drawn.setMinorTickMarksVisible(true);
        drawn.setMinorTickMarkOutsideLength(2);
        drawn.setTickMarkOutsideLength(4);
        return drawn;
    }

    private static List<NumberTick> ticks(Axis axis, RectangleEdge edge) {
        TextAnchor anchor = RectangleEdge.isLeftOrRight(edge) ? TextAnchor.CENTER_RIGHT : TextAnchor.TOP_CENTER;
        return Stream.concat(
                Ticks.of(axis).stream().map(v -> tick(TickType.MAJOR, v, Ticks.label(v), anchor)),
                Ticks.minor(axis).stream().map(v -> tick(TickType.MINOR, v, "", anchor))).toList();
    }

    private static NumberTick tick(TickType type, double value, String label, TextAnchor anchor) {
        return new NumberTick(type, value, label, anchor, TextAnchor.CENTER, 0);
    }

    private static final class Linear extends NumberAxis {
        private static final long serialVersionUID = 1L;
        private final transient Axis axis;

        Linear(Axis axis) {
            super(null);
            this.axis = axis;
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
            return ticks(axis, edge);
        }
    }

    private static final class Log extends LogAxis {
        private static final long serialVersionUID = 1L;
        private final transient Axis axis;

        Log(Axis axis) {
            super(null);
            this.axis = axis;
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
            return ticks(axis, edge);
        }
    }
}
