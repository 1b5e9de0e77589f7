package org.remanence.experiment.measure;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.remanence.tensor.Check;

/// The shares that a count of successes leaves possible, with a confidence of 95 % at least. All of the doubt is on one side
/// where none or all succeeded: none of 400 says less than 0.0075.
/// @param lower end
/// @param upper end
/// Source: Clopper and Pearson, 1934.
public record ShareInterval(double lower, double upper) {
    private static final double DOUBT = 0.05;

    /// @param successes from 0 to trials
    /// @param trials from 1
    public static ShareInterval of(long successes, long trials) {
        Check.atLeast("trials", 1, trials);
        Check.index("successes", successes, trials + 1);
        double side = successes == 0 || successes == trials ? DOUBT : DOUBT / 2;
        double lower = successes == 0 ? 0 : BetaDistribution.of(successes, trials - successes + 1.0)
                .inverseCumulativeProbability(side);
        double upper = successes == trials ? 1 : BetaDistribution.of(successes + 1.0, trials - successes)
                .inverseSurvivalProbability(side);
        return new ShareInterval(lower, upper);
    }
}
