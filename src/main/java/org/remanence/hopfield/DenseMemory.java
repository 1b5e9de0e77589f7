package org.remanence.hopfield;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.process.VarianceExploding;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.LiftedRows;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// A dense associative memory (modern Hopfield network) of energy `E(x) = −λ⁻¹ log Σ_μ e^{λ ξ^μ·x} + |x|²/2`.
///
/// It is the variance-exploding diffusion at time 1/λ for patterns of equal length; others take one more coordinate that makes
/// them so. The kernel of the empirical score serves both, so patterns may be stored, mapped or generated.
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
        EqualLength lift = EqualLength.of(patterns);
        this.square = lift.square();
        this.score = new EmpiricalScore(new LiftedRows(patterns, lift), new VarianceExploding(), precision, session);
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
            weights[i] = Math.exp(Math.min(0, lambda * squaredLength(patterns.row(i)) - logSum(posterior, patterns, i,
                    lambda)));
        }
        return weights;
    }

    /// Where steps lead.
    /// @param states `[B × N]`
    /// @param nearest pattern of largest weight at the last step, `[B]`
    /// @param largest its weight there, `[B]`
    /// @param steps taken until no state moved by more than the tolerance, or as many as there may be
    public record Retrieved(Matrix states, long[] nearest, double[] largest, int steps) { }

    /// Iterates `x ← m(x)`, which never raises the energy. A state that no longer moves is left where it is.
    /// @param cues `[B × N]`
    /// @param tolerance largest squared move per dimension that counts as none
    /// @param most steps
    public Retrieved retrieve(Matrix cues, double lambda, double tolerance, int most) {
        return retrieve(cues, new boolean[0][], lambda, tolerance, most);
    }

    /// As without known coordinates; these keep the values that they have in the cue.
    /// @param known by cue, `[B × N]`; empty if none is
    public Retrieved retrieve(Matrix cues, boolean[][] known, double lambda, double tolerance, int most) {
        int count = Math.toIntExact(cues.rows());
        Matrix states = Matrix.zeros(count, dimension);
        for (int i = 0; i < count; i++) {
            states.setRow(i, cues.row(i));
        }
        long[] nearest = new long[count];
        double[] largest = new double[count];
        int[] moving = IntStream.range(0, count).toArray();
        int step = 0;
        while (moving.length > 0 && step < most) {
            Recall recall = recall(rows(states, moving), lambda);
            int left = 0;
            for (int k = 0; k < moving.length; k++) {
                int i = moving[k];
                double[] image = recall.images.row(k);
                for (int j = 0; known.length > 0 && j < dimension; j++) {
                    image[j] = known[i][j] ? cues.get(i, j) : image[j];
                }
                nearest[i] = recall.nearest[k];
                largest[i] = recall.largest[k];
                double moved = squaredDistance(states.row(i), image) / dimension;
                states.setRow(i, image);
                if (moved > tolerance) {
                    moving[left++] = i;
                }
            }
            moving = Arrays.copyOf(moving, left);
            step++;
        }
        return new Retrieved(states, nearest, largest, step);
    }

    private static Matrix rows(Matrix states, int[] which) {
        Matrix some = Matrix.zeros(which.length, states.columns());
        for (int k = 0; k < which.length; k++) {
            some.setRow(k, states.row(which[k]));
        }
        return some;
    }

    /// log Σ_μ e^{λ ξ^μ·x}, from log p_t of the lifted state.
    private double logSum(Posterior posterior, Matrix states, int i, double lambda) {
        return posterior.logDensity()[i] + Math.log(score.patterns().rows())
                + 0.5 * (dimension + 1) * Math.log(2 * Math.PI / lambda)
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
