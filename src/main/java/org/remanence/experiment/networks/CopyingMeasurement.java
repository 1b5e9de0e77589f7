package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.experiment.measure.NeighbourRatios;
import org.remanence.experiment.measure.Neighbours;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// What was measured of all trainings.
/// @param sets in the order of sizes, then runs
/// @param steps checkpoints
/// @param seen by checkpoint and training
/// @param baselines by training
record CopyingMeasurement(List<TrainedSet> sets, long[] steps, List<List<Seen>> seen, List<CopyBaseline> baselines) {
    private static final int SHOWN = 10;

    /// A network at a checkpoint.
    /// @param copies among the samples
    /// @param hit different patterns among them
    /// @param distance to the nearest pattern, mean
    /// @param trainLoss by level
    /// @param heldOutLoss by level
    /// @param shown a few samples
    /// @param nearest patterns of these
    record Seen(long copies, long hit, Estimate distance, List<Estimate> trainLoss, List<Estimate> heldOutLoss,
            double[][] shown, long[] nearest) { }

    static CopyingMeasurement of(Copying question, List<TrainedSet> sets, Session session) {
        long[] steps = question.training().checkpointSteps();
        try (var trainings = new ObservedTrainings(sets.stream()
                .map(set -> new ObservedTrainings.Named(set.name(), set.training())).toList(), session)) {
            List<List<Seen>> seen = trainings.watch(steps, Seen.class, (i, _) -> seen(question, sets.get(i)));
            List<CopyBaseline> baselines = sets.stream().map(set -> session.part(set.name() + " baseline", CopyBaseline.class,
                    () -> baseline(question, set))).toList();
            return new CopyingMeasurement(sets, steps, seen, baselines);
        }
    }

    private static Seen seen(Copying question, TrainedSet set) {
        Matrix patterns = set.pool().training(set.patterns());
        Matrix samples = set.learned(new OrnsteinUhlenbeck(),
                score -> set.sample(score, question.sampler(), question.samplingSteps(), question.samples()));
        Neighbours neighbours = Neighbours.of(samples, exact(set));
        double[] ratios = NeighbourRatios.of(samples, patterns, set.session()).ratios();
        int[] copies = IntStream.range(0, ratios.length).filter(b -> ratios[b] < question.ratio()).toArray();
        List<Estimate> trainLoss = new ArrayList<>();
        List<Estimate> heldOutLoss = new ArrayList<>();
        Matrix others = set.pool().heldOut(set.patterns());
        set.learned(new VarianceExploding(), score -> {
            for (double sigma : question.noiseLevels().values()) {
                trainLoss.add(loss(question, set, patterns, "noise on trained", sigma, score));
                heldOutLoss.add(others.rows() == 0 ? Estimate.NONE
                        : loss(question, set, others, "noise on held out", sigma, score));
            }
            return trainLoss;
        });
        int shown = Math.min(SHOWN, question.samples());
        return new Seen(copies.length, IntStream.of(copies).mapToLong(b -> neighbours.nearest()[b]).distinct().count(),
                Estimate.of(neighbours.distance()), trainLoss, heldOutLoss, samples.slice(0, shown).toArray(),
                Arrays.copyOf(neighbours.nearest(), shown));
    }

    private static Estimate loss(Copying question, TrainedSet set, Matrix patterns, String purpose, double sigma, Score score) {
        NoisedStates states = NoisedStates.of(patterns, question.states(), sigma, set.session().stream(purpose));
        return states.loss(states.toldBy(score));
    }

    private static CopyBaseline baseline(Copying question, TrainedSet set) {
        Matrix patterns = set.pool().training(set.patterns());
        Matrix others = set.pool().heldOut(set.patterns());
        EmpiricalScore exact = exact(set);
        Estimate ofExact = share(question, set.sample(exact, question.sampler(), question.samplingSteps(), question.samples()),
                patterns, set.session());
        return others.rows() == 0 ? new CopyBaseline(Estimate.NONE, Estimate.NONE, ofExact)
                : new CopyBaseline(share(question, others, patterns, set.session()),
                Estimate.of(Neighbours.of(others, exact).distance()), ofExact);
    }

    private static Estimate share(Copying question, Matrix states, Matrix patterns, Session session) {
        return Estimate.share(NeighbourRatios.of(states, patterns, session).copies(question.ratio()), states.rows());
    }

    private static EmpiricalScore exact(TrainedSet set) {
        return new EmpiricalScore(set.pool().training(set.patterns()), new OrnsteinUhlenbeck(), Precision.DOUBLE,
                set.session());
    }
}
