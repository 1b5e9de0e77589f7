package org.remanence.experiment.features;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.remanence.feature.GradientFlow;
import org.remanence.theory.Bracket;

/// Finds when something of a training becomes positive, between the times looked at.
/// @param times τ, ascending
/// @param losses at these times
record TrainingCrossing(GradientFlow flow, double[] times, List<GradientFlow.Losses> losses) {
    /// @param earliest time from which on to look
    /// @return NaN if it does not
    double first(ToDoubleFunction<GradientFlow.Losses> rising, double earliest) {
        double before = earliest;
        for (int i = 0; i < times.length; i++) {
            if (times[i] > earliest) {
                if (rising.applyAsDouble(losses.get(i)) > 0) {
                    return Bracket.root(time -> -rising.applyAsDouble(flow.at(time)), before, times[i]);
                }
                before = times[i];
            }
        }
        return Double.NaN;
    }
}
