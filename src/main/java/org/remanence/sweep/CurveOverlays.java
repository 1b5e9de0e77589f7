package org.remanence.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.result.Curve;
import org.remanence.text.Text;
import tools.jackson.databind.JsonNode;

/// The curves of a few runs over one another, each with the first theory that stands beside it.
/// @param results `result.json` of each run, by what is set in it
record CurveOverlays(SequencedMap<String, JsonNode> results) {
    /// A figure for each curve of the results, none if the runs are more than colours tell apart.
    List<Figure> figures() {
        if (results.isEmpty() || results.size() > SweepFigures.MOST) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : results.firstEntry().getValue().path("result").properties()) {
            if (SweepRow.isCurve(each.getValue()) && each.getValue().path("x").size() > 1) {
                figure(each.getKey(), each.getValue().path("axis").asString("x")).ifPresent(figures::add);
            }
        }
        return figures;
    }

    private Optional<Figure> figure(String name, String axis) {
        var figure = Figure.of(SweepFigures.fileName("curves-" + name), name + " of all runs").x(Axis.linear(axis)).y(Axis.linear(name));
        Set<String> theories = new LinkedHashSet<>();
        boolean drawn = false;
        for (Map.Entry<String, JsonNode> run : results.entrySet()) {
            JsonNode node = run.getValue().path("result").path(name);
            Curve measured = SweepRow.isCurve(node) ? SweepRow.curve(node) : Curve.empty(axis);
            if (SweepFigures.hasPoints(measured)) {
                figure.points(run.getKey(), measured);
                drawn = true;
                theory(run.getValue().path("theory"), name).ifPresent(theory -> {
                    figure.line(run.getKey(), SweepRow.curve(theory.getValue()));
                    theories.add("theory." + theory.getKey());
                });
            }
        }
        figure.caption(theories.isEmpty() ? "Points measured." : Text.of("Points measured, lines %s.", String.join(", ", theories)));
        return drawn ? Optional.of(figure.build()) : Optional.empty();
    }

    private static Optional<Map.Entry<String, JsonNode>> theory(JsonNode theory, String name) {
        return theory.properties().stream().filter(each -> each.getValue().path("of").asString("").equals(name)
                && SweepRow.isCurve(each.getValue()) && SweepFigures.hasPoints(SweepRow.curve(each.getValue()))).findFirst();
    }
}
