package org.remanence.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Colour, symbol and dashes of a layer.
///
/// Measured layers take the hues in order. A line or band with the label of a measured layer takes that layer's hue.
/// The first other line and all arrows are ink (vermillion over a heat map), the next take the remaining hues, each with its own
/// dashes. A band of its own is muted; several, such as the phases of a diagram, take the hues in order.
/// @param hue colour
/// @param symbol symbol of points
/// @param dash lengths of dash and gap in pixels; empty for a solid line
record Look(Hue hue, Symbol symbol, List<Integer> dash) {
    private static final List<List<Integer>> DASHES = 
            List.of(List.of(), List.of(7, 4), List.of(2, 3), List.of(9, 3, 2, 3));

    /// Symbols of points.
    enum Symbol { CIRCLE, SQUARE, DIAMOND, TRIANGLE }

    /// One look for each layer of the figure, in order.
    static List<Look> of(Figure figure) {
        Map<String, Look> measured = new HashMap<>();
        for (Layer layer : figure.layers()) {
            if (layer instanceof Layer.Points || layer instanceof Layer.Histogram) {
                int k = measured.size();
                Symbol symbol = Symbol.values()[k % Symbol.values().length];
                measured.putIfAbsent(layer.label(), new Look(Hue.of(k), symbol, List.of()));
            }
        }
        List<Look> looks = new ArrayList<>();
        int free = 0;
        int band = 0;
        long regions = figure.layers(Layer.Band.class).stream().filter(each -> !measured.containsKey(each.label())).count();
        Hue first = figure.layers(Layer.HeatMap.class).isEmpty() ? Hue.INK : Hue.VERMILLION;
        for (Layer layer : figure.layers()) {
            looks.add(switch (layer) {
                case Layer.Points p -> measured.get(p.label());
                case Layer.Histogram h -> measured.get(h.label());
                case Layer.Line l when measured.containsKey(l.label()) -> measured.get(l.label());
                case Layer.Line _ -> line(free++, first, measured.size());
                case Layer.Band b when measured.containsKey(b.label()) -> measured.get(b.label());
                case Layer.Band _ -> new Look(regions > 1 ? Hue.of(measured.size() + band++) : Hue.MUTED, Symbol.CIRCLE, List.of());
                case Layer.Mark m -> new Look(Hue.MUTED, Symbol.CIRCLE, m.isMeasured() ? List.of() : DASHES.get(1));
                case Layer.Level _ -> new Look(Hue.MUTED, Symbol.CIRCLE, DASHES.get(2));
                case Layer.Arrows _ -> new Look(first, Symbol.CIRCLE, List.of());
                case Layer.HeatMap _, Layer.Inscription _ -> new Look(Hue.INK, Symbol.CIRCLE, List.of());
            });
        }
        return looks;
    }

    private static Look line(int k, Hue first, int measured) {
        return new Look(k == 0 ? first : Hue.of(measured + k - 1), Symbol.CIRCLE, DASHES.get(k % DASHES.size()));
    }
}
