package org.remanence.experiment.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.linalg.Svd;
import org.remanence.score.Directions;
import org.remanence.tensor.Matrix;
import org.remanence.theory.GaussianJacobian;

/// What one Jacobian of a score shows, in units of 1/v.
/// @param singularValues of v J, descending
/// @param lengths `|v J u|` along each axis; empty where they are not known
public record JacobianReading(double[] singularValues, double[] lengths) {
    /// Reads an exact Jacobian, singular values and lengths.
    /// @param jacobian J, `[d × d]`, symmetric or not
    /// @param variance v of the noise
    /// @param axes orthonormal
    public static JacobianReading of(Matrix jacobian, double variance, Directions axes) {
        int d = jacobian.columns();
        double[] lengths = new double[d];
        for (int u = 0; u < d; u++) {
            double[] direction = axes.rows().row(u);
            double squares = 0;
            for (int i = 0; i < d; i++) {
                double sum = 0;
                double[] row = jacobian.row(i);
                for (int j = 0; j < d; j++) {
                    sum += row[j] * direction[j];
                }
                squares += sum * sum;
            }
            lengths[u] = variance * Math.sqrt(squares);
        }
        return new JacobianReading(values(jacobian, variance), lengths);
    }

    /// Reads the singular values alone.
    /// @param jacobian J, `[d × d]`, symmetric or not
    /// @param variance v of the noise
    public static JacobianReading of(Matrix jacobian, double variance) {
        return new JacobianReading(values(jacobian, variance), new double[0]);
    }

    private static double[] values(Matrix jacobian, double variance) {
        return Arrays.stream(Svd.singularValues(jacobian)).map(each -> variance * each).toArray();
    }

    /// Sum of the diagonal.
    public static double trace(Matrix jacobian) {
        return IntStream.range(0, jacobian.columns()).mapToDouble(k -> jacobian.get(k, k)).sum();
    }

    /// `|J − Jᵀ|/|J|` in the Frobenius norm: 0 for a gradient.
    public static double asymmetry(Matrix jacobian) {
        double difference = 0;
        double whole = 0;
        for (int i = 0; i < jacobian.columns(); i++) {
            for (int j = 0; j < jacobian.columns(); j++) {
                difference += Math.pow(jacobian.get(i, j) - jacobian.get(j, i), 2);
                whole += Math.pow(jacobian.get(i, j), 2);
            }
        }
        return Math.sqrt(difference / whole);
    }

    /// Singular values, those above 1 as 1. They belong to directions in which the score pushes away, and a gap among them tells
    /// nothing of the data.
    public double[] cut() {
        return Arrays.stream(singularValues).map(each -> Math.min(each, 1)).toArray();
    }

    /// Mean square length along the axes of each group, over that of the true score of a Gaussian, `τ/(τ + c)`.
    /// @param noiseToSignal τ
    public double[] squares(List<VarianceGroup> groups, double noiseToSignal) {
        return groups.stream().mapToDouble(group -> Arrays.stream(group.members())
                .mapToDouble(u -> Math.pow(lengths[u] / GaussianJacobian.level(group.variance(), noiseToSignal), 2)).average()
                        .orElseThrow()).toArray();
    }
}
