package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.remanence.data.Memory;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.SessionMonitor;
import org.remanence.experiment.measure.Unused;
import org.remanence.feature.FeatureMoments;
import org.remanence.feature.GaussianEquivalent;
import org.remanence.linalg.Blas;
import org.remanence.linalg.EigenRange;
import org.remanence.linalg.EigenSolver;
import org.remanence.linalg.LanczosQuadrature;
import org.remanence.linalg.LinearOperator;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;
import org.remanence.theory.NotConverged;
import org.remanence.theory.features.Bulk;
import org.remanence.theory.features.FeatureBulks;
import org.remanence.theory.features.FeatureCoefficients;
import org.remanence.theory.features.FeatureLaw;
import org.remanence.theory.features.PublishedBulks;

/// The spectrum of U, whose eigenvalues set the time scales of training a random-feature score, finite beside the limit.
///
/// The spectrum is the one part that an interrupted run keeps. U itself is not kept, nor what a Hermite order adds to it. At
/// p = 10 000 each is 800 MB, and as the text of a part two gigabytes, about as long as a text can be.
@Question(value = "On which time scales does a random-feature score learn, and which of them memorize",
        equation = "U = (1/n) Σ_ν E_ξ σ(W x_t^ν/√d) σ(W x_t^ν/√d)ᵀ; an eigenvalue λ is learned at τ = ψ_p/(2 v λ)",
        source = "Bonnaire, Urfin, Biroli and Mézard, Why diffusion models don't memorize, 2025; the lowest bulk derived",
        cost = """
                exact: 5 n p² flops, then 4/3 p³; Gaussian equivalent: p k² + 4/3 k³ with k = min(p, n + d); lanczos instead: probes · steps \
                products with vectors; the default takes 2 s""")
