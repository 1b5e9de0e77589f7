package org.remanence.experiment.measure;

import org.remanence.data.Memory;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.feature.FeatureFunction;
import org.remanence.feature.LearnedScore;
import org.remanence.feature.RandomFeatures;
import org.remanence.feature.TimewiseTraining;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.sampler.ReverseProcess;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Which score a sampler follows: the empirical score of the patterns, or what random features have learned from them.
public record FollowedScore(
        @Parameter(value = "empirical", help = "the exact score of the patterns, or that which random features learn from them, a network for each time")
                Kind score,
        @Parameter(value = "300", min = 1, max = 1e5, help = "random features of a learned score") int features,
        @Parameter(value = "tanh", help = "function of the features") FeatureFunction activation,
        @Parameter(value = "1000", min = 0, unit = "training time τ", help = "when its training by gradient flow stops; 0: never") double trainingTime,
        @Parameter(value = "0", min = 0, max = 1e6, help = "ridge λ of its penalty v λ |A|²/(p d)") double ridge) {
    /// Whose score it is.
    public enum Kind {
        /// Of the patterns.
        EMPIRICAL,
        /// Of random features trained on the patterns.
        LEARNED
    }

    /// Refuses parameters out of bounds.
    public FollowedScore {
        Schema.check(FollowedScore.class, score, features, activation, trainingTime, ridge);
    }

    /// Refuses parameters of a learned score where none is asked for.
    /// @param question that has this group
    public void refuseUnused(Record question) {
        if (!isLearned()) {
            Unused.refuse(question, "on the empirical score", "features", "activation", "trainingTime", "ridge");
        }
    }

    /// Whether it is learned.
    public boolean isLearned() {
        return score == Kind.LEARNED;
    }

    /// The score that paths follow.
    /// @param empirical score of the patterns
    public Score of(EmpiricalScore empirical, Session session) {
        return isLearned() ? learned(empirical.patterns(), empirical.diffusion(), session) : empirical;
    }

    /// The same process, its networks trained in advance, many at once.
    public ReverseProcess trained(ReverseProcess process) {
        if (process.sampler().score() instanceof LearnedScore learned) {
            learned.train(process.grid().toArray());
        }
        return process;
    }

    /// The learned score of these patterns. Its stream of weights is `feature weights`.
    /// @param patterns `[n × d]`
    /// @throws IllegalArgumentException for another process than Ornstein–Uhlenbeck
    private LearnedScore learned(Rows patterns, Diffusion process, Session session) {
        if (!(process instanceof OrnsteinUhlenbeck)) {
            throw new BadInput("a learned score is one of the process ou, got %s", process.name());
        }
        Memory.require(8.0 * features * (4.0 * features * session.threads() + 10.0 * patterns.rows()),
                Text.of("%d features of %d patterns", features, patterns.rows()), "choose fewer --features");
        Matrix known = Matrix.zeros(patterns.rows(), patterns.columns());
        double[] row = new double[patterns.columns()];
        for (long i = 0; i < patterns.rows(); i++) {
            patterns.copy(i, 1, row, 0);
            known.setRow(i, row);
        }
        RandomFeatures drawn = RandomFeatures.draw(features, patterns.columns(), activation, false, session.stream("feature weights"));
        double until = trainingTime > 0 ? trainingTime : Double.POSITIVE_INFINITY;
        return new TimewiseTraining(drawn, known, new double[] {until}, ridge, session).score(0);
    }
}
