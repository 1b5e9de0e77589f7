package org.remanence.reproduce.memories;

import java.util.List;
import org.remanence.experiment.Answer;
import org.remanence.experiment.memories.Retrieval;
import org.remanence.experiment.memories.SizedCurve;
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
import org.remanence.theory.memories.SphericalPatterns;

/// A dense memory keeps exponentially many patterns, up to the threshold of a single one.
final class ExponentialCapacity implements Reproduction {
    private static final String COLD = "1e4";

    @Override
    public Listing listing() {
        return new Listing("exponential-capacity", Listing.Document.HIGH_DIMENSION, "single pattern retrieval threshold",
                "A dense memory retrieves e^{αN} patterns up to α_1(λ)", "20 s", "15 min: N up to 24, ten sets a load");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        double threshold = new SphericalPatterns().singlePatternLoad(1);
        String loads = Text.of("%.4f,%.4f,%.4f,%.4f,%.4f", 0.7 * threshold, 0.85 * threshold, threshold, 1.15 * threshold,
                1.3 * threshold);
        Retrieval.Result sphere = study.ask("sphere, λ = 1", Retrieval.class, Retrieval.Result.class, "patterns", "sphere",
                "lambda", "1",
                "n", study.sized("10,13,16", "16,20,24"), "logLoads",
                study.sized(loads, loads.substring(0, loads.lastIndexOf(','))),
                "instances", study.sized("4", "10"));
        SizedCurve largest = sphere.ownWeight().getLast();
        study.check(FigureCheck.within(Text.of("N = %d, nearly all patterns are minima at 0.85 α_1", largest.n()),
                largest.share().mean()[1], 1, 0.15, "finite N"));
        study.check(FigureCheck.within(Text.of("N = %d, hardly any pattern is at 1.15 α_1", largest.n()),
                largest.share().mean()[3], 0, 0.1, "finite N"));
        study.page().figure(figure("sphere", "Spherical patterns, λ = 1", sphere.ownWeight()).mark("α_1", threshold).build());

        Retrieval.Result cold = study.ask("Gaussian, λ = 10⁴", Retrieval.class, Retrieval.Result.class, "lambda", COLD, "n",
                study.sized("10,14", "12,16,20"),
                "logLoads", "0.3,0.4,0.5,0.6", "instances", "30", "cues", "32", "steps", "1");
        Figure.Builder figure = figure("gaussian", "Gaussian patterns, λ → ∞", cold.ownWeight());
        for (SizedCurve each : cold.ownWeight()) {
            double[] x = each.share().x();
            double[] exact = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                exact[i] = FiniteRetrieval.probability(each.n(), Math.rint(Math.exp(x[i] * each.n())));
            }
            study.check(FigureCheck.curve(Text.of("N = %d, λ = ∞, exact in finite dimension", each.n()), each.share(), exact));
            figure.line(Text.of("N = %d", each.n()), x, exact);
        }
        study.page().figure(figure.mark("α_1", 0.5).build());
        return study.end(Text.of("Theory has α_1 = %.6g for spherical patterns at λ = 1, and ½ for Gaussian ones from λ = 1 on.", threshold));
    }

    private static Figure.Builder figure(String name, String title, List<SizedCurve> curves) {
        Figure.Builder figure = Figure.of("capacity-" + name, title)
                .caption("Share of the patterns that outweigh all others where they are. Mark: N → ∞.")
                .x(Axis.linear("load α = (log P)/N")).y(Axis.share("share of patterns"));
        curves.forEach(each -> figure.points(Text.of("N = %d", each.n()), each.share()));
        return figure;
    }
}
