package org.remanence.experiment.measure;

import java.util.function.DoubleFunction;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// Where a measured curve crosses a level, measured again between the points of the curve. It goes on first until a point lies within a
/// standard error of the level, then on both sides of it, so that the slope is that of the place.
public final class Crossing {
    /// Points measured in search of the level, at most.
    private static final int MOST = 12;
    /// Share of the rise between the two points of the curve that counts as nothing where the measurement has no error.
    private static final double EXACT = 1e-9;
    /// How far beside the crossing its slope is taken, in its own standard errors: independent noise then changes it by a quarter.
    private static final double BESIDE = 3;
    /// A slope so many times what was expected is taken again, nearer or farther off, a few times.
    private static final double TWICE = 2;
    private static final int LOOKS = 4;

    private final double level;
    private final DoubleFunction<Estimate> measure;

    private Crossing(double level, DoubleFunction<Estimate> measure) {
        this.level = level;
        this.measure = measure;
    }

    /// The crossing. Its error has two parts. One is that of the last measurement over the slope there, the other what may be wrong with the
    /// straight line from the last measurement to the level.
    /// @param curve monotone but for noise, along a monotone axis
    /// @param measure one more point of the curve
    /// @return [Estimate#NONE] if the curve does not cross the level
    public static Estimate of(Curve curve, double level, DoubleFunction<Estimate> measure) {
        for (int i = 1; i < curve.size(); i++) {
            if ((curve.mean()[i - 1] - level) * (curve.mean()[i] - level) <= 0 && curve.mean()[i - 1] != curve.mean()[i]) {
                int first = curve.x()[i - 1] < curve.x()[i] ? i - 1 : i;
                int last = 2 * i - 1 - first;
                var crossing = new Crossing(level, measure);
                return crossing.between(crossing.point(curve.x()[first], curve.at(first)), crossing.point(curve.x()[last], curve.at(last)));
            }
        }
        return Estimate.NONE;
    }

    /// A place on the axis, and how far the curve lies above the level there.
    private record Point(double x, double above) {
        double slope(Point other) {
            return (other.above - above) / (other.x - x);
        }
    }

    private Point point(double x, Estimate measured) {
        return new Point(x, measured.mean() - level);
    }

    /// By false position. An end that stays twice counts half, so that neither stays for good (the Illinois algorithm).
    private Estimate between(Point start, Point end) {
        Point a = start;
        Point b = end;
        Point last = start;
        Estimate here = Estimate.NONE;
        for (int i = 0; i < MOST; i++) {
            double x = a.x - a.above / a.slope(b);
            here = measure.apply(x);
            Point middle = point(x, here);
            double near = Math.max(here.stderr(), EXACT * Math.abs(end.above - start.above));
            if (Math.abs(middle.above) <= near) {
                return beside(start, middle, end, near, here);
            }
            boolean again = i > 0 && middle.above * last.above > 0;
            if (middle.above * a.above > 0) {
                a = middle;
                b = again ? new Point(b.x, b.above / 2) : b;
            } else {
                b = middle;
                a = again ? new Point(a.x, a.above / 2) : a;
            }
            last = middle;
        }
        return new Estimate(last.x, Math.hypot(here.stderr() / Math.abs(start.slope(end)), (b.x - a.x) / Math.sqrt(12)), here.count());
    }

    /// From a point near the level along the slope between two points beside it, which stand as far off as that slope makes the error.
    private Estimate beside(Point start, Point middle, Point end, double near, Estimate here) {
        Point left = start;
        Point right = end;
        double slope = start.slope(end);
        double expected = slope;
        for (int i = 0; i < LOOKS && (i == 0 || isFar(slope, expected)); i++) {
            expected = slope;
            double reach = BESIDE * near / Math.abs(slope);
            left = middle.x - reach > start.x ? measured(middle.x - reach) : start;
            right = middle.x + reach < end.x ? measured(middle.x + reach) : end;
            slope = left.slope(right);
        }
        double step = -middle.above / slope;
        boolean rightwards = step > 0 && right.x > middle.x || left.x == middle.x;
        double bent = -middle.above / middle.slope(rightwards ? right : left);
        return new Estimate(middle.x + step, Math.hypot(here.stderr() / Math.abs(slope), step - bent), here.count());
    }

    private static boolean isFar(double slope, double expected) {
        double ratio = Math.abs(slope / expected);
        return ratio > TWICE || ratio < 1 / TWICE;
    }

    private Point measured(double x) {
        return point(x, measure.apply(x));
    }
}
