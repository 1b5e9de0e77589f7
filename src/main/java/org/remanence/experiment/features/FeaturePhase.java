package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.List;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.Unused;
import org.remanence.feature.FeatureFunction;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.FeatureCoefficients;
import org.remanence.theory.features.PopulationSpectrum;

/// Where in the plane of features and patterns the minimiser of the training loss knows the law of its patterns, and where it has
/// learned their noise by heart. The curves are exact for d → ∞, and held to finite systems at a few points.
@Question(value = "For how many features and patterns does a random-feature score memorize, and for how many does it generalize",
        equation = """
                it knows the law where E_test < θ E_0, E_0 = Tr Σ_t⁻¹/d that of the score 0; it has learned noise by heart where \
                L_train < (1 − θ) C_t, C_t = 1 − v Tr Σ_t⁻¹/d the loss of the true score; generalizes: the first alone, memorizes: \
                the second alone, benign: both, fails: neither""",
        source = """
                George, Veiga and Macris, Denoising score matching with random features, 2025, for the curves along ψ_p; Urfin et al. \
                2026 (any m)""",
        cost = "one solution a cell, 3 ms, for each m; the default takes 20 s")
public record FeaturePhase(
        @Parameter(value = "log:0.25:256:31", above = 0, max = 1e6, help = "feature ratios ψ_p = p/d, in order") AxisValues psiP,
        @Parameter(value = "log:0.25:256:31", above = 0, max = 1e6, help = "sample ratios ψ_n = n/d, in order") AxisValues psiN,
        @Parameter(value = "0.1", above = 0, max = 20, unit = "Ornstein–Uhlenbeck time", help = "time whose score is learned") double time,
        @Parameter(value = "0.001", min = 0, max = 1e6, help = "ridge λ; above 0 unless m = inf") double lambda,
        @Parameter(value = "inf,1", help = "noisings m of each pattern, a list; inf for the average over the noise") String m,
        @Parameter(value = "0.5", above = 0, max = 1, help = """
                θ, the share of the error of the score 0 below which a law is known, and of the noise above which it is learned by heart""")
                double threshold,
        @Parameter(value = "tanh", help = "function of the features") FeatureFunction activation,
        @Parameter(value = "1", help = "variances of the data, each with its share of directions: 0.5x0.5+1.5x0.5")
                String variances,
        @Parameter(value = "1,4,16", above = 0, max = 1e6, help = "ratios at each pair of which finite systems are measured")
                AxisValues checks,
        @Parameter(value = "30", min = 2, max = 1e5, help = "dimension d of the finite systems") int d,
        @Parameter(value = "3", min = 0, max = 1e6, help = "finite systems at each pair; 0 for the limit alone") int realizations)
        implements Experiment<FeaturePhase.Result> {

    /// Refuses parameters out of bounds, and axes that do not increase.
    public FeaturePhase {
        Schema.check(FeaturePhase.class, psiP, psiN, time, lambda, m, threshold, activation, variances, checks, d, realizations);
        increasing("psiP", psiP);
        increasing("psiN", psiN);
        Noisings.parse(m);
        VarianceShares.parse(variances);
        for (double p : checks.values()) {
            for (double n : checks.values()) {
                new FeatureSystem(p, n, time, activation, d, FeatureSystem.Rows.DRAWN, variances);
            }
        }
    }

    private static void increasing(String name, AxisValues values) {
        if (values.size() < 2 || !(values.oneWay(name).at(0) < values.at(1))) {
            throw new BadInput("%s must increase over two ratios at least, got %s", name, values);
        }
    }

    /// What is measured.
    public record Result(
            @Reported("dimension d of the finite systems") int dimension,
            @Reported("finite systems at each pair of ratios, for each m: losses and the phase they mean") List<Check> checks) { }

    /// Finite systems at one place of the plane.
    /// @param m noisings of each pattern
    /// @param psiP ψ_p
    /// @param psiN ψ_n
    /// @param trainLoss L_train
    /// @param scoreError E_test
    /// @param phase by the means
    public record Check(String m, double psiP, double psiN, Estimate trainLoss, Estimate scoreError, Phase phase) { }

    /// What it should be.
    public record Theory(
            @Reported("C_t, the loss of the true score") double unexplained,
            @Reported("E_0, the score error of the score 0") double nullError,
            @Reported("lines that part the phases, for each m") List<Lines> lines,
            @Reported("d → ∞ at the places of the finite systems") List<Place> places) { }

    /// Lines in the plane; where one is not told for a ψ_p, it lies outside the picture.
    /// @param m noisings of each pattern
    /// @param memorization ψ_n up to which noise is learned by heart
    /// @param generalization ψ_n from which on the law is known
    public record Lines(String m, Curve memorization, Curve generalization) { }

    /// The limit at one place of the plane.
    /// @param m noisings of each pattern
    /// @param psiP ψ_p
    /// @param psiN ψ_n
    /// @param trainLoss L_train
    /// @param scoreError E_test
    /// @param phase they mean
    public record Place(String m, double psiP, double psiN, double trainLoss, double scoreError, Phase phase) { }

    @Override
    public Answer<Result> run(Session session) {
        if (realizations == 0) {
            Unused.refuse(this, "without finite systems", "d");
        }
        List<PhaseMap> maps = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (Noisings each : Noisings.parse(m)) {
            PhaseMap.Plane plane = plane(each);
            maps.add(PhaseMap.of(plane, session));
            for (double p : checks.values()) {
                for (double n : checks.values()) {
                    var losses = plane.at(p, n);
                    places.add(new Place(each.toString(), p, n, losses.trainLoss(), losses.scoreError(),
                            plane.phase(losses.trainLoss(), losses.scoreError())));
                }
            }
        }
        PhaseMap.Plane any = maps.getFirst().plane();
        List<Lines> lines = maps.stream().map(each -> new Lines(each.plane().m().toString(), each.memorization(),
                each.generalization()))
                .toList();
        Result result = new Result(d, realizations == 0 ? List.of() : measured(maps, session));
        return new FeaturePhasePage(this, result, new Theory(any.unexplained(), any.nullError(), lines, places), maps).answer();
    }

    private PhaseMap.Plane plane(Noisings noisings) {
        PopulationSpectrum spectrum = VarianceShares.parse(variances).spectrum();
        FeatureCoefficients coefficients = FeatureCoefficients.of(Activation.valueOf(activation.name()), time, spectrum.mean());
        return new PhaseMap.Plane(psiP, psiN, coefficients, spectrum, noisings, lambda, threshold);
    }

    private List<Check> measured(List<PhaseMap> maps, Session session) {
        List<Check> measured = new ArrayList<>();
        for (PhaseMap map : maps) {
            PhaseMap.Plane plane = map.plane();
            for (double p : checks.values()) {
                for (double n : checks.values()) {
                    var system = new FeatureSystem(p, n, time, activation, d, FeatureSystem.Rows.DRAWN, variances);
                    var run = new MinimiserRun(system, lambda, List.of(plane.m()));
                    String place = Text.of("m = %s, ψ_p = %s, ψ_n = %s", plane.m(), p, n);
                    var found = session.part(place, MinimiserRun.Measured.class, () -> run.measure(place, realizations, session));
                    Estimate train = found.estimate(0, MinimiserRun.Losses::trainLoss);
                    Estimate error = found.estimate(0, MinimiserRun.Losses::scoreError);
                    measured.add(new Check(plane.m().toString(), p, n, train, error, plane.phase(train.mean(), error.mean())));
                }
            }
        }
        return measured;
    }
}
