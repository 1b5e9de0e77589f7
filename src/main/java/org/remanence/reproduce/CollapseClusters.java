package org.remanence.reproduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.remanence.experiment.Answer;
import org.remanence.experiment.CloneAgreement;
import org.remanence.lab.Lab;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.theory.AnnealedLaw;
import org.remanence.theory.CollapseTime;
import org.remanence.theory.IsotropicGaussian;
import org.remanence.theory.SymmetricClusters;

/// Two clones of one state end at the same pattern: by cloning, without cloning, and where half of them do.
final class CollapseClusters implements Reproduction {
    /// Dimension, number of patterns, and where half of the clones part, measured independently to 0.01.
    private record Setting(int dimension, int patterns, double half) { }

    private static final List<Setting> SETTINGS = List.of(new Setting(64, 4096, 0.807), new Setting(50, 20_000, 0.619), new Setting(100, 2000, 1.059));
    private static final double MEASURED_TO = 0.01;

    @Override
    public Listing listing() {
        return new Listing("collapse", Listing.Document.REGIMES, "φ_C of Gaussian mixtures", "clones of a state end at the same pattern below t_C", "30 s",
                "15 min: three sizes, 4000 pairs");
    }

    @Override
    public Answer<Verdict> make(Size size, Lab lab) {
        var study = new Study(listing(), size, lab);
        var process = new OrnsteinUhlenbeck();
        List<String> findings = new ArrayList<>();
        for (Setting each : SETTINGS.subList(0, study.sized(1, SETTINGS.size()))) {
            String name = "d = %d, n = %d".formatted(each.dimension, each.patterns);
            CloneAgreement.Result result = study.ask(name, CloneAgreement.class, CloneAgreement.Result.class,
                    "data", "mixture:d=%d,n=%d,mu=1,sigma=1".formatted(each.dimension, each.patterns), "times", "0.4:1.5:0.1",
                    "pairs", study.sized("500", "4000"), "sampler", "ancestral", "steps", "30");
            study.check(Check.curves("φ_C by cloning is E Σ w², " + name, result.sameNeighbour(), result.participation()));
            study.check(Check.near("φ_C = ½ at t, " + name, result.participation().crossing(0.5), each.half, MEASURED_TO,
                    "accuracy of the reference and one data set for another"));
            double withClass = CollapseTime.of(new SymmetricClusters(each.dimension, 1, 1), each.patterns).ornsteinUhlenbeck();
            double isotropic = CollapseTime.of(new IsotropicGaussian(each.dimension, 1), each.patterns).ornsteinUhlenbeck();
            var annealed = new AnnealedLaw(new IsotropicGaussian(each.dimension, 1), Math.log(each.patterns / 2.0));
            double[] fine = new double[120];
            Arrays.setAll(fine, i -> 0.4 + 1.1 * i / 119);
            study.page().figure(Figure.of("same-neighbour-d" + each.dimension, "Clones that end at the same pattern, " + name)
                    .caption("Points: pairs of clones, and E Σ w² over noised patterns. Line: one cluster of n/2 patterns, annealed, a lower bound.")
                    .x(Axis.linear("time t")).y(Axis.linear("φ_C"))
                    .points("clones", result.sameNeighbour()).points("E Σ w²", result.participation())
                    .line("annealed", fine, Arrays.stream(fine).map(t -> annealed.sameNeighbour(process.noiseToSignal(t))).toArray())
                    .level("½", 0.5).mark("t_C", withClass).build());
            findings.add("%s: φ_C = ½ at %s; theory has t_C = %s, and %s without the class".formatted(name,
                    Notation.number(result.participation().crossing(0.5)), Notation.number(withClass), Notation.number(isotropic)));
        }
        return study.end(String.join(". ", findings) + ". At this n and d half of the clones agree a few per cent above t_C.");
    }
}
