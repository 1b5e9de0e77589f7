package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.data.LinearManifold;
import org.remanence.data.SpectralCovariance;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Names;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.plot.Report;
import org.remanence.random.RandomStream;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.geometry.CondensationTime;
import org.remanence.theory.geometry.EnergyLaw;

/// Solves for the condensation time of random states about a random linear manifold `y = F z`. They are told against the load at one of
/// them, and at one load against the variance of the data in the direction of the state. No pattern is drawn.
@Question(value = "How does the condensation time depend on the load and on where the state lies", name = "condensation-time",
        equation = """
                t_c(x): Σ ½[log(1 + u) − u/(1 + u) + x²σ²/(t + σ²)²] = α d, u = σ²/t, σ² the eigenvalues of F Fᵀ; \
                ω² = Σ x²σ²/d; eq. 15: t_c² = (Σσ⁴/2 + Σx²σ²)/(2αd)""",
        source = "Achilli et al., Losing dimensions, 2024, figure 8; the variance of F and the spread of x are not given there",
        cost = "dimension² · (latent + positions) flops; the default takes 1 s")
public record CondensationPositions(
        @Parameter(value = "100", min = 2, max = 4096, help = "d, numbers in a pattern") int dimension,
        @Parameter(value = "50", min = 1, max = 4096, help = "m, dimension of the manifold, at most d") int latent,
        @Parameter(value = "1", above = 0, help = "variance of the entries of F") double variance,
        @Parameter(value = "log:0.001:1:31", above = 0, max = 100, unit = "nats", help = "loads ln n / d at the first state") AxisValues logLoads,
        @Parameter(value = "0.15", above = 0, max = 100, unit = "nats", help = "load ln n / d at all other states") double logLoad,
        @Parameter(value = "2000", min = 2, max = 1e6, help = "states about the origin") int positions,
        @Parameter(value = "1", above = 0, help = "standard deviation of a coordinate of a state") double spread)
        implements Experiment<CondensationPositions.Result> {

    /// Refuses parameters out of bounds.
    public CondensationPositions {
        Schema.check(CondensationPositions.class, dimension, latent, variance, logLoads, logLoad, positions, spread);
        if (latent > dimension) {
            throw new BadInput("latent must be at most dimension = %d, got %d", dimension, latent);
        }
    }

    /// Exact roots.
    public record Result(
            @Reported(value = "exact t_c at the first state against the load", unit = "variance of the noise") Curve condensationTime,
            @Reported("ω² = Σ x²σ²/d of each other state") double[] directionalVariance,
            @Reported(value = "exact t_c at each other state", unit = "variance of the noise") double[] scattered,
            @Reported("Spearman's rank correlation of the two: 1 where t_c rises with ω²") double rankCorrelation) { }

    /// Published forms at the same states.
    public record Theory(
            @Reported(value = "eq. 15, leading order for small load", unit = "variance of the noise") Curve paper,
            @Reported(value = "its next order, negative where it has broken down", unit = "variance of the noise") Curve nextOrder,
            @Reported(value = "eq. 34, which is wrong", unit = "variance of the noise") Curve paperAppendix,
            @Reported(value = "leading order for large load", unit = "variance of the noise") Curve largeLoad,
            @Reported(value = "eq. 15 at each other state", unit = "variance of the noise") double[] scatteredPaper) { }

    @Override
    public Answer<Result> run(Session session) {
        var manifold = new LinearManifold(SpectralCovariance.spanned(factors(session.stream("factors"))));
        EnergyLaw first = law(manifold, session.stream("first position"), 0);
        EnergyLaw[] laws = new EnergyLaw[positions];
        double[] scattered = new double[positions];
        double[] scatteredPaper = new double[positions];
        double[] directional = new double[positions];
        RandomStream stream = session.stream("positions");
        session.progress().begin("condensation time", positions);
        session.parallel(positions, p -> {
            laws[p] = law(manifold, stream, p);
            scattered[p] = CondensationTime.DERIVED.of(laws[p], logLoad * dimension);
            scatteredPaper[p] = CondensationTime.PAPER.of(laws[p], logLoad * dimension);
            directional[p] = 2 * laws[p].directionTerm() / dimension;
            session.progress().advance(1);
        });
        session.progress().end();
        Result result = new Result(curve(CondensationTime.DERIVED, first, logLoads.values()), directional, scattered,
                correlation(ranks(directional), ranks(scattered)));
        Theory theory = new Theory(curve(CondensationTime.PAPER, first, logLoads.values()),
                curve(CondensationTime.NEXT_ORDER, first, logLoads.values()),
                curve(CondensationTime.PAPER_APPENDIX, first, logLoads.values()),
                curve(CondensationTime.LARGE_LOAD, first, logLoads.values()), scatteredPaper);
        return answer(result, theory, first);
    }

    private Matrix factors(RandomStream stream) {
        Matrix factors = Matrix.zeros(dimension, latent);
        double[] row = new double[latent];
        for (int i = 0; i < dimension; i++) {
            stream.gaussians(i, 0, row, 0, latent);
            factors.setRow(i, Arrays.stream(row).map(z -> Math.sqrt(variance) * z).toArray());
        }
        return factors;
    }

    private EnergyLaw law(LinearManifold manifold, RandomStream stream, int position) {
        double[] state = new double[dimension];
        stream.gaussians(position, 0, state, 0, dimension);
        return Energies.of(manifold, Arrays.stream(state).map(z -> spread * z).toArray()).orElseThrow();
    }

    private Curve curve(CondensationTime form, EnergyLaw law, double[] loads) {
        return Curve.exact("logLoad", loads, load -> form.of(law, load * dimension));
    }

    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        List<Integer> order = IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i])).toList();
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[order.get(rank)] = rank;
        }
        return ranks;
    }

    /// Of two permutations of 0 … n − 1.
    private static double correlation(double[] first, double[] second) {
        double n = first.length;
        double squares = IntStream.range(0, first.length).mapToDouble(i -> (first[i] - second[i]) * (first[i] - second[i])).sum();
        return 1 - 6 * squares / (n * (n * n - 1));
    }

    private Answer<Result> answer(Result result, Theory theory, EnergyLaw first) {
        double[] fine = FineAxis.ratios(logLoads);
        Figure load = Figure.of("condensation-load", "Eq. 15 holds for small loads alone")
                .caption(Text.of("Condensation time at one state, d = %d, m = %d; eq. 34 of the paper is wrong.", dimension, latent))
                .x(Axis.log("load α = ln n / d")).y(Axis.log("condensation time t_c"))
                .line("exact", curve(CondensationTime.DERIVED, first, fine))
                .line("eq. 15", curve(CondensationTime.PAPER, first, fine))
                .line("its next order", curve(CondensationTime.NEXT_ORDER, first, fine))
                .line("eq. 34", curve(CondensationTime.PAPER_APPENDIX, first, fine)).build();
        Figure scatter = Figure.of("condensation-positions", "States along wide directions condense earlier")
                .caption(Text.of("Exact condensation time of %d states about the origin at α = %s against the variance of the data along them.", positions, Names.number(logLoad)))
                .x(Axis.linear("directional variance ω²")).y(Axis.linear("condensation time t_c"))
                .add(new Layer.Points("exact", result.directionalVariance, result.scattered, new double[positions], new long[positions]))
                .build();
        double ratio = CondensationTime.PAPER.of(first, logLoad * dimension) / CondensationTime.DERIVED.of(first, logLoad * dimension);
        return Answer.of(result, theory, Report.of("Condensation time").figure(load).figure(scatter).build())
                .array("directional-variance", result.directionalVariance).array("condensation-time", result.scattered)
                .finding(Text.of("""
                        At α = %s eq. 15 is %.3g times the exact condensation time of the first state; over %d states t_c rises with ω² \
                        at a rank correlation of %.3f.""", Names.number(logLoad), ratio, positions, result.rankCorrelation));
    }
}
