package org.remanence.reproduce.memories;

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
import org.remanence.theory.memories.PatternBasin;

/// Patterns attract from a distance of the order of √N.
final class Basins implements Reproduction {
    private static final double LAMBDA = 2;
    private static final double LOAD = 0.2;

    @Override
    public Listing listing() {
        return new Listing("basins", Listing.Document.HIGH_DIMENSION, "basins of attraction",
                "basins of a dense memory are extensive", "15 s", "5 min: N up to 60");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        double edge = PatternBasin.largestNoise(LOAD, LAMBDA);
        Basin.Result result = study.ask("basins", Basin.class, Basin.Result.class, "lambda", "2", "logLoads", "0.2", "n",
                study.sized("20,30,40", "30,45,60"),
                "noises", "0.375:3:0.375", "overlaps", "0.2:1:0.2", "instances", study.sized("4", "10"));
        Figure.Builder figure = Figure.of("basins", "Noise that a pattern forgives")
                .caption("Gaussian patterns, λ = 2, load 0.2. Cues ξ + √r n. Mark: one step, N → ∞.")
                .x(Axis.linear("noise r of the cue")).y(Axis.linear("share of the cues retrieved").between(0, 1))
                .mark("r_max", edge);
        result.byNoise().forEach(each -> figure.points(Text.of("N = %d", each.n()), each.share()));
        study.page().figure(figure.build());
        Basin.BasinCurve small = result.byNoise().getFirst();
        Basin.BasinCurve large = result.byNoise().getLast();
        study.check(FigureCheck.within(Text.of("N = %d, nearly all cues are retrieved at r_max/4", large.n()),
                large.share().mean()[0], 1, 0.1, "finite N"));
        study.check(FigureCheck.notBelow(Text.of("at 2 r_max fewer cues are retrieved at N = %d than at N = %d", large.n(),
                small.n()), small.share().at(7),
                large.share().mean()[7]));
        study.check(FigureCheck.within(Text.of("N = %d, few cues are at 2 r_max", large.n()), large.share().mean()[7], 0, 0.4,
                "finite N"));
        return study.end(Text.of("One step retrieves from noise r up to %.4g: the cue may lie further from its pattern than the pattern from 0.", edge));
    }
}
