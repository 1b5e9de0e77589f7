package org.remanence.experiment.features;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.remanence.experiment.AxisValues;
import org.remanence.result.Estimate;

/// When an outlier joins the bulk, seen from where it still stands clear: close to the transition its distance is quadratic in
/// what is left of the time, but blurred by the width of the edge of a finite system.
final class DetachedOutlier {
    /// How many spacings of the bulk's top eigenvalues an outlier that stands clear is away, in the mean.
    private static final double CLEAR = 3;

    private DetachedOutlier() { }

    /// The time at which √(largest − second) vanishes, extrapolated in each system from the two latest times of a clear outlier.
    /// @param runs of several systems at all times
    /// @return [Estimate#NONE] without two such times, or if the distance does not fall between them
    static Estimate vanishing(AxisValues times, List<List<Leading>> runs) {
        int late = -1;
        int early = -1;
        for (int k = 0; k < times.size(); k++) {
            int at = k;
            if (mean(runs, run -> run.get(at).largest() - run.get(at).second()) > CLEAR * mean(runs,
                    run -> run.get(at).second() - run.get(at).third())) {
                if (late < 0 || times.at(k) > times.at(late)) {
                    early = late;
                    late = k;
                } else if (early < 0 || times.at(k) > times.at(early)) {
                    early = k;
                }
            }
        }
        if (early < 0) {
            return Estimate.NONE;
        }
        double step = times.at(late) - times.at(early);
        double[] found = new double[runs.size()];
        for (int i = 0; i < found.length; i++) {
            double before = root(runs.get(i).get(early));
            double now = root(runs.get(i).get(late));
            if (!(before > now)) {
                return Estimate.NONE;
            }
            found[i] = times.at(late) + step * now / (before - now);
        }
        return Estimate.of(found);
    }

    private static double root(Leading leading) {
        return Math.sqrt(leading.largest() - leading.second());
    }

    private static double mean(List<List<Leading>> runs, ToDoubleFunction<List<Leading>> of) {
        return runs.stream().mapToDouble(of).average().orElseThrow();
    }
}
