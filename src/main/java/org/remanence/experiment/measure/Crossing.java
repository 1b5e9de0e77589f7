package org.remanence.experiment.measure;

import java.util.function.DoubleFunction;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// Where a measured curve crosses a level, measured again between the points of the curve until what is left to interpolate is
/// below the error.
public final class Crossing {
    private static final int MOST = 6;

    private Crossing() { }

    /// The crossing, with the error of the last measurement over the slope there.
    /// @param curve monotone but for noise, along a monotone axis
    /// @param measure one more point of the curve
    /// @return [Estimate#NONE] if the curve does not cross the level
    public static Estimate of(Curve curve, double level, DoubleFunction<Estimate> measure) {
        for (int i = 1; i < curve.size(); i++) {
            if ((curve.mean()[i - 1] - level) * (curve.mean()[i] - level) <= 0 && curve.mean()[i - 1] != curve.mean()[i]) {
                return between(curve.x()[i - 1], curve.at(i - 1), curve.x()[i], curve.at(i), level, measure);
            }
        }
        return Estimate.NONE;
    }

    private static Estimate between(double start, Estimate atStart, double end, Estimate atEnd, double level,
                                    DoubleFunction<Estimate> measure) {
        double a = start;
        double b = end;
        double fa = atStart.mean() - level;
        double fb = atEnd.mean() - level;
        for (int i = 0; ; i++) {
            double slope = (fb - fa) / (b - a);
            double x = a - fa / slope;
            Estimate here = measure.apply(x);
            double f = here.mean() - level;
            if (Math.abs(f) <= 0.5 * here.stderr() || i == MOST) {
                return new Estimate(x - f / slope, here.stderr() / Math.abs(slope), here.count());
            }
            if (f * fa > 0) {
                a = x;
                fa = f;
            } else {
                b = x;
                fb = f;
            }
        }
    }
}
