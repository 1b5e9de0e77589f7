package org.remanence.experiment.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.remanence.linalg.Blas;
import org.remanence.linalg.PrincipalComponents;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;
import org.remanence.theory.audit.RankComparison;

/// Principal directions of the training set along which samples spread less than points held out: no copying by itself, but what
/// shrinkage and geometric memorization leave.
final class LostDirections {
    private static final int MOST = 64;
    private static final double LEVEL = 0.05;

    private LostDirections() { }

    /// One of them.
    /// @param direction its rank by variance, from 0
    /// @param variance of the training set along it
    /// @param z Mann–Whitney of the distances from the mean along it, samples against points held out
    public record LostDirection(int direction, double variance, double z) { }

    /// @param patterns some of the training set
    static List<LostDirection> of(Rows patterns, Rows samples, Rows heldOut) {
        PrincipalComponents components = PrincipalComponents.of(patterns, Math.min(MOST, patterns.columns()), Blas.get());
        int count = components.variances().length;
        double[][] ours = along(components, samples);
        double[][] theirs = along(components, heldOut);
        double critical = NormalDistribution.of(0, 1).inverseCumulativeProbability(LEVEL / count);
        List<LostDirection> lost = new ArrayList<>();
        for (int u = 0; u < count; u++) {
            double z = RankComparison.of(ours[u], theirs[u]).z();
            if (z < critical) {
                lost.add(new LostDirection(u, components.variances()[u], z));
            }
        }
        return lost;
    }

    /// |u·(x − mean)| of each direction and row.
    private static double[][] along(PrincipalComponents components, Rows rows) {
        Matrix directions = components.directions();
        double[][] axes = directions.toArray();
        double[][] lengths = new double[axes.length][Math.toIntExact(rows.rows())];
        double[] row = new double[rows.columns()];
        for (int i = 0; i < lengths[0].length; i++) {
            rows.copy(i, 1, row, 0);
            Arrays.setAll(row, k -> row[k] - components.mean()[k]);
            for (int u = 0; u < axes.length; u++) {
                double[] axis = axes[u];
                lengths[u][i] = Math.abs(IntStream.range(0, row.length).mapToDouble(k -> axis[k] * row[k]).sum());
            }
        }
        return lengths;
    }
}
