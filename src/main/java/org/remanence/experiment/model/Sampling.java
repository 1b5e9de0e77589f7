package org.remanence.experiment.model;

import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.stream.LongStream;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.SharesWork;
import org.remanence.experiment.measure.CloneRuns;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.FollowedScore;
import org.remanence.experiment.measure.GridChoice;
import org.remanence.experiment.measure.NeighbourRatios;
import org.remanence.experiment.measure.Neighbours;
import org.remanence.experiment.measure.Pictures;
import org.remanence.experiment.measure.Reverse;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.experiment.measure.Unused;
import org.remanence.linalg.Spectrum;
import org.remanence.plot.Report;
import org.remanence.process.Diffusion;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.sampler.SharedTrajectories;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Runs the reverse process under the empirical score, a learned one or that of a trained network, and looks which patterns its
/// samples copy.
@Question(value = "What does the reverse process generate from these patterns, and which pattern is nearest to each sample",
        name = "sample",
        equation = "dx = −[x + 2 ∇ log p_t(x)] dt + √2 dW backwards in time (OU), ∇ log p_t(x) the empirical score, A_t σ(W x/√d)/√p learned from the patterns, or that of a trained network",
        source = "Song et al., Score-based generative modeling through stochastic differential equations, 2021",
        cost = "4 · count · steps · patterns · dimension flops, twice that for heun and ei-heun")
public record Sampling(
        @Defaults({"data=", "scale=none", "center=off"}) DataChoice data,
        @Parameter(min = 1, max = 1e9, help = "samples") int count,
        @Parameter(value = "ei-heun", help = "scheme of the steps") Scheme sampler,
        @Parameter(value = "100", min = 1, max = 1e6,
                help = "steps from noise to data; a grid from a file has its own") int steps,
        GridChoice grid,
        @Parameter(value = "ou", help = "forward process") Diffusion process,
        @Parameter(value = "on", help = "pass over patterns that provably weigh nothing; the ancestral scheme has its own way") Pruning prune,
        FollowedScore model,
        ScoreSettings scoring)
        implements Experiment<Sampling.Result>, SharesWork {

    private static final int SHOWN = 40;

    /// Whether patterns are passed over.
    public enum Pruning {
        /// Where a bound allows it.
        ON,
        /// Every pattern is compared with every state in every step.
        OFF
    }

    /// Refuses parameters out of bounds.
    public Sampling {
        Schema.check(Sampling.class, data, count, sampler, steps, grid, process, prune, model, scoring);
    }

    /// Samples and the patterns next to them.
    public record Result(
            @Reported("generated data, one a row") Matrix samples,
            @Reported("row of the nearest pattern, from 0, of each sample") long[] nearest,
            @Reported("Euclidean distance of each sample to that pattern") double[] distance,
            @Reported("mean distance of a sample to its nearest pattern") Estimate meanDistance,
            @Reported("share of copies: samples less than a third as far from their nearest pattern as from the second nearest")
                    Estimate copies) { }

    @Override
    public Answer<Result> run(Session session) {
        if (sampler == Scheme.ANCESTRAL) {
            Unused.refuse(this, "on the ancestral scheme, which has its own way of passing over patterns", "prune");
        }
        model.refuseUnused(this, sampler);
        if (!model.isEmpirical()) {
            Unused.refuse(this, "on a learned score, which compares no patterns", "prune");
        }
        if (session.cluster().isPresent() && !model.isEmpirical()) {
            throw new BadInput("a cluster samples from the empirical score of the patterns; leave --cluster away for %s", model.words());
        }
        if (grid.isFile()) {
            Unused.refuse(this, "on a grid from a file, which has its own", "steps");
        }
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = data.openWeighted(arena, scoring.precision(), session);
            EmpiricalScore score = scoring.score(patterns, process, session);
            try (FollowedScore.Opened followed = model.open(score, patterns, session)) {
                boolean pruned = prune == Pruning.ON && sampler != Scheme.ANCESTRAL && model.isEmpirical();
                ReverseProcess automatic = Reverse.of(score, pruned ? score.tracked() : followed.score(), Spectrum.of(patterns),
                        sampler, steps, session);
                ReverseProcess reverse = followed.ready(Reverse.on(grid.of(automatic.grid(), process), automatic));
                Matrix samples = shared(score, pruned, session).map(machines -> machines.sample(reverse, count, "sample"))
                        .orElseGet(() -> reverse.sample(count, "sample"));
                return answer(patterns, samples, Neighbours.of(samples, score), copies(samples, patterns, session));
            }
        }
    }

    private static Optional<SharedTrajectories> shared(EmpiricalScore score, boolean tracked, Session session) {
        return session.cluster().flatMap(machines -> score.recipe().map(recipe -> new SharedTrajectories(machines, recipe, tracked)));
    }

    private String copied(Estimate copies) {
        return copies.count() == 0 ? "With one pattern every sample is a copy of it or none: there is no second to compare with."
                : Text.of("%d of %d samples are copies of a pattern: less than a third as far from it as from the second nearest.",
                        Math.round(copies.mean() * count), count);
    }

    /// One pattern has no second nearest.
    private static Estimate copies(Matrix samples, PatternSet patterns, Session session) {
        return patterns.rows() < 2 ? Estimate.NONE
                : CloneRuns.share(NeighbourRatios.of(samples, patterns, session).copies(NeighbourRatios.COPY), samples.rows());
    }

    private Answer<Result> answer(PatternSet patterns, Matrix samples, Neighbours neighbours, Estimate copies) {
        Result result = new Result(samples, neighbours.nearest(), neighbours.distance(), Estimate.of(neighbours.distance()),
                copies);
        Report.Builder report = Report.of("Samples from " + patterns.name());
        if (patterns.image().isImage()) {
            report.images(Pictures.of(patterns).pairs(samples.slice(0, Math.min(SHOWN, count)), neighbours.nearest()));
        }
        long distinct = LongStream.of(neighbours.nearest()).distinct().count();
        return Answer.of(result, new Answer.Untold(), report.build()).array("samples", samples)
                .array("nearest", neighbours.nearest())
                .finding(copied(copies))
                .finding(Text.of("%d samples lie nearest to %d different patterns, at a mean distance of %.3g.", count, distinct, result.meanDistance.mean()))
                .finding(DataChoice.units(patterns, "the patterns"));
    }
}
