package org.remanence.experiment.portrait;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisChoice;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Schema;
import org.remanence.experiment.SharesWork;
import org.remanence.experiment.measure.ClassMeans;
import org.remanence.experiment.measure.CloneRuns;
import org.remanence.experiment.measure.Crossing;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.IntrinsicDimension;
import org.remanence.experiment.measure.LastChange;
import org.remanence.experiment.measure.Neighbours;
import org.remanence.experiment.measure.NetworkScore;
import org.remanence.experiment.measure.Pictures;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.experiment.measure.PosteriorDraws;
import org.remanence.experiment.measure.RegimeCurves;
import org.remanence.experiment.measure.RegimeTimes;
import org.remanence.experiment.measure.Reverse;
import org.remanence.experiment.measure.ScoreName;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.experiment.measure.ScoredPatterns;
import org.remanence.experiment.measure.Snapshots;
import org.remanence.plot.ImageGrid;
import org.remanence.process.Diffusion;
import org.remanence.result.Curve;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.theory.SameClass;

/// The memorization portrait of a data set: when a diffusion model with the exact score of the data decides the class, when it
/// decides the pattern, and what dimension it sees.
@Question(value = "When does a diffusion model with the exact score of these data decide the class, and when the very pattern",
        equation = """
                f^e/α = E H(w)/log n, φ_C = E Σ_μ w_μ², φ = P(clones share a class), d + v tr J, against t_S = ½ log \
                Λ and t_C: I(x_0; x_t) = log n""",
        source = """
                Biroli, Bonnaire, de Bortoli and Mézard, Dynamical regimes of diffusion models, 2024; Achilli et \
                al., Losing dimensions, 2024""",
        cost = """
                (times · draws + 4 paths · steps + 20 pairs · cloneTimes) · patterns · dimension · 2 flops with the \
                exact scheme; digits take 15 s""")
