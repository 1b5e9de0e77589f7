package org.remanence.experiment.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.remanence.plot.Axis;
import org.remanence.plot.Layer;
import org.remanence.plot.Timeline;
import org.remanence.result.Estimate;

/// The three regimes along time: memorization below the collapse, generalization up to speciation, then noise.
/// @param collapse t_C, [Estimate#NONE] if it was not met; the error of a theoretical one is 0
/// @param collapseName how its mark is called
/// @param speciation t_S, likewise
/// @param speciationName how its mark is called
public record RegimeBands(Estimate collapse, String collapseName, Estimate speciation, String speciationName) {
    private static final double BEYOND = 1.6;

    /// A time that theory gives.
    public static Estimate exact(double time) {
        return new Estimate(time, 0, 0);
    }

    /// The strip along time, with the two times as marks.
    public Timeline timeline() {
        double end = BEYOND * Stream.of(collapse.mean(), speciation.mean()).filter(Double::isFinite).max(Double::compare).orElse(1.0);
        List<Timeline.Regime> regimes = new ArrayList<>();
        List<Layer.Mark> marks = new ArrayList<>();
        double from = 0;
        double collapsed = collapse.mean();
        double decided = speciation.mean();
        if (collapsed > 0 && collapsed < end) {
            regimes.add(new Timeline.Regime("memorization", """
                    the pattern is decided: every trajectory falls onto one of the data""", 0, collapsed));
            marks.add(new Layer.Mark(collapseName, collapsed, collapse.stderr()));
            from = collapsed;
        }
        if (decided > from) {
            regimes.add(new Timeline.Regime("generalization", "the class is decided, the pattern is not", from, decided));
            marks.add(new Layer.Mark(speciationName, decided, speciation.stderr()));
            from = decided;
        }
        regimes.add(new Timeline.Regime("noise", "nothing is decided", from, end));
        return new Timeline(Axis.linear("time t").between(0, end), regimes, marks);
    }
}
