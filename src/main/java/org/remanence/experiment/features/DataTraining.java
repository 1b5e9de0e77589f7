package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.Optional;
import org.remanence.data.DataModel;
import org.remanence.data.Memory;
import org.remanence.experiment.measure.SessionMonitor;
import org.remanence.feature.FeatureMoments;
import org.remanence.feature.GradientFlow;
import org.remanence.feature.RandomFeatures;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.score.Score;
import org.remanence.score.TrueScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.FeatureLaw;

/// Training on patterns of a data set, tested on others of it that are held out, or on the law that they were drawn from.
/// Losses are exact in the average over noise.
final class DataTraining implements TrainedSystem {
    /// Noisy states that the loss of a known score is a mean over, at least: its error is √(2/(d · states)) of the mean square.
    private static final int STATES = 20_000;
    private static final int BLOCK = 1000;
    /// Numbers of work space a feature.
    private static final int WORK = 6000;

    private final FeatureSystem system;
    private final int features;
    private final NamedPatterns patterns;
    private final int heldOut;
    private final Optional<DataModel> law;
    /// What the test loss is a mean over if no patterns are held out.
    private final Optional<RoundClusters> clusters;

    /// Refuses what memory cannot hold.
    DataTraining(FeatureSystem system, TrainingData training, NamedPatterns patterns) {
        this.system = system;
        this.features = training.named().features();
        this.patterns = patterns;
        this.clusters = training.heldOut() > 0 ? Optional.empty() : Optional.of(clusters(patterns));
        this.heldOut = clusters.isPresent() ? 0 : training.heldOut(patterns);
        this.law = patterns.law().filter(TrueScore::isKnown);
        double p = features;
        Memory.require(8 * (p * (8 * p + WORK) + 3.0 * patterns.count() * patterns.dimension()),
                Text.of("%d features of %d patterns", features, patterns.count()),
                "choose fewer --features");
    }

    private static RoundClusters clusters(NamedPatterns patterns) {
        return patterns.law().flatMap(RoundClusters::of).orElseThrow(() -> new BadInput(
                "heldOut may be 0 for data drawn from round clusters of one width, got %s: choose a share above 0",
                patterns.name()));
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public int patterns() {
        return patterns.count() - heldOut;
    }

    @Override
    public int heldOut() {
        return heldOut;
    }

    @Override
    public int dimension() {
        return patterns.dimension();
    }

    @Override
    public double meanVariance() {
        return patterns.spectrum().mean();
    }

    @Override
    public GradientFlow flow(int realization, Session session) {
        RandomFeatures drawn = RandomFeatures.draw(features, dimension(), system.activation(),
                system.rows() == FeatureSystem.Rows.NORMALIZED, session.stream("feature weights " + realization));
        if (clusters.isPresent()) {
            return flow(FeatureMoments.of(drawn, patterns.all(), system.time(), session),
                    clusters.get().moments(drawn, system.time(), session), session);
        }
        NamedPatterns.Split split = patterns.split(realization, heldOut, session);
        return flow(FeatureMoments.of(drawn, split.trained(), system.time(), session),
                FeatureMoments.of(drawn, split.heldOut(), system.time(), session), session);
    }

    private GradientFlow flow(FeatureMoments trained, FeatureMoments tested, Session session) {
        return new GradientFlow(trained, tested, system.time(), new SessionMonitor(session));
    }

    /// What the score error is a mean over, but for noise: patterns held out, or draws from the law.
    private Matrix known(int realization, Session session) {
        if (clusters.isEmpty()) {
            return patterns.split(realization, heldOut, session).heldOut();
        }
        double[] values = new double[STATES * dimension()];
        law.orElseThrow().fill(session.stream("law of the data " + realization), 0, STATES, values, 0);
        Matrix drawn = Matrix.zeros(STATES, dimension());
        drawn.write(0, STATES, values, 0);
        return drawn;
    }

    /// `1 − v E |∇ log p_t|²/d`, over noisings of the patterns held out, or of draws from the law.
    @Override
    public double unexplained(int realization, Session session) {
        if (law.isEmpty()) {
            return Double.NaN;
        }
        Score score = TrueScore.of(law.get(), new OrnsteinUhlenbeck(), session);
        RandomStream noise = session.stream("true score noise " + realization);
        Matrix known = known(realization, session);
        double signal = Math.exp(-system.time());
        double spread = Math.sqrt(-Math.expm1(-2 * system.time()));
        int d = dimension();
        int blocks = Math.toIntExact(Math.ceilDiv(Math.max(STATES, known.rows()), BLOCK));
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            Matrix states = Matrix.zeros(BLOCK, d);
            double[] fresh = new double[d];
            for (int i = 0; i < BLOCK; i++) {
                int index = block * BLOCK + i;
                double[] row = known.row(index % known.rows());
                noise.gaussians(index, 0, fresh, 0, d);
                for (int k = 0; k < d; k++) {
                    row[k] = signal * row[k] + spread * fresh[k];
                }
                states.setRow(i, row);
            }
            Matrix scores = Matrix.zeros(BLOCK, d);
            score.score(states, system.time(), scores);
            for (int i = 0; i < BLOCK; i++) {
                sum += Arrays.stream(scores.row(i)).map(each -> each * each).sum();
            }
        }
        return 1 - spread * spread * sum / ((double) blocks * BLOCK * d);
    }

    @Override
    public FeatureLaw law() {
        return FeatureLaw.of(Activation.valueOf(system.activation().name()), system.time(), (double) features / dimension(),
                (double) patterns() / dimension(), patterns.spectrum());
    }
}
