package org.remanence.feature;

import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.linalg.WorkMonitor;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Training from A = 0 by gradient flow, in closed form: after one eigendecomposition every training time costs O(p² d).
///
/// With U = E diag(λ) Eᵀ and `g_τ(λ) = (1 − e^{−2vλτd/p})/λ`, `A(τ)/√p = −Vᵀ g_τ(U)/√v`; τ = k η/d² for k steps of rate η.
/// Losses are per dimension, averaged over the noise.
/// Source: Bonnaire et al. 2025, with the factor 2 that the definition of τ needs.
public final class GradientFlow {
    private final FlowWeights flow;
    private final double rate;
    private final double trainConstant;
    private final double testConstant;
    private final int dimension;
    private final double[] eigenvalues;
    private final Matrix directions;
    private final Matrix populationDirections;
    private final Matrix population;

    /// Diagonalises U.
    /// @param training over the patterns
    /// @param population over the law of the data
    /// @param time of the Ornstein–Uhlenbeck process
    /// @param monitor of the eigendecomposition
    public GradientFlow(FeatureMoments training, FeatureMoments population, double time, WorkMonitor monitor) {
        this(training, 1, population, 1, -Math.expm1(-2 * Check.positive("time", time)), monitor);
    }

    /// Diagonalises U of a network that serves all times, v being a part of it: `g_τ(λ) = (1 − e^{−2λτd/p})/λ`,
    /// `A(τ)/√p = −Vᵀ g_τ(U)`.
    /// @param training over the patterns
    /// @param population over the law of the data
    /// @param monitor of the eigendecomposition
    public GradientFlow(IntegratedMoments training, IntegratedMoments population, WorkMonitor monitor) {
        this(training.moments(), training.constant(), population.moments(), population.constant(), 1, monitor);
    }

    private GradientFlow(FeatureMoments training, double trainConstant, FeatureMoments population, double testConstant,
            double noise,
                         WorkMonitor monitor) {
        this.dimension = training.cross().columns();
        this.flow = new FlowWeights(training, noise, monitor);
        this.rate = flow.rate();
        this.trainConstant = trainConstant;
        this.testConstant = testConstant;
        this.eigenvalues = flow.eigen().values();
        Matrix eigenvectors = flow.eigen().vectors();
        this.directions = flow.directions();
        this.populationDirections = product(eigenvectors, population.cross());
        Matrix half = product(eigenvectors, population.second());
        this.population = Matrix.zeros(half.rows(), half.columns());
        Blas.get().gemm(1, half, Operand.PLAIN, eigenvectors, Operand.TRANSPOSED, 0, this.population);
    }

    /// Losses at a training time.
    /// @param trainLoss L_train
    /// @param testLoss L_test
    /// @param testSlope dL_test/dτ
    public record Losses(double trainLoss, double testLoss, double testSlope) {
        /// L_gen = L_test − L_train.
        public double generalizationGap() {
            return testLoss - trainLoss;
        }
    }

    /// Eigenvalues of U, ascending.
    public double[] eigenvalues() {
        return eigenvalues.clone();
    }

    /// How much of the fall of L_train each eigenvalue brings in the end.
    public double[] lossShares() {
        double[] shares = new double[eigenvalues.length];
        for (int k = 0; k < shares.length; k++) {
            double square = 0;
            for (double each : directions.row(k)) {
                square += each * each;
            }
            shares[k] = square * relaxed(eigenvalues[k], Double.POSITIVE_INFINITY) / dimension;
        }
        return shares;
    }

    /// Training time in which what is left to learn along an eigenvector falls by a factor e, `p/(2 v d λ)`, without v for a
    /// network of all times.
    public double timeOf(double eigenvalue) {
        return 1 / (rate * eigenvalue);
    }

    /// The losses after training for τ; +∞ for the minimiser.
    public Losses at(double trainingTime) {
        int p = eigenvalues.length;
        double train = trainConstant;
        double test = testConstant;
        double slope = 0;
        Matrix learned = Matrix.zeros(p, dimension);
        for (int k = 0; k < p; k++) {
            double lambda = eigenvalues[k];
            double g = relaxed(lambda, rate * trainingTime);
            double[] row = directions.row(k);
            double[] other = populationDirections.row(k);
            double square = 0;
            double product = 0;
            for (int j = 0; j < dimension; j++) {
                square += row[j] * row[j];
                product += row[j] * other[j];
                row[j] *= g;
            }
            learned.setRow(k, row);
            train -= square * relaxed(lambda, 2 * rate * trainingTime) / dimension;
            test -= 2 * g * product / dimension;
            slope -= 2 * rate * Math.exp(-rate * trainingTime * lambda) * product / dimension;
        }
        Matrix image = product(population, learned);
        for (int k = 0; k < p; k++) {
            double[] row = learned.row(k);
            double[] seen = image.row(k);
            double[] direction = directions.row(k);
            double unlearned = Math.exp(-rate * trainingTime * eigenvalues[k]);
            for (int j = 0; j < dimension; j++) {
                test += row[j] * seen[j] / dimension;
                slope += 2 * rate * unlearned * direction[j] * seen[j] / dimension;
            }
        }
        return new Losses(train, test, slope);
    }

    /// A(τ)/√p, `[d × p]`, after training for τ; +∞ for the minimiser.
    public Matrix weights(double trainingTime) {
        return flow.at(trainingTime, 0);
    }

    /// (1 − e^{−rλ})/λ.
    private static double relaxed(double lambda, double rate) {
        return lambda == 0 ? rate : -Math.expm1(-rate * lambda) / lambda;
    }

    private static Matrix product(Matrix a, Matrix b) {
        Matrix c = Matrix.zeros(a.rows(), b.columns());
        Blas.get().gemm(1, a, Operand.PLAIN, b, Operand.PLAIN, 0, c);
        return c;
    }
}
