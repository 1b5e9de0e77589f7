package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.SessionMonitor;
import org.remanence.linalg.Blas;
import org.remanence.linalg.EigenRange;
import org.remanence.linalg.EigenSolver;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.theory.features.Bulk;
import org.remanence.theory.features.FeatureBulks;
import org.remanence.theory.features.PublishedBulks;

/// The spectrum of U, whose eigenvalues set the time scales of training a random-feature score, finite beside the limit.
@Question(value = "On which time scales does a random-feature score learn, and which of them memorize",
        equation = "U = (1/n) Σ_ν E_ξ σ(W x_t^ν/√d) σ(W x_t^ν/√d)ᵀ; an eigenvalue λ is learned at τ = ψ_p/(2 v λ)",
        source = "Bonnaire, Urfin, Biroli and Mézard, Why diffusion models don't memorize, 2025; the lowest bulk derived",
        cost = "5 n p² + 4/3 p³ flops; the default takes 2 s")
public record FeatureSpectrum(@Defaults({"psiP=16", "psiN=4", "time=0.05"}) FeatureSystem system) implements Experiment<FeatureSpectrum.Result> {
    /// Refuses parameters out of bounds.
    public FeatureSpectrum {
        Schema.check(FeatureSpectrum.class, system);
    }

    /// What is measured.
    public record Result(
            @Reported("features p") int features,
            @Reported("patterns n") int patterns,
            @Reported("dimension d") int dimension,
            @Reported("eigenvalues next to the atom and to each bulk of the limit, from the smallest") List<Part> parts) { }

    /// The eigenvalues that belong to one part of the limit.
    /// @param name of the part
    /// @param share of all p
    /// @param lowest of them
    /// @param highest of them
    public record Part(String name, double share, double lowest, double highest) { }

    /// What it should be.
    public record Theory(
            @Reported("eigenvalues that all lie at one place: position and mass; mass 0 without one") Atom atom,
            @Reported("connected parts of the spectrum, from the smallest eigenvalues: edges, mass, and share of the fall of the training loss")
                    List<Bulk> bulks,
            @Reported("the published bulks, which join the lower ones and whose times lack a factor, for ψ_p > ψ_n ≫ 1")
                    PublishedBulks published) { }

    /// Eigenvalues of the same value.
    /// @param position s², the variance that is fresh in each noising
    /// @param mass share of all eigenvalues
    public record Atom(double position, double mass) { }

    @Override
    public Answer<Result> run(Session session) {
        system.requireMemory(4);
        FeatureBulks limit = new FeatureBulks(system.law());
        Matrix second = system.moments(system.draw(0, session), 0, session).second();
        double[] eigenvalues = new EigenSolver(Blas.get(), Precision.DOUBLE, new SessionMonitor(session)).values(second, EigenRange.all());
        Arrays.sort(eigenvalues);
        Result result = new Result(system.features(), system.patterns(), system.d(), parts(eigenvalues, limit));
        var theory = new Theory(new Atom(limit.law().coefficients().fresh(), limit.law().atom()), limit.bulks(),
                PublishedBulks.of(limit.law()));
        return new FeatureSpectrumPage(system, result, theory, limit).answer(eigenvalues);
    }

    /// Cut in the middle of the gaps, on a logarithmic scale.
    private static List<Part> parts(double[] ascending, FeatureBulks limit) {
        List<Part> parts = new ArrayList<>();
        double edge = limit.law().coefficients().fresh();
        int from = 0;
        String name = "atom";
        for (Bulk bulk : limit.bulks()) {
            double cut = limit.law().atom() > 0 || from > 0 ? Math.sqrt(edge * bulk.lower()) : 0;
            int to = from;
            while (to < ascending.length && ascending[to] < cut) {
                to++;
            }
            add(parts, name, ascending, from, to);
            from = to;
            name = bulk.name();
            edge = bulk.upper();
        }
        add(parts, name, ascending, from, ascending.length);
        return parts;
    }

    private static void add(List<Part> parts, String name, double[] ascending, int from, int to) {
        if (to > from) {
            parts.add(new Part(name, (to - from) / (double) ascending.length, ascending[from], ascending[to - 1]));
        }
    }
}
