package org.remanence.score;

import org.remanence.tensor.Matrix;

/// What the empirical score knows about each state of a batch after one pass over the patterns: the law of the pattern
/// that the state came from.
/// @param logDensity log p_t(x) in nats, `[B]`
/// @param errorBound bound on the error of `logDensity`, in nats, `[B]`
/// @param skipped bound on the share of the weight that was passed over, `[B]`; counted in `errorBound`, and 0
///     where all were taken along. The denoiser lacks no more than this share of the diameter of the patterns
/// @param participation Σ_μ w_μ² ∈ [1/n, 1], `[B]`; its reciprocal is the effective number of patterns
/// @param entropy H(w) = −Σ_μ w_μ log w_μ ∈ [0, log n], `[B]`
/// @param largest max_μ w_μ, `[B]`
/// @param remainder 1 − max_μ w_μ without cancellation, `[B]`
/// @param nearest index of the pattern of largest weight (nearest in |x − s a|), lowest among equals, `[B]`
/// @param traceCovariance tr Cov_w(a), `[B]`
/// @param denoiser Σ_μ w_μ a_μ, `[B × d]`; has no rows when only the scalars were asked for
/// @param score ∇ log p_t(x), `[B × d]`; has no rows when only the scalars were asked for
public record Posterior(double[] logDensity, double[] errorBound, double[] skipped, double[] participation, double[] entropy,
                        double[] largest, double[] remainder, long[] nearest, double[] traceCovariance, Matrix denoiser, Matrix score) {
    /// Effective number of patterns 1 / Σ w² ∈ [1, n], `[B]`.
    public double[] effectivePatterns() {
        double[] effective = new double[participation.length];
        for (int b = 0; b < effective.length; b++) {
            effective[b] = 1 / participation[b];
        }
        return effective;
    }
}
