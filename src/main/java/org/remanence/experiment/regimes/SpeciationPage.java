package org.remanence.experiment.regimes;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Names;
import org.remanence.experiment.measure.RegimeBands;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.Text;
import org.remanence.theory.SameClass;
import org.remanence.theory.regimes.SpeciationPotential;

/// The page of [Speciation]: regimes along time, φ against t and t/t_S, its residuals, and the potential of the overlap.
record SpeciationPage(Speciation ask, Speciation.Result result, Speciation.Theory theory, ClassLaw law) {
    private static final double REACH = 1.6;
    /// Residuals drawn at least this far, in standard errors.
    private static final double TWO = 2;

    Answer<Speciation.Result> answer() {
        double speciation = theory.speciationTime().logLambda();
        Report.Builder report = Report.of("Speciation of " + ask.data().data());
        if (Double.isFinite(speciation)) {
            report.timeline(new RegimeBands(Estimate.NONE, "", RegimeBands.exact(speciation), "t_S, theory").timeline());
        }
        report.figure(sameClass("same-class", "The class is decided at speciation", "time t", 1, speciation));
        if (Double.isFinite(speciation)) {
            report.figure(sameClass("same-class-scaled", "Against time over speciation time", "t/t_S", 1 / speciation, 1));
        }
        if (theory.sameClass().residual().length > 0) {
            report.figure(residuals());
        }
        law.potential().ifPresent(potential -> report.section("Potential of the overlap").figure(potential(potential)));
        Answer<Speciation.Result> answer = Answer.of(result, theory, report.build()).finding(finding(speciation));
        return !followsNetwork() ? answer
                : answer.finding(Text.of("Paths follow the network %s; E Σ p² is that of the empirical score.", ask.score()));
    }

    private boolean followsNetwork() {
        return ask.sources().findAny().isPresent();
    }

    private Figure sameClass(String name, String title, String axis, double factor, double mark) {
        var figure = Figure.of(name, title)
                .caption(Text.of("Share of %d pairs of clones and %d return trips, sampler %s with %d steps; line: E Σ p² of the class, exact%s.", ask.pairs(), ask.returns(), ask.sampler().word(), ask.steps(), followsNetwork() ? " for the empirical score, which these paths do not follow" : ""))
                .x(Axis.linear(axis)).y(Axis.linear("probability of the same class"))
                .points("clones", scaled(result.sameClass(), factor));
        if (result.sameClassByReturn().size() > 0) {
            figure.points("return trips", scaled(result.sameClassByReturn(), factor));
        }
        Curve exact = law.sameClass().map(phi -> Curve.exact("time", fine(), phi)).orElse(ascending(result.participation()));
        figure.line("theory", scaled(exact, factor)).level("0.7752", SameClass.THRESHOLD);
        return (Double.isFinite(mark) ? figure.mark("t_S, theory", mark) : figure).build();
    }

    private Figure residuals() {
        var figure = Figure.of("same-class-residuals", "Measured minus theory, in standard errors").x(Axis.linear("time t"))
                .y(Axis.linear("residual")).caption("Sampling alone leaves one point in 20 beyond 2.")
                .band("±2", new double[] {ask.times().min(), ask.times().max()}, new double[] {-TWO, -TWO}, new double[] {TWO, TWO})
                .points("clones", residual(theory.sameClass()));
        return (theory.sameClassByReturn().x().length > 0 ? figure.points("return trips", residual(theory.sameClassByReturn())) : figure).build();
    }

    private Figure potential(SpeciationPotential potential) {
        double wells = potential.doubleWellTime();
        double middle = Double.isFinite(wells) ? wells : ask.times().max();
        double reach = REACH * Math.max(potential.mu(), DoubleStream.of(potential.minimum(middle / 2)).filter(Double::isFinite).findFirst().orElse(1));
        double[] overlap = FineAxis.steps(-reach, reach);
        var figure = Figure.of("potential", "One well becomes two on the way to the data").x(Axis.linear("overlap q"))
                .y(Axis.linear("V(q, t)")).caption(Text.of("The wells part at t = %s.", time(wells)));
        for (double time : new double[] {middle / 2, 0.75 * middle, middle, 1.25 * middle}) {
            figure.line("t = " + time(time), overlap, DoubleStream.of(overlap).map(q -> potential.value(q, time)).toArray());
        }
        return figure.build();
    }

    private String finding(double speciation) {
        if (!Double.isFinite(speciation)) {
            return Text.of("There is no speciation. The largest eigenvalue of the covariance is %.4g, and where it is not above 1 no class stands out of the noise.", result.largestEigenvalue());
        }
        return Text.of("Clones of %s end in the same class with probability 0.7752 if they part at t = %s. ½ log Λ is %.4f, ½ log d %.4f.", ask.data().data(), Names.time(result.speciation()), speciation, theory.speciationTime().scaling());
    }

    private double[] fine() {
        double low = ask.times().min();
        double high = ask.times().max();
        return low < high ? FineAxis.steps(low, high) : new double[] {low, high + 1e-9};
    }

    private static Curve scaled(Curve curve, double factor) {
        return new Curve(curve.axis(), DoubleStream.of(curve.x()).map(x -> x * factor).toArray(), curve.mean(), curve.stderr(), curve.count());
    }

    private static Curve ascending(Curve curve) {
        int[] order = IntStream.range(0, curve.size()).boxed().sorted((i, j) -> Double.compare(curve.x()[i], curve.x()[j]))
                .mapToInt(Integer::intValue).toArray();
        return Curve.of(curve.axis(), IntStream.of(order).mapToDouble(i -> curve.x()[i]).toArray(), IntStream.of(order).mapToObj(curve::at).toList());
    }

    private static Curve residual(Expected expected) {
        double[] one = DoubleStream.of(expected.residual()).map(_ -> 1).toArray();
        return new Curve("time", expected.x(), expected.residual(), one, new long[one.length]);
    }

    private static String time(double time) {
        return String.format(Locale.ROOT, "%.3g", time);
    }
}
