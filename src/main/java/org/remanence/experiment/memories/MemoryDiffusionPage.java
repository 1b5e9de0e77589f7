package org.remanence.experiment.memories;

import java.util.List;
import org.remanence.experiment.Answer;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.text.Text;
import org.remanence.theory.memories.GaussianPatterns;
import org.remanence.theory.memories.HiddenPatterns;
import org.remanence.theory.memories.ManifoldFunction;
import org.remanence.theory.memories.PatternLaw;

/// The page of a diffusion with many patterns.
/// @param question parameters
/// @param result measured numbers
record MemoryDiffusionPage(MemoryDiffusion question, MemoryDiffusion.Result result) {
    /// The answer with figures and findings.
    Answer<MemoryDiffusion.Result> answer(double collapse) {
        double logLoad = question.logLoad();
        PatternLaw law = question.kind().law();
        boolean gaussian = question.isGaussian();
        MemoryDiffusion.Theory theory = gaussian ? new MemoryDiffusion.Theory(onset(law), collapse,
                GaussianPatterns.freshCondensation(logLoad),
                GaussianPatterns.trap(logLoad, question.trapTime()), GaussianPatterns.leastDivergence(logLoad),
                GaussianPatterns.bestGeneralization(logLoad))
                : new MemoryDiffusion.Theory(onset(law), collapse, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        Report.Builder report = Report.of(Text.of("Diffusion with e^{αN} patterns, α = %s", logLoad))
                .figure(weights("own-weight", "The curves of all dimensions cross at the collapse", "noised patterns",
                        "weight of the own pattern", result.ownWeight()).mark("t_c", 1).build())
                .figure(weights("fresh-weight", "Few patterns carry the score at a fresh point below a time of its own",
                "fresh points",
                        "largest weight at a fresh point", result.freshWeight())
                        .mark("t_fresh", theory.freshCondensation() / collapse).build());
        if (gaussian) {
            Figure.Builder figure = Figure.of("divergence", "The diffusion is nearest to the law inside the condensed phase")
                    .caption("Divergence per dimension of the law of the patterns from that of the diffusion. Marks: N → ∞.")
                    .x(Axis.log("time t")).y(Axis.log("KL/N")).level("least", theory.leastDivergence())
                    .mark("t_g", theory.bestGeneralization()).mark("t_c", collapse);
            result.divergence().forEach(each -> figure.points(Text.of("N = %d", each.n()), each.share()));
            report.figure(figure.build()).figure(Figure.of("trapped", "A pattern traps what begins near it")
                    .caption(Text.of("Cues of the largest N at t = %.4g; the trap has r_max = %.4g for N → ∞.",
                    question.trapTime(), theory.trap()))
                    .x(Axis.linear("noise r/r_max of the cue")).y(Axis.linear("share with half of the weight there")
                    .between(0, 1))
                    .points("measured", result.trapped()).mark("r_max", 1).build());
        }
        return Answer.of(result, theory, report.build())
                .finding(Text.of("Theory has the collapse at t_c = %.6g; one pattern has half of the exact trajectories from %s on.",
                        collapse, Notation.number(result.settling())));
    }

    private Figure.Builder weights(String name, String title, String where, String what, List<SizedCurve> curves) {
        Figure.Builder figure = Figure.of(name, title)
                .caption(Text.of("Points: %d %s in each of %d sets. Mark: N → ∞.", question.cues(), where,
                question.instances()))
                .x(Axis.log("time t/t_c")).y(Axis.share(what));
        curves.forEach(each -> figure.points(Text.of("N = %d", each.n()), each.share()));
        return figure;
    }

    private double onset(PatternLaw law) {
        return switch (law) {
            case GaussianPatterns _ -> GaussianPatterns.onset(question.logLoad());
            case HiddenPatterns hidden -> hidden.function() == ManifoldFunction.IDENTITY ? hidden.onset(question.logLoad())
                    : Double.NaN;
            default -> 1 / law.singlePatternLambda(question.logLoad());
        };
    }
}
