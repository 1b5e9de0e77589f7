package org.remanence.experiment.geometry;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.remanence.data.DataSource;
import org.remanence.data.Memory;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.SessionMonitor;
import org.remanence.experiment.measure.Unused;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Covariance;
import org.remanence.linalg.EigenSolver;
import org.remanence.linalg.Lanczos;
import org.remanence.linalg.LanczosQuadrature;
import org.remanence.linalg.LeadingEigen;
import org.remanence.linalg.LinearOperator;
import org.remanence.linalg.SpectralMeasure;
import org.remanence.linalg.Spectrum;
import org.remanence.random.RandomStream;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.SpeciationTime;
import org.remanence.theory.SpectralLaw;

/// Measures the eigenvalues of the covariance of patterns, all of them, the largest, or their density.
@Question(value = "How is the variance of the patterns spread over directions", name = "spectrum",
        equation = """
                C v = λ v, C = Σ_μ (a_μ − ā)(a_μ − ā)ᵀ / n; the Gram matrix (a_μ − ā)·(a_ν − ā) / n has the same λ > 0""",
        source = """
                Marchenko and Pastur 1967; Silverstein and Choi 1995; Wu and Simon 2000; Lin, Saad and Yang 2016""",
        cost = """
                all: p = min(n, d), n d p + 4/3 p³ flops; top and density: 4 n d flops a product with a vector, some hundreds; \
                the default takes 1 s""")
