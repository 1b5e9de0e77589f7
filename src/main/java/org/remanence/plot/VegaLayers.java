package org.remanence.plot;

import java.util.List;
import java.util.Locale;
import org.remanence.result.Estimate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the layers of a figure as layers of Vega-Lite. Fields are `x`, `x2`, `y`, `y2`, `value`; a tooltip is text
/// made here.
final class VegaLayers {
    /// Length of an arrow's head over that of the arrow.
    private static final double HEAD = 0.3;
    /// Width over height of the drawing, so that heads of arrows look straight.
    private static final double ASPECT = 2.4;

    private final Figure figure;
    private final ArrayNode layers;
    private final String xName;
    private final String yName;
    private final List<MarkLabel> labels;

    VegaLayers(Figure figure, ArrayNode layers) {
        this.figure = figure;
        this.layers = layers;
        this.labels = MarkLabel.of(figure);
        this.xName = Maths.plain(figure.x().title());
        this.yName = Maths.plain(figure.y().title());
    }

    void add(Layer layer, Look look) {
        switch (layer) {
            case Layer.Points points -> add(points, look);
            case Layer.Line line -> add(line, look);
            case Layer.Band band -> add(band, look);
            case Layer.Histogram histogram -> add(histogram, look);
            case Layer.HeatMap map -> add(map);
            case Layer.Arrows arrows -> add(arrows, look);
            case Layer.Mark mark -> add(mark, look);
            case Layer.Level level -> add(level, look);
            case Layer.Inscription text -> add(text, look);
        }
    }

    private void add(Layer.Points points, Look look) {
        ObjectNode bars = layer("rule", look, "x", "y", "y2");
        mark(bars).put("strokeWidth", 1.4);
        ObjectNode symbols = layer("point", look, "x", "y");
        mark(symbols).put("filled", true).put("size", 46).put("opacity", 1).put("shape", shape(look.symbol()));
        for (int i = 0; i < points.size(); i++) {
            if (points.high(i) > points.low(i)) {
                row(bars).put("x", points.x()[i]).put("y", figure.y().clamp(points.low(i)))
                        .put("y2", figure.y().clamp(points.high(i)));
            }
            var measured = new Estimate(points.mean()[i], points.stderr()[i], points.count()[i]);
            tip(row(symbols).put("x", points.x()[i]).put("y", measured.mean()), points.label())
                    .put(xName, number(points.x()[i])).put(yName, number(measured)).put("samples", measured.count());
        }
        layers.add(bars);
        layers.add(symbols);
    }

    private void add(Layer.Inscription text, Look look) {
        ObjectNode words = layer("text", look, "x", "y");
        mark(words).put("fontSize", 14).put("text", Maths.plain(text.label()));
        row(words).put("x", text.x()).put("y", text.y());
        layers.add(words);
    }

    private void add(Layer.Line line, Look look) {
        ObjectNode path = layer("line", look, "x", "y");
        mark(path).put("strokeWidth", 2).put("interpolate", "linear");
        dash(path, look);
        encoding(path).putObject("order").put("field", "i").put("type", "quantitative");
        ObjectNode handles = layer("point", look, "x", "y");
        mark(handles).put("filled", true).put("size", 90).put("opacity", 0);
        for (int i = 0; i < line.size(); i++) {
            row(path).put("i", i).put("x", line.x()[i]).put("y", line.y()[i]);
            tip(row(handles).put("x", line.x()[i]).put("y", line.y()[i]), line.label())
                    .put(xName, number(line.x()[i])).put(yName, number(line.y()[i]));
        }
        layers.add(path);
        layers.add(handles);
    }

    private void add(Layer.Band band, Look look) {
        ObjectNode area = layer("area", look, "x", "y", "y2");
        mark(area).put("opacity", 0.22);
        for (int i = 0; i < band.size(); i++) {
            row(area).put("x", band.x()[i]).put("y", band.low()[i]).put("y2", band.high()[i]);
        }
        layers.add(area);
    }

