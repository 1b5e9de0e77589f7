package org.remanence.reproduce;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.remanence.plot.Notation;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.Text;

/// One thing that must hold.
/// @param claim what, as a phrase
/// @param measured as people read it
/// @param expected as people read it
/// @param deviation in standard errors, or of the number itself where there are none
/// @param limit of its absolute value
/// @param unit of both
/// @param cause where the limit comes from
/// @param passed whether the deviation is a number within the limit
public record FigureCheck(String claim, String measured, String expected, double deviation, double limit, Unit unit, String cause,
                    boolean passed) {
    /// Probability that sound numbers fail one check.
    private static final double FALSE_ALARM = 1e-4;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// What deviations are counted in.
    public enum Unit {
        /// Standard errors of the measurement.
        STANDARD_ERRORS,
        /// The unit of the number.
        ABSOLUTE
    }

    private FigureCheck(String claim, String measured, String expected, double deviation, double limit, Unit unit, String cause) {
        this(claim, measured, expected, deviation, limit, unit, cause, Math.abs(deviation) <= limit);
    }

    /// A measured number against one known exactly.
    public static FigureCheck near(String claim, Estimate measured, double expected) {
        return near(claim, measured, expected, 0, "");
    }

    /// A measured number against one known to some allowance.
    /// @param cause of the allowance; empty if there is none
    public static FigureCheck near(String claim, Estimate measured, double expected, double allowance, String cause) {
        return new FigureCheck(claim, Notation.number(measured), Notation.number(expected) + margin(allowance), beyond(measured, expected, allowance),
                limit(1), Unit.STANDARD_ERRORS, cause.isEmpty() ? sampling(1) : cause + "; beyond it " + sampling(1));
    }

    /// Two independent measurements of one number.
    public static FigureCheck same(String claim, Estimate first, Estimate second) {
        return new FigureCheck(claim, Notation.number(first), Notation.number(second), first.residual(second), limit(1), Unit.STANDARD_ERRORS, sampling(1));
    }

    /// A measured number that must not lie below another.
    public static FigureCheck notBelow(String claim, Estimate measured, double bound) {
        return new FigureCheck(claim, Notation.number(measured), "≥ " + Notation.number(bound), Math.min(0, measured.residual(bound)), limit(1),
                Unit.STANDARD_ERRORS, sampling(1));
    }

    /// A measured number that must not lie below another, independent measurement.
    public static FigureCheck notBelow(String claim, Estimate measured, Estimate bound) {
        return new FigureCheck(claim, Notation.number(measured), "≥ " + Notation.number(bound), Math.min(0, measured.residual(bound)), limit(1),
                Unit.STANDARD_ERRORS, sampling(1));
    }

    /// A number without sampling error.
    /// @param cause of the tolerance
    public static FigureCheck within(String claim, double measured, double expected, double tolerance, String cause) {
        return new FigureCheck(claim, Notation.number(measured), Notation.number(expected) + margin(tolerance), measured - expected, tolerance,
                Unit.ABSOLUTE, cause);
    }

    /// Every point of a curve against a law; the worst is reported.
    /// @param expected at the points of the curve
    public static FigureCheck curve(String claim, Curve measured, double[] expected) {
        double[] deviation = new double[measured.size()];
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] = measured.at(i).residual(expected[i]);
        }
        return worst(claim, measured, expected, deviation);
    }

    /// Every point of a curve against a law known to a share of itself; the worst is reported.
    /// @param expected at the points of the curve
    /// @param share of the expected number that is allowed for
    /// @param cause of the allowance
    public static FigureCheck curve(String claim, Curve measured, double[] expected, double share, String cause) {
        double[] deviation = new double[measured.size()];
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] = beyond(measured.at(i), expected[i], share * Math.abs(expected[i]));
        }
        FigureCheck worst = worst(claim, measured, expected, deviation);
        return new FigureCheck(worst.claim, worst.measured, worst.expected + Text.of(" ± %s %%", Notation.number(100 * share)), worst.deviation, worst.limit,
                worst.unit, cause + "; beyond it " + worst.cause, worst.passed);
    }

    /// Standard errors by which a number lies farther from another than allowed; NaN if either is none.
    private static double beyond(Estimate measured, double expected, double allowance) {
        double distance = measured.mean() - expected;
        double excess = Math.abs(distance) - allowance;
        return excess <= 0 && !Double.isNaN(measured.stderr()) ? 0 : Math.copySign(excess, distance) / measured.stderr();
    }

    /// Every point of a curve against another, independent measurement; the worst is reported.
    public static FigureCheck curves(String claim, Curve measured, Curve other) {
        double[] deviation = new double[measured.size()];
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] = measured.at(i).residual(other.at(i));
        }
        return worst(claim, measured, other.mean(), deviation);
    }

    /// Every point of a curve of shares against their probabilities, by the binomial law. The worst is reported, its tail
    /// probability as that of a normal number.
    public static FigureCheck shares(String claim, Curve measured, double[] expected) {
        double[] deviation = new double[measured.size()];
        for (int i = 0; i < deviation.length; i++) {
            int trials = Math.toIntExact(measured.count()[i]);
            int hits = (int) Math.round(measured.mean()[i] * trials);
            var law = BinomialDistribution.of(trials, Math.clamp(expected[i], 0, 1));
            double below = law.cumulativeProbability(hits);
            double above = hits > 0 ? law.survivalProbability(hits - 1) : 1;
            double tail = Math.min(0.5, Math.min(below, above));
            deviation[i] = (below < above ? 1 : -1) * NORMAL.inverseCumulativeProbability(Math.max(tail, Double.MIN_NORMAL));
        }
        return worst(claim, measured, expected, deviation);
    }

    /// Every point of a curve of shares against probabilities that were themselves measured, independently; the worst is reported.
    /// The error of a share is taken from the probability, since a share of few hits knows its own badly.
    public static FigureCheck shares(String claim, Curve measured, Curve probability) {
        double[] deviation = new double[measured.size()];
        for (int i = 0; i < deviation.length; i++) {
            double p = probability.mean()[i];
            double error = Math.sqrt(Math.max(0, p * (1 - p)) / measured.count()[i]);
            deviation[i] = new Estimate(measured.mean()[i], error, measured.count()[i]).residual(probability.at(i));
        }
        return worst(claim, measured, probability.mean(), deviation);
    }

    /// Every point of a curve between two others: beyond either by no more than sampling allows; the worst is reported.
    public static FigureCheck between(String claim, Curve measured, double[] lower, Curve upper) {
        double[] deviation = new double[measured.size()];
        double[] nearest = new double[deviation.length];
        for (int i = 0; i < deviation.length; i++) {
            double below = measured.at(i).residual(lower[i]);
            double above = measured.at(i).residual(upper.at(i));
            deviation[i] = below < 0 ? below : Math.max(0, above);
            nearest[i] = below < 0 ? lower[i] : upper.mean()[i];
        }
        return worst(claim, measured, nearest, deviation);
    }

    private static FigureCheck worst(String claim, Curve measured, double[] expected, double[] deviation) {
        int worst = 0;
        for (int i = 1; i < deviation.length && !Double.isNaN(deviation[worst]); i++) {
            if (!(Math.abs(deviation[i]) <= Math.abs(deviation[worst]))) {
                worst = i;
            }
        }
        String where = Text.of("%s = %s: ", measured.axis(), Notation.number(measured.x()[worst]));
        return new FigureCheck(claim + Text.of(", %d points", deviation.length), where + Notation.number(measured.at(worst)),
                Notation.number(expected[worst]), deviation[worst], limit(deviation.length), Unit.STANDARD_ERRORS, sampling(deviation.length));
    }

    /// The deviation as people read it.
    public String deviationText() {
        if (!Double.isFinite(deviation) || deviation == 0) {
            return Notation.number(deviation);
        }
        return unit == Unit.STANDARD_ERRORS ? Notation.residual(deviation) : (deviation > 0 ? "+" : "") + Notation.number(deviation, 2);
    }

    /// The limit as people read it.
    public String limitText() {
        return unit == Unit.STANDARD_ERRORS ? Text.of("%.1f s.e.", limit) : Notation.number(limit, 2);
    }

    private static String margin(double allowance) {
        return allowance == 0 ? "" : " ± " + Notation.number(allowance);
    }

    private static double limit(int points) {
        return NORMAL.inverseSurvivalProbability(FALSE_ALARM / 2 / points);
    }

    private static String sampling(int points) {
        return points == 1 ? "sampling, one false alarm in 10 000" : "sampling, one false alarm of the worst point in 10 000";
    }
}
