package org.remanence.plot;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A figure as a Vega-Lite 5 specification: interactive, as wide as its container, with the numbers as tooltips.
///
/// Title, caption and legend are left to the page. The parameters `ink`, `muted` and `grid` are colours that the page
/// may set, for example on a dark background.
public final class VegaLite {
    private static final int HEIGHT = 320;

    private VegaLite() { }

    /// The specification.
    public static ObjectNode spec(Figure figure) {
        ObjectNode spec = object();
        spec.put("width", "container").put("height", HEIGHT).put("background", "transparent");
        spec.putObject("autosize").put("type", "fit").put("contains", "padding");
        ArrayNode params = spec.putArray("params");
        params.addObject().put("name", "ink").put("value", Hue.INK.hex());
        params.addObject().put("name", "muted").put("value", Hue.MUTED.hex());
        params.addObject().put("name", "grid").put("value", "#e3e6ea");
        ArrayNode layers = spec.putArray("layer");
        VegaLayers drawn = new VegaLayers(figure, layers);
        List<Look> looks = Look.of(figure);
        for (int i = 0; i < looks.size(); i++) {
            drawn.add(figure.layers().get(i), looks.get(i));
        }
        spec.set("config", config());
        return spec;
    }

    private static ObjectNode config() {
        ObjectNode config = object();
        config.put("font", "system-ui, sans-serif");
        config.putObject("view").putNull("stroke");
        ObjectNode axis = config.putObject("axis");
        axis.put("labelFontSize", 12).put("titleFontSize", 13).put("titleFontWeight", "normal").put("titlePadding", 8);
        axis.put("labelOverlap", "greedy").put("labelFlush", true).put("tickSize", 4);
        for (String ink : List.of("labelColor", "titleColor")) {
            axis.set(ink, expression("ink"));
        }
        for (String muted : List.of("domainColor", "tickColor")) {
            axis.set(muted, expression("muted"));
        }
        axis.set("gridColor", expression("grid"));
        ObjectNode legend = config.putObject("legend");
        legend.set("labelColor", expression("ink"));
        legend.set("titleColor", expression("ink"));
        legend.put("titleFontWeight", "normal");
        return config;
    }

    /// A colour of the palette, or the page's own where it adapts.
    static JsonNode color(Hue hue) {
        return switch (hue) {
            case INK -> expression("ink");
            case MUTED -> expression("muted");
            case BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY -> JsonNodeFactory.instance.stringNode(hue.hex());
        };
    }

    private static ObjectNode expression(String parameter) {
        return object().put("expr", parameter);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
