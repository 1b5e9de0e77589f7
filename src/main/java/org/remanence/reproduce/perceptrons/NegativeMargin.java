package org.remanence.reproduce.perceptrons;

import java.util.Arrays;
import org.remanence.channel.HardMargin;
import org.remanence.channel.WeightPrior;
import org.remanence.experiment.Answer;
import org.remanence.experiment.perceptrons.StochasticLocalization;
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
import org.remanence.theory.perceptrons.PlantedPotential;
import org.remanence.theory.perceptrons.ReplicaSymmetry;

/// Success and failure of localization on the sphere at κ = −2.5: below the threshold t(q) grows, above it falls in between.
final class NegativeMargin implements Reproduction {
    private static final double MARGIN = -2.5;
    private static final double SUCCESS = 60;
    private static final double FAILURE = 275;
    /// Where t(q) turns at density 275, computed independently.
    private static final double TURNS_AT = 0.445610;
    private static final double TURNS_BACK_AT = 0.644121;
    private static final double LATEST = 0.0540685;
    private static final double EARLIEST = 0.0407436;
    private static final int POINTS = 400;
    private static final double ROUNDING = 1e-9;

    @Override
    public Listing listing() {
        return new Listing("negative-margin", Listing.Document.HIGH_DIMENSION, "success and failure",
                "Localization of the spherical perceptron works at κ = −2.5 until fixed points jump",
                "20 s", "5 min: N = 300, four runs");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        PlantedPotential success = potential(SUCCESS);
        PlantedPotential failure = potential(FAILURE);
        PlantedPotential.Point[] easy = success.curve(POINTS);
        PlantedPotential.Point[] hard = failure.curve(POINTS);
        study.check(FigureCheck.notBelow("inverse of the largest A(q) at α = 60", exact(1 / largest(easy)), 1));
        study.check(FigureCheck.notBelow("largest A(q) at α = 275", exact(largest(hard)), 1));
        PlantedPotential.Point late = turn(hard, 1);
        PlantedPotential.Point early = turn(hard, -1);
        study.check(FigureCheck.within("first turn of t(q) at α = 275, overlap", late.overlap(), TURNS_AT, 0.01,
                "grid of the figure"));
        study.check(FigureCheck.within("first turn of t(q) at α = 275, time", late.time(), LATEST, 1e-4, "grid of the figure"));
        study.check(FigureCheck.within("second turn of t(q) at α = 275, overlap", early.overlap(), TURNS_BACK_AT, 0.01,
                "grid of the figure"));
        study.check(FigureCheck.within("second turn of t(q) at α = 275, time", early.time(), EARLIEST, 1e-4,
                "grid of the figure"));
        StochasticLocalization.Result run = study.ask("localization", StochasticLocalization.class,
                StochasticLocalization.Result.class,
                "prior", "spherical", "margin", "-2.5", "density", "60", "n", study.sized("150", "300"), "runs",
                study.sized("2", "4"),
                "growth", "0.1");
        study.check(FigureCheck.within("violated constraints of all samples at α = 60", Arrays.stream(run.violations()).sum(),
                0, 0, "a count"));
        double size1 = study.sized(150.0, 300.0);
        double worst = 0;
        for (int i = 0; i < run.overlap().size(); i++) {
            worst = Math.max(worst, Math.abs(run.overlap().mean()[i] - success.reached(run.overlap().x()[i]).overlap()));
        }
        study.check(FigureCheck.within("largest distance of q(t) from state evolution at α = 60", worst, 0,
                1.5 / Math.sqrt(size1),
                "a fluctuation of order N^(−1/2) a run"));
        study.page().figure(FreeEntropyFigure.of("free-entropy-success", "One maximum: localization succeeds, α = 60", success,
                0, 1, 0.5, 2, 10))
                .figure(FreeEntropyFigure.of("free-entropy-failure", "Two maxima: localization fails, α = 275", failure, 0.28,
                0.76, 0.045, 0.047, 0.049, 0.051))
                .figure(times(easy, hard));
        return study.end(Text.of("At density 60 t(q) grows all the way; at 275 it falls between q = %.3f and %.3f, so fixed points jump.", late.overlap(),
                early.overlap()));
    }

    private static PlantedPotential potential(double density) {
        return new PlantedPotential(ReplicaSymmetry.of(WeightPrior.SPHERICAL, new HardMargin(MARGIN), density));
    }

    private static Estimate exact(double value) {
        return new Estimate(value, ROUNDING, 1);
    }

    private static double largest(PlantedPotential.Point[] points) {
        return Arrays.stream(points).mapToDouble(PlantedPotential.Point::stability).max().orElseThrow();
    }

    /// The first place where t(q) turns down (1) or up again (−1).
    private static PlantedPotential.Point turn(PlantedPotential.Point[] points, int sign) {
        for (int i = 1; i + 1 < points.length; i++) {
            if (sign * (points[i].time() - points[i - 1].time()) > 0 && sign * (points[i + 1].time() - points[i].time()) < 0) {
                return points[i];
            }
        }
        return points[0];
    }

    private static Figure times(PlantedPotential.Point[] easy, PlantedPotential.Point[] hard) {
        Figure.Builder figure = Figure.of("fixed-points", "Fixed points of message passing")
                .caption("Time t(q) at which q is a fixed point. Where it falls, two fixed points are stable at one time.")
                .x(Axis.linear("overlap q").between(0, 0.8)).y(Axis.linear("time t(q)").between(0, 0.3));
        return figure.line("α = 60", overlaps(easy), each(easy)).line("α = 275", overlaps(hard), each(hard)).build();
    }

    private static double[] overlaps(PlantedPotential.Point[] points) {
        return Arrays.stream(points).mapToDouble(PlantedPotential.Point::overlap).toArray();
    }

    private static double[] each(PlantedPotential.Point[] points) {
        return Arrays.stream(points).mapToDouble(PlantedPotential.Point::time).toArray();
    }
}
