package org.remanence.experiment;

import java.util.Arrays;
import java.util.Comparator;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// The time at which a direction is lost to memorization, read off a curve in time.
final class Loss {
    private Loss() { }

    /// The latest time before which the curve lies above a level, log-log between neighbouring times. Points of the curve
    /// share their data sets, so their errors are taken as one.
    /// @param ratio positive, with times in any order
    /// @return [Estimate#NONE] if it never crosses
    static Estimate above(Curve ratio, double level) {
        Integer[] order = byTime(ratio);
        for (int i = order.length - 1; i > 0; i--) {
            Estimate late = ratio.at(order[i]);
            Estimate early = ratio.at(order[i - 1]);
            if (late.mean() <= level && early.mean() > level) {
                double rise = Math.log(early.mean() / late.mean());
                double share = Math.log(level / late.mean()) / rise;
                double run = Math.log(ratio.x()[order[i - 1]] / ratio.x()[order[i]]);
                double time = ratio.x()[order[i]] * Math.exp(share * run);
                double error = (1 - share) * late.stderr() / late.mean() + share * early.stderr() / early.mean();
                return new Estimate(time, time * Math.abs(run / rise) * error, Math.min(late.count(), early.count()));
            }
        }
        return Estimate.NONE;
    }

    private static Integer[] byTime(Curve curve) {
        Integer[] order = new Integer[curve.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> curve.x()[i]));
        return order;
    }
}
