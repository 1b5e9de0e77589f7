package org.remanence.plot;

import java.awt.Graphics2D;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The words around and inside a chart: title and legend above, labels of marks inside, notes below. Maths is typeset.
final class ChartText {
    private static final float TITLE = 17;
    private static final float TEXT = 13;
    private static final int MARGIN = 12;
    private static final int KEY = 30;
    private static final int KEY_GAP = 6;
    private static final int ENTRY_GAP = 20;
    private static final int LINE_HEIGHT = 20;

    private final Figure figure;
    private final Graphics2D g;
    private final int width;

    ChartText(Figure figure, Graphics2D g, int width) {
        this.figure = figure;
        this.g = g;
        this.width = width;
    }

    /// Draws title and legend.
    /// @return where they end
    double drawHead() {
        g.setPaint(Hue.INK.color(1));
        double y = paragraph(figure.title(), TITLE, TextAttribute.WEIGHT_BOLD, MARGIN);
        return legend(y + 4);
    }

    /// Draws the notes above the lower edge.
    /// @return where they begin
    double drawNotes(int bottom) {
        double y = bottom - 4;
        g.setPaint(Hue.MUTED.color(1));
        for (String note : figure.notes().reversed()) {
            y -= LINE_HEIGHT;
            layout(note, TEXT - 1, TextAttribute.WEIGHT_REGULAR).draw(g, MARGIN, (float) y + 14);
        }
        return y;
    }

    /// Draws the labels of marks and levels into the area of the data.
    void drawLabels(Rectangle2D area) {
        g.setPaint(Hue.MUTED.color(1));
        for (MarkLabel label : MarkLabel.of(figure)) {
            TextLayout text = layout(label.mark().label(), TEXT, TextAttribute.WEIGHT_REGULAR);
            double x = area.getX() + area.getWidth() * figure.x().fraction(label.mark().at());
            double left = label.side() == MarkLabel.Side.LEFT ? x - 5 - text.getAdvance() : x + 5;
            text.draw(g, (float) left, (float) area.getY() + 15 + MarkLabel.LINE_HEIGHT * label.line());
        }
        for (Layer.Level level : figure.layers(Layer.Level.class)) {
            TextLayout text = layout(level.label(), TEXT, TextAttribute.WEIGHT_REGULAR);
            double y = area.getMaxY() - area.getHeight() * figure.y().fraction(level.at());
            text.draw(g, (float) area.getMaxX() - 5 - text.getAdvance(), (float) y - 5);
        }
    }

    private double paragraph(String text, float size, float weight, double top) {
        var letters = Maths.attributed(text, size, weight).getIterator();
        var measurer = new LineBreakMeasurer(letters, BreakIterator.getLineInstance(Locale.ROOT), g.getFontRenderContext());
        double y = top;
        while (measurer.getPosition() < letters.getEndIndex()) {
            TextLayout line = measurer.nextLayout(width - 2 * MARGIN);
            y += line.getAscent();
            line.draw(g, MARGIN, (float) y);
            y += line.getDescent() + line.getLeading();
        }
        return y;
    }

    private double legend(double top) {
        Map<String, List<Integer>> entries = new LinkedHashMap<>();
        for (int i = 0; i < figure.layers().size(); i++) {
            if (ChartKey.has(figure.layers().get(i))) {
                entries.computeIfAbsent(figure.layers().get(i).label(), _ -> new ArrayList<>()).add(i);
            }
        }
        List<Look> looks = Look.of(figure);
        double x = MARGIN;
        double y = top;
        for (var entry : entries.entrySet()) {
            TextLayout text = layout(entry.getKey(), TEXT, TextAttribute.WEIGHT_REGULAR);
            double needed = KEY + KEY_GAP + text.getAdvance();
            if (x > MARGIN && x + needed > width - MARGIN) {
                x = MARGIN;
                y += LINE_HEIGHT;
            }
            for (int i : entry.getValue()) {
                ChartKey.draw(g, figure.layers().get(i), looks.get(i), x, y + LINE_HEIGHT / 2.0, KEY);
            }
            g.setPaint(Hue.INK.color(1));
            text.draw(g, (float) (x + KEY + KEY_GAP), (float) y + 14.5f);
            x += needed + ENTRY_GAP;
        }
        return entries.isEmpty() ? top : y + LINE_HEIGHT;
    }

    private TextLayout layout(String text, float size, float weight) {
        return new TextLayout(Maths.attributed(text, size, weight).getIterator(), g.getFontRenderContext());
    }
}
