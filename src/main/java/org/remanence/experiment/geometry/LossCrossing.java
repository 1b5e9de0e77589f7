package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// The time at which directions are lost to memorization, read off a curve in time.
final class LossCrossing {
    private LossCrossing() { }

    /// The latest time before which the curve lies above a level, log-log between neighbouring times. Points of the curve
    /// share their data sets, so their errors are taken as one.
    /// @param ratio positive, with times in any order
    /// @return [Estimate#NONE] if it never crosses
    static Estimate above(Curve ratio, double level) {
        Integer[] order = byTime(ratio);
        for (int i = order.length - 1; i > 0; i--) {
            if (ratio.mean()[order[i]] <= level && ratio.mean()[order[i - 1]] > level) {
                return between(ratio, order[i], order[i - 1], level);
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
                return between(curve, order[i], order[i - 1], level);
            }
        }
        return Estimate.NONE;
    }

    private static Estimate between(Curve curve, int here, int there, double level) {
        Estimate late = curve.at(here);
        Estimate early = curve.at(there);
        double rise = Math.log(early.mean() / late.mean());
        double share = Math.log(level / late.mean()) / rise;
        double run = Math.log(curve.x()[there] / curve.x()[here]);
        double time = curve.x()[here] * Math.exp(share * run);
        double error = (1 - share) * late.stderr() / late.mean() + share * early.stderr() / early.mean();
        return new Estimate(time, time * Math.abs(run / rise) * error, Math.min(late.count(), early.count()));
    }

    private static Integer[] byTime(Curve curve) {
        Integer[] order = new Integer[curve.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> curve.x()[i]));
        return order;
    }
}
