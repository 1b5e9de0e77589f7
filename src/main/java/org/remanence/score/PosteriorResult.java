package org.remanence.score;

import java.util.function.IntToDoubleFunction;
import org.remanence.kernel.Moments;
import org.remanence.kernel.OverfullStates;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;

/// Turns moments into a [Posterior], for states that came by either pass.
final class PosteriorResult {
    private static final int SHARE = 64;

    private final States states;
    private final double[] centre;
    private final long patterns;
    private final Tiling tiling;
    private final boolean weighted;
    private final Session session;
    private final Posterior posterior;

    PosteriorResult(States states, double[] centre, long patterns, Tiling tiling, boolean weighted, Session session) {
        this.states = states;
        this.centre = centre;
        this.patterns = patterns;
        this.tiling = tiling;
        this.weighted = weighted;
        this.session = session;
        int batch = states.count();
        int rows = weighted ? batch : 0;
        this.posterior = new Posterior(new double[batch], new double[batch], new double[batch], new double[batch], new double[batch],
                new double[batch], new double[batch], new long[batch], new double[weighted ? batch : 0],
                Matrix.zeros(rows, states.dimension()), Matrix.zeros(rows, states.dimension()));
    }

    Posterior posterior() {
        return posterior;
    }

    /// Whether denoiser and score are wanted.
    boolean isWeighted() {
        return weighted;
    }

    /// States whose vector is `a − c` and whose log-weights lack the offset.
    void takeFused(Selection which, Moments moments, IntToDoubleFunction bound) {
        each(which, (i, row) -> {
            int b = which.state(i);
            take(b, i, moments, moments.largest()[i] + states.offset(b));
            posterior.errorBound()[b] = bound.applyAsDouble(b) + ofRest(b);
            if (moments.width() > 0) {
                fusedVectors(b, i, moments, row);
            }
        });
    }

    private void fusedVectors(int b, int i, Moments moments, Row row) {
        double scale = states.scale();
        double remainder = states.scaleRemainder();
        double variance = states.variance();
        double total = 1 + moments.rest()[i];
        row.take(moments, i, states, b);
        double[] mean = row.mean;
        double[] denoiser = row.denoiser;
        double[] score = row.score;
        for (int k = 0; k < mean.length; k++) {
            double y = Math.fma(-remainder, centre[k], Math.fma(-scale, centre[k], score[k]));
            mean[k] /= total;
            score[k] = (scale * mean[k] - y) / variance;
            denoiser[k] = centre[k] + mean[k];
        }
        posterior.traceCovariance()[b] = Math.max(0, moments.norms()[i] / total - row.square());
        row.give(posterior, b);
    }

    /// Scratch for a state: arrays of their own that start at 0, which the compiler turns into vectors.
    private static final class Row {
        final double[] mean;
        final double[] denoiser;
        final double[] score;

        Row(int dimension) {
            mean = new double[dimension];
            denoiser = new double[dimension];
            score = new double[dimension];
        }

        /// The vector of the moments goes to the mean, the state to the score.
        void take(Moments moments, int i, States states, int b) {
            System.arraycopy(moments.vector(), i * mean.length, mean, 0, mean.length);
            System.arraycopy(states.raw(), b * mean.length, score, 0, mean.length);
        }

        double square() {
            double square = 0;
            for (double each : mean) {
                square += each * each;
            }
            return square;
        }

        void give(Posterior posterior, int b) {
            posterior.denoiser().setRow(b, denoiser);
            posterior.score().setRow(b, score);
        }
    }

    /// States whose vector is the residual `x − s a` and whose log-weights are whole, but for the crowded.
    /// @param skipped bound on the weight of the patterns that were passed over, relative to the heaviest
    void takeScreened(Selection which, Moments moments, OverfullStates crowd, double skipped) {
        each(which, (i, row) -> {
            int b = which.state(i);
            if (!crowd.has(i)) {
                posterior.skipped()[b] = skipped;
                takeDirect(b, i, moments, Rounding.ofDirectSums(tiling, patterns) + skipped, row);
            }
        });
    }

    /// As [#takeScreened], of some patterns alone.
    /// @param scored how many patterns were not
    /// @param skipped bound on the weight of the others relative to the heaviest pattern
    void takePruned(Selection which, Moments moments, long[] scored, double[] skipped) {
        each(which, (i, row) -> {
            posterior.skipped()[which.state(i)] = skipped[i];
            takeDirect(which.state(i), i, moments, Rounding.ofDirectSums(scored[i]) + skipped[i], row);
        });
    }

    private void takeDirect(int b, int i, Moments moments, double sums, Row row) {
        take(b, i, moments, moments.largest()[i]);
        double mean = Math.abs(moments.largest()[i]) + moments.spread()[i] / (1 + moments.rest()[i]);
        posterior.errorBound()[b] = Rounding.direct(states.dimension(), mean) + sums + ofRest(b);
        if (moments.width() > 0) {
            screenedVectors(b, i, moments, row);
        }
    }

    private void each(Selection which, Taker taker) {
        session.parallel(Math.ceilDiv(which.size(), SHARE), share -> {
            Row row = new Row(weighted ? states.dimension() : 0);
            for (int i = share * SHARE; i < Math.min((share + 1) * SHARE, which.size()); i++) {
                taker.take(i, row);
            }
        });
    }

    private void screenedVectors(int b, int i, Moments moments, Row row) {
        double scale = states.scale();
        double variance = states.variance();
        double total = 1 + moments.rest()[i];
        row.take(moments, i, states, b);
        double[] residual = row.mean;
        double[] denoiser = row.denoiser;
        double[] score = row.score;
        for (int k = 0; k < residual.length; k++) {
            residual[k] /= total;
            denoiser[k] = (score[k] - residual[k]) / scale;
            score[k] = -residual[k] / variance;
        }
        posterior.traceCovariance()[b] = Math.max(0, (moments.norms()[i] / total - row.square()) / (scale * scale));
        row.give(posterior, b);
    }

    @FunctionalInterface
    private interface Taker {
        void take(int i, Row row);
    }

    private void take(int b, int i, Moments moments, double largest) {
        if (!Double.isFinite(largest)) {
            throw new BadInput("the log-weights of state %d overflow: |x|²/variance must stay below 1e308; rescale data and states, or take a later time", b);
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
