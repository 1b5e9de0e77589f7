package org.remanence.experiment;

import org.remanence.lab.Lab;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// What the responsibilities w of noised patterns look like at one time, draw by draw.
/// @param patterns n
/// @param entropy H(w), nats
/// @param surprise −log w_μ of the pattern the draw started from, nats
/// @param plain log n + (d/2) log(2πe v_t) + log p_t(x), nats: the entropy gap read off the density alone
/// @param participation Σ w²
public record PosteriorDraws(long patterns, double[] entropy, double[] surprise, double[] plain, double[] participation) {
    /// One pass of the patterns over every draw.
    /// @param draws how many
    /// @param lab reports one step of progress a draw
    public static PosteriorDraws at(double time, int draws, Rows patterns, EmpiricalScore score, Lab lab) {
        var noised = new NoisedDraws(patterns, score.diffusion(), lab);
        var all = new PosteriorDraws(patterns.rows(), new double[draws], new double[draws], new double[draws], new double[draws]);
        int d = patterns.columns();
        double log = Math.log(patterns.rows()) + 0.5 * d * Math.log(2 * Math.PI * score.diffusion().variance(time));
        Matrix states = Matrix.zeros(Math.min(draws, NoisedDraws.block(d)), d);
        for (int first = 0; first < draws; first += (int) states.rows()) {
            lab.checkCancelled();
            Matrix block = states.slice(0, Math.min(states.rows(), draws - first));
            lab.progress().expect(block.rows());
            double[] squares = noised.states(first, time, block);
            Posterior posterior = score.moments(block, time);
            for (int b = 0; b < squares.length; b++) {
                all.entropy[first + b] = posterior.entropy()[b];
                all.participation[first + b] = posterior.participation()[b];
                all.plain[first + b] = posterior.logDensity()[b] + log + 0.5 * d;
                all.surprise[first + b] = posterior.logDensity()[b] + log + 0.5 * squares[b];
            }
            lab.progress().advance(block.rows());
        }
        return all;
    }

    /// `f^e/α` as the mean entropy of the responsibilities over log n: the estimator of least variance, always in [0, 1].
    public Estimate normalizedExcessEntropy() {
        return Estimate.of(entropy).times(1 / Math.log(patterns));
    }

    /// The same number as the mean surprise of the pattern that the draw came from.
    public Estimate byInformationDensity() {
        return Estimate.of(surprise).times(1 / Math.log(patterns));
    }

    /// The same number from the definition: the entropy of n separate Gaussians minus that of the noised patterns.
    public Estimate plainEstimate() {
        return Estimate.of(plain).times(1 / Math.log(patterns));
    }

    /// φ_C = E Σ w²: the probability that two clones end at the same pattern.
    public Estimate sameNeighbour() {
        return Estimate.of(participation);
    }

    /// E 1/Σw².
    public Estimate effectivePatterns() {
        double[] effective = new double[participation.length];
        for (int i = 0; i < effective.length; i++) {
            effective[i] = 1 / participation[i];
        }
        return Estimate.of(effective);
    }
}
