package org.remanence.experiment.measure;

import java.util.List;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.data.Memory;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Schema;
import org.remanence.feature.FeatureFunction;
import org.remanence.feature.LearnedScore;
import org.remanence.feature.RandomFeatures;
import org.remanence.feature.TimewiseTraining;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Which score a sampler follows: the empirical score of the patterns, what random features have learned from them, or that of a
/// network that was trained.
public record FollowedScore(
        @Parameter(value = EMPIRICAL, help = """
                empirical: the exact score of the patterns; learned: that which random features learn from them, a network for each \
                time; or\s""" + ScoreName.NETWORK) String score,
        @Parameter(value = ScoreName.UNDESCRIBED, plain = true, help = ScoreName.DESCRIPTION) String description,
        @Parameter(value = "300", min = 1, max = 1e5, help = "random features of a learned score") int features,
        @Parameter(value = "tanh", help = "function of the features") FeatureFunction activation,
        @Parameter(value = "1000", min = 0, unit = "training time τ",
                help = "when its training by gradient flow stops; 0: never") double trainingTime,
        @Parameter(value = "0", min = 0, max = 1e6, help = "ridge λ of its penalty v λ |A|²/(p d)") double ridge) implements ReadsData {
    private static final String EMPIRICAL = "empirical";
    private static final String LEARNED = "learned";

    /// Refuses parameters out of bounds.
    public FollowedScore {
        Schema.check(FollowedScore.class, score, description, features, activation, trainingTime, ridge);
        name(score, description);
    }

    private static ScoreName name(String score, String description) {
        return new ScoreName(score, description, List.of(EMPIRICAL, LEARNED));
    }

    /// A score that is followed, until it is closed.
    /// @param score of the paths
    /// @param whole what is closed with it
    public record Opened(Score score, AutoCloseable whole) implements AutoCloseable {
        /// The same process, its networks trained in advance, many at once.
        public ReverseProcess ready(ReverseProcess process) {
            if (process.sampler().score() instanceof LearnedScore learned) {
                learned.train(process.grid().toArray());
            }
            return process;
        }

        @Override
        public void close() {
            try {
                whole.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Refuses parameters of another score, and schemes that only the empirical one allows.
    /// @param question that has this group
    /// @param sampler its scheme
    public void refuseUnused(Record question, Scheme sampler) {
        if (!isLearned()) {
            Unused.refuse(question, isEmpirical() ? "on the empirical score" : "on a trained network", "features", "activation",
                    "trainingTime",
                    "ridge");
        }
        if (!isEmpirical()) {
            Unused.refuse(question, "on a score that was learned from patterns alike", "weights");
        }
        if (!isEmpirical() && sampler == Scheme.ANCESTRAL) {
            throw new BadInput("""
                    sampler ancestral draws patterns from their posterior, which only the empirical score knows: choose ei-heun""");
        }
    }

    /// Whether it is that of the patterns.
    public boolean isEmpirical() {
        return score.equals(EMPIRICAL);
    }

    /// Whether random features learn it.
    public boolean isLearned() {
        return score.equals(LEARNED);
    }

    /// Whose it is, as the subject of a sentence: "Clones follow …".
    public String words() {
        return isEmpirical() ? "the empirical score" : isLearned()
                ? Text.of("the score that %d random features have learned by τ = %s", features, trainingTime > 0 ? Text.of("%.3g",
                        trainingTime) : "∞")
                : "the score of the network " + score;
    }

    @Override
    public Stream<DataSource> sources() {
        return name(score, description).sources();
    }

    /// The score that paths follow.
    /// @param patterns of the empirical score
    /// @throws BadInput if the network does not fit them
    public Opened open(EmpiricalScore empirical, PatternSet patterns, Session session) {
        if (isEmpirical()) {
            return new Opened(empirical, () -> { });
        }
        if (isLearned()) {
            return new Opened(learned(patterns, empirical.diffusion(), session), () -> { });
        }
        NetworkScore network = name(score, description).open(patterns, empirical.diffusion(), session);
        return new Opened(network.score(), network);
    }

    /// The learned score of these patterns. Its stream of weights is `feature weights`.
    private LearnedScore learned(PatternSet patterns, Diffusion process, Session session) {
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
        RandomFeatures drawn = RandomFeatures.draw(features, patterns.columns(), activation, false,
                session.stream("feature weights"));
        double until = trainingTime > 0 ? trainingTime : Double.POSITIVE_INFINITY;
        return new TimewiseTraining(drawn, known, new double[] {until}, ridge, session).score(0);
    }
}
