package org.remanence.sampler;

import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// Any scheme that calls the score once a step: all of them are [Coefficients].
final class OneStage implements Sampler {
    private final Scheme scheme;
    private final Coefficients.Table table;
    private final Score score;
    private final Combination combination;
    private final Buffer slope;

    /// @param scheme whose steps these are
    /// @param table its coefficients
    /// @param score of any kind
    /// @param session whose workers share the rows
    OneStage(Scheme scheme, Coefficients.Table table, Score score, Session session) {
        this.scheme = scheme;
        this.table = table;
        this.score = score;
        this.combination = new Combination(score.dimension(), session);
        this.slope = new Buffer(score.dimension());
    }

    @Override
    public Scheme scheme() {
        return scheme;
    }

    @Override
    public Score score() {
        return score;
    }

    @Override
    public void step(Matrix states, double t, double s, Noise noise) {
        Sampler.check(score, states, t, s);
        Coefficients step = table.at(diffusion(), t, s);
        Matrix y = slope.rows(states.rows());
        switch (step.along()) {
            case SCORE -> score.score(states, t, y);
            case DENOISER -> score.denoise(states, t, y);
        }
        if (scheme.isNoisy()) {
            long position = noise.step() * Noise.positions(score.dimension());
            combination.into(states, step.state(), states, step.slope(), y, step.noise(), noise.stream(), noise.firstIndex(), position);
        } else {
            combination.into(states, step.state(), states, step.slope(), y);
        }
    }
}
