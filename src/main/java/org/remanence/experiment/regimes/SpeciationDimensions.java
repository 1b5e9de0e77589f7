package org.remanence.experiment.regimes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Names;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.ScoreName;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.Scheme;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.SameClass;
import org.remanence.theory.SymmetricClusters;

/// Clones two clusters in several dimensions: against t/t_S all curves pass through one point, the steeper the larger d.
@Question(value = "Do curves of the same class in all dimensions cross at the speciation time",
        equation = "φ(t) = ½[1 + E tanh(ρ² + ρz)] with ρ² = μ² d e^{−2t}/Γ_t; ρ² = 1 at t_S = ½ log(1 + μ² d − σ²), where φ = 0.7752",
        source = "Biroli, Bonnaire, de Bortoli and Mézard, Dynamical regimes of diffusion models, 2024",
        cost = """
                as speciation for each dimension; the default takes a minute, method full an hour for d = 16384 alone, in \
                parts that outlive an interruption if --out is given""")
public record SpeciationDimensions(
        @Parameter(value = "256,1024,4096,16384", min = 1, max = 1e7, help = "dimensions d, whole numbers") AxisValues dimensions,
        @Parameter(value = "1", above = 0, max = 1e6, help = "coordinate of the means at ±m, |m|² = mu² d") double mu,
        @Parameter(value = "1", min = 0, max = 1e6, help = "standard deviation of the clusters") double sigma,
        @Parameter(value = "overlap", help = "full: whole states; overlap: only their projection on the means, an exact reduction")
                Speciation.Method method,
        @Parameter(value = "1:10:0.5", above = 0, unit = "Ornstein–Uhlenbeck time", help = "when clones part, besides t_S") AxisValues times,
        @Parameter(value = "10000", min = 2, max = 1e8, help = "pairs of clones a dimension") int pairs,
        @Parameter(value = "10", above = 0, max = 100, unit = "Ornstein–Uhlenbeck time", help = "where the reverse process starts")
                double horizon,
        @Parameter(value = "em", help = "scheme of the steps, one with noise") Scheme sampler,
        @Parameter(value = "1000", min = 1, max = 1e6, help = "steps of equal length from the horizon to the data") int steps,
        @Parameter(value = "float", help = "width of states and noise") Precision precision)
        implements Experiment<SpeciationDimensions.Result> {

    /// Refuses parameters out of bounds, and dimensions whose speciation lies outside (0, horizon).
    public SpeciationDimensions {
        Schema.check(SpeciationDimensions.class, dimensions, mu, sigma, method, times, pairs, horizon, sampler, steps, precision);
        for (double dimension : dimensions.values()) {
            if (dimension != Math.rint(dimension)) {
                throw new BadInput("each of dimensions must be a whole number, got " + dimension);
            }
            double speciation = new SymmetricClusters((int) dimension, mu, sigma).speciationTime();
            if (!(speciation > 0 && speciation < horizon)) {
                throw new BadInput("the speciation time must lie between 0 and the horizon %s, got %s at d = %.0f", horizon, speciation, dimension);
            }
        }
    }

    /// One dimension.
    /// @param dimension d
    /// @param speciationTime where ρ² = 1
    /// @param sameClass φ(t), t_S among the times
    /// @param residual (measured − theory) / standard error
    public record One(int dimension, double speciationTime, Curve sameClass, double[] residual) { }

    /// All of them.
    public record Result(
            @Reported("φ(t) of each dimension, with residuals") List<One> curves,
            @Reported("φ at t = t_S, against d") Curve atSpeciation,
            @Reported(value = "largest distance of a point from theory", unit = "standard errors") double largestResidual) { }

    /// What it should be.
    public record Theory(@Reported("0.7752 in all dimensions") Expected atSpeciation) { }

    @Override
    public Answer<Result> run(Session session) {
        List<One> curves = new ArrayList<>();
        for (double dimension : dimensions.values()) {
            curves.add(one((int) dimension, session));
        }
        Curve atSpeciation = Curve.of("dimension", dimensions.values(), curves.stream().map(SpeciationDimensions::atSpeciation).toList());
        double largest = curves.stream().flatMapToDouble(each -> Arrays.stream(each.residual)).map(Math::abs).max().orElseThrow();
        Result result = new Result(curves, atSpeciation, largest);
        Theory theory = new Theory(Expected.beside(result, atSpeciation, _ -> SameClass.THRESHOLD));
        return Answer.of(result, theory, Report.of("Speciation in several dimensions").figure(figure(curves)).figure(residuals(curves)).build())
                .finding(Text.of("All curves pass through (1, 0.7752): φ(t_S) = %s. The farthest of %d points is %.1f standard errors from theory.", String.join(", ", IntStream.range(0, curves.size()).mapToObj(i -> Names.time(atSpeciation.at(i))).toList()),
                                curves.stream().mapToInt(each -> each.residual.length).sum(), largest));
    }

    private One one(int dimension, Session session) {
        double speciation = new SymmetricClusters(dimension, mu, sigma).speciationTime();
        AxisValues all = AxisValues.of(DoubleStream.concat(DoubleStream.of(times.values()), DoubleStream.of(speciation)).sorted().distinct().toArray());
        String text = Text.of("mixture:d=%d,mu=%s,sigma=%s", dimension, mu, sigma);
        Speciation ask = new Speciation(new DataChoice(text, DataChoice.ScaleChoice.AUTO, DataChoice.Centering.AUTO), Speciation.TRUE,
                ScoreName.UNDESCRIBED, method, all, pairs, 0, horizon, sampler, steps, precision);
        String name = "d=" + dimension;
        Curve measured = session.part(name, Curve.class, () -> ask.run(session.withSeed(session.stream(name).key())).result().sameClass());
        return new One(dimension, speciation, measured, Expected.beside("sameClass", measured, time -> law(dimension, time)).residual());
    }

    private static Estimate atSpeciation(One one) {
        return IntStream.range(0, one.sameClass.size()).filter(i -> one.sameClass.x()[i] == one.speciationTime)
                .mapToObj(one.sameClass::at).findFirst().orElseThrow();
    }

    private double law(int dimension, double time) {
        return SameClass.balanced(SameClass.separation(Math.expm1(2 * time), dimension, mu, sigma));
    }

    private Figure figure(List<One> curves) {
        var figure = Figure.of("same-class-scaled", "All dimensions cross at the speciation time")
                .caption(Text.of("Share of %d pairs of clones, sampler %s with %d steps, %s; lines: theory.", pairs, sampler.word(), steps,
                        method == Speciation.Method.FULL ? "whole states" : "overlaps with the means"))
                .x(Axis.linear("t/t_S")).y(Axis.linear("probability of the same class"));
        for (One one : curves) {
            double[] scaled = Arrays.stream(one.sameClass.x()).map(t -> t / one.speciationTime).toArray();
            double low = scaled[0];
            double high = scaled[scaled.length - 1];
            double[] fine = FineAxis.steps(low, high);
            figure.points("d = " + one.dimension, new Curve("t/t_S", scaled, one.sameClass.mean(), one.sameClass.stderr(), one.sameClass.count()))
                    .line("d = " + one.dimension, fine, Arrays.stream(fine).map(x -> law(one.dimension, x * one.speciationTime)).toArray());
        }
        return figure.level(String.format(Locale.ROOT, "%.4f", SameClass.THRESHOLD), SameClass.THRESHOLD).mark("t_S", 1).build();
    }

    private Figure residuals(List<One> curves) {
        var figure = Figure.of("same-class-residuals", "Measured minus theory, in standard errors").x(Axis.linear("t/t_S"))
                .y(Axis.linear("residual")).caption("Sampling alone leaves one point in 20 beyond 2.");
        for (One one : curves) {
            double[] bars = new double[one.residual.length];
            Arrays.fill(bars, 1);
            figure.points("d = " + one.dimension, new Curve("t/t_S", Arrays.stream(one.sameClass.x()).map(t -> t / one.speciationTime).toArray(),
                    one.residual, bars, new long[bars.length]));
        }
        return figure.level("2", 2).level("−2", -2).build();
    }
}
