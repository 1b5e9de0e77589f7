package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// The eigenvalue that a mixture adds to the spectrum of U, and when noise hides it.
@Question(value = "Until which time do random features see the direction that parts a mixture",
        equation = """
                U = (1/n) Σ_ν E_ξ σ(W x_t^ν/√d) σ(W x_t^ν/√d)ᵀ, x^ν = ±m + z; the outlier λ* of U where 1/q + ψ_p a² (v + s² (1 + |m|²)/L) = 0, \
                overlap (v*·W m/|W m|)²""",
        source = "Bandera, A solvable model of generative diffusion and the memorization phenomenon, for the question; the laws derived",
        cost = "realizations · times · (5 n p² + 100 p²) flops; the default takes 30 s")
public record FeatureMixture(
        @Defaults("d=100") MixtureSystem system,
        @Parameter(value = "0.1,0.3,0.5,0.7,0.8,1,1.3", above = 0, max = 20, unit = "Ornstein–Uhlenbeck time", help = "times whose scores are learned")
                AxisValues times,
        @Parameter(value = "16", min = 2, max = 1e6, help = "systems to average over") int realizations)
        implements Experiment<FeatureMixture.Result> {
    private static final int FEWEST = 4;

    /// Refuses parameters out of bounds, and times that turn around.
    public FeatureMixture {
        Schema.check(FeatureMixture.class, system, times, realizations);
        times.oneWay("times");
        if (system.features() < FEWEST) {
            throw new BadInput("""
                    features p = psi-p · d must be at least %d, for the largest eigenvalue and the edge below it, got %d: \
                    choose a larger --d""", FEWEST, system.features());
        }
    }

    /// What is measured.
    public record Result(
            @Reported("features p") int features,
            @Reported("patterns n") int patterns,
            @Reported("dimension d") int dimension,
            @Reported("largest eigenvalue of U") Curve outlier,
            @Reported("squared overlap of its eigenvector with W m/|W m|") Curve overlap,
            @Reported("second largest eigenvalue of U") Curve edge,
            @Reported("squared overlap with m/|m| of Wᵀ times the eigenvector") Curve dataOverlap,
            @Reported(value = """
                    where √(outlier − edge) vanishes, by a straight line through the latest times at which the outlier stands \
                    clear, three at most, the edge by the mean places of the next six eigenvalues; none if it is lost at no \
                    later time""", unit = "time") Estimate bbpTime) { }

    /// What it should be.
    public record Theory(
            @Reported("d → ∞; none beyond the transition") Expected outlier,
            @Reported("d → ∞; 0 beyond the transition") Expected overlap,
            @Reported("upper edge of the bulks, d → ∞") Expected edge,
            @Reported("d → ∞; 0 beyond the transition") Expected dataOverlap,
            @Reported(value = "when the outlier merges with the bulks; none where |m| grows as √d", unit = "time") double bbpTime,
            @Reported(value = "the same for infinitely many patterns, ½ ln(|m|² √ψ_p)", unit = "time") double populationBbpTime,
            @Reported(value = "when the direction of the mixture is learned, ψ_p/(2 v λ*), at each time; none beyond the transition",
                    unit = "training time τ") Curve learningTime,
            @Reported("least |m|² that has an outlier, at each time") Curve snrThreshold,
            @Reported("least ψ_n that has an outlier at this |m|², at each time") Curve psiNThreshold,
            @Reported("further outliers, below the bulks and in the gaps between them") List<LowOutlier> lowOutliers) { }

    /// An outlier that is not the top one.
    /// @param time of the score
    /// @param eigenvalue λ
    /// @param overlapSquared with W m/|W m|
    public record LowOutlier(double time, double eigenvalue, double overlapSquared) { }

    @Override
    public Answer<Result> run(Session session) {
        system.refuseUnused(this);
        system.at(1).requireMemory(3);
        List<List<Leading>> runs = new ArrayList<>();
        session.progress().begin("spectra of mixtures", (long) realizations * times.size());
        for (int i = 0; i < realizations; i++) {
            runs.add(List.of(realization(i, session).times));
        }
        session.progress().end();
        Result result = new Result(system.features(), system.patterns(), system.d(), curve(runs, Leading::largest),
                curve(runs, Leading::overlap),
                curve(runs, Leading::second), curve(runs, Leading::dataOverlap),
                system.isSeparated() ? Estimate.NONE : DetachedOutlier.vanishing(times, runs));
        return new FeatureMixturePage(this, result).answer();
    }

    /// One system at all times.
    /// @param times the top of the spectrum at each
    record Spectra(Leading... times) { }

    private Spectra realization(int number, Session session) {
        return session.part("realization " + number, Spectra.class, () -> {
            var features = system.draw(number, session);
            var patterns = system.patterns(number, session);
            return new Spectra(Arrays.stream(times.values()).mapToObj(time -> {
                session.checkCancelled();
                Leading leading = Leading.of(features, patterns, time, system.direction(), session);
                session.progress().advance(1);
                return leading;
            }).toArray(Leading[]::new));
        });
    }

    private Curve curve(List<List<Leading>> runs, ToDoubleFunction<Leading> of) {
        return Curve.of("time", times.values(), IntStream.range(0, times.size())
                .mapToObj(k -> Estimate.of(runs.stream().mapToDouble(run -> of.applyAsDouble(run.get(k))).toArray())).toList());
    }
}
