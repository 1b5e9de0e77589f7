package org.remanence.reproduce.perceptrons;

import java.util.Arrays;
import org.remanence.channel.LogPotential;
import org.remanence.channel.WeightPrior;
import org.remanence.experiment.Answer;
import org.remanence.experiment.perceptrons.StochasticLocalization;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.perceptrons.PlantedPotential;
import org.remanence.theory.perceptrons.ReplicaSymmetry;
import org.remanence.theory.perceptrons.SecondPeak;

/// The potential −log s at β = 2 removes the second maximum, and localization samples; the histogram of stabilities.
final class PotentialSigns implements Reproduction {
    private static final double DENSITY = 0.3;
    /// Overlap of samples and mean stability, computed independently.
    private static final double SAMPLES = 0.511047;
    private static final double MEAN = 1.16747;
    private static final double MARGINAL = 0.628483;

    @Override
    public Listing listing() {
        return new Listing("potential-signs", Listing.Document.HIGH_DIMENSION, "histogram of stabilities",
                "Localization under −log s samples the binary perceptron, β = 2, α = 0.3",
                "20 s", "2 min: N = 2000, ten runs");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        ReplicaSymmetry symmetry = ReplicaSymmetry.of(WeightPrior.BINARY, new LogPotential(2), DENSITY);
        StochasticLocalization.Result run = study.ask("localization", StochasticLocalization.class,
                StochasticLocalization.Result.class,
                "density", "0.3", "n", study.sized("1000", "2000"), "runs", study.sized("4", "10"));
        study.check(FigureCheck.within("violated constraints of all samples", Arrays.stream(run.violations()).sum(), 0, 0,
                "a count"));
        study.check(FigureCheck.within("overlap of samples", run.sampleOverlap().mean(), SAMPLES, study.sized(0.05, 0.03),
                "one instance of finite size"));
        study.check(FigureCheck.within("mean stability", run.meanStability().mean(), MEAN, study.sized(0.06, 0.04),
                "one instance of finite size"));
        study.check(FigureCheck.within("density of a second peak at β = 1", SecondPeak.marginalDensity(), MARGINAL, 1e-4,
                "digits of the reference"));
        double[] centres = run.stabilities().x();
        double half = 0.5 * (centres[1] - centres[0]);
        double[] edges = new double[centres.length + 1];
        Arrays.setAll(edges, i -> i < centres.length ? centres[i] - half : centres[i - 1] + half);
        double[] fine = new double[200];
        Arrays.setAll(fine, i -> (i + 1) * 0.02);
        study.page().figure(Figure.of("stabilities", "Stabilities of samples, β = 2, α = 0.3")
                .caption("Bars: samples. Line: replica-symmetric theory.")
                .x(Axis.linear("stability s")).y(Axis.linear("density"))
                .add(new Layer.Histogram("measured", edges, run.stabilities().mean(), new double[centres.length]))
                .line("theory", fine, Arrays.stream(fine).map(symmetry::stabilityDensity).toArray()).build())
                .figure(FreeEntropyFigure.of("free-entropy", "No maximum at q = 1", new PlantedPotential(symmetry), 0.9, 1, 2,
                4, 6));
        return study.end(Text.of("%d of %d runs end at a solution; samples overlap by %s, theory has %.4g.",
                Arrays.stream(run.violations()).filter(each -> each == 0).count(), run.violations().length, run.sampleOverlap(),
                symmetry.overlap()));
    }
}