    private void add(Layer.Histogram histogram, Look look) {
        ObjectNode bars = layer("rect", look, "x", "x2", "y", "y2");
        mark(bars).put("fillOpacity", 0.4).put("strokeWidth", 1).set("stroke", mark(bars).get("color"));
        ObjectNode errors = layer("rule", look, "x", "y", "y2");
        mark(errors).put("strokeWidth", 1.4);
        for (int i = 0; i < histogram.size(); i++) {
            double left = histogram.edges()[i];
            double right = histogram.edges()[i + 1];
            double height = histogram.height()[i];
            double stderr = histogram.stderr()[i];
            ObjectNode bar = row(bars).put("x", left).put("x2", right).put("y", figure.y().low()).put("y2", height);
            tip(bar, histogram.label()).put(xName, number(left) + " … " + number(right))
                    .put(yName, number(new Estimate(height, stderr, 0)));
            if (stderr > 0) {
                row(errors).put("x", figure.x().middle(left, right)).put("y", figure.y().clamp(height - stderr))
                        .put("y2", height + stderr);
            }
        }
        layers.add(bars);
        layers.add(errors);
    }

    private void add(Layer.HeatMap map) {
        ObjectNode cells = layer("rect", new Look(Hue.INK, Look.Symbol.CIRCLE, List.of()), "x", "x2", "y", "y2");
        mark(cells).remove("color");
        ObjectNode color = encoding(cells).putObject("color").put("field", "value").put("type", "quantitative");
        color.put("title", Maths.plain(map.label()));
        color.putObject("scale").put("scheme", "viridis").putArray("domain").add(map.low()).add(map.high());
        for (int i = 0; i < map.size(); i++) {
            if (Double.isFinite(map.value()[i])) {
                int column = i % map.columns();
                int line = i / map.columns();
                double left = map.xEdges()[column];
                double right = map.xEdges()[column + 1];
                double bottom = map.yEdges()[line];
                double top = map.yEdges()[line + 1];
                tip(row(cells).put("x", left).put("x2", right).put("y", bottom).put("y2", top)
                        .put("value", map.value()[i]),
                        number(map.value()[i]))
                        .put(xName, number(left) + " … " + number(right))
                        .put(yName, number(bottom) + " … " + number(top));
            }
        }
        layers.add(cells);
    }

    /// A shaft and two strokes of the head for each arrow.
    private void add(Layer.Arrows arrows, Look look) {
        ObjectNode strokes = layer("rule", look, "x", "x2", "y", "y2");
        mark(strokes).put("strokeWidth", 1);
        for (int i = 0; i < arrows.size(); i++) {
            double right = arrows.x()[i] + arrows.dx()[i];
            double top = arrows.y()[i] + arrows.dy()[i];
            ObjectNode shaft = row(strokes).put("x", arrows.x()[i]).put("y", arrows.y()[i]).put("x2", right).put("y2", top);
            tip(shaft, arrows.label()).put(xName, number(arrows.x()[i])).put(yName, number(arrows.y()[i]));
            for (int side = -1; side <= 1; side += 2) {
                row(strokes).put("x", right).put("y", top)
                        .put("x2", right - HEAD * (arrows.dx()[i] - side * figure.x().span() * arrows.dy()[i] / figure.y().span() / ASPECT / 2))
                        .put("y2", top - HEAD * (arrows.dy()[i] + side * figure.y().span() * arrows.dx()[i] / figure.x().span() * ASPECT / 2));
            }
        }
        layers.add(strokes);
    }

