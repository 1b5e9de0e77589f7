package org.remanence.experiment.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Names;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Asks another experiment at several sizes and fits how one of its numbers depends on them.
@Question(value = "How does a measured number grow with a size, and with which error is its law known",
        equation = "power: y = constant · x^coefficient; logarithmic: y = constant + coefficient · ln x; linear: y = constant + coefficient · x",
        source = "Efron, Bootstrap methods: another look at the jackknife, 1979",
        cost = "replicas times the cost of the experiment at every size; the default takes a minute")
public record Scaling(
        @Parameter(value = "speciation --data mixture:d={x} --method overlap --times 1.5:6:0.5 --pairs 2000 --returns 0",
                        help = "an experiment with its options, {x} where the size goes")
                String ask,
        @Parameter(value = "256,1024,4096,16384", help = "sizes, each put in the place of {x}") AxisValues sizes,
        @Parameter(value = "speciation", plain = true, help = """
                a number of the answer, such as theory.collapseTime.isotropic, or where a curve crosses a level, such as \
                sameNeighbour@0.5""")
                String measure,
        @Parameter(value = "logarithmic", help = "law that is fitted") ScalingLaw law,
        @Parameter(value = "1", min = 1, max = 1e6, help = "runs a size, each under a seed of its own") int replicas,
        @Parameter(value = "1000", min = 10, max = 1e6, help = "samples behind the errors of the fit") int bootstraps)
        implements Experiment<Scaling.Result>, ReadsData {

    /// Refuses parameters out of bounds, and whatever the experiment refuses at any of the sizes.
    public Scaling {
        Schema.check(Scaling.class, ask, sizes, measure, law, replicas, bootstraps);
        ExperimentTemplate template = new ExperimentTemplate(ask);
        for (double size : sizes.values()) {
            template.at(size);
        }
        if (Arrays.stream(sizes.values()).distinct().count() < 2) {
            throw new BadInput("a fit needs at least 2 different sizes, got " + sizes);
        }
    }

    /// What was measured, and the law through it.
    public record Result(
            @Reported("the measured number at each size") Curve measured,
            @Reported("constant of the law, bootstrap error") Estimate constant,
            @Reported("exponent of a power law, else the factor of ln x or x; bootstrap error") Estimate coefficient,
            @Reported("sum of squared residuals in standard errors") double chiSquared,
            @Reported("number of sizes less 2") int degreesOfFreedom) { }

    /// The law beside the points it was fitted to.
    public record Theory(@Reported("the fitted law, not a theory of its own") Expected fit) { }

    @Override
    public Stream<DataSource> sources() {
        return Arrays.stream(sizes.values()).boxed().flatMap(size -> Schema.sources((Record) new ExperimentTemplate(ask).at(size)));
    }

    @Override
    public Answer<Result> run(Session session) {
        double[] x = sizes.values();
        Estimate[] y = Arrays.stream(x).mapToObj(size -> measured(size, session)).toArray(Estimate[]::new);
        ScalingLaw.Fit fit = law.fit(x, y, session.stream("bootstrap"), bootstraps);
        Curve measured = Curve.of("size", x, List.of(y));
        Result result = new Result(measured, fit.constant(), fit.coefficient(), fit.chiSquared(), fit.degreesOfFreedom());
        Expected beside = Expected.beside(result, measured, fit::at);
        Report.Builder report = Report.of("Scaling of " + measure).figure(figure(measured, fit));
        if (Double.isFinite(fit.chiSquared())) {
            report.figure(residuals(beside));
        }
        return Answer.of(result, new Theory(beside), report.build())
                .finding(Text.of("%s follows a %s law with coefficient %s and constant %s%s.", measure,
                        law.name().toLowerCase(Locale.ROOT), Names.time(fit.coefficient()), Names.time(fit.constant()),
                        quality(fit)));
    }

    /// Points without errors have no χ².
    private static String quality(ScalingLaw.Fit fit) {
        return Double.isFinite(fit.chiSquared())
                ? Text.of("; χ² = %.3g for %d degrees of freedom", fit.chiSquared(), fit.degreesOfFreedom()) : "";
    }

    /// The mean over replicas, with their spread if there are several, else with the error of the one.
    private Estimate measured(double size, Session session) {
        Estimate[] runs = IntStream.range(0, replicas).mapToObj(replica -> {
            String name = Text.of("x=%s replica %d", Names.number(size), replica);
            return session.part(name, Estimate.class, () -> ExperimentTemplate.read(
                    new ExperimentTemplate(ask).at(size).run(session.withSeed(session.stream("scaling " + name).key())), measure));
        }).toArray(Estimate[]::new);
        for (Estimate each : runs) {
            if (!Double.isFinite(each.mean())) {
                throw new BadInput("%s was not found at size %s: let the experiment look further", measure, Names.number(size));
            }
        }
        return replicas == 1 ? runs[0] : Estimate.of(Arrays.stream(runs).mapToDouble(Estimate::mean).toArray());
    }

    private Figure figure(Curve measured, ScalingLaw.Fit fit) {
        boolean logarithmic = law != ScalingLaw.LINEAR;
        double[] fine = logarithmic ? FineAxis.ratios(sizes) : FineAxis.steps(sizes.min(), sizes.max());
        double[] line = Arrays.stream(fine).map(fit::at).toArray();
        double[] spread = Arrays.stream(fine).map(fit::spread).toArray();
        var figure = Figure.of("scaling", measure + " against size").caption("Band: two bootstrap errors of the fit. " + ask)
                .x(logarithmic ? Axis.log("x") : Axis.linear("x")).y(law == ScalingLaw.POWER ? Axis.log(measure) : Axis.linear(measure));
        if (Arrays.stream(spread).allMatch(Double::isFinite)) {
            figure.band("fit ± 2", fine, IntStream.range(0, fine.length).mapToDouble(i -> line[i] - 2 * spread[i]).toArray(),
                    IntStream.range(0, fine.length).mapToDouble(i -> line[i] + 2 * spread[i]).toArray());
        }
        return figure.line("fit", fine, line).points("measured", measured).build();
    }

    private Figure residuals(Expected beside) {
        double[] one = Arrays.stream(beside.residual()).map(_ -> 1).toArray();
        return Figure.of("scaling-residuals", "Measured minus fit, in standard errors").x(law == ScalingLaw.LINEAR ? Axis.linear("x") : Axis.log("x"))
                .y(Axis.linear("residual")).caption("Errors of the points, not of the fit.")
                .points("measured", new Curve("size", sizes.values(), beside.residual(), one, new long[one.length])).build();
    }
}
