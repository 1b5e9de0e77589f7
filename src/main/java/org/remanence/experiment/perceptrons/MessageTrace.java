package org.remanence.experiment.perceptrons;

import java.util.ArrayList;
import java.util.List;
import org.remanence.perceptron.Constraints;
import org.remanence.perceptron.MessagePassing;
import org.remanence.plot.Notation;
import org.remanence.plot.Table;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Message passing at one time of a localization, iteration by iteration: what goes into the constraints and what comes back.
final class MessageTrace {
    private static final double TIME = 1;
    private static final int ITERATIONS = 15;
    private static final double STILL = 1e-6;

    private MessageTrace() { }

    /// In the field `h = t w + √t z` of a sample w, from a cold start.
    static Table of(PerceptronMeasure measure, Constraints constraints, double[] sample, double damping, Session session) {
        double[] field = new double[sample.length];
        session.stream("field of the trace").gaussians(0, 0, field, 0, field.length);
        for (int i = 0; i < field.length; i++) {
            field[i] = TIME * sample[i] + Math.sqrt(TIME) * field[i];
        }
        var passing = new MessagePassing(measure.prior(), measure.channel(), constraints, damping, session);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i <= ITERATIONS; i++) {
            MessagePassing.Iteration each = passing.traced(field);
            rows.add(List.of(String.valueOf(i), Notation.number(each.variance()), Notation.number(each.means()),
                    Notation.number(each.outputs()),
                    Notation.number(each.precision()), Notation.number(each.fields()), Notation.number(each.overlap()),
                    Notation.number(each.change())));
            if (each.change() < STILL) {
                break;
            }
        }
        return new Table(Text.of("Message passing at t = %.3g from a cold start; root mean squares of the messages", TIME),
                List.of("iteration", "V in", "ω in", "g out", "Λ", "b", "|w|²/N out", "change"), rows);
    }
}