    private void add(Layer.Mark mark, Look look) {
        if (mark.stderr() > 0) {
            ObjectNode strip = layer("rect", look, "x", "x2");
            mark(strip).put("opacity", 0.18);
            row(strip).put("x", figure.x().clamp(mark.at() - mark.stderr()))
                    .put("x2", figure.x().clamp(mark.at() + mark.stderr()));
            layers.add(strip);
        }
        ObjectNode rule = layer("rule", look, "x");
        mark(rule).put("strokeWidth", 1.4);
        dash(rule, look);
        tip(row(rule).put("x", mark.at()), mark.label()).put(xName, number(new Estimate(mark.at(), mark.stderr(), 0)));
        layers.add(rule);
        MarkLabel label = labels.stream().filter(l -> l.mark().equals(mark)).findFirst().orElseThrow();
        boolean left = label.side() == MarkLabel.Side.LEFT;
        ObjectNode text = layer("text", look, "x");
        mark(text).put("text", Maths.plain(mark.label())).put("align", left ? "right" : "left").put("dx", left ? -5 : 5)
                .put("baseline", "top").put("y", 3 + MarkLabel.LINE_HEIGHT * label.line()).put("fontSize", 12);
        row(text).put("x", mark.at());
        layers.add(text);
    }

    private void add(Layer.Level level, Look look) {
        ObjectNode rule = layer("rule", look, "y");
        mark(rule).put("strokeWidth", 1.4);
        dash(rule, look);
        row(rule).put("y", level.at());
        layers.add(rule);
        ObjectNode text = layer("text", look, "y");
        mark(text).put("text", Maths.plain(level.label())).put("align", "right").put("baseline", "bottom")
                .put("dx", -4).put("dy", -2)
                .put("fontSize", 12).putObject("x").put("expr", "width");
        row(text).put("y", level.at());
        layers.add(text);
    }

    /// A layer without data: its mark, its colour and the channels it places.
    private ObjectNode layer(String type, Look look, String... channels) {
        ObjectNode layer = VegaLite.object();
        layer.putObject("data").putArray("values");
        layer.putObject("mark").put("type", type).put("clip", true).set("color", VegaLite.color(look.hue()));
        layer.withObject("/mark").putObject("tooltip").put("expr", "datum.tip");
        ObjectNode encoding = layer.putObject("encoding");
        for (String channel : channels) {
            encoding.set(channel, position(channel));
        }
        return layer;
    }

    private ObjectNode position(String channel) {
        ObjectNode position = VegaLite.object().put("field", channel);
        if (channel.endsWith("2")) {
            return position;
        }
        Axis axis = channel.equals("x") ? figure.x() : figure.y();
        position.put("type", "quantitative").put("title", Maths.plain(axis.title()));
        position.putObject("scale").put("type", axis.scale().name().toLowerCase(Locale.ROOT)).put("nice", false)
                .put("zero", false)
                .putArray("domain").add(axis.low()).add(axis.high());
        ObjectNode ticks = position.putObject("axis");
        switch (axis.scale()) {
            case LINEAR -> ticks.put("tickCount", 6);
            case LOG -> {
                Ticks.of(axis).forEach(ticks.putArray("values")::add);
                ticks.put("format", "~g");
            }
        }
        return position;
    }

    /// Adds a titled tooltip to a row; the caller puts names and values.
    private static ObjectNode tip(ObjectNode row, String title) {
        return row.putObject("tip").put("title", Maths.plain(title));
    }

    private static String number(double value) {
        return Maths.plain(Notation.number(value));
    }

    private static String number(Estimate measured) {
        return Maths.plain(Notation.number(measured));
    }

    private static ObjectNode row(ObjectNode layer) {
        return ((ArrayNode) layer.get("data").get("values")).addObject();
    }

    private static ObjectNode mark(ObjectNode layer) {
        return (ObjectNode) layer.get("mark");
    }

    private static ObjectNode encoding(ObjectNode layer) {
        return (ObjectNode) layer.get("encoding");
    }

    private static void dash(ObjectNode layer, Look look) {
        if (!look.dash().isEmpty()) {
            look.dash().forEach(mark(layer).putArray("strokeDash")::add);
        }
    }

    private static String shape(Look.Symbol symbol) {
        return switch (symbol) {
            case CIRCLE -> "circle";
            case SQUARE -> "square";
            case DIAMOND -> "diamond";
            case TRIANGLE -> "triangle-up";
        };
    }
}