public record FeatureSpectrum(
        @Defaults({"psiP=16", "psiN=4", "time=0.05"}) FeatureSystem system,
        FeatureData data,
        @Parameter(value = "exact", help = "moments of the features themselves, or the Gaussian matrices that share their limit") Form matrix,
        @Parameter(value = "auto", help = """
                all eigenvalues, or their density as random vectors see it; auto turns to the latter where the dense problem is of an order \
                beyond 12000""") Method method,
        @Parameter(value = "8", min = 2, max = 1e4, help = "random vectors, for lanczos") int probes,
        @Parameter(value = "200", min = 2, max = 1e4, help = "quadrature nodes a vector, for lanczos") int steps,
        @Parameter(value = "1", min = 1, max = 1024, help = "threads of linear algebra; the last digits may depend on it") int nativeThreads)
        implements Experiment<FeatureSpectrum.Result> {
    private static final int DENSE = 12_000;
    /// Numbers a feature that hold a tile of patterns.
    private static final double TILE = 6 * 1024;

    /// Which matrix.
    public enum Form {
        /// U.
        EXACT,
        /// Its Gaussian equivalent.
        GAUSSIAN_EQUIVALENT
    }

    /// How its spectrum is found.
    public enum Method {
        /// By the order of the dense problem.
        AUTO,
        /// All eigenvalues.
        DENSE,
        /// Stochastic Lanczos quadrature.
        LANCZOS
    }

    /// Refuses parameters out of bounds.
    public FeatureSpectrum {
        Schema.check(FeatureSpectrum.class, system, data, matrix, method, probes, steps, nativeThreads);
    }

    /// Refuses parameters that have no effect beside others.
    private void refuseUnused() {
        if (method == Method.DENSE) {
            Unused.refuse(this, "unless method is lanczos", "probes", "steps");
        }
        if (data.isGiven()) {
            Unused.refuse(this, "beside data, which decide n and d; features decides p", "psiP", "psiN", "d", "variances");
        } else {
            Unused.refuse(this, "without data: p = psi-p · d", "scale", "center", "features");
        }
    }

    /// What is measured.
    public record Result(
            @Reported("features p") int features,
            @Reported("patterns n") int patterns,
            @Reported("dimension d") int dimension,
            @Reported("""
                    eigenvalues next to the atom and to each bulk of the limit, from the smallest; an atom takes as many of the smallest as \
                    its mass says, since finite systems smear it; beside data, as many as play each role in the limit of \
                    Gaussian data; as random vectors see them, for lanczos""")
                    List<Part> parts) { }

    /// The eigenvalues that belong to one part of the limit.
    /// @param name of the part
    /// @param share of all p
    /// @param lowest of them
    /// @param highest of them
    public record Part(String name, double share, double lowest, double highest) { }

    /// What it should be: the limit d → ∞, beside data that for Gaussian data of the same covariance.
    public record Theory(
            @Reported("eigenvalues that all lie at one place: position and mass; mass 0 without one") Atom atom,
            @Reported("""
                    connected parts of the spectrum, from the smallest eigenvalues: edges, mass, and share of the fall of the \
                    training loss; none where those of a covariance of data lie too close to be told apart""")
                    List<Bulk> bulks,
            @Reported("the published bulks, which join the lower ones and whose times lack a factor, for ψ_p > ψ_n ≫ 1")
                    PublishedBulks published) { }

    /// Eigenvalues of the same value.
    /// @param position s², the variance that is fresh in each noising
    /// @param mass share of all eigenvalues
    public record Atom(double position, double mass) { }

    @Override
    public Answer<Result> run(Session session) {
        refuseUnused();
        Optional<NamedPatterns> named = data.isGiven() ? Optional.of(NamedPatterns.open(data.source(), session))
                : Optional.empty();
        DrawnFeatures drawn = named.<DrawnFeatures>map(patterns -> new NamedFeatures(system, data.features(), patterns))
                .orElse(system);
        requireMemory(drawn);
        FeatureLaw law = drawn.law();
        Optional<FeatureBulks> limit = limit(law);
        EigenvalueShares spectrum = session.part("spectrum", EigenvalueShares.class, () -> switch (matrix) {
            case EXACT -> exact(drawn, session);
            case GAUSSIAN_EQUIVALENT -> equivalent(drawn, session);
        });
        Result result = new Result(drawn.features(), drawn.patterns(), drawn.dimension(),
                data.isGiven() ? roles(spectrum, drawn) : parts(spectrum, limit.orElseThrow()));
        var theory = new Theory(new Atom(law.coefficients().fresh(), law.atom()),
                limit.map(FeatureBulks::bulks).orElse(List.of()), PublishedBulks.of(law));
        Answer<Result> answer = new FeatureSpectrumPage(this, result, theory, limit, lanczos(drawn)).answer(spectrum);
        return named.map(patterns -> answer.finding(patterns.units())).orElse(answer);
    }

    /// A covariance of data has many eigenvalues: bulks may be too close for the solver.
    private Optional<FeatureBulks> limit(FeatureLaw law) {
        try {
            return Optional.of(new FeatureBulks(law));
        } catch (NotConverged e) {
            if (data.isGiven()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Order of the matrix that a dense solver would see.
    private int order(DrawnFeatures of) {
        return matrix == Form.EXACT ? of.features() : Math.min(of.features(), of.patterns() + of.dimension());
    }

    /// Whether random vectors take the place of a dense solver.
    private boolean lanczos(DrawnFeatures of) {
        return method == Method.LANCZOS || method == Method.AUTO && order(of) > DENSE;
    }

    private void requireMemory(DrawnFeatures of) {
        double p = of.features();
        double n = of.patterns();
        double d = of.dimension();
        double vectors = lanczos(of) ? 8 * (double) steps * p : 0;
        switch (matrix) {
            case EXACT -> Memory.require(8 * (p * (2 * p + TILE + 2 * d) + vectors + n * d),
                    Text.of("U of %d features, and as large a matrix beside it,", of.features()),
                    "choose a smaller --d, --psi-p or --features, or --matrix gaussian-equivalent");
            case GAUSSIAN_EQUIVALENT -> Memory.require(
                    8 * ((p + n) * (n + 2 * d) + (lanczos(of) ? vectors : 2.0 * order(of) * order(of))),
                    Text.of("the factors of %d features", of.features()), lanczos(of) ? "choose a smaller --d or --features"
                    : "choose --method lanczos");
        }
    }

    private Blas blas() {
        return Blas.get().withThreads(nativeThreads);
    }

    private EigenvalueShares exact(DrawnFeatures of, Session session) {
        Matrix second = FeatureMoments.of(of.draw(0, session), of.patterns(0, session), system.time(), session).second();
        return lanczos(of) ? quadrature(LinearOperator.of(second, blas()), session)
                : EigenvalueShares.of(solver(session).values(second, EigenRange.all()));
    }

    private EigenvalueShares equivalent(DrawnFeatures of, Session session) {
        FeatureCoefficients c = of.law().coefficients();
        var equivalent = new GaussianEquivalent(c.mean(), c.slope(), c.shared(), c.fresh(), c.time());
        Matrix factor = equivalent.factor(of.draw(0, session).weights(), of.patterns(0, session),
                session.stream("feature equivalents"));
        return lanczos(of) ? quadrature(equivalent.operator(factor, blas()), session)
                : EigenvalueShares.of(equivalent.eigenvalues(factor, solver(session)));
    }

    private EigenSolver solver(Session session) {
        return new EigenSolver(blas(), Precision.DOUBLE, new SessionMonitor(session));
    }

    private EigenvalueShares quadrature(LinearOperator operator, Session session) {
        return EigenvalueShares.of(new LanczosQuadrature(probes, steps, blas(), new SessionMonitor(session))
                .of(operator, (index, into) -> session.stream("feature probes").gaussians(index, 0, into, 0, into.length)));
    }

    /// Cut in the middle of the gaps, on a logarithmic scale. An atom, which finite systems smear over the lowest bulk, takes its mass
    /// of the smallest eigenvalues.
    private static List<Part> parts(EigenvalueShares spectrum, FeatureBulks limit) {
        List<Part> parts = new ArrayList<>();
        int from = spectrum.smallest(limit.law().atom());
        add(parts, "atom", spectrum, 0, from);
        for (int k = 0; k < limit.bulks().size(); k++) {
            Bulk bulk = limit.bulks().get(k);
            boolean last = k + 1 == limit.bulks().size();
            int to = last ? spectrum.values().length
                    : Math.max(from, spectrum.below(Math.sqrt(bulk.upper() * limit.bulks().get(k + 1).lower())));
            add(parts, bulk.name(), spectrum, from, to);
            from = to;
        }
        return parts;
    }

    /// Counted, since the limit of a covariance of data may have any number of bulks.
    private static List<Part> roles(EigenvalueShares spectrum, DrawnFeatures of) {
        List<Part> parts = new ArrayList<>();
        for (GroupRange each : GroupRange.of(of.features(), of.patterns(), of.dimension())) {
            add(parts, each.name(), spectrum, spectrum.smallest((double) each.from() / of.features()),
                    spectrum.smallest((double) each.to() / of.features()));
        }
        return parts;
    }

    private static void add(List<Part> parts, String name, EigenvalueShares spectrum, int from, int to) {
        if (to > from) {
            parts.add(new Part(name, spectrum.share(from, to), spectrum.extreme(from, to, 1), spectrum.extreme(from, to, -1)));
        }
    }
}
