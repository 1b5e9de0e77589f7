package org.remanence.reproduce.memories;

import java.util.Arrays;
import org.remanence.experiment.Answer;
import org.remanence.experiment.memories.Basin;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.memories.FiniteRetrieval;
import org.remanence.theory.memories.PatternBasin;

/// Patterns attract from a distance of the order of √N.
final class Basins implements Reproduction {
    private static final double LAMBDA = 2;
    private static final double LOAD = 0.2;

    @Override
    public Listing listing() {
        return new Listing("basins", Listing.Document.HIGH_DIMENSION, "basins of attraction",
                "Basins of a dense memory are extensive", "15 s", "5 min: N up to 60");
    }

    /// Share of the cues whose pattern leads by less than (log 10)/λ, so that others keep a tenth of the weight: that lead over
    /// the scatter √(2N) of |ξ|².
    private static double narrow(int dimension) {
        return Math.log(10) / LAMBDA / Math.sqrt(4 * Math.PI * dimension);
    }

    private static double finite(int dimension, double noise) {
        return FiniteRetrieval.probability(dimension, Math.rint(Math.exp(LOAD * dimension)), noise);
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        double edge = PatternBasin.largestNoise(LOAD, LAMBDA);
        Basin.Result result = study.ask("basins", Basin.class, Basin.Result.class, "lambda", "2", "logLoads", "0.2", "n",
                study.sized("20,30,40", "30,45,60"),
                "noises", "0.375:3:0.375", "overlaps", "0.2:1:0.2", "instances", study.sized("4", "10"));
        Figure.Builder figure = Figure.of("basins", "Noise that a pattern forgives")
                .caption("Gaussian patterns, λ = 2, load 0.2. Cues ξ + √r n. Lines: exact at λ = ∞. Mark: one step, N → ∞.")
                .x(Axis.linear("noise r of the cue")).y(Axis.share("share of the cues retrieved"))
                .mark("r_max", edge);
        for (Basin.BasinCurve each : result.byNoise()) {
            String name = Text.of("N = %d", each.n());
            double[] noises = each.share().x();
            figure.points(name, each.share()).line(name, noises, Arrays.stream(noises).map(r -> finite(each.n(), r)).toArray());
        }
        study.page().figure(figure.build());
        Basin.BasinCurve small = result.byNoise().getFirst();
        Basin.BasinCurve large = result.byNoise().getLast();
        for (int at : new int[] {0, 3, 7}) {
            double noise = large.share().x()[at];
            study.check(FigureCheck.near(Text.of("N = %d, share retrieved at %s r_max", large.n(), noise / edge),
                    large.share().at(at), finite(large.n(), noise), narrow(large.n()), "leads below (log 10)/λ"));
        }
        study.check(FigureCheck.notBelow(Text.of("at 2 r_max fewer cues are retrieved at N = %d than at N = %d", large.n(),
                small.n()), small.share().at(7),
                large.share().mean()[7]));
        return study.end(Text.of("One step retrieves from noise r up to %.4g: the cue may lie further from its pattern than the pattern from 0.", edge));
    }
}
