package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.remanence.result.Chord;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// The time at which directions are lost to memorization, read off a curve in time.
final class LossCrossing {
    private LossCrossing() { }

    /// The latest time before which the curve lies above a level, log-log between neighbouring times. Points of the curve
    /// share their data sets, so their errors are taken as one. What the line between two of them may miss is carried beside that.
    /// @param ratio positive, with times in any order
    /// @return [Estimate#NONE] if it never crosses
    static Estimate above(Curve ratio, double level) {
        Integer[] order = byTime(ratio);
        for (int i = order.length - 1; i > 0; i--) {
            if (ratio.mean()[order[i]] <= level && ratio.mean()[order[i - 1]] > level) {
                return between(ratio, order, i, level);
            }
        }
        return Estimate.NONE;
    }

    /// The time before which a positive curve has fallen below half of its largest value, going from there towards t = 0.
    /// @return [Estimate#NONE] if it never does
    static Estimate half(Curve curve) {
        Integer[] order = byTime(curve);
        int peak = IntStream.range(0, order.length).reduce((a, b) -> curve.mean()[order[b]] > curve.mean()[order[a]] ? b : a).orElseThrow();
        double level = curve.mean()[order[peak]] / 2;
        for (int i = peak; i > 0; i--) {
            if (curve.mean()[order[i - 1]] <= level) {
                return between(curve, order, i, level);
            }
        }
        return Estimate.NONE;
    }

    /// Between two neighbours in time, the earlier one first in the order.
    private static Estimate between(Curve curve, Integer[] order, int late, double level) {
        double[] logTime = Arrays.stream(order).mapToDouble(i -> Math.log(curve.x()[i])).toArray();
        double[] logValue = Arrays.stream(order).mapToDouble(i -> Math.log(curve.mean()[i])).toArray();
        Estimate here = curve.at(order[late]);
        Estimate there = curve.at(order[late - 1]);
        double rise = Math.log(there.mean() / here.mean());
        double share = Math.log(level / here.mean()) / rise;
        double run = Math.log(curve.x()[order[late - 1]] / curve.x()[order[late]]);
        double time = curve.x()[order[late]] * Math.exp(share * run);
        double noise = Math.abs(run / rise) * ((1 - share) * here.stderr() / here.mean() + share * there.stderr() / there.mean());
        double missed = Chord.error(logTime, logValue, late, Math.log(level));
        return new Estimate(time, time * Math.hypot(noise, missed), Math.min(here.count(), there.count()));
    }

    private static Integer[] byTime(Curve curve) {
        Integer[] order = new Integer[curve.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> curve.x()[i]));
        return order;
    }
}
