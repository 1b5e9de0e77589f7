package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Group;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.Unused;
import org.remanence.feature.GradientFlow;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.theory.features.MatrixDyson;

/// One random-feature network for all times: the spectrum of its U beside the matrix Dyson equation, and its training.
@Question(value = "When does one network for all times memorize, and what is the spectrum of its U",
        equation = """
                S_A(x, t) = α_t A/√p σ(W x/√d + t b) + β_t x; U = E_t v α² (1/n) Σ_ν E_ξ φ φᵀ; dA/dτ = −2 (d/p) A U − 2 d/√p Vᵀ, \
                τ = k η/d² for k steps of rate η""",
        source = "the network of Bonnaire, Urfin, Biroli and Mézard, Why diffusion models don't memorize, 2025; its spectrum derived",
        cost = "realizations · (5 nodes · n p² + 13 p³ + 4 times · p²) flops, and the equation; the default takes 30 s")
public record FeatureTimeIntegrated(
        IntegratedSystem system,
        TrainingData training,
        @Parameter(value = "log:1:1e6:25", above = 0, unit = "training time τ", help = "training times at which losses are measured") AxisValues trainingTimes,
        @Parameter(value = "3", min = 2, max = 1e6, help = "systems to average over") int realizations,
        @Parameter(value = "0.03", above = 0, help = "gap between test and training loss whose time is looked for") double gap,
        @Parameter(value = "0.1", min = 0.01, max = 1, help = "width over which the density of eigenvalues is smoothed, relative to the eigenvalue")
                double width,
        @Parameter(value = "40", min = 2, max = 1000, help = "eigenvalues at which the density is compared") int points,
        SampledNetwork sampling)
        implements Experiment<FeatureTimeIntegrated.Result> {
    /// Places of the line of theory between two of the comparison.
    private static final int FINER = 3;

    /// Refuses parameters out of bounds, and those that have no effect beside others.
    public FeatureTimeIntegrated {
        Schema.check(FeatureTimeIntegrated.class, system, training, trainingTimes, realizations, gap, width, points, sampling);
        if (training.isGiven()) {
            Unused.refuse(system, "beside data, which decide n and d; features decides p", "psiP", "psiN", "d");
        } else {
            Unused.refuse(training, "without data: p = psi-p · d, and the test loss is a mean over the law", "scale", "center",
                    "features", "heldOut");
        }
    }

    /// What is measured.
    public record Result(
            @Reported("features p") int features,
            @Reported("patterns n trained on") int patterns,
            @Reported("patterns held out, over which the test loss is a mean; 0 where it is the exact mean over their law")
                    int heldOut,
            @Reported("dimension d") int dimension,
            @Reported("variance of a coordinate of the data, mean over coordinates") double meanVariance,
            @Reported("density of eigenvalues of U per factor e, smoothed by a Lorentzian of the relative width") Curve density,
            @Reported("largest eigenvalue of U") Estimate largest,
            @Reported("second largest eigenvalue of U") Estimate second,
            @Reported("loss on the training patterns, averaged over their noise and over time") Curve trainLoss,
            @Reported("loss on fresh patterns") Curve testLoss,
            @Reported("test loss less training loss, the sign of memorization") Curve generalizationGap,
            @Reported(value = "when the test loss is least, within the training times", unit = "training time τ") Estimate earlyStop,
            @Reported("least test loss") Estimate leastTestLoss,
            @Reported(value = "when the gap between test and training loss is that of the parameter gap", unit = "training time τ")
                    Estimate gapTime,
            @Group SampledNetwork.Measured sampled) { }

    /// What it should be: the limit d → ∞, beside data that for Gaussian data of the same covariance.
    public record Theory(
            @Reported("d → ∞, without eigenvalues of order p") Expected density,
            @Reported("the eigenvalue of order p that the mean of the features adds, p times its limit; 0 without one") double outlier) { }

    /// One system.
    /// @param eigenvalues of U, ascending
    /// @param run its training
    /// @param gapTime NaN if the gap is not reached
    /// @param sampled what it generates, of the first system alone
    record Measured(double[] eigenvalues, TrainingRun run, double gapTime, List<SampledNetwork.Measured> sampled) { }

    @Override
    public Answer<Result> run(Session session) {
        Optional<NamedPatterns> named = training.isGiven() ? Optional.of(NamedPatterns.open(training.named().source(), session))
                : Optional.empty();
        IntegratedTraining trained = named.<IntegratedTraining>map(patterns -> new IntegratedData(system, training, patterns))
                .orElseGet(this::gaussian);
        double[] times = Arrays.stream(trainingTimes.values()).sorted().toArray();
        List<Measured> systems = new ArrayList<>();
        for (int i = 0; i < realizations; i++) {
            systems.add(measured(i, trained, times, session));
        }
        MatrixDyson limit = trained.limit();
        double outlier = trained.features() * limit.meanOutliers()[0];
        double[] x = axis(systems.getFirst().eigenvalues, outlier);
        Result result = new Result(trained.features(), trained.patterns(), trained.heldOut(), trained.dimension(),
                trained.meanVariance(),
                Curve.of("eigenvalue", x, estimates(x.length,
                        j -> systems.stream().mapToDouble(each -> density(each.eigenvalues, x[j])).toArray())),
                estimate(systems, each -> each.eigenvalues[trained.features() - 1]),
                estimate(systems, each -> each.eigenvalues[Math.max(0, trained.features() - 2)]),
                curve(times, systems, GradientFlow.Losses::trainLoss), curve(times, systems, GradientFlow.Losses::testLoss),
                curve(times, systems, GradientFlow.Losses::generalizationGap), estimate(systems, each -> each.run.earlyStop()),
                estimate(systems, each -> each.run.leastTestLoss()), estimate(systems, Measured::gapTime),
                systems.getFirst().sampled.getFirst());
        Curve line = density(limit, between(x), session);
        double[] theory = IntStream.range(0, x.length).mapToDouble(j -> line.mean()[FINER * j]).toArray();
        var exact = new Curve("eigenvalue", x, theory, new double[x.length], new long[x.length]);
        var limits = new Theory(Expected.beside(result, result.density(), exact), outlier);
        Answer<Result> answer = new FeatureTimeIntegratedPage(this, result).answer(limits, line, systems.getFirst().eigenvalues);
        return named.map(patterns -> answer.finding(patterns.units())).orElse(answer);
    }

    private IntegratedTraining gaussian() {
        system.requireMemory();
        return system;
    }

    /// A system is one part: nearly all of its time goes into one eigendecomposition, which cannot be resumed inside.
    private Measured measured(int realization, IntegratedTraining trained, double[] times, Session session) {
        return session.part("system " + realization, Measured.class, () -> {
            IntegratedTraining.Realization drawn = trained.draw(realization, session);
            GradientFlow flow = trained.flow(realization, drawn, session);
            TrainingRun run = TrainingRun.of(flow, times, 1, Double.NaN, List.of());
            double reached = new TrainingCrossing(flow, times, run.losses()).first(each -> each.generalizationGap() - gap, 0);
            return new Measured(flow.eigenvalues(), run, reached, realization > 0 ? List.of()
                    : List.of(sampling.sample(drawn, flow, trained.fresh(0, sampling.samples(), session), system.latest(),
                            system.earliest(), session)));
        });
    }

    /// Over the spectrum, without an outlier.
    private double[] axis(double[] eigenvalues, double outlier) {
        int last = eigenvalues.length - (outlier > eigenvalues[0] ? 2 : 1);
        double low = Math.log(0.7 * eigenvalues[0]);
        double high = Math.log(1.4 * eigenvalues[Math.max(0, last)]);
        return IntStream.range(0, points).mapToDouble(j -> Math.exp(low + j * (high - low) / (points - 1))).toArray();
    }

    /// The same places and others between them, for a line that bends.
    private static double[] between(double[] x) {
        return IntStream.rangeClosed(0, FINER * (x.length - 1)).mapToDouble(i -> i % FINER == 0 ? x[i / FINER]
                : x[i / FINER] * Math.pow(x[i / FINER + 1] / x[i / FINER], (double) (i % FINER) / FINER)).toArray();
    }

    private Curve density(MatrixDyson limit, double[] x, Session session) {
        session.progress().begin("matrix Dyson equation", x.length);
        double[] densities = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            session.checkCancelled();
            densities[j] = x[j] * limit.stieltjes(x[j], width * x[j])[1] / Math.PI;
            session.progress().advance(1);
        }
        session.progress().end();
        return new Curve("eigenvalue", x, densities, new double[x.length], new long[x.length]);
    }

    /// λ Im Tr (U − λ (1 + i width))⁻¹/(π p).
    private double density(double[] eigenvalues, double at) {
        double height = width * at;
        double sum = Arrays.stream(eigenvalues).map(each -> height / ((each - at) * (each - at) + height * height)).sum();
        return at / (Math.PI * eigenvalues.length) * sum;
    }

    private static Curve curve(double[] times, List<Measured> systems, ToDoubleFunction<GradientFlow.Losses> of) {
        return Curve.of("training time", times,
                estimates(times.length, i -> systems.stream().mapToDouble(each -> of.applyAsDouble(each.run.losses().get(i)))
                .toArray()));
    }

    private static List<Estimate> estimates(int count, IntFunction<double[]> samples) {
        return IntStream.range(0, count).mapToObj(i -> Estimate.of(samples.apply(i))).toList();
    }

    /// Of what every system has; none otherwise.
    private static Estimate estimate(List<Measured> systems, ToDoubleFunction<Measured> of) {
        double[] each = systems.stream().mapToDouble(of).toArray();
        return Arrays.stream(each).anyMatch(Double::isNaN) ? Estimate.NONE : Estimate.of(each);
    }
}
