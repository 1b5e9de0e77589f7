package org.remanence.feature;

import org.remanence.linalg.Blas;
import org.remanence.linalg.EigenRange;
import org.remanence.linalg.EigenSolver;
import org.remanence.linalg.Operand;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.linalg.WorkMonitor;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// The weights A(τ)/√p of a network under gradient flow from A = 0, in closed form: one eigendecomposition of U, then 2 p² d
/// flops for each training time.
///
/// `A(τ)/√p = −Vᵀ g(U)/√v`, `g(λ) = (1 − e^{−2v(λ + ridge)τd/p})/(λ + ridge)`; v = 1 for a network of all times, whose moments
/// have it.
/// Source: as [GradientFlow].
final class FlowWeights {
    /// Eigenvalues below this share of the largest are rounding: the flow never learns along them.
    private static final double ROUNDING = 1e-15;

    private final double noise;
    private final double rate;
    private final SymmetricEigen eigen;
    private final Matrix directions;

    /// Diagonalises U.
    /// @param training over the patterns
    /// @param noise v
    /// @param monitor of the eigendecomposition
    FlowWeights(FeatureMoments training, double noise, WorkMonitor monitor) {
        int p = Math.toIntExact(training.second().rows());
        this.noise = Check.positive("noise", noise);
        this.rate = 2 * noise * training.cross().columns() / p;
        this.eigen = new EigenSolver(Blas.get(), Precision.DOUBLE, monitor).vectors(training.second(), EigenRange.all());
        this.directions = Matrix.zeros(p, training.cross().columns());
        Blas.get().gemm(1, eigen.vectors(), Operand.PLAIN, training.cross(), Operand.PLAIN, 0, directions);
    }

    /// 2vd/p: what is left to learn along an eigenvector falls as e^{−rate λ τ}.
    double rate() {
        return rate;
    }

    /// Of U.
    SymmetricEigen eigen() {
        return eigen;
    }

    /// E V, an eigenvector a row, `[p × d]`.
    Matrix directions() {
        return directions;
    }

    /// A/√p after training for τ, `[d × p]`.
    /// @param trainingTime τ; +∞ for the minimiser
    /// @param ridge of the penalty v ridge |A|²/(p d), ≥ 0
    Matrix at(double trainingTime, double ridge) {
        Matrix learned = Matrix.zeros(directions.rows(), directions.columns());
        double least = ROUNDING * directions.rows() * eigen.values()[eigen.values().length - 1];
        for (int k = 0; k < directions.rows(); k++) {
            double g = relaxed(eigen.values()[k], trainingTime, ridge, least) / Math.sqrt(noise);
            double[] row = directions.row(k);
            for (int j = 0; j < row.length; j++) {
                row[j] *= -g;
            }
            learned.setRow(k, row);
        }
        Matrix weights = Matrix.zeros(directions.columns(), Math.toIntExact(directions.rows()));
        Blas.get().gemm(1, learned, Operand.TRANSPOSED, eigen.vectors(), Operand.PLAIN, 0, weights);
        return weights;
    }

    private double relaxed(double eigenvalue, double trainingTime, double ridge, double least) {
        if (eigenvalue < least) {
            return 0;
        }
        double stiffness = eigenvalue + ridge;
        return -Math.expm1(-rate * trainingTime * stiffness) / stiffness;
    }
}
