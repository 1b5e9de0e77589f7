package org.remanence.experiment.features;

import java.util.List;
import org.remanence.feature.GradientFlow;

/// Neighbouring eigenvalues of U, and when training learns them.
/// @param name of their role
/// @param eigenvalues how many
/// @param lowest of them
/// @param highest of them
/// @param lossShare how much of the fall of L_train, from 1 on, they bring
/// @param fastestTime τ at which the highest is learned, 1/(rate λ)
/// @param slowestTime τ at which the lowest is learned
public record SpectrumGroup(String name, int eigenvalues, double lowest, double highest, double lossShare, double fastestTime,
                            double slowestTime) {
    /// The groups of [GroupRange].
    static List<SpectrumGroup> of(GradientFlow flow, int patterns, int dimension) {
        return GroupRange.of(flow.eigenvalues().length, patterns, dimension).stream()
                .map(each -> of(each.name(), flow, each.from(), each.to())).toList();
    }

    private static SpectrumGroup of(String name, GradientFlow flow, int from, int to) {
        double[] eigenvalues = flow.eigenvalues();
        double[] shares = flow.lossShares();
        double share = 0;
        for (int k = from; k < to; k++) {
            share += shares[k];
        }
        return new SpectrumGroup(name, to - from, eigenvalues[from], eigenvalues[to - 1], share, flow.timeOf(eigenvalues[to - 1]),
                flow.timeOf(eigenvalues[from]));
    }
}
