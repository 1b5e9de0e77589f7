package org.remanence.feature;

import java.util.Arrays;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.linalg.WorkMonitor;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Training from A = 0 by gradient flow, in closed form: after one eigendecomposition the losses at a time cost 4 p² flops.
///
/// With U = E diag(λ) Eᵀ and `g_τ(λ) = (1 − e^{−2vλτd/p})/λ`, `A(τ)/√p = −Vᵀ g_τ(U)/√v`; τ = k η/d² for k steps of rate η.
/// Losses are per dimension, averaged over the noise. The quadratic part of L_test is `gᵀ M g` with
/// `M = (EᵀŨE) ∘ (EᵀVVᵀE)/d`, the same at every time.
/// Source: Bonnaire et al. 2025, with the factor 2 that the definition of τ needs.
public final class GradientFlow {
    private static final int ROWS = 256;

    private final FlowWeights flow;
    private final double rate;
    private final double trainConstant;
    private final double testConstant;
    private final int dimension;
    private final double[] eigenvalues;
    /// Σ_j (EᵀV)_kj²/d, `[p]`.
    private final double[] squares;
    /// Σ_j (EᵀV)_kj (EᵀṼ)_kj/d, `[p]`.
    private final double[] products;
    /// M, `[p × p]`.
    private final Matrix population;

    /// Diagonalises U.
    /// @param training over the patterns
    /// @param population over the law of the data
    /// @param time of the Ornstein–Uhlenbeck process
    /// @param monitor of the eigendecomposition and what follows
    public GradientFlow(FeatureMoments training, FeatureMoments population, double time, WorkMonitor monitor) {
        this(training, 1, population, 1, -Math.expm1(-2 * Check.positive("time", time)), monitor);
    }

    /// Diagonalises U of a network that serves all times, v being a part of it: `g_τ(λ) = (1 − e^{−2λτd/p})/λ`,
    /// `A(τ)/√p = −Vᵀ g_τ(U)`.
    /// @param training over the patterns
    /// @param population over the law of the data
    /// @param monitor of the eigendecomposition and what follows
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
        this.squares = rowProducts(flow.directions(), flow.directions());
        this.products = rowProducts(flow.directions(), product(eigenvectors, population.cross()));
        this.population = overlaps(product(eigenvectors, population.second()), eigenvectors, monitor);
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
        Arrays.setAll(shares, k -> squares[k] * relaxed(eigenvalues[k], Double.POSITIVE_INFINITY));
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
        double[] learned = new double[p];
        double[] unlearned = new double[p];
        for (int k = 0; k < p; k++) {
            learned[k] = relaxed(eigenvalues[k], rate * trainingTime);
            unlearned[k] = Math.exp(-rate * trainingTime * eigenvalues[k]);
            train -= squares[k] * relaxed(eigenvalues[k], 2 * rate * trainingTime);
            test -= 2 * learned[k] * products[k];
            slope -= 2 * rate * unlearned[k] * products[k];
        }
        double[] row = new double[p];
        for (int k = 0; k < p; k++) {
            population.copy(k, 1, row, 0);
            double image = 0;
            for (int l = 0; l < p; l++) {
                image += row[l] * learned[l];
            }
            test += learned[k] * image;
            slope += 2 * rate * unlearned[k] * image;
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

    /// M from EᵀŨ, some rows at a time.
    private Matrix overlaps(Matrix half, Matrix eigenvectors, WorkMonitor monitor) {
        int p = eigenvectors.columns();
        Matrix overlaps = Matrix.zeros(p, p);
        Matrix other = Matrix.zeros(Math.min(ROWS, p), p);
        double[] row = new double[p];
        monitor.begin("overlaps with the law of the data", p);
        for (int from = 0; from < p; from += ROWS) {
            int count = Math.min(ROWS, p - from);
            Matrix block = overlaps.slice(from, count);
            Blas.get().gemm(1, half.slice(from, count), Operand.PLAIN, eigenvectors, Operand.TRANSPOSED, 0, block);
            Blas.get().gemm(1.0 / dimension, flow.directions().slice(from, count), Operand.PLAIN, flow.directions(),
                    Operand.TRANSPOSED, 0, other.slice(0, count));
            for (int k = 0; k < count; k++) {
                other.copy(k, 1, row, 0);
                double[] values = block.row(k);
                for (int l = 0; l < p; l++) {
                    values[l] *= row[l];
                }
                block.setRow(k, values);
            }
            monitor.reached(from + count);
        }
        monitor.end();
        return overlaps;
    }

    private double[] rowProducts(Matrix a, Matrix b) {
        double[] products = new double[Math.toIntExact(a.rows())];
        for (int k = 0; k < products.length; k++) {
            double[] row = a.row(k);
            double[] other = b.row(k);
            for (int j = 0; j < row.length; j++) {
                products[k] += row[j] * other[j] / dimension;
            }
        }
        return products;
    }

    private static Matrix product(Matrix a, Matrix b) {
        Matrix c = Matrix.zeros(a.rows(), b.columns());
        Blas.get().gemm(1, a, Operand.PLAIN, b, Operand.PLAIN, 0, c);
        return c;
    }
}
