package org.remanence.reproduce.perceptrons;

import java.util.Arrays;
import org.remanence.experiment.Answer;
import org.remanence.experiment.perceptrons.Annealing;
import org.remanence.perceptron.AnnealedPotential;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Annealing of the potential solves binary perceptrons with 100 sweeps, and more of them with N sweeps; without annealing it
/// does not.
final class AnnealedSigns implements Reproduction {
    private static final int RUNS = 20;

    /// Solved of 20 instances at each density, found independently.
    private record Reference(int n, String densities, int... solved) { }

    private static final Reference SMALL = new Reference(500, "0.5,0.54,0.58,0.6", 20, 20, 10, 5);
    private static final Reference LARGE = new Reference(1000, "0.5,0.52,0.54,0.56,0.58,0.6", 20, 19, 14, 8, 1, 0);

    @Override
    public Listing listing() {
        return new Listing("annealed-signs", Listing.Document.HIGH_DIMENSION, "τ-annealing, 100 and N sweeps",
                "Annealed Monte Carlo solves the binary perceptron",
                "40 s", "40 min: N = 1000, and N sweeps");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        Reference reference = study.sized(SMALL, LARGE);
        Annealing.Result result = ask(study, "100 sweeps", reference, "100");
        for (int i = 0; i < reference.solved.length; i++) {
            study.check(FigureCheck.same(Text.of("share solved by 100 sweeps at α = %s", result.success().x()[i]),
                    shrunk(result.success().at(i)),
                    shrunk(Estimate.share(reference.solved[i], RUNS))));
        }
        study.check(FigureCheck.within("share solved without annealing",
                Arrays.stream(result.controlSuccess().mean()).max().orElseThrow(), 0, 0, "it must fail"));
        Figure.Builder figure = Figure.of("success", Text.of("Annealing solves what a cold start does not, N = %d",
                reference.n))
                .caption(Text.of("Share of %d instances, each with one chain.", RUNS)).x(Axis.linear("density α = M/N"))
                .y(Axis.share("share solved")).points("100 sweeps", result.success())
                .points("without annealing", result.controlSuccess());
        if (size == Size.FULL) {
            Annealing.Result longer = ask(study, "N sweeps", new Reference(500, "0.55,0.6,0.625,0.65"), "500");
            study.check(FigureCheck.same("share solved by N sweeps at N = 500, α = 0.6", shrunk(longer.success().at(1)),
                    shrunk(Estimate.share(16, RUNS))));
            figure.points("N sweeps, N = 500", longer.success());
        }
        study.page().figure(figure.build()).figure(potential());
        return study.end(Text.of("100 sweeps solve %s of the instances at α = %s and %s at %s; without annealing none is solved.", result.success().at(0),
                result.success().x()[0], result.success().at(result.success().size() - 1),
                result.success().x()[result.success().size() - 1]));
    }

    private static Annealing.Result ask(Study study, String label, Reference reference, String sweeps) {
        return study.ask(label, Annealing.class, Annealing.Result.class, "n", String.valueOf(reference.n), "density",
                reference.densities, "sweeps", sweeps,
                "runs", String.valueOf(RUNS));
    }

    /// A share with the error of one success and one failure more, so that none is exact.
    private static Estimate shrunk(Estimate share) {
        double n = share.count();
        double p = (share.mean() * n + 1) / (n + 2);
        return new Estimate(share.mean(), Math.sqrt(p * (1 - p) / n), share.count());
    }

    private static Figure potential() {
        double[] s = new double[300];
        Arrays.setAll(s, i -> -1 + 0.01 * i);
        Figure.Builder figure = Figure.of("potential", "The potential that is annealed")
                .caption("U_τ(s); its limit τ → 0 is −log s.")
                .x(Axis.linear("stability s")).y(Axis.linear("U_τ(s)").between(-1, 10));
        for (double tau : new double[] {1, 0.5, 0.2, 0.05}) {
            figure.line(Text.of("τ = %s", tau), s, Arrays.stream(s)
                    .map(each -> Math.min(20, AnnealedPotential.at(each, tau))).toArray());
        }
        return figure.build();
    }
}
