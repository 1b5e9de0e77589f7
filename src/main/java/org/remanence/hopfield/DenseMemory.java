package org.remanence.hopfield;

import org.remanence.process.VarianceExploding;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// A dense associative memory (modern Hopfield network) of energy `E(x) = −λ⁻¹ log Σ_μ e^{λ ξ^μ·x} + |x|²/2`.
///
/// It is the variance-exploding diffusion at time 1/λ for patterns of equal length; others take one more coordinate that makes them
/// so. The kernel of the empirical score serves both, so patterns may be stored, mapped or generated.
/// Source: Ramsauer et al. 2021; Lucibello and Mézard 2024.
public final class DenseMemory {
    private final EmpiricalScore score;
    private final int dimension;
    private final double square;

    /// One pass over the patterns finds the longest.
    /// @param patterns ξ, `[P × N]`
    /// @param session whose workers share the passes
    public DenseMemory(Rows patterns, Precision precision, Session session) {
        this.dimension = patterns.columns();
        this.square = LiftedRows.largestSquare(patterns);
        this.score = new EmpiricalScore(new LiftedRows(patterns, square), new VarianceExploding(), precision, session);
    }

    /// What the memory makes of states.
    /// @param energies E(x), `[B]`
    /// @param images `m(x) = Σ p_μ ξ^μ`, `[B × N]`: one step of retrieval; the gradient of E is x − m(x)
    /// @param nearest pattern of largest weight, `[B]`
    /// @param largest its weight p_μ, `[B]`
    public record Recall(double[] energies, Matrix images, long[] nearest, double[] largest) { }

    /// One step for a batch of states.
    /// @param states x, `[B × N]`
    /// @param lambda λ > 0
    public Recall recall(Matrix states, double lambda) {
        Posterior posterior = score.posterior(lifted(states), 1 / Check.positive("inverse temperature λ", lambda));
        int b = Math.toIntExact(states.rows());
        double[] energies = new double[b];
        Matrix images = Matrix.zeros(b, dimension);
        double[] row = new double[dimension + 1];
        for (int i = 0; i < b; i++) {
            energies[i] = -logSum(posterior, states, i, lambda) / lambda + 0.5 * squaredLength(states.row(i));
            posterior.denoiser().copy(i, 1, row, 0);
            for (int k = 0; k < dimension; k++) {
                images.set(i, k, row[k]);
            }
        }
        return new Recall(energies, images, posterior.nearest(), posterior.largest());
    }

    /// Weight of a pattern in a state that is this pattern, `e^{λ|ξ|²}/Σ_ν e^{λ ξ^ν·ξ}`, for a batch of patterns.
    /// @param patterns `[B × N]`
    public double[] ownWeights(Matrix patterns, double lambda) {
        Posterior posterior = score.moments(lifted(patterns), 1 / Check.positive("inverse temperature λ", lambda));
        double[] weights = new double[Math.toIntExact(patterns.rows())];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(Math.min(0, lambda * squaredLength(patterns.row(i)) - logSum(posterior, patterns, i, lambda)));
        }
        return weights;
    }

    /// Where steps lead.
    /// @param states `[B × N]`
    /// @param nearest pattern of largest weight there, `[B]`
    /// @param steps taken until no state moved by more than the tolerance, or as many as there may be
    public record Retrieved(Matrix states, long[] nearest, int steps) { }

    /// Iterates `x ← m(x)`, which never raises the energy.
    /// @param cues `[B × N]`
    /// @param tolerance largest squared move per dimension that counts as none
    /// @param most steps
    public Retrieved retrieve(Matrix cues, double lambda, double tolerance, int most) {
        Matrix states = cues;
        for (int step = 1; ; step++) {
            Recall recall = recall(states, lambda);
            double moved = 0;
            for (int i = 0; i < states.rows(); i++) {
                moved = Math.max(moved, squaredDistance(states.row(i), recall.images.row(i)) / dimension);
            }
            states = recall.images;
            if (moved <= tolerance || step == most) {
                return new Retrieved(states, recall.nearest, step);
            }
        }
    }

    /// log Σ_μ e^{λ ξ^μ·x}, from log p_t of the lifted state.
    private double logSum(Posterior posterior, Matrix states, int i, double lambda) {
        return posterior.logDensity()[i] + Math.log(score.patterns().rows()) + 0.5 * (dimension + 1) * Math.log(2 * Math.PI / lambda)
                + 0.5 * lambda * (squaredLength(states.row(i)) + square);
    }

    private Matrix lifted(Matrix states) {
        Check.size("columns of states", states.columns(), "dimension of the patterns", dimension);
        Matrix lifted = Matrix.zeros(states.rows(), dimension + 1);
        double[] row = new double[dimension + 1];
        for (int i = 0; i < states.rows(); i++) {
            System.arraycopy(states.row(i), 0, row, 0, dimension);
            lifted.setRow(i, row);
        }
        return lifted;
    }

    /// |x|².
    public static double squaredLength(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += each * each;
        }
        return sum;
    }

    /// |a − b|².
    public static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }
}
