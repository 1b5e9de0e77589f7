package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// What was measured of all trainings.
/// @param sets in the order of sizes, then runs
/// @param steps checkpoints
/// @param levels σ
/// @param seen by checkpoint and training
/// @param exact losses of the exact score, by training
record OverlapMeasurement(List<TrainedSet> sets, long[] steps, double[] levels, List<List<Seen>> seen,
        List<Exact> exact) {
    /// A network at a checkpoint, each list by level.
    /// @param drawnLoss on the levels of the training, mean since its start
    record Seen(double drawnLoss, List<Estimate> overlap, List<Estimate> trainLoss, List<Estimate> heldOutLoss) { }

    /// The exact score of the patterns, each list by level.
    record Exact(List<Estimate> trainLoss, List<Estimate> heldOutLoss) { }

    static OverlapMeasurement of(Overlap question, List<TrainedSet> sets, Session session) {
        long[] steps = question.training().checkpointSteps();
        double[] levels = question.levels();
        // Made when they are first asked for: an interrupted run that goes on may not need them.
        Map<TrainedSet, List<LevelReferences>> made = new IdentityHashMap<>();
        Function<TrainedSet, List<LevelReferences>> references = set -> made.computeIfAbsent(set,
                _ -> Arrays.stream(levels).mapToObj(sigma -> LevelReferences.of(set, sigma, question.states()))
                .toList());
        try (var trainings = new ObservedTrainings(sets, session)) {
            List<List<Seen>> seen = trainings.watch(steps, Seen.class, set -> seen(set, references.apply(set)));
            List<Exact> exact = trainings.beside("exact score", Exact.class, set -> exact(references.apply(set)));
            return new OverlapMeasurement(sets, steps, levels, seen, exact);
        }
    }

    private static Seen seen(TrainedSet set, List<LevelReferences> references) {
        return set.learned(new VarianceExploding(), score -> {
            List<Estimate> overlap = new ArrayList<>();
            List<Estimate> trainLoss = new ArrayList<>();
            List<Estimate> heldOutLoss = new ArrayList<>();
            for (LevelReferences each : references) {
                Matrix told = each.trained().toldBy(score);
                overlap.add(each.law().map(law -> NoisedStates.overlap(told, law, each.patterns()))
                        .orElse(Estimate.NONE));
                trainLoss.add(each.trained().loss(told));
                heldOutLoss.add(each.heldOut().map(states -> states.loss(states.toldBy(score))).orElse(Estimate.NONE));
            }
            return new Seen(set.training().loss(), overlap, trainLoss, heldOutLoss);
        });
    }

    private static Exact exact(List<LevelReferences> references) {
        return new Exact(references.stream().map(LevelReferences::patternsLoss).toList(),
                references.stream().map(LevelReferences::patternsLossHeldOut).toList());
    }
}
