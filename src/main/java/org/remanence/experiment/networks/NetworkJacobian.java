package org.remanence.experiment.networks;

import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.DoubleStream;
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
import org.remanence.tensor.Check;

/// Trains networks on n patterns and measures the spectra of their scores' Jacobians, at patterns, at fresh draws and
/// at the origin, beside the exact scores of the patterns and of their law.
@Question(value = """
                Which directions of the data does a trained score keep, for how many patterns and down to which noise""",
        equation = """
                singular values of σ² J, J = ∂s/∂x: near 1 normal to the data, σ²/(σ² + c) along a direction of \
                variance c for the true score; all 1 at a pattern for the exact score of the patterns at small σ; \
                asymmetry |J − Jᵀ|/|J|""",
        source = """
                Ventura, Achilli, Silvestri, Lucibello and Ambrogioni, ICLR 2025, figures 5, 6, 15 and 16; the exact \
                scores beside are ours""",
        cost = "sizes · runs · steps · 6 · batch · parameters flops; the default takes 75 s on two cores")
public record NetworkJacobian(
        @Defaults("data=manifold:d=30,variance=1x2+0.3x5") DataChoice choice,
        @Parameter(value = "20,50,100,1000", min = 1, max = 1e7,
                help = "numbers n of patterns trained on, increasing") AxisValues sizes,
        @Defaults("checkpoints=0.2,0.4,0.6,0.8,1") NetworkSettings training,
        @Parameter(value = "0.01,0.03,0.1,0.3,1", above = 0, max = 1e4, unit = "σ",
                help = "noise levels, increasing") AxisValues noiseLevels,
        @Parameter(value = "0.1", above = 0, max = 1e4, unit = "σ",
                help = "noise level at which sizes and steps are compared") double reading,
        @Parameter(value = "16", min = 1, max = 1e6,
                help = "patterns, and as many fresh draws, at which Jacobians are taken") int states,
        GapRule gap,
        @Parameter(value = "1", min = 1, max = 1000,
                help = "networks of each size, each with patterns, start and noise of its own") int runs)
        implements Experiment<NetworkJacobian.Result> {

    /// Refuses parameters out of bounds, sizes that are not whole, and levels or sizes that do not increase.
    public NetworkJacobian {
        Schema.check(NetworkJacobian.class, choice, sizes, training, noiseLevels, reading, states, gap, runs);
        TrainedSet.check(sizes);
        NetworkSettings.checkIncreasing("noiseLevels", noiseLevels);
    }

    /// What is measured. By number of patterns, then by place: `datum` (patterns of the training), `fresh` (others),
    /// `origin`.
    public record Result(
            @Reported("dimension d") int dimension,
            @Reported("""
                    singular values of the networks above the gap, at patterns, in σ, mean; d where all are normal, 0 where \
                    none is""")
                    SequencedMap<String, Curve> gapPosition,
            @Reported("height of that gap, 0 where there is none") SequencedMap<String, Curve> gapHeight,
            @Reported("|J − Jᵀ|/|J| of the networks at patterns, in σ: a trained score is no gradient")
                    SequencedMap<String, Curve> asymmetry,
            @Reported("spectra of the networks") SequencedMap<String, SequencedMap<String, NetworkSpectra>> trained,
            @Reported("spectra of the exact score of their patterns at the same states")
                    SequencedMap<String, SequencedMap<String, NetworkSpectra>> empirical,
            @Reported("d less the position of the gap at patterns at σ = reading, in steps")
                    SequencedMap<String, Curve> dimensionInSteps) { }

    /// What the score of the law shows; empty where it is not known.
    public record Theory(
            @Reported("spectra of the score of the law, by place, at the states of the largest size")
                    SequencedMap<String, NetworkSpectra> spectra,
            @Reported("positions of the steps of that spectrum, from the top down; of a Gaussian law alone")
                    List<Integer> gaps,
            @Reported("Σ c/(c + σ²), by number of patterns; of a Gaussian law alone")
                    SequencedMap<String, Expected> effectiveDimension) { }

    /// The noise levels with the one at which sizes are compared.
    double[] levels() {
        return DoubleStream.concat(Arrays.stream(noiseLevels.values()), DoubleStream.of(reading)).sorted().distinct()
                .toArray();
    }

    /// The place of that one among them.
    int readingLevel() {
        return Arrays.binarySearch(levels(), reading);
    }

    @Override
    public Answer<Result> run(Session session) {
        gap.refuseUnused();
        List<PatternPool> pools = PatternPool.ofRuns(runs, choice, sizes, states, session);
        Check.atLeast("dimension after the discard", 3, pools.getFirst().dimension() - (long) gap.discard());
        var measured = NetworkJacobianMeasurement.of(this, pools.getFirst(),
                TrainedSet.of(sizes, pools, training, session),
                session);
        return new NetworkJacobianPage(this, pools.getFirst(), measured.axes(), measured.result(),
                measured.theory(session))
                .answer();
    }
}
