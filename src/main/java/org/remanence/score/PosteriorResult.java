package org.remanence.score;

import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import org.remanence.kernel.Crowd;
import org.remanence.kernel.Moments;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.lab.Lab;
import org.remanence.tensor.Matrix;

/// Turns moments into a [Posterior], for states that came by either pass.
final class PosteriorResult {
    private static final int SHARE = 64;

    private final States states;
    private final double[] centre;
    private final long patterns;
    private final Tiling tiling;
    private final Lab lab;
    private final Posterior posterior;

    PosteriorResult(States states, double[] centre, long patterns, Tiling tiling, boolean weighted, Lab lab) {
        this.states = states;
        this.centre = centre;
        this.patterns = patterns;
        this.tiling = tiling;
        this.lab = lab;
        int batch = states.count();
        int rows = weighted ? batch : 0;
        this.posterior = new Posterior(new double[batch], new double[batch], new double[batch], new double[batch], new double[batch],
                new double[batch], new double[batch], new long[batch], new double[weighted ? batch : 0],
                Matrix.zeros(rows, states.dimension()), Matrix.zeros(rows, states.dimension()));
    }

    Posterior posterior() {
        return posterior;
    }

    /// States whose vector is `a − c` and whose log-weights lack the offset.
    void takeFused(int[] which, Moments moments, IntToDoubleFunction bound) {
        each(which, i -> {
            int b = which[i];
            take(b, i, moments, moments.largest()[i] + states.offset(b));
            posterior.errorBound()[b] = bound.applyAsDouble(b) + ofRest(b);
            if (moments.width() > 0) {
                fusedVectors(b, i, moments);
            }
        });
    }

    private void fusedVectors(int b, int i, Moments moments) {
        int d = states.dimension();
        double total = 1 + moments.rest()[i];
        double square = 0;
        double[] denoiser = new double[d];
        double[] score = new double[d];
        for (int k = 0; k < d; k++) {
            double mean = moments.vector()[i * d + k] / total;
            double y = Math.fma(-states.scaleRemainder(), centre[k], Math.fma(-states.scale(), centre[k], states.raw()[b * d + k]));
            square += mean * mean;
            denoiser[k] = centre[k] + mean;
            score[k] = (states.scale() * mean - y) / states.variance();
        }
        posterior.traceCovariance()[b] = Math.max(0, moments.norms()[i] / total - square);
        posterior.denoiser().setRow(b, denoiser);
        posterior.score().setRow(b, score);
    }

    /// States whose vector is the residual `x − s a` and whose log-weights are whole, but for the crowded.
    /// @param skipped bound on the weight of the patterns that were passed over, relative to the heaviest
    void takeScreened(int[] which, Moments moments, Crowd crowd, double skipped) {
        each(which, i -> {
            int b = which[i];
            if (!crowd.has(i)) {
                posterior.skipped()[b] = skipped;
                takeDirect(b, i, moments, Rounding.ofDirectSums(tiling, patterns) + skipped);
            }
        });
    }

    /// As [#takeScreened], of some patterns alone.
    /// @param scored how many patterns were not
    /// @param skipped bound on the weight of the others relative to the heaviest pattern
    void takePruned(int[] which, Moments moments, long[] scored, double[] skipped) {
        each(which, i -> {
            posterior.skipped()[which[i]] = skipped[i];
            takeDirect(which[i], i, moments, Rounding.ofDirectSums(scored[i]) + skipped[i]);
        });
    }

    private void takeDirect(int b, int i, Moments moments, double sums) {
        take(b, i, moments, moments.largest()[i]);
        double mean = Math.abs(moments.largest()[i]) + moments.spread()[i] / (1 + moments.rest()[i]);
        posterior.errorBound()[b] = Rounding.direct(states.dimension(), mean) + sums + ofRest(b);
        if (moments.width() > 0) {
            screenedVectors(b, i, moments);
        }
    }

    private void each(int[] which, IntConsumer task) {
        lab.parallel(Math.ceilDiv(which.length, SHARE), share -> {
            for (int i = share * SHARE; i < Math.min((share + 1) * SHARE, which.length); i++) {
                task.accept(i);
            }
        });
    }

    private void screenedVectors(int b, int i, Moments moments) {
        int d = states.dimension();
        double total = 1 + moments.rest()[i];
        double square = 0;
        double[] denoiser = new double[d];
        double[] score = new double[d];
        for (int k = 0; k < d; k++) {
            double residual = moments.vector()[i * d + k] / total;
            square += residual * residual;
            denoiser[k] = (states.raw()[b * d + k] - residual) / states.scale();
            score[k] = -residual / states.variance();
        }
        posterior.traceCovariance()[b] =
                Math.max(0, (moments.norms()[i] / total - square) / (states.scale() * states.scale()));
        posterior.denoiser().setRow(b, denoiser);
        posterior.score().setRow(b, score);
    }

    private void take(int b, int i, Moments moments, double largest) {
        if (!Double.isFinite(largest)) {
            throw new IllegalArgumentException("the log-weights of state %d overflow: |x|²/variance must stay below 1e308; rescale data and states, or take a later time".formatted(b));
        }
        double rest = moments.rest()[i];
        double total = 1 + rest;
        posterior.logDensity()[b] = largest + Math.log1p(rest) - normalization();
        posterior.participation()[b] = (1 + moments.squares()[i]) / (total * total);
        posterior.entropy()[b] = Math.log1p(rest) + moments.spread()[i] / total;
        posterior.largest()[b] = 1 / total;
        posterior.remainder()[b] = rest / total;
        posterior.nearest()[b] = moments.nearest()[i];
    }

    /// log n + (d/2) log(2π v).
    private double normalization() {
        return Math.log(patterns) + 0.5 * states.dimension() * (Math.log(2 * Math.PI) + Math.log(states.variance()));
    }

    /// Rounding of the sum of log-weight, log of the sum of weights and normalization.
    private double ofRest(int b) {
        return 0x1p-51 * (Math.abs(posterior.logDensity()[b]) + Math.abs(normalization()) + Math.log(patterns) + states.dimension());
    }
}