public record Portrait(
        DataChoice data,
        @Parameter(value = "ou", help = "forward process") Diffusion process,
        @Parameter(value = "auto", above = 0, unit = "time of the process",
                help = "where the curves are measured; auto: from well below the collapse to well above speciation") AxisChoice times,
        @Parameter(value = "2000", min = 2, max = 1e9, help = "noised patterns a time") int draws,
        @Parameter(value = "auto", above = 0, unit = "time of the process", help = "when clones part; auto: as for the curves")
                AxisChoice cloneTimes,
        @Parameter(value = "200", min = 2, max = 1e8, help = "pairs of clones, one a base path") int pairs,
        @Parameter(value = "200", min = 2, max = 1e8, help = "trajectories watched for their last change of neighbour")
                int paths,
        @Parameter(value = "ancestral", help = "scheme of the reverse process, one with noise") Scheme sampler,
        @Parameter(value = "60", min = 2, max = 1e6,
                        help = "steps from noise to data; clones under the exact scheme take 4")
                int steps,
        @Parameter(value = EMPIRICAL, help = """
                empirical: the exact score alone; the curves of another are drawn beside it:\s""" + ScoreName.NETWORK) String score,
        @Parameter(value = ScoreName.UNDESCRIBED, help = ScoreName.DESCRIPTION) String description,
        ScoreSettings scoring)
        implements Experiment<PortraitResult>, ReadsData, SharesWork {

    private static final String EMPIRICAL = "empirical";

    private static final int DIMENSION_DRAWS = 256;
    private static final int SHOWN = 8;
    private static final int LADDER = 6;

    /// Refuses parameters out of bounds.
    public Portrait {
        Schema.check(Portrait.class, data, process, times, draws, cloneTimes, pairs, paths, sampler, steps, score, description, scoring);
        name(score, description);
    }

    private static ScoreName name(String score, String description) {
        return new ScoreName(score, description, List.of(EMPIRICAL));
    }

    @Override
    public Stream<DataSource> sources() {
        return name(score, description).sources();
    }

    /// What a walk of trajectories from noise to data leaves.
    private record Walk(Matrix samples, LastChange lastChange, List<Snapshots.Snapshot> snapshots) { }

    /// Where it is measured.
    /// @param curves times of the curves
    /// @param clones when clones part
    private record Times(AxisValues curves, AxisValues clones) { }

    @Override
    public Answer<PortraitResult> run(Session session) {
        try (var sitter = ScoredPatterns.open(data, process, scoring, session)) {
            Times at = times(sitter);
            List<PosteriorDraws> drawn = PosteriorDraws.at(at.curves, draws, 0, sitter.score(), session);
            CloneRuns clones = clones(at.clones, sitter);
            ReverseProcess reverse = Reverse.of(sitter.score(), sitter.spectrum(), sampler, steps, session);
            Walk walk = walk(sitter, reverse);
            IntrinsicDimension dimension = dimension(at.curves, sitter);
            PortraitResult result = result(sitter, PosteriorCurves.of(at.curves, drawn), clones, walk.lastChange, reverse,
                    dimension, network(at.clones, sitter));
            PortraitTheory theory = PortraitTheory.of(result, sitter.spectrum(), sitter.collapse(),
                    participation(at, sitter, drawn));
            PortraitPage page = new PortraitPage(this, at.curves, result, theory, sitter.collapse());
            return page.answer(walk.samples, gallery(sitter, walk));
        }
    }

    private Times times(ScoredPatterns sitter) {
        if (times.given().isPresent() && cloneTimes.given().isPresent()) {
            return new Times(times.given().get(), cloneTimes.given().get());
        }
        RegimeTimes suiting = RegimeTimes.of(sitter.collapse(), sitter.spectrum(), sitter.score(), sitter.session());
        return new Times(times.orElse(suiting::curves), cloneTimes.orElse(suiting::clones));
    }

    /// φ_C without cloning at the times of the clones: those already measured where the times are the same.
    private Curve participation(Times at, ScoredPatterns sitter, List<PosteriorDraws> drawn) {
        List<Double> known = Arrays.stream(at.curves.values()).boxed().toList();
        List<PosteriorDraws> all = Arrays.stream(at.clones.values())
                .mapToObj(time -> known.contains(time) ? drawn.get(known.indexOf(time)) : again(time, sitter)).toList();
        return PosteriorCurves.of(at.clones, all).sameNeighbour();
    }

    private PosteriorDraws again(double time, ScoredPatterns sitter) {
        return PosteriorDraws.at(AxisValues.of(time), draws, 0, sitter.score(), sitter.session()).getFirst();
    }

    private CloneRuns clones(AxisValues at, ScoredPatterns sitter) {
        ReverseProcess reverse = Reverse.of(sitter.score(), sitter.spectrum(), sampler, Reverse.stepsOfClones(sampler, steps),
                sitter.session());
        return CloneRuns.of(at, pairs, Reverse.spanning(at, reverse), sitter.score(), means(sitter));
    }

    private static Optional<ClassMeans> means(ScoredPatterns sitter) {
        return sitter.patterns().labelled() ? Optional.of(ClassMeans.of(sitter.patterns())) : Optional.empty();
    }

    /// Clones and paths of the network by as many steps, if one is given; by ei-heun instead of the exact scheme, which it has not.
    private RegimeCurves network(AxisValues at, ScoredPatterns sitter) {
        ScoreName name = name(score, description);
        if (!name.isNetwork()) {
            return RegimeCurves.NONE;
        }
        Scheme scheme = sampler == Scheme.ANCESTRAL ? Scheme.EI_HEUN : sampler;
        try (NetworkScore network = name.open(sitter.patterns(), process, sitter.session())) {
            ReverseProcess reverse = Reverse.of(sitter.score(), network.score(), sitter.spectrum(), scheme, steps, sitter.session());
            return RegimeCurves.of(new RegimeCurves.Counts(at, pairs, 0, paths), Reverse.spanning(at, reverse), sitter.score(), means(sitter));
        }
    }

    private Walk walk(ScoredPatterns sitter, ReverseProcess reverse) {
        var lastChange = new LastChange(paths, sitter.score());
        var snapshots = new Snapshots(SHOWN, ladder(sitter), sitter.score());
        Matrix samples = reverse.sample(paths, "portrait", (step, time, states, first) -> {
            lastChange.at(step, time, states, first);
            snapshots.at(step, time, states, first);
        });
        return new Walk(samples, lastChange, snapshots.taken());
    }

    /// From well above speciation to below the collapse, in equal steps of the logarithm of the noise.
    private double[] ladder(ScoredPatterns sitter) {
        double noise = 3 * (1 + sitter.spectrum().largest(1)[0]);
        double calm = Math.min(sitter.collapse().spectrum().inverse(Math.log(sitter.patterns().rows())) / 10, noise / 10);
        double[] ladder = new double[LADDER];
        for (int i = 0; i < LADDER; i++) {
            ladder[i] = process.timeAt(noise * Math.pow(calm / noise, (double) i / (LADDER - 1)));
        }
        return ladder;
    }

    private IntrinsicDimension dimension(AxisValues at, ScoredPatterns sitter) {
        double collapse = sitter.collapse().times().anisotropic();
        double[] around = {collapse / 2, collapse, 1.5 * collapse};
        return IntrinsicDimension.of(at, Math.min(draws, DIMENSION_DRAWS), around, sitter.score(), sitter.session());
    }

    private PortraitResult result(ScoredPatterns sitter, PosteriorCurves drawn, CloneRuns clones, LastChange lastChange,
                                  ReverseProcess reverse, IntrinsicDimension dimension, RegimeCurves network) {
        LastChange.Summary change = lastChange.summary(reverse.grid());
        return new PortraitResult(PortraitResult.About.of(sitter.patterns()),
                PortraitResult.SpectrumSummary.of(sitter.spectrum()),
                drawn, clones.sameNeighbour(), clones.sameClass(),
                change, dimension.effective(), dimension.spectra(),
                new PortraitResult.Collapse(
                        Crossing.of(drawn.sameNeighbour(), 0.5, time -> again(time, sitter).sameNeighbour()), change.median(),
                        Crossing.of(drawn.normalizedExcessEntropy(), PosteriorCurves.COLLAPSED,
                                time -> again(time, sitter).normalizedExcessEntropy())),
                clones.sameClass().crossing(SameClass.THRESHOLD), network);
    }

    private Optional<ImageGrid> gallery(ScoredPatterns sitter, Walk walk) {
        return sitter.patterns().image().isImage()
                ? Optional.of(Pictures.of(sitter.patterns()).ladder(walk.snapshots, walk.samples,
                        Neighbours.of(walk.samples.slice(0, Math.min(SHOWN, paths)), sitter.score()).nearest(), process))
                : Optional.empty();
    }
}
