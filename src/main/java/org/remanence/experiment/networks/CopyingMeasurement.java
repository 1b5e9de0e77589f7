package org.remanence.experiment.networks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.experiment.measure.NeighbourRatios;
import org.remanence.experiment.measure.Neighbours;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

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
        try (var trainings = new ObservedTrainings(sets, session)) {
            List<List<Seen>> seen = trainings.watch(steps, Seen.class, set -> seen(question, set));
            List<CopyBaseline> baselines = trainings.beside("baseline", CopyBaseline.class,
                    set -> baseline(question, set));
            return new CopyingMeasurement(sets, steps, seen, baselines);
        }
    }

    private static Seen seen(Copying question, TrainedSet set) {
        Matrix patterns = set.pool().training(set.patterns());
        Matrix samples = set.learned(new OrnsteinUhlenbeck(),
                score -> set.sample(score, question.sampler(), question.samplingSteps(), question.samples()));
        Neighbours neighbours = Neighbours.of(samples, set.exact(new OrnsteinUhlenbeck()));
        double[] ratios = NeighbourRatios.of(samples, patterns, set.session()).ratios();
        int[] copies = IntStream.range(0, ratios.length).filter(b -> ratios[b] < question.ratio()).toArray();
        int shown = Math.min(SHOWN, question.samples());
        return new Seen(copies.length, IntStream.of(copies).mapToLong(b -> neighbours.nearest()[b]).distinct().count(),
                Estimate.of(neighbours.distance()), set.trainLoss(question.noiseLevels(), question.states()),
                set.heldOutLoss(question.noiseLevels(), question.states()), samples.slice(0, shown).toArray(),
                Arrays.copyOf(neighbours.nearest(), shown));
    }

    private static CopyBaseline baseline(Copying question, TrainedSet set) {
        Matrix patterns = set.pool().training(set.patterns());
        Matrix others = set.pool().heldOut(set.patterns());
        EmpiricalScore exact = set.exact(new OrnsteinUhlenbeck());
        Estimate ofExact = share(question, set.sample(exact, question.sampler(), question.samplingSteps(),
                question.samples()),
                patterns, set.session());
        return others.rows() == 0 ? new CopyBaseline(Estimate.NONE, Estimate.NONE, ofExact)
                : new CopyBaseline(share(question, others, patterns, set.session()),
                Estimate.of(Neighbours.of(others, exact).distance()), ofExact);
    }

    private static Estimate share(Copying question, Matrix states, Matrix patterns, Session session) {
        return Estimate.share(NeighbourRatios.of(states, patterns, session).copies(question.ratio()), states.rows());
    }
}
