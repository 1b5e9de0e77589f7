package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
record OverlapMeasurement(List<TrainedSet> sets, long[] steps, double[] levels, List<List<Seen>> seen, List<Exact> exact) {
    /// A network at a checkpoint, each list by level.
    /// @param drawnLoss on the levels of the training, mean since its start
    record Seen(double drawnLoss, List<Estimate> overlap, List<Estimate> trainLoss, List<Estimate> heldOutLoss) { }

    /// The exact score of the patterns, each list by level.
    record Exact(List<Estimate> trainLoss, List<Estimate> heldOutLoss) { }

    static OverlapMeasurement of(Overlap question, List<TrainedSet> sets, Session session) {
        long[] steps = question.training().checkpointSteps();
        double[] levels = question.levels();
        LevelReferences[][] references = new LevelReferences[sets.size()][];
        var lazily = new Lazily(sets, levels, question.states(), references);
        try (var trainings = new ObservedTrainings(sets.stream()
                .map(set -> new ObservedTrainings.Named(set.name(), set.training())).toList(), session)) {
            List<List<Seen>> seen = trainings.watch(steps, Seen.class, (i, _) -> seen(sets.get(i), lazily.at(i)));
            List<Exact> exact = new ArrayList<>();
            for (int i = 0; i < sets.size(); i++) {
                int index = i;
                exact.add(session.part(sets.get(i).name() + " exact score", Exact.class, () -> exact(lazily.at(index))));
            }
            return new OverlapMeasurement(sets, steps, levels, seen, exact);
        }
    }

    /// References made when they are first asked for: an interrupted run that goes on may not need them.
    private record Lazily(List<TrainedSet> sets, double[] levels, int states, LevelReferences[][] made) {
        LevelReferences[] at(int i) {
            if (made[i] == null) {
                made[i] = Arrays.stream(levels).mapToObj(sigma -> LevelReferences.of(sets.get(i), sigma, states))
                        .toArray(LevelReferences[]::new);
            }
            return made[i];
        }
    }

    private static Seen seen(TrainedSet set, LevelReferences[] references) {
        return set.learned(new VarianceExploding(), score -> {
            List<Estimate> overlap = new ArrayList<>();
            List<Estimate> trainLoss = new ArrayList<>();
            List<Estimate> heldOutLoss = new ArrayList<>();
            for (LevelReferences each : references) {
                Matrix told = each.trained().toldBy(score);
                overlap.add(each.law().map(law -> NoisedStates.overlap(told, law, each.patterns())).orElse(Estimate.NONE));
                trainLoss.add(each.trained().loss(told));
                heldOutLoss.add(each.heldOut().map(states -> states.loss(states.toldBy(score))).orElse(Estimate.NONE));
            }
            return new Seen(set.training().loss(), overlap, trainLoss, heldOutLoss);
        });
    }

    private static Exact exact(LevelReferences[] references) {
        return new Exact(Arrays.stream(references).map(LevelReferences::patternsLoss).toList(),
                Arrays.stream(references).map(LevelReferences::patternsLossHeldOut).toList());
    }
}
