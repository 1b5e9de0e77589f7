package org.remanence.experiment.networks;

import java.util.List;
import org.remanence.data.UniformScaling;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.network.NetworkDescription;
import org.remanence.network.Training;
import org.remanence.network.TrainingSettings;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// Trains a network on patterns, looks at it on the way, and keeps it as a score that others can follow.
@Question(value = "What does a network learn from these patterns, and when does it begin to copy them", name = "train",
        equation = """
                minimises E|F(y/c, σ) − (A a + B z)|² at y = a + σ z, a of the patterns, z normal; loss: |ε̂ − z|²/d \
                whatever F is""",
        source = "Ho, Jain and Abbeel, 2020; Karras, Aittala, Aila and Laine, 2022; copies: Yoon et al., 2023",
        cost = "steps · 6 · batch · parameters flops on one thread; a minute for 10 000 steps on small images")
public record NetworkTraining(
        @Defaults("data=") DataChoice choice,
        @Parameter(value = "0", min = 0, max = 1e8,
                        help = "patterns to train on, drawn among those of the data; 0: all")
                int patterns,
        @Defaults({"steps=10000", "checkpoints=log:0.01:1:7"}) NetworkSettings training,
        NetworkChanges changes,
        @Parameter(value = "100", min = 0, max = 1e6, help = "samples made at each checkpoint") int samples,
        @Parameter(value = "100", min = 1, max = 1e5,
                        help = "steps from noise to data, even on the clock of the training")
                int samplingSteps,
        @Parameter(value = "0.176,0.522,1.24", above = 0, max = 1e4,
                        unit = "σ", help = "noise levels of the losses, increasing")
                AxisValues noiseLevels,
        @Parameter(value = "2000", min = 2, max = 1e7, help = "noised patterns at each level") int states,
        @Parameter(value = "1000", min = 0, max = 1e7, help = "patterns held out at most, from those not trained on")
                int heldOut)
        implements Experiment<NetworkTraining.Result> {

    /// Refuses parameters out of bounds, and levels that do not increase.
    public NetworkTraining {
        Schema.check(NetworkTraining.class, choice, patterns, training, changes, samples, samplingSteps, noiseLevels,
                states, heldOut);
        NetworkSettings.checkIncreasing("noiseLevels", noiseLevels);
    }

    /// What the training showed.
    public record Result(
            @Reported("dimension d") int dimension,
            @Reported("patterns trained on") int trained,
            @Reported("patterns held out") long heldOut,
            @Reported("parameters of the network") int parameters,
            @Reported("""
                    squared error of the noise per coordinate, mean over the steps since the checkpoint before, at levels \
                    as the training draws them""")
                    Curve loss,
            @Reported("losses on patterns of the training and on others at the noise levels, in steps")
                    List<LevelLosses> losses,
            @Reported("share of samples nearer than a third of the distance to the second nearest pattern, in steps")
                    Curve copiedFraction,
            @Reported("mean distance of a sample to its nearest pattern, in steps") Curve nearestDistance) { }

    @Override
    public Answer<Result> run(Session session) {
        PatternPool pool = PatternPool.open(choice, "patterns", patterns, heldOut, session);
        Matrix trained = pool.trained();
        TrainingSettings settings = changes.applied(training.settings(trained, pool.image()),
                NetworkSettings.rootMeanSquare(trained));
        UniformScaling units = pool.about().preparation().uniform(pool.dimension());
        try (Training network = Training.of(trained, settings, session)) {
            TrainedSet set = new TrainedSet((int) trained.rows(), 0, pool, session, network);
            List<TrainingGlance> seen = new WatchedTraining(this, set, session).watch();
            return new NetworkTrainingPage(this, set, NetworkDescription.flat(settings.meaning(), units), seen)
                    .answer();
        }
    }
}
