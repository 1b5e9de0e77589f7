package org.remanence.plot;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.remanence.result.Estimate;
import org.remanence.text.Text;

/// A timeline on a page: an SVG strip as wide as the page, then the regimes in words.
///
/// Horizontal positions are per cent and vertical ones pixels, so that text keeps its size on a phone.
final class TimelineStrip {
    private static final int STRIP_HEIGHT = 44;
    private static final int LABEL_HEIGHT = 18;
    /// Widths of the strip on a phone and on a desk, which decide whether a name fits into its regime.
    private static final double NARROW = 330;
    private static final double WIDE = 840;
    private static final double LETTER = 8;

    private final Timeline timeline;
    private final List<Layer.Mark> marks;
    private final int top;
    private final StringBuilder out = new StringBuilder();

    private TimelineStrip(Timeline timeline) {
        this.timeline = timeline;
        this.marks = timeline.marks().stream().filter(timeline::shows)
                .sorted(Comparator.comparingDouble(Layer.Mark::at)).toList();
        this.top = LABEL_HEIGHT * marks.size() + 8;
    }

    static String html(Timeline timeline) {
        return new TimelineStrip(timeline).html();
    }

    private String html() {
        int bottom = top + STRIP_HEIGHT;
        out.append("<div class=\"timeline\">\n<svg role=\"img\" aria-label=\"timeline\" width=\"100%\" height=\"")
                .append(bottom + 44).append("\">\n");
        for (int i = 0; i < timeline.regimes().size(); i++) {
            regime(i, timeline.regimes().get(i));
        }
        ticks(bottom);
        for (int i = 0; i < marks.size(); i++) {
            line(marks.get(i), LABEL_HEIGHT * (i + 1), bottom);
        }
        for (int i = 0; i < marks.size(); i++) {
            label(marks.get(i), LABEL_HEIGHT * (i + 1) - 4);
        }
        out.append("</svg>\n<ol class=\"regimes\">\n");
        for (int i = 0; i < timeline.regimes().size(); i++) {
            words(i, timeline.regimes().get(i));
        }
        out.append("</ol>\n");
        timeline.marks().stream().filter(mark -> !timeline.shows(mark)).forEach(this::missing);
        return out.append("</div>\n").toString();
    }

    private void regime(int i, Timeline.Regime regime) {
        double left = at(regime.from());
        double width = at(regime.to()) - left;
        double needed = LETTER * regime.name().length();
        if (!(width > 0)) {
            return;
        }
        out.append(Text.of("<rect class=\"regime-%d\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>\n", i % 3, percent(left), top, percent(width), STRIP_HEIGHT));
        boolean fitsNarrow = width * NARROW / 100 > needed;
        boolean fitsWide = width * WIDE / 100 > needed;
        name("narrow", left + width / 2, fitsNarrow ? regime.name() : Integer.toString(i + 1));
        name("wide", left + width / 2, fitsWide ? regime.name() : Integer.toString(i + 1));
    }

    private void name(String screen, double middle, String name) {
        out.append(Text.of("<text class=\"name %s\" x=\"%s\" y=\"%d\">%s</text>\n", screen, percent(middle),
                top + STRIP_HEIGHT / 2 + 5, Maths.escape(Maths.plain(name))));
    }

    private void ticks(int bottom) {
        for (double value : Ticks.of(timeline.axis())) {
            out.append(Text.of("<line class=\"tick\" x1=\"%1$s\" x2=\"%1$s\" y1=\"%2$d\" y2=\"%3$d\"/>", percent(at(value)), bottom, bottom + 5));
            out.append(Text.of("<text class=\"label\" x=\"%s\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", percent(at(value)), bottom + 19, anchor(at(value), 2), Ticks.label(value)));
        }
        out.append(Text.of("<text class=\"label\" x=\"50%%\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", bottom + 38, Maths.escape(Maths.plain(timeline.axis().title()))));
    }

    private void line(Layer.Mark mark, int from, int bottom) {
        double at = at(mark.at());
        if (mark.stderr() > 0) {
            double low = at(mark.at() - mark.stderr());
            double high = at(mark.at() + mark.stderr());
            out.append(Text.of("<rect class=\"error\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>\n", percent(low), top, percent(high - low), STRIP_HEIGHT));
        }
        out.append(Text.of("<line class=\"%s\" x1=\"%2$s\" x2=\"%2$s\" y1=\"%3$d\" y2=\"%4$d\"/>\n", mark.isMeasured() ? "measured" : "theory", percent(at), from, bottom));
    }

    private void label(Layer.Mark mark, int y) {
        double at = at(mark.at());
        out.append(Text.of("<text class=\"mark\" x=\"%s\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", percent(at), y, anchor(at, 33), Maths.svg(mark.label() + " = " + value(mark))));
    }

    private void missing(Layer.Mark mark) {
        out.append("<p class=\"note\">").append(Maths.html(Double.isNaN(mark.at())
                ? mark.label() + " was not found."
                : mark.label() + " = " + value(mark) + " lies outside the strip.")).append("</p>\n");
    }

    private static String value(Layer.Mark mark) {
        return mark.isMeasured() ? Notation.number(new Estimate(mark.at(), mark.stderr(), 0))
                : Notation.number(mark.at());
    }

    private void words(int i, Timeline.Regime regime) {
        out.append(Text.of("<li class=\"regime-%2$d\"><strong>%1$d · %3$s</strong> <small>%4$s … %5$s</small><br>%6$s</li>\n", i + 1, i % 3, Maths.html(regime.name()), Maths.html(end(regime.from())),
                        Maths.html(end(regime.to())), Maths.html(regime.description())));
    }

    /// An end of a regime, to the digits that its mark has.
    private String end(double time) {
        return timeline.marks().stream().filter(mark -> mark.at() == time).findFirst()
                .map(mark -> Notation.mean(new Estimate(mark.at(), mark.stderr(), 0))).orElseGet(() -> Notation.number(time));
    }

    /// Per cent of the strip's width, cut off at its ends.
    private double at(double time) {
        Axis axis = timeline.axis();
        return 100 * axis.fraction(axis.clamp(time));
    }

    /// Text within `edge` per cent of an end of the strip grows inwards.
    private static String anchor(double percent, double edge) {
        return percent < edge ? "start" : percent > 100 - edge ? "end" : "middle";
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }
}