public record CovarianceSpectrum(
        DataChoice data,
        @Parameter(value = "covariance", help = "d × d, or the n × n matrix of products") Form matrix,
        @Parameter(value = "all", help = "all eigenvalues, the largest by Lanczos iteration, or their density by quadrature")
                Method method,
        @Parameter(value = "10", min = 1, max = 1e5, help = "eigenvalues, for top") int count,
        @Parameter(value = "16", min = 2, max = 1e5, help = "random vectors, for density") int probes,
        @Parameter(value = "60", min = 2, max = 1e5, help = "quadrature nodes a vector, for density") int steps,
        @Parameter(value = "1", min = 1, max = 1024, help = "threads of linear algebra; the last digits may depend on it")
                int nativeThreads,
        @Parameter(value = "double", help = "width of patterns, and of the dense problem of all") Precision precision)
        implements Experiment<CovarianceSpectrum.Result> {

    /// Which matrix.
    public enum Form {
        /// d × d.
        COVARIANCE,
        /// n × n.
        GRAM
    }

    /// What is wanted of it.
    public enum Method {
        /// Every eigenvalue.
        ALL,
        /// The largest, with their vectors.
        TOP,
        /// Their density.
        DENSITY
    }

    private static final int POINTS = 41;

    /// Refuses parameters out of bounds.
    public CovarianceSpectrum {
        Schema.check(CovarianceSpectrum.class, data, matrix, method, count, probes, steps, nativeThreads, precision);
    }

    /// What was found; what the method does not give is empty or null.
    public record Result(
            @Reported("number of patterns n") long patterns,
            @Reported("numbers in a pattern d") int dimension,
            @Reported("order of the matrix") long order,
            @Reported("largest eigenvalue Λ") double largestEigenvalue,
            @Reported(value = "½ log Λ, when the leading direction is decided", unit = "time of the ou process")
                    double halfLogLargest,
            @Reported("variance summed over coordinates, the sum of all eigenvalues") double totalVariance,
            @Reported("the same as the first moment of the density, a cross-check") Estimate totalByProbes,
            @Reported("eigenvalues in decreasing order: all, or the largest") double[] eigenvalues,
            @Reported("|A v − λ v| of eigenvalues found by iteration, which bounds their error") double[] residuals,
            @Reported("standard deviation of the Gaussian that smooths the density; null without one") double width,
            @Reported("density of eigenvalues, smoothed") Curve density) { }

    /// What it should be for Gaussian data of the model's covariance.
    public record Theory(
            @Reported("where the positive eigenvalues begin, n and d → ∞") double lowerEdge,
            @Reported("where they end") double upperEdge,
            @Reported("share of eigenvalues that vanish") double zeros,
            @Reported("largest difference between the shares of eigenvalues up to λ, measured and predicted; null unless all")
                    double distance,
            @Reported("""
                    density of the law, smoothed alike; residuals count the random vectors alone, and a matrix of finite order \
                    p differs from the law by some 1/(p width)""") Expected density) { }

    @Override
    public Answer<Result> run(Session session) {
        if (method != Method.TOP) {
            Unused.refuse(this, "unless method is top", "count");
        }
        if (method != Method.DENSITY) {
            Unused.refuse(this, "unless method is density", "probes", "steps");
        }
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = data.open(arena, precision, session);
            DataChoice.checkSeveral(patterns);
            Optional<SpectralLaw> law = law(patterns);
            return switch (method) {
                case ALL -> all(patterns, law, session);
                case TOP -> top(patterns, law, session);
                case DENSITY -> density(patterns, law, session);
            };
        }
    }

    private Answer<Result> all(PatternSet patterns, Optional<SpectralLaw> law, Session session) {
        long p = Math.min(patterns.rows(), patterns.columns());
        double centred = p == patterns.rows() ? (double) p * patterns.columns() : 0;
        Memory.require(8 * (centred + (double) p * p) + (double) precision.bytes() * p * p,
                Text.of("all %d eigenvalues", p), "--method top or density needs no matrix");
        double[] spectrum = Spectrum.of(patterns, new EigenSolver(blas(), precision, new SessionMonitor(session))).eigenvalues();
        double[] found = Arrays.copyOf(spectrum, Math.toIntExact(order(patterns)));
        double distance = law.map(each -> each.distance(ascending(spectrum))).orElse(Double.NaN);
        return new SpectrumPage(patterns, law, order(patterns), distance)
                .all(result(patterns, Estimate.NONE, found, new double[0]));
    }

    private Answer<Result> top(PatternSet patterns, Optional<SpectralLaw> law, Session session) {
        long most = Math.min(patterns.rows(), patterns.columns());
        if (count > most) {
            throw new BadInput("count must be at most min(patterns, dimension) = %d, got %d", most, count);
        }
        LeadingEigen leading = leading(operator(patterns), count, session);
        return new SpectrumPage(patterns, law, order(patterns), Double.NaN)
                .top(result(patterns, Estimate.NONE, leading.values(), leading.residuals()), leading);
    }

    private Answer<Result> density(PatternSet patterns, Optional<SpectralLaw> law, Session session) {
        LinearOperator operator = operator(patterns);
        LeadingEigen leading = leading(operator, 1, session);
        RandomStream stream = session.stream("probes");
        SpectralMeasure measure = new LanczosQuadrature(probes, steps, blas(), new SessionMonitor(session))
                .of(operator, (index, into) -> stream.gaussians(index, 0, into, 0, into.length));
        Estimate total = estimate(measure, lambda -> lambda).times(operator.order());
        Result bare = result(patterns, total, leading.values(), leading.residuals());
        return new SpectrumPage(patterns, law, order(patterns), Double.NaN).density(smoothed(bare, measure));
    }

    private static Result smoothed(Result bare, SpectralMeasure measure) {
        double[] bulk = measure.bulk();
        double width = measure.resolution();
        if (!(width > 0)) {
            return bare;
        }
        double[] x = IntStream.range(0, POINTS)
                .mapToDouble(i -> bulk[0] - 2 * width + i * (bulk[1] - bulk[0] + 4 * width) / (POINTS - 1)).toArray();
        Curve density = Curve.of("eigenvalue", x,
                DoubleStream.of(x).mapToObj(at -> estimate(measure, SpectralMeasure.density(at, width))).toList());
        return new Result(bare.patterns, bare.dimension, bare.order, bare.largestEigenvalue, bare.halfLogLargest,
                bare.totalVariance, bare.totalByProbes, bare.eigenvalues, bare.residuals, width, density);
    }

    private static Estimate estimate(SpectralMeasure measure, DoubleUnaryOperator f) {
        double mean = DoubleStream.of(measure.mean(f)).average().orElseThrow();
        return new Estimate(mean, measure.standardError(f), measure.probes());
    }

    private LeadingEigen leading(LinearOperator operator, int most, Session session) {
        LeadingEigen leading = Lanczos.largest(most, blas(), new SessionMonitor(session)).of(operator);
        if (!leading.converged()) {
            throw new IllegalStateException(Text.of("the iteration did not converge in %d products: residuals %s", leading.products(), Arrays.toString(leading.residuals())));
        }
        return leading;
    }

    private Result result(PatternSet patterns, Estimate byProbes, double[] eigenvalues, double[] residuals) {
        double largest = Math.max(0, eigenvalues[0]);
        double total = Covariance.total(patterns, Covariance.mean(patterns));
        return new Result(patterns.rows(), patterns.columns(), order(patterns), largest, SpeciationTime.of(largest), total,
                byProbes, eigenvalues, residuals, Double.NaN, Curve.empty("eigenvalue"));
    }

    private Blas blas() {
        return Blas.get().withThreads(nativeThreads);
    }

    private long order(PatternSet patterns) {
        return matrix == Form.COVARIANCE ? patterns.columns() : patterns.rows();
    }

    private LinearOperator operator(PatternSet patterns) {
        double[] mean = Covariance.mean(patterns);
        return switch (matrix) {
            case COVARIANCE -> LinearOperator.covariance(patterns, mean, blas());
            case GRAM -> LinearOperator.gram(patterns, mean, blas());
        };
    }

    /// The law of a model whose patterns are taken as drawn.
    private Optional<SpectralLaw> law(PatternSet patterns) {
        boolean drawn = data.scale() == DataChoice.ScaleChoice.AUTO || data.scale() == DataChoice.ScaleChoice.NONE;
        if (drawn && data.source() instanceof DataSource.Drawn model) {
            double[] population = model.model().eigenvalues();
            return DoubleStream.of(population).allMatch(each -> each == 0) ? Optional.empty()
                    : Optional.of(SpectralLaw.centred(population, patterns.rows()));
        }
        return Optional.empty();
    }

    private static double[] ascending(double[] descending) {
        double[] ascending = descending.clone();
        Arrays.sort(ascending);
        return ascending;
    }
}
