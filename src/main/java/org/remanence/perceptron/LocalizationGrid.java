package org.remanence.perceptron;

import java.util.ArrayList;
import java.util.List;
import org.remanence.tensor.Check;

/// Times of a localization: steps of `max(first, growth · t)`, the last one shortened to end at T.
public final class LocalizationGrid {
    private LocalizationGrid() { }

    /// Ascending from 0 to the end.
    /// @param first step at the beginning, > 0
    /// @param growth step relative to the time, ≥ 0
    /// @param end T > 0
    public static double[] times(double first, double growth, double end) {
        Check.positive("first step", first);
        Check.nonNegative("relative step", growth);
        Check.positive("last time", end);
        List<Double> times = new ArrayList<>(List.of(0.0));
        double time = 0;
        while (time < end) {
            time = Math.min(end, time + Math.max(first, growth * time));
            times.add(time);
        }
        return times.stream().mapToDouble(x -> x).toArray();
    }
}
