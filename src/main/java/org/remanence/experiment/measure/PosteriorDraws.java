package org.remanence.experiment.measure;

import java.util.Arrays;
import java.util.List;
import org.remanence.experiment.AxisValues;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.RowWeights;

/// What the responsibilities w of noised patterns look like at one time, draw by draw. For patterns with weights, their
/// entropy stands in the place of log n.
/// @param logPatterns log n, nats
/// @param entropy H(w), nats
/// @param surprise −log w_μ of the pattern the draw started from, nats
/// @param plain log n + (d/2) log(2πe v_t) + log p_t(x), nats: the entropy gap read off the density alone
/// @param participation Σ w²
/// @param errorBound bound on the error of log p_t(x), nats
public record PosteriorDraws(double logPatterns, double[] entropy, double[] surprise, double[] plain,
        double[] participation,
                             double[] errorBound) {
    /// Draws between two looks at the standard error.
    private static final int LOOK = 512;

    private PosteriorDraws(double logPatterns, int draws) {
        this(logPatterns, new double[draws], new double[draws], new double[draws], new double[draws],
                new double[draws]);
    }

    /// Draws at several times, with progress of their own.
    /// @param draws at most, a time
    /// @param error standard error of f^e/α that suffices, 0 to take all draws
    public static List<PosteriorDraws> at(AxisValues times, int draws, double error, EmpiricalScore score, Session session) {
        session.progress().begin("posteriors", (long) times.size() * draws);
        List<PosteriorDraws> drawn = Arrays.stream(times.values())
                .mapToObj(time -> at(time, draws, error, score, session)).toList();
        session.progress().end();
        return drawn;
    }

    /// The largest bound on the error of a log density, nats.
    public static double largestErrorBound(List<PosteriorDraws> drawn) {
        return drawn.stream().flatMapToDouble(each -> Arrays.stream(each.errorBound)).max().orElseThrow();
    }

    /// One pass of the patterns of the score over every draw. With an error it ends after some multiple of 512 draws once the
    /// standard error of f^e/α is small enough. How many that are depends on the draws alone.
    /// @param draws at most
    /// @param error standard error of f^e/α that suffices, 0 to take all draws
    /// @param session reports one step of progress a draw
    public static PosteriorDraws at(double time, int draws, double error, EmpiricalScore score, Session session) {
        var noised = NoisedDraws.of(score, session);
        RowWeights weights = score.weights();
        var all = new PosteriorDraws(weights.isNone() ? Math.log(score.patterns().rows()) : weights.entropy(), draws);
        int look = error > 0 ? LOOK : draws;
        int done = 0;
        while (done < draws) {
            int next = Math.min(draws, done + look);
            all.measure(done, next, time, noised, score, session);
            done = next;
            if (done < draws && all.first(done).normalizedExcessEntropy().stderr() <= error) {
                session.progress().advance(draws - done);
                return all.first(done);
            }
        }
        return all;
    }

    private void measure(int from, int to, double time, NoisedDraws noised, EmpiricalScore score, Session session) {
        int d = score.dimension();
        double noise = 0.5 * d * Math.log(2 * Math.PI * score.diffusion().variance(time));
        RowWeights weights = score.weights();
        Matrix states = Matrix.zeros(Math.min(to - from, NoisedDraws.block(d)), d);
        for (int first = from; first < to; first += (int) states.rows()) {
            session.checkCancelled();
            Matrix block = states.slice(0, Math.min(states.rows(), to - first));
            session.progress().expect(block.rows());
            double[] squares = noised.states(first, time, block);
            Posterior posterior = score.moments(block, time);
            for (int b = 0; b < squares.length; b++) {
                entropy[first + b] = posterior.entropy()[b];
                participation[first + b] = posterior.participation()[b];
                plain[first + b] = posterior.logDensity()[b] + logPatterns + noise + 0.5 * d;
                double own = weights.isNone() ? logPatterns : -weights.log(noised.pattern(first + b));
                surprise[first + b] = posterior.logDensity()[b] + own + noise + 0.5 * squares[b];
                errorBound[first + b] = posterior.errorBound()[b];
            }
            session.progress().advance(block.rows());
        }
    }

    private PosteriorDraws first(int draws) {
        return new PosteriorDraws(logPatterns, Arrays.copyOf(entropy, draws), Arrays.copyOf(surprise, draws),
                Arrays.copyOf(plain, draws), Arrays.copyOf(participation, draws), Arrays.copyOf(errorBound, draws));
    }

    /// `f^e/α` as the mean entropy of the responsibilities over log n: the estimator of least variance, always in [0, 1].
    public Estimate normalizedExcessEntropy() {
        return Estimate.of(entropy).times(1 / logPatterns);
    }

    /// The same number as the mean surprise of the pattern that the draw came from.
    public Estimate byInformationDensity() {
        return Estimate.of(surprise).times(1 / logPatterns);
    }

    /// The same number from the definition: the entropy of n separate Gaussians minus that of the noised patterns.
    public Estimate plainEstimate() {
        return Estimate.of(plain).times(1 / logPatterns);
    }

    /// φ_C = E Σ w²: the probability that two clones end at the same pattern.
    public Estimate sameNeighbour() {
        return Estimate.of(participation);
    }

    /// E 1/Σw².
    public Estimate effectivePatterns() {
        return Estimate.of(Arrays.stream(participation).map(each -> 1 / each).toArray());
    }
}
