package org.remanence.experiment.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.remanence.plot.Axis;
import org.remanence.plot.Layer;
import org.remanence.plot.Timeline;

/// The three regimes along time: memorization below the collapse, generalization up to speciation, then noise.
/// @param collapse t_C, NaN if it was not met
/// @param collapseName how its mark is called
/// @param speciation t_S, NaN if there is none
/// @param speciationName how its mark is called
public record RegimeBands(double collapse, String collapseName, double speciation, String speciationName) {
    private static final double BEYOND = 1.6;

    /// The strip along time, with the two times as marks.
    public Timeline timeline() {
        double end = BEYOND * Stream.of(collapse, speciation).filter(Double::isFinite).max(Double::compare).orElse(1.0);
        List<Timeline.Regime> regimes = new ArrayList<>();
        List<Layer.Mark> marks = new ArrayList<>();
        double from = 0;
        if (collapse > 0 && collapse < end) {
            regimes.add(new Timeline.Regime("memorization", """
                    the pattern is decided: every trajectory falls onto one of the data""", 0, collapse));
            marks.add(new Layer.Mark(collapseName, collapse, 0));
            from = collapse;
        }
        if (speciation > from) {
            regimes.add(new Timeline.Regime("generalization", "the class is decided, the pattern is not", from, speciation));
            marks.add(new Layer.Mark(speciationName, speciation, 0));
            from = speciation;
        }
        regimes.add(new Timeline.Regime("noise", "nothing is decided", from, end));
        return new Timeline(Axis.linear("time t").between(0, end), regimes, marks);
    }
}
