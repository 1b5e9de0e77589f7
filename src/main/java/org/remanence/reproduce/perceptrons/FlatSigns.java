package org.remanence.reproduce.perceptrons;

import java.util.Arrays;
import org.remanence.channel.HardMargin;
import org.remanence.channel.WeightPrior;
import org.remanence.experiment.Answer;
import org.remanence.experiment.perceptrons.StochasticLocalization;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.perceptrons.FrozenTransition;
import org.remanence.theory.perceptrons.PerceptronCapacity;
import org.remanence.theory.perceptrons.PlantedPotential;
import org.remanence.theory.perceptrons.ReplicaSymmetry;

/// Uniform sampling of the binary perceptron fails at every density: a second maximum of the free entropy stands at q = 1.
final class FlatSigns implements Reproduction {
    private static final double DENSITY = 0.3;
    /// Times computed independently.
    private static final double EQUAL = 4.4866;
    private static final double SPINODAL = 5.1785;
    private static final double CAPACITY = 0.833;

    @Override
    public Listing listing() {
        return new Listing("flat-signs", Listing.Document.HIGH_DIMENSION, "uniform distribution, binary",
                "Localization of the flat binary perceptron fails",
                "15 s", "2 min: N = 2000, six runs");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        FrozenTransition transition = FrozenTransition.of(DENSITY);
        study.check(FigureCheck.within("time at which both maxima are equal", transition.equalTime(), EQUAL, 2e-3,
                "digits of the reference"));
        study.check(FigureCheck.within("time at which the lower maximum ends", transition.spinodalTime(), SPINODAL, 2e-3,
                "digits of the reference"));
        study.check(FigureCheck.within("capacity, where the entropy is zero", PerceptronCapacity.binary(0), CAPACITY, 5e-4,
                "digits published"));
        StochasticLocalization.Result run = study.ask("localization", StochasticLocalization.class,
                StochasticLocalization.Result.class,
                "prior", "binary", "potential", "none", "density", "0.3", "n", study.sized("1000", "2000"), "runs",
                study.sized("3", "6"),
                "damping", "0.3");
        long solved = Arrays.stream(run.violations()).filter(each -> each == 0).count();
        study.check(FigureCheck.within("share of runs that end at a solution", solved / (double) run.violations().length, 0,
                0.5,
                "it fails; one of six runs was lucky in the reference"));
        var potential = new PlantedPotential(ReplicaSymmetry.of(WeightPrior.BINARY, new HardMargin(0), DENSITY));
        study.page().figure(FreeEntropyFigure.of("free-entropy", "A second maximum at q = 1", potential, 0.9, 1, 4,
                transition.equalTime(), 5, 6));
        return study.end(Text.of("From t = %.4g on the maximum at q = 1 is the higher one, but message passing leaves the other only at t = %.4g. %d of %d runs find a solution.",
                transition.equalTime(), transition.spinodalTime(), solved, run.violations().length));
    }
}
