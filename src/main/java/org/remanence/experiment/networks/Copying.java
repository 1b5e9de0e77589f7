package org.remanence.experiment.networks;

import java.util.List;
import java.util.SequencedMap;
import org.remanence.data.Memory;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.ShareInterval;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.PowerLaw;
import org.remanence.sampler.Scheme;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// Trains networks on n patterns, samples with each on the way, counts the copies, and says until when training was
/// safe and which signal told.
@Question(value = """
                After how many steps does a trained network copy its patterns, how does that grow with their number, \
                and what tells in time""",
        equation = """
                a sample x is a copy if |x − a₁|/|x − a₂| < ratio, a₁ and a₂ its nearest patterns; onset: step at \
                which the share of copies is level above that of patterns held out; losses |ε̂ − z|²/d at x = y + σ z""",
        source = """
                criterion: Yoon et al., 2023; growth of the onset with n: Bonnaire, Urfin, Biroli and Mézard, 2025; \
                sampler: Ho, Jain and Abbeel, 2020""",
        cost = """
                sizes · runs · (steps · 6 · batch + checkpoints · samples · samplingSteps · 2) · parameters flops; the \
                default takes 100 s on two cores""")
public record Copying(
        DataChoice choice,
        @Parameter(value = "50,200,1797", min = 2, max = 1e7, help = "numbers n of patterns trained on, increasing")
                AxisValues sizes,
        @Defaults("steps=10000") NetworkSettings training,
        @Parameter(value = "400", min = 2, max = 1e7, help = "samples of each network") int samples,
        @Parameter(value = "0.3333333333333333", above = 0, max = 1,
                        help = "ratio of the two least distances below which a sample is a copy")
                double ratio,
        @Parameter(value = "0.05", above = 0, max = 1,
                        help = "share of copies, above that of patterns held out, that marks the onset")
                double level,
        @Parameter(value = "0.01", min = 0, max = 1,
                        help = "share of copies, above that of patterns held out, up to which a network is clean")
                double tolerated,
        @Parameter(value = "ei", help = "scheme of the reverse process") Scheme sampler,
        @Parameter(value = "100", min = 1, max = 1e5,
                        help = "steps from noise to data, even on the clock of the training")
                int samplingSteps,
        @Parameter(value = "0.176,0.522,1.24", above = 0, max = 1e4,
                        unit = "σ", help = "noise levels of the losses, increasing")
                AxisValues noiseLevels,
        @Parameter(value = "2000", min = 2, max = 1e7, help = "noised patterns at each level") int states,
        @Parameter(value = "1000", min = 1, max = 1e7, help = "patterns held out at most") int heldOut,
        @Parameter(value = "1", min = 1, max = 1000,
                        help = "networks of each size, each with patterns, start and noise of its own")
                int runs)
        implements Experiment<Copying.Result> {

    /// Refuses parameters out of bounds, sizes that are not whole, and levels or sizes that do not increase.
    public Copying {
        Schema.check(Copying.class, choice, sizes, training, samples, ratio, level, tolerated, sampler, samplingSteps,
                noiseLevels, states, heldOut, runs);
        TrainedSet.check(sizes);
        NetworkSettings.checkIncreasing("noiseLevels", noiseLevels);
        if (sampler == Scheme.ANCESTRAL) {
            throw new BadInput("""
                    sampler ancestral needs a posterior, which a network does not know: choose ei, ei-heun, em, ddim \
                    or heun""");
        }
    }

    /// What is measured. Shares of one run have the binomial error of their samples; of several, that of their scatter.
    public record Result(
            @Reported("dimension d") int dimension,
            @Reported("share of copies among the samples, in steps, by number of patterns")
                    SequencedMap<String, Curve> copiedFraction,
            @Reported("its 95 % interval at each checkpoint, for these networks: other runs scatter more")
                    SequencedMap<String, List<ShareInterval>> interval,
            @Reported("different patterns among the copies") SequencedMap<String, Curve> patternsHit,
            @Reported("mean distance of a sample to its nearest pattern") SequencedMap<String, Curve> nearestDistance,
            @Reported("what the same criterion says of patterns held out and of samples of the exact score")
                    SequencedMap<String, CopyBaseline> baseline,
            @Reported("losses on patterns of the training and on others, in steps, for every size and level")
                    List<LevelLosses> losses,
            @Reported("until which step training was clean, and which signal told")
                    SequencedMap<String, StopAdvice> advice,
            @Reported(value = """
                    onset of copying in the number of patterns; the first checkpoint without error if it was before; \
                    none if not yet""",
                    unit = "steps") Curve onset,
            @Reported("power law through the onsets; none if there are less than two with an error")
                    PowerLaw growth) { }

    /// What was published.
    /// @param exponent of n in the onset
    public record Theory(
            @Reported("exponent of n in the onset of networks far larger than their data") double exponent) { }

    @Override
    public Answer<Result> run(Session session) {
        List<PatternPool> pools = PatternPool.ofRuns(runs, choice, sizes, heldOut, session);
        PatternPool pool = pools.getFirst();
        Memory.require(8.0 * pool.dimension() * (8.0 * samples + 8.0 * states), "samples and noised patterns",
                "choose fewer --samples or --states");
        var curves = new CopyingCurves(this, CopyingMeasurement.of(this, TrainedSet.of(sizes, pools, training, session),
                session));
        return new CopyingPage(this, pool, curves.result(), curves.pictures()).answer();
    }

    /// The share that a checkpoint is compared with: that of patterns held out, or nothing where there are none.
    static double ofHeldOut(CopyBaseline baseline) {
        Estimate share = baseline.heldOut();
        return share.count() == 0 ? 0 : share.mean();
    }
}
