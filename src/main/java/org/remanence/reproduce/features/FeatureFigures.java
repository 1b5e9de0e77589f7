package org.remanence.reproduce.features;

import java.util.List;
import org.remanence.reproduce.Reproduction;

/// The figures of the talks on random-feature scores.
public final class FeatureFigures {
    private static final List<Reproduction> ALL = List.of(new LearnedCopies(), new FeatureBulksFigure(), new TrainingTimes(),
            new OneNetwork(), new MixtureOutliers(), new MixtureTraining(), new MixtureSamples(),
            new LearningCurves(), new FeatureTransition(), new NoisingsFigure(), new LatentDimension(), new MemorizationPhases());

    private FeatureFigures() { }

    /// In the order of the documents.
    public static List<Reproduction> all() {
        return ALL;
    }
}
