package org.remanence.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.remanence.text.Text;

/// The legend of a figure on a page: a key drawn in SVG and a label for each layer that has no label of its own.
final class Legend {
    private Legend() { }

    static String html(Figure figure) {
        Map<String, String> keys = new LinkedHashMap<>();
        List<Look> looks = Look.of(figure);
        for (int i = 0; i < looks.size(); i++) {
            Layer layer = figure.layers().get(i);
            String key = key(layer, looks.get(i));
            if (!key.isEmpty()) {
                keys.merge(layer.label(), key, String::concat);
            }
        }
        return keys.entrySet().stream()
                .map(e -> "<li><svg width=\"30\" height=\"14\" aria-hidden=\"true\">" + e.getValue() + "</svg> "
                        + Maths.html(e.getKey()) + "</li>")
                .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>\n"));
    }

    private static String key(Layer layer, Look look) {
        return switch (layer) {
            case Layer.Points _ -> Text.of("""
                    <path d="M15 1V13" style="stroke:%1$s;stroke-width:1.4"/><path d="%2$s" style="fill:%1$s"/>""", color(look.hue()), symbol(look.symbol()));
            case Layer.Line _ -> Text.of("""
                    <path d="M1 7H29" style="stroke:%s;stroke-width:2;stroke-dasharray:%s"/>""", color(look.hue()), dashes(look));
            case Layer.Arrows _ -> Text.of("""
                    <path d="M1 7H29M22 3L29 7L22 11" style="fill:none;stroke:%s;stroke-width:1.4"/>""", color(look.hue()));
            case Layer.Band _ -> Text.of("""
                    <path d="M1 2H29V12H1Z" style="fill:%s;opacity:.25"/>""", color(look.hue()));
            case Layer.Histogram _ -> Text.of("""
                    <path d="M6 2H24V13H6Z" style="fill:%1$s;fill-opacity:.4;stroke:%1$s"/>""", color(look.hue()));
            case Layer.Mark _, Layer.Level _, Layer.HeatMap _, Layer.Inscription _ -> "";
        };
    }

    private static String dashes(Look look) {
        return look.dash().isEmpty() ? "none"
                : look.dash().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String symbol(Look.Symbol symbol) {
        return switch (symbol) {
            case CIRCLE -> "M11 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z";
            case SQUARE -> "M11.5 3.5H18.5V10.5H11.5Z";
            case DIAMOND -> "M15 2L20 7L15 12L10 7Z";
            case TRIANGLE -> "M15 2.5L19.5 10.5H10.5Z";
        };
    }

    private static String color(Hue hue) {
        return switch (hue) {
            case INK -> "var(--ink)";
            case MUTED -> "var(--muted)";
            case BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY -> hue.hex();
        };
    }
}
