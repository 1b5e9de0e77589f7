package org.remanence.reproduce.regimes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.remanence.experiment.Answer;
import org.remanence.experiment.regimes.Collapse;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.CollapseTime;
import org.remanence.theory.IsotropicGaussian;
import org.remanence.theory.SymmetricClusters;
import org.remanence.theory.regimes.AnnealedLaw;

/// Two clones of one state end at the same pattern: by cloning, without cloning, and where half of them do.
final class CollapseClusters implements Reproduction {
    /// Dimension, number of patterns, where half of the clones part, measured independently to 0.01, and the median time at which the
    /// nearest pattern changes for the last time; 0 where it is not known.
    private record Setting(int dimension, int patterns, double half, double change) { }

    private static final List<Setting> SETTINGS = List.of(new Setting(64, 4096, 0.807, 0.781), new Setting(50, 20_000, 0.619, 0),
            new Setting(100, 2000, 1.059, 0));
    private static final double MEASURED_TO = 0.01;
    private static final double CHANGE_TO = 0.05;

    @Override
    public Listing listing() {
        return new Listing("collapse", Listing.Document.REGIMES, "φ_C and last change of Gaussian mixtures", "Clones of one state end at the same pattern below t_C", "30 s",
                "15 min: three sizes, 4000 pairs");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        var process = new OrnsteinUhlenbeck();
        List<String> findings = new ArrayList<>();
        for (Setting each : SETTINGS.subList(0, study.sized(1, SETTINGS.size()))) {
            String name = Text.of("d = %d, n = %d", each.dimension, each.patterns);
            Collapse.Result result = study.ask(name, Collapse.class, Collapse.Result.class,
                    "data", Text.of("mixture:d=%d,n=%d,mu=1,sigma=1", each.dimension, each.patterns), "times", "0.4:1.5:0.1",
                    "draws", study.sized("2000", "20000"), "pairs", study.sized("500", "4000"), "paths", study.sized("500", "4000"));
            study.check(FigureCheck.shares("clones end at the same pattern with probability E Σ w², " + name, result.paths().sameNeighbourByCloning(),
                    result.posterior().sameNeighbour()));
            study.check(FigureCheck.shares("patterns return to themselves with probability E Σ w², " + name, result.paths().sameNeighbourByReturn(),
                    result.posterior().sameNeighbour()));
            study.check(FigureCheck.near("φ_C = ½ at t, " + name, result.crossing(), each.half, MEASURED_TO,
                    "accuracy of the reference and one data set for another"));
            if (each.change > 0) {
                study.check(FigureCheck.near("median of the last change of the nearest pattern, " + name, result.paths().lastChange().median(), each.change,
                        CHANGE_TO * each.change, "grid of the paths and one data set for another, 5 %"));
            }
            double withClass = CollapseTime.of(new SymmetricClusters(each.dimension, 1, 1), each.patterns).ornsteinUhlenbeck();
            double isotropic = CollapseTime.of(new IsotropicGaussian(each.dimension, 1), each.patterns).ornsteinUhlenbeck();
            var annealed = new AnnealedLaw(new IsotropicGaussian(each.dimension, 1), Math.log(each.patterns / 2.0));
            double[] fine = new double[120];
            Arrays.setAll(fine, i -> 0.4 + 1.1 * i / 119);
            study.page().figure(Figure.of("same-neighbour-d" + each.dimension, "Clones that end at the same pattern, " + name)
                    .caption("Points: pairs of clones, U-turns, and E Σ w² over noised patterns. Line: one cluster of n/2 patterns, annealed, a lower bound.")
                    .x(Axis.linear("time t")).y(Axis.linear("φ_C"))
                    .points("clones", result.paths().sameNeighbourByCloning()).points("U-turns", result.paths().sameNeighbourByReturn())
                    .points("E Σ w²", result.posterior().sameNeighbour())
                    .line("annealed", fine, Arrays.stream(fine).map(t -> annealed.sameNeighbour(process.noiseToSignal(t))).toArray())
                    .level("½", 0.5).mark("t_C", withClass).build())
                    .figure(change(each.dimension, name, result, withClass));
            findings.add(Text.of("%s: φ_C = ½ at %s; theory has t_C = %s, and %s without the class", name,
                    Notation.number(result.crossing()), Notation.number(withClass), Notation.number(isotropic)));
        }
        return study.end(String.join(". ", findings) + ". At this n and d half of the clones agree a few per cent above t_C.");
    }

    private static Figure change(int dimension, String name, Collapse.Result result, double collapse) {
        return Figure.of("last-change-d" + dimension, "Last change of the nearest pattern, " + name)
                .caption("Share of the trajectories whose nearest pattern changed for the last time in each step of the grid.")
                .x(Axis.log("time t")).y(Axis.linear("share of trajectories")).histogram("trajectories", result.paths().lastChange().histogram())
                .mark("median", result.paths().lastChange().median()).mark("t_C", collapse).build();
    }
}
