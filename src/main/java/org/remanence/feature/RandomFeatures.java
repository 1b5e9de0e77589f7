package org.remanence.feature;

import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Features `φ_i(x) = σ(W_i·x/√d + b_i)` that are drawn once and stay.
/// @param weights W, `[p × d]`
/// @param function σ
/// @param shifts b, `[p]`
public record RandomFeatures(Matrix weights, FeatureFunction function, double[] shifts) {
    /// Refuses another number of shifts than of features.
    public RandomFeatures {
        Check.size("shifts", shifts.length, "features", weights.rows());
    }

    /// Features without shifts.
    public RandomFeatures(Matrix weights, FeatureFunction function) {
        this(weights, function, new double[Math.toIntExact(weights.rows())]);
    }

    /// The same features with other shifts.
    public RandomFeatures shifted(double[] shifts) {
        return new RandomFeatures(weights, function, shifts);
    }

    /// Weights of independent N(0, 1) entries.
    /// @param features p
    /// @param dimension d
    /// @param normalized whether each row is scaled to length √d, which takes most of the finite-size scatter away
    public static RandomFeatures draw(int features, int dimension, FeatureFunction function, boolean normalized,
            RandomStream stream) {
        Matrix weights = Matrix.zeros(features, dimension);
        double[] row = new double[dimension];
        for (int i = 0; i < features; i++) {
            stream.gaussians(i, 0, row, 0, dimension);
            if (normalized) {
                double factor = Math.sqrt(dimension) / length(row);
                for (int k = 0; k < dimension; k++) {
                    row[k] *= factor;
                }
            }
            weights.setRow(i, row);
        }
        return new RandomFeatures(weights, function);
    }

    /// p.
    public int features() {
        return Math.toIntExact(weights.rows());
    }

    /// d.
    public int dimension() {
        return weights.columns();
    }

    /// The features of states: `σ(W x/√d + b)`.
    /// @param states `[B × d]`
    /// @param into receives them, `[B × p]`
    public void apply(Matrix states, Matrix into) {
        Check.size("rows of into", into.rows(), "states", states.rows());
        Blas.get().gemm(1 / Math.sqrt(dimension()), states, Operand.PLAIN, weights, Operand.TRANSPOSED, 0, into);
        for (long i = 0; i < into.rows(); i++) {
            double[] row = into.row(i);
            for (int k = 0; k < row.length; k++) {
                row[k] = function.of(row[k] + shifts[k]);
            }
            into.setRow(i, row);
        }
    }

    /// |W_i|/√d, `[p]`: how much one feature feels of isotropic noise.
    double[] lengths() {
        double[] lengths = new double[features()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = length(weights.row(i)) / Math.sqrt(dimension());
        }
        return lengths;
    }

    private static double length(double[] row) {
        double square = 0;
        for (double each : row) {
            square += each * each;
        }
        return Math.sqrt(square);
    }
}
