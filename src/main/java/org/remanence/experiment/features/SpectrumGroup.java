package org.remanence.experiment.features;

import java.util.ArrayList;
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
    /// Counted from the largest, as in the limit: with more features than patterns than directions, d eigenvalues generalize,
    /// n − d are noise, d memorize, and the rest is fresh in each noising. Otherwise d that generalize, and the rest.
    static List<SpectrumGroup> of(GradientFlow flow, int patterns, int dimension) {
        int p = flow.eigenvalues().length;
        List<SpectrumGroup> groups = new ArrayList<>();
        if (p > patterns + dimension && patterns > dimension) {
            int fresh = p - patterns - dimension;
            groups.add(of("fresh", flow, 0, fresh));
            groups.add(of("memorization", flow, fresh, fresh + dimension));
            groups.add(of("noise", flow, fresh + dimension, p - dimension));
        } else if (p > dimension) {
            groups.add(of("rest", flow, 0, p - dimension));
        }
        groups.add(of("generalization", flow, Math.max(0, p - dimension), p));
        return groups;
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
