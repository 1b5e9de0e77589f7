package org.remanence.experiment.networks;

import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.DoubleStream;
import org.remanence.data.Memory;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// Trains networks on n patterns and says where, between the score of the law and that of the patterns, each of them
/// is. It does so for every size, on the way, at every noise level.
@Question(value = "At which noise levels, after how many steps and for how few patterns has a network begun to copy",
        equation = """
                m(σ) = ⟨ε̂ − ε_true, ε_emp − ε_true⟩/|ε_emp − ε_true|² at x = y + σ z, y a pattern of the training: 0 \
                the law, 1 the patterns; losses |ε̂ − z|²/d; the law's is (1/d) Σ c/(c + σ²)""",
        source = """
                networks: Ventura, Achilli, Silvestri, Lucibello and Ambrogioni, 2025; preconditioning: Karras et al., \
                2022; the overlap is ours""",
        cost = "sizes · runs · steps · 6 · batch · parameters flops; the default takes 60 s on two cores")
public record Overlap(
        @Defaults("data=manifold:d=30,variance=1x2+0.3x5") DataChoice choice,
        @Parameter(value = "20,100,1000", min = 2, max = 1e7, help = "numbers n of patterns trained on, increasing")
                AxisValues sizes,
        NetworkSettings training,
        @Parameter(value = "0.01,0.02,0.03,0.06,0.1,0.2,0.3,0.6,1", above = 0, max = 1e4, unit = "σ", help = """
                noise levels, increasing; read the overlap up to 0.3 of the data's deviation: beyond, a network knows \
                the covariance of its patterns, which is no copy""")
                AxisValues noiseLevels,
        @Parameter(value = "0.1", above = 0, max = 1e4, unit = "σ", help = "noise level at which steps are counted")
                double reading,
        @Parameter(value = "2000", min = 2, max = 1e7, help = "noised patterns at each level") int states,
        @Parameter(value = "1000", min = 1, max = 1e7, help = "patterns held out at most") int heldOut,
        @Parameter(value = "1", min = 1, max = 1000,
                        help = "networks of each size, each with patterns, start and noise of its own")
                int runs)
        implements Experiment<Overlap.Result> {
    /// Matrices of states kept for a level.
    private static final int KEPT = 7;

    /// Refuses parameters out of bounds, sizes that are not whole, and levels or sizes that do not increase.
    public Overlap {
        Schema.check(Overlap.class, choice, sizes, training, noiseLevels, reading, states, heldOut, runs);
        TrainedSet.check(sizes);
        NetworkSettings.checkIncreasing("noiseLevels", noiseLevels);
    }

    /// What is measured. Curves of one run have the error of the noise drawn; of several, that of their scatter.
    public record Result(
            @Reported("dimension d") int dimension,
            @Reported("m(σ) after the last step, by number of patterns; empty where the law of the data is not known")
                    SequencedMap<String, Curve> overlap,
            @Reported("loss on patterns of the training, in σ") SequencedMap<String, Curve> trainLoss,
            @Reported("loss on patterns held out, in σ") SequencedMap<String, Curve> heldOutLoss,
            @Reported("loss held out less that in training: memory, whatever the law")
                    SequencedMap<String, Curve> lossGap,
            @Reported("loss of the exact score of the patterns on these patterns, in σ")
                    SequencedMap<String, Curve> patternsTrainLoss,
            @Reported("loss of the exact score of the patterns on patterns held out, in σ") SequencedMap<String, Curve> patternsHeldOutLoss,
            @Reported("loss on drawn levels during training, mean since the checkpoint before, in steps")
                    SequencedMap<String, Curve> drawnLoss,
            @Reported(value = """
                    least σ at which m exceeds 1/2, in steps; the least level without error where it does so there; \
                    none where it stays below""",
                    unit = "σ") SequencedMap<String, Curve> halfLevel,
            @Reported(value = """
                    steps until m(reading) = 1/2, in the number of patterns; the first checkpoint without error if it \
                    was before; none if not yet""",
                    unit = "steps") Curve halfStep,
            @Reported("the same measurements at every checkpoint") List<OverlapCourse> course) { }

    /// What it should be where nothing is copied.
    public record Theory(
            @Reported("""
                    loss of the true score, beside that on patterns of the training; empty unless the law is \
                    Gaussian""")
                    SequencedMap<String, Expected> trainLoss,
            @Reported("the same beside that on patterns held out") SequencedMap<String, Expected> heldOutLoss,
            @Reported("loss of the true score on drawn levels; below it is memory") double drawnLoss) { }

    /// The noise levels with the one at which steps are counted.
    double[] levels() {
        return DoubleStream.concat(Arrays.stream(noiseLevels.values()), DoubleStream.of(reading)).sorted().distinct()
                .toArray();
    }

    @Override
    public Answer<Result> run(Session session) {
        List<PatternPool> pools = PatternPool.ofRuns(runs, choice, sizes, heldOut, session);
        PatternPool pool = pools.getFirst();
        if (pool.heldOut((int) sizes.max()).rows() == 0) {
            throw new BadInput("""
                    sizes must leave some of the %d patterns of %s to be held out, got %d: losses on others show \
                    memory""",
                    pool.distinct(), pool.about().name(), (int) sizes.max());
        }
        Memory.require(8.0 * KEPT * levels().length * sizes.size() * runs * states * pool.dimension(),
                "noised patterns at all levels",
                "choose fewer --states");
        OverlapCurves curves = new OverlapCurves(this, pool,
                OverlapMeasurement.of(this, TrainedSet.of(sizes, pools, training, session), session));
        Result result = curves.result();
        return new OverlapPage(this, pool, result, curves.theory(result)).answer();
    }
}
