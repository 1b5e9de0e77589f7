package org.remanence.experiment.features;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.remanence.data.DataModel;
import org.remanence.data.Memory;
import org.remanence.data.PatternSet;
import org.remanence.experiment.measure.DataChoice;
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
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.FeatureLaw;
import org.remanence.theory.features.PopulationSpectrum;

/// Training on patterns of a data set, tested on others of it that are held out. Both losses are exact in the average over noise.
final class DataTraining implements TrainedSystem {
    /// Noisy states that the loss of a known score is a mean over, at least: its error is √(2/(d · states)) of the mean square.
    private static final int STATES = 20_000;
    private static final int BLOCK = 1000;
    /// Numbers of work space a feature.
    private static final int WORK = 6000;

    private final FeatureSystem system;
    private final int features;
    private final int heldOut;
    private final Matrix patterns;
    private final String units;
    private final PopulationSpectrum spectrum;
    private final Optional<DataModel> law;

    private DataTraining(FeatureSystem system, TrainingData training, PatternSet set, Matrix patterns) {
        this.system = system;
        this.features = training.features();
        this.patterns = patterns;
        DataChoice choice = training.source().choice();
        if (patterns.rows() < 2) {
            throw new BadInput("the patterns of %s must be at least 2, one to train on and one to test on, got 1", set.name());
        }
        this.heldOut = (int) Math.round(training.heldOut() * patterns.rows());
        if (heldOut < 1 || heldOut >= patterns.rows()) {
            throw new BadInput("heldOut must leave patterns to train on and to test on, got %s of the %d of %s: choose another share",
                    training.heldOut(), patterns.rows(), set.name());
        }
        this.units = DataChoice.units(set, "patterns");
        double[] variances = choice.spectrum(set).eigenvalues();
        if (!(Arrays.stream(variances).sum() > 0)) {
            throw new BadInput("the patterns of %s are all the same: there is nothing to learn", set.name());
        }
        this.spectrum = PopulationSpectrum.of(variances);
        this.law = choice.law().filter(TrueScore::isKnown);
        double p = features;
        Memory.require(8 * (p * (8 * p + WORK) + 3.0 * patterns.rows() * patterns.columns()),
                Text.of("%d features of %d patterns", features, patterns.rows()),
                "choose fewer --features");
    }

    /// Reads the patterns.
    static DataTraining open(FeatureSystem system, TrainingData training, Session session) {
        try (Arena memory = Arena.ofShared()) {
            PatternSet set = training.source().choice().open(memory, Precision.DOUBLE, session);
            return new DataTraining(system, training, set, set.toMatrix(Arena.ofAuto()));
        }
    }

    /// The units of the patterns, as a sentence.
    String units() {
        return units;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public int patterns() {
        return Math.toIntExact(patterns.rows()) - heldOut;
    }

    @Override
    public int heldOut() {
        return heldOut;
    }

    @Override
    public int dimension() {
        return patterns.columns();
    }

    @Override
    public double meanVariance() {
        return spectrum.mean();
    }

    @Override
    public GradientFlow flow(int realization, Session session) {
        RandomFeatures drawn = RandomFeatures.draw(features, dimension(), system.activation(),
                system.rows() == FeatureSystem.Rows.NORMALIZED, session.stream("feature weights " + realization));
        int[] order = order(realization, session);
        return new GradientFlow(FeatureMoments.of(drawn, rows(order, heldOut, order.length), system.time(), session),
                FeatureMoments.of(drawn, rows(order, 0, heldOut), system.time(), session), system.time(),
                new SessionMonitor(session));
    }

    /// `1 − v E |∇ log p_t|²/d`, over noisings of the patterns held out.
    @Override
    public double unexplained(int realization, Session session) {
        if (law.isEmpty()) {
            return Double.NaN;
        }
        Score score = TrueScore.of(law.get(), new OrnsteinUhlenbeck(), session);
        RandomStream noise = session.stream("true score noise " + realization);
        int[] order = order(realization, session);
        double signal = Math.exp(-system.time());
        double spread = Math.sqrt(-Math.expm1(-2 * system.time()));
        int d = dimension();
        int blocks = Math.ceilDiv(Math.max(STATES, heldOut), BLOCK);
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            Matrix states = Matrix.zeros(BLOCK, d);
            double[] fresh = new double[d];
            for (int i = 0; i < BLOCK; i++) {
                int index = block * BLOCK + i;
                double[] row = patterns.row(order[index % heldOut]);
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
                (double) patterns() / dimension(), spectrum);
    }

    /// A random order of the patterns; the first ones are held out.
    private int[] order(int realization, Session session) {
        RandomStream stream = session.stream("held out " + realization);
        double[] keys = IntStream.range(0, Math.toIntExact(patterns.rows())).mapToDouble(i -> stream.uniform(i, 0)).toArray();
        return IntStream.range(0, keys.length).boxed().sorted(Comparator.comparingDouble(i -> keys[i])).mapToInt(i -> i)
                .toArray();
    }

    private Matrix rows(int[] order, int from, int to) {
        Matrix rows = Matrix.zeros(to - from, dimension());
        for (int i = from; i < to; i++) {
            rows.setRow(i - from, patterns.row(order[i]));
        }
        return rows;
    }
}
