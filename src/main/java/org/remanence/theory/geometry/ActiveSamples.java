package org.remanence.theory.geometry;

import java.util.Arrays;
import org.remanence.tensor.Check;
import org.remanence.theory.Information;

/// The smoothed Jacobian of the empirical score at the origin as a random matrix: the score at x is taken as the mean of
/// Ñ(x) independent draws from the posterior, Ñ the effective number of patterns there, and independent of the score √τ
/// away.
///
/// Entries are independent, `J_ij ~ N(−δ_ij/(τ + c_i), c_i/(τ (τ + c_i)) [φ(0) + φ(√τ e_j)])` with `φ(x) = 1/(τ Ñ(x))`.
/// [ScoreFluctuations] keeps the correlation between neighbouring states that this neglects.
/// @param variances c_i, `[d]`
/// @param active the effective number of patterns at a state
/// Source: Achilli et al., "Losing dimensions: geometric memorization in generative diffusion", 2024, eq. 18, with 1/(Nt)
/// for the floor 1/N of φ.
public record ActiveSamples(double[] variances, Activity active) {
    /// Effective number of patterns.
    @FunctionalInterface
    public interface Activity {
        /// Ñ(x), from 1 to the number of patterns.
        /// @param state x, `[d]`, of the variance-exploding process
        /// @param noiseToSignal τ > 0
        double patterns(double[] state, double noiseToSignal);

        /// The number that the positional random energy model gives for draws from `N(0, diag c)`.
        /// @param variances c_i, `[d]`
        /// @param patterns n ≥ 1
        /// @param form of the number, above and below the condensation
        /// @param time form of the condensation time
        static Activity of(double[] variances, double patterns, EffectiveNumber form, CondensationTime time) {
            double log = Math.log(patterns);
            return (state, tau) -> {
                var law = new GaussianEnergy(variances, Arrays.stream(state).map(x -> x * x).toArray());
                return form.of(new PositionalRem(law, log, time.of(law, log)), tau);
            };
        }
    }

    /// Lengths of the columns of the Jacobian that were published.
    public enum Form {
        /// `E[JᵀJ]_jj` of eq. 18.
        DERIVED,
        /// Eq. 19 as printed: `Σ c_k/(t² (t + c_k)²) [φ]²` beside the square of the mean. Its terms differ in dimension.
        EQ19_LITERAL,
        /// Eq. 43 as printed, with `c_k²` in place of `c_k`. Its terms differ in dimension as well.
        EQ43_LITERAL
    }

    /// Copies the variances.
    /// @throws IllegalArgumentException if a variance is negative or not finite
    public ActiveSamples {
        Check.atLeast("number of variances", 1, variances.length);
        variances = variances.clone();
        for (double each : variances) {
            Check.nonNegative("variance", each);
        }
    }

    /// `E J_ii = −1/(τ + c_i)`; the mean of all other entries is 0.
    public double mean(int i, double noiseToSignal) {
        return -1 / (Information.checkNoise(noiseToSignal) + variances[i]);
    }

    /// `φ(0) + φ(√τ e_j)` of each column, `[d]`.
    public double[] activities(double noiseToSignal) {
        double tau = Information.checkNoise(noiseToSignal);
        double[] state = new double[variances.length];
        double origin = 1 / (tau * active.patterns(state, tau));
        double[] phi = new double[state.length];
        for (int j = 0; j < phi.length; j++) {
            state[j] = Math.sqrt(tau);
            phi[j] = origin + 1 / (tau * active.patterns(state, tau));
            state[j] = 0;
        }
        return phi;
    }

    /// Variance `c_i/(τ (τ + c_i))` of the entries of row i in units of the activity of their column.
    public double scatter(int i, double noiseToSignal) {
        double tau = Information.checkNoise(noiseToSignal);
        return variances[i] / (tau * (tau + variances[i]));
    }

    /// Root mean square lengths of the columns, `[d]`; no singular values, whatever they were printed as.
    public double[] columnNorms(Form form, double noiseToSignal) {
        double tau = Information.checkNoise(noiseToSignal);
        double[] norms = activities(tau);
        double sum = 0;
        for (double c : variances) {
            double wide = tau * (tau + c);
            sum += switch (form) {
                case DERIVED -> c / wide;
                case EQ19_LITERAL -> c / (wide * wide);
                case EQ43_LITERAL -> c * c / (wide * wide);
            };
        }
        for (int j = 0; j < norms.length; j++) {
            double mean = mean(j, tau);
            double square = form == Form.DERIVED ? norms[j] : norms[j] * norms[j];
            norms[j] = Math.sqrt(mean * mean + square * sum);
        }
        return norms;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActiveSamples(double[] theirs, Activity law) && law.equals(active) && Arrays.equals(variances, theirs);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(variances) + active.hashCode();
    }

    @Override
    public String toString() {
        return "ActiveSamples" + Arrays.toString(variances);
    }
}
