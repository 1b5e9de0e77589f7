package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.List;
import org.remanence.feature.GradientFlow;
import org.remanence.theory.Bracket;

/// What is seen of one training.
/// @param losses at each training time looked at
/// @param unexplained C_t; NaN if not known
/// @param earlyStop τ at which the test loss is least, within the times looked at
/// @param leastTestLoss that loss
/// @param memorizationStart τ from which on the test loss exceeds its least value by a share; NaN if it does not
/// @param halfGap τ at which half of the final gap between test and training loss has opened; NaN if it does not
/// @param minimiserExcess share by which the test loss of the minimiser exceeds the least one
/// @param largestEigenvalue of U
/// @param groups of its eigenvalues
record TrainingRun(List<GradientFlow.Losses> losses, double unexplained, double earlyStop, double leastTestLoss,
        double memorizationStart,
                   double halfGap, double minimiserExcess, double largestEigenvalue, List<SpectrumGroup> groups) {
    /// Looks at a training.
    /// @param times τ, ascending
    /// @param excess share by which the test loss exceeds its least value when memorization is said to start
    static TrainingRun of(GradientFlow flow, double[] times, double excess, double unexplained, List<SpectrumGroup> groups) {
        List<GradientFlow.Losses> losses = Arrays.stream(times).mapToObj(flow::at).toList();
        int best = 0;
        for (int i = 1; i < times.length; i++) {
            best = losses.get(i).testLoss() < losses.get(best).testLoss() ? i : best;
        }
        double stop = Bracket.root(time -> -flow.at(time).testSlope(), times[Math.max(best - 1, 0)],
                times[Math.min(best + 1, times.length - 1)]);
        double least = flow.at(stop).testLoss();
        double bound = (1 + excess) * least;
        GradientFlow.Losses end = flow.at(Double.POSITIVE_INFINITY);
        double half = 0.5 * end.generalizationGap();
        double[] eigenvalues = flow.eigenvalues();
        var crossing = new TrainingCrossing(flow, times, losses);
        return new TrainingRun(losses, unexplained, stop, least, crossing.first(each -> each.testLoss() - bound, stop),
                half > 0 ? crossing.first(each -> each.generalizationGap() - half, 0) : Double.NaN, end.testLoss() / least - 1,
                eigenvalues[eigenvalues.length - 1], groups);
    }
}
