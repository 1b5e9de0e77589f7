package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.remanence.data.UniformScaling;
import org.remanence.experiment.AxisValues;
import org.remanence.network.NetworkDescription;
import org.remanence.network.NetworkFunction;
import org.remanence.network.NoiseSchedule;
import org.remanence.network.ResidualNetwork;
import org.remanence.network.TrainedNetwork;
import org.remanence.network.TrainedScore;
import org.remanence.network.Training;
import org.remanence.process.Diffusion;
import org.remanence.process.TimeGrid;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// A network in training on n patterns.
/// @param patterns n
/// @param run which of several, from 0: data, start and noise are its own
/// @param pool where the patterns come from
/// @param session of the run
/// @param training on the first n patterns of the pool
record TrainedSet(int patterns, int run, PatternPool pool, Session session, Training training) {
    /// Refuses sizes that are not whole, or do not increase.
    static void check(AxisValues sizes) {
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.at(i) != Math.rint(sizes.at(i))) {
                throw new BadInput("each of sizes must be a whole number, got %s", sizes.at(i));
            }
        }
        NetworkSettings.checkIncreasing("sizes", sizes);
    }

    /// Every size in every run, at the start.
    /// @param pools of the runs
    static List<TrainedSet> of(AxisValues sizes, List<PatternPool> pools, NetworkSettings network, Session session) {
        List<TrainedSet> sets = new ArrayList<>();
        for (double size : sizes.values()) {
            for (int run = 0; run < pools.size(); run++) {
                Session own = ofRun(run, session);
                PatternPool pool = pools.get(run);
                Matrix patterns = pool.training((int) size);
                sets.add(new TrainedSet((int) size, run, pool, own,
                        Training.of(patterns, network.settings(patterns, pool.image()), own)));
            }
        }
        return sets;
    }

    /// The session of one of several runs.
    static Session ofRun(int run, Session session) {
        return session.withSeed(session.stream("runs").bits(run, 0));
    }

    /// Name among the parts of a computation.
    String name() {
        return Text.of("n=%d run %d", patterns, run);
    }

    /// What is made of the score that the network has learned so far, by the average of its parameters.
    <T> T learned(Diffusion process, Function<TrainedScore, T> use) {
        try (var network = new Snapshot(training.network(),
                NetworkDescription.flat(training.settings().meaning(), UniformScaling.none(pool.dimension())));
                var score = new TrainedScore(network, UniformScaling.none(pool.dimension()), process, session)) {
            return use.apply(score);
        }
    }

    /// The exact score of its patterns.
    EmpiricalScore exact(Diffusion process) {
        return new EmpiricalScore(pool.training(patterns), process, Precision.DOUBLE, session);
    }

    /// Losses of the network so far on noised patterns of the training, by level.
    /// @param levels σ
    /// @param states noised patterns at each
    List<Estimate> trainLoss(AxisValues levels, int states) {
        return loss(pool.training(patterns), "noise on trained", levels, states);
    }

    /// Its losses on patterns held out; [Estimate#NONE] where there are none.
    List<Estimate> heldOutLoss(AxisValues levels, int states) {
        return loss(pool.heldOut(patterns), "noise on held out", levels, states);
    }

    private List<Estimate> loss(Matrix on, String purpose, AxisValues levels, int count) {
        return learned(new VarianceExploding(), score -> Arrays.stream(levels.values()).mapToObj(sigma -> {
            if (on.rows() == 0) {
                return Estimate.NONE;
            }
            NoisedStates states = NoisedStates.of(on, count, sigma, session.stream(purpose));
            return states.loss(states.toldBy(score));
        }).toList());
    }

    /// Samples of a score: from the greatest noise of the training to the least, in steps that are even on its clock,
    /// and to the datum that the score sees there.
    Matrix sample(Score score, Scheme scheme, int steps, int count) {
        return new ReverseProcess(scheme.with(score, session), grid(score.diffusion(), steps), session)
                .sample(count, "samples");
    }

    /// The times of such samples.
    TimeGrid grid(Diffusion process, int steps) {
        NoiseSchedule schedule = training.settings().meaning().schedule();
        return TimeGrid.of(IntStream.rangeClosed(0, steps)
                .mapToDouble(i -> i == 0 ? schedule.greatest() : schedule.sigma(1 - (double) i / steps))
                .map(sigma -> process.timeAt(sigma * sigma)).toArray());
    }

    /// A network as it was at some step.
    private record Snapshot(ResidualNetwork network, NetworkDescription description) implements TrainedNetwork {
        @Override
        public NetworkFunction function() {
            return network.copy();
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
