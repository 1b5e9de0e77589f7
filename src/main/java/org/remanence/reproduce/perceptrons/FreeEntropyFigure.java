package org.remanence.reproduce.perceptrons;

import java.util.Arrays;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.text.Text;
import org.remanence.theory.perceptrons.PlantedPotential;

/// Free entropy of localization against the overlap, one line a time.
final class FreeEntropyFigure {
    private static final int POINTS = 480;

    private FreeEntropyFigure() { }

    /// @param from least overlap that is drawn
    /// @param to largest overlap that is drawn
    static Figure of(String name, String title, PlantedPotential potential, double from, double to, double... times) {
        PlantedPotential.Point[] points = Arrays.stream(potential.curve(POINTS))
                .filter(each -> each.overlap() >= from && each.overlap() <= to).toArray(PlantedPotential.Point[]::new);
        double[] q = Arrays.stream(points).mapToDouble(PlantedPotential.Point::overlap).toArray();
        Figure.Builder figure = Figure.of(name, title)
                .caption("Free entropy against the overlap with the sample. Message passing sits at the first maximum.")
                .x(Axis.linear("overlap q")).y(Axis.linear("φ_t(q) − φ_t at the left end"));
        for (double time : times) {
            double first = points[0].freeEntropy(time);
            figure.line(Text.of("t = %.3g", time), q, Arrays.stream(points).mapToDouble(each -> each.freeEntropy(time) - first)
                    .toArray());
        }
        return figure.build();
    }
}
