package org.remanence.experiment.perceptrons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.remanence.channel.WeightPrior;
import org.remanence.data.Memory;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.Unused;
import org.remanence.perceptron.Constraints;
import org.remanence.perceptron.ExactDenoiser;
import org.remanence.perceptron.Localization;
import org.remanence.perceptron.LocalizationGrid;
import org.remanence.perceptron.MessagePassing;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Samples solutions of one perceptron by stochastic localization whose drift message passing gives, several times, and holds
/// what happens on the way to state evolution.
@Question(value = "Does stochastic localization sample the solutions of a perceptron fairly", name = "localization",
        equation = "dh = m(h) dt + dB, m(h) = E[w] under P(w) Π ψ(w·x_μ/√N) e^{h·w}; q(t) = |m|²/N; h/t → w",
        source = "El Alaoui, Montanari and Sellke 2022; Straziota, Demyanenko, Baldassi and Lucibello 2025",
        cost = "runs · steps · iterations · 4 M N flops; the default takes 20 s, n = 1e5 of rademacher some minutes a run")
public record StochasticLocalization(
        PerceptronMeasure measure,
        @Parameter(value = "1000", min = 8, max = 1e6, help = "weights N") int n,
        @Parameter(value = "gaussian",
                        help = "entries of the constraints: normal numbers of 8 bytes, or signs of two bits; theory is the same")
                Disorder disorder,
        @Parameter(value = "4", min = 1, max = 1e4, help = "independent samples of one instance") int runs,
        @Parameter(value = "0.05", above = 0, max = 1, unit = "time of the localization", help = "length of the first steps")
                double firstStep,
        @Parameter(value = "0.04", min = 0, max = 1, help = "length of later steps, relative to the time") double growth,
        @Parameter(value = "0", min = 0, max = 1e5,
                        unit = "time of the localization", help = "last time; 0: 30 for signs, 300 on the sphere")
                double end,
        @Parameter(value = "0", min = 0, max = 0.99, help = "share of the old messages that is kept") double damping,
        @Parameter(value = "1e-4", above = 0, max = 0.1,
                        help = "message passing ends when weights change less, root mean square")
                double tolerance,
        @Parameter(value = "100", min = 1, max = 1e5, help = "iterations of message passing at most") int iterations,
        @Parameter(value = "message-passing",
                        help = "posterior means by message passing, or exactly by enumeration of up to 22 signs")
                Denoiser denoiser)
        implements Experiment<StochasticLocalization.Result> {

    /// Where posterior means come from.
    public enum Denoiser {
        /// Approximate message passing.
        MESSAGE_PASSING,
        /// A sum over all signs.
        ENUMERATION
    }

    /// Law of the entries of F.
    public enum Disorder {
        /// N(0, 1/N).
        GAUSSIAN,
        /// ±1/√N.
        RADEMACHER
    }

    private static final double SIGNS_END = 30;
    private static final double SPHERE_END = 300;
    /// Times of a part that is kept.
    private static final int STRETCH = 16;

    /// Refuses parameters out of bounds.
    public StochasticLocalization {
        Schema.check(StochasticLocalization.class, measure, n, disorder, runs, firstStep, growth, end, damping, tolerance, iterations,
                denoiser);
        measure.constraints(n);
        if (denoiser == Denoiser.ENUMERATION) {
            if (measure.prior() != WeightPrior.BINARY || n > ExactDenoiser.MOST_WEIGHTS) {
                throw new BadInput("enumeration takes the binary prior and n up to %d, got %s weights: choose --denoiser message-passing",
                        ExactDenoiser.MOST_WEIGHTS, n);
            }
        }
    }

    /// What is measured.
    public record Result(
            @Reported("constraints M") int constraints,
            @Reported("squared length of the posterior means per weight, q(t)") Curve overlap,
            @Reported("iterations of message passing a step") Curve iterations,
            @Reported("largest root mean square change at which message passing ended") double residual,
            @Reported("share of the steps at which message passing converged") double converged,
            @Reported("constraints that the sample of each run violates, counted from scratch") long[] violations,
            @Reported("overlap of samples of different runs; null for one run") Estimate sampleOverlap,
            @Reported("mean stability of the samples") Estimate meanStability,
            @Reported("density of the stabilities of all samples") Curve stabilities) { }

    /// What it should be.
    public record Theory(
            @Reported("state evolution, N → ∞") Expected overlap,
            @Reported("largest difference of the measured overlap from state evolution") double largestDeviation,
            @Reported("overlap of independent samples, q_0") double sampleOverlap,
            @Reported("mean stability") double meanStability,
            @Reported("density of stabilities, averaged over each bin") Expected stabilities) { }

    /// One run, as it is kept.
    /// @param overlap q(t) at each time
    /// @param iterations at each time
    /// @param residual largest
    /// @param converged steps
    /// @param sample `[N]`
    /// @param stabilities `[M]`
    record LocalizationRun(double[] overlap, double[] iterations, double residual, int converged, double[] sample,
            double[] stabilities) { }

    /// Times at which message passing is asked.
    double[] times() {
        double last = end > 0 ? end : measure.prior() == WeightPrior.BINARY ? SIGNS_END : SPHERE_END;
        return LocalizationGrid.times(firstStep, growth, last);
    }

    @Override
    public Answer<Result> run(Session session) {
        if (denoiser == Denoiser.ENUMERATION) {
            Unused.refuse(this, "with enumeration", "damping", "tolerance", "iterations");
        }
        int count = measure.constraints(n);
        Constraints constraints = constraints(count, session);
        ExactDenoiser exact = denoiser == Denoiser.ENUMERATION ? new ExactDenoiser(measure.channel(), constraints) : null;
        session.progress().begin("localization", (long) runs * times().length);
        List<LocalizationRun> all = IntStream.range(0, runs)
                .mapToObj(run -> session.part("run " + run, LocalizationRun.class,
                () -> exact == null ? localize(constraints, run, session) : enumerate(exact, constraints, run, session)))
                .toList();
        session.progress().end();
        return new StochasticLocalizationPage(this, constraints).answer(all, session);
    }

    private Constraints constraints(int count, Session session) {
        String what = Text.of("%d constraints on %d weights", count, n);
        if (disorder == Disorder.RADEMACHER) {
            Memory.require(0.25 * count * n, what, "choose a smaller --n or --density");
            return Constraints.rademacher(count, n, session.stream("constraints"), session);
        }
        Memory.require(8.0 * count * n, what, "choose a smaller --n or --density, or --disorder rademacher");
        return Constraints.gaussian(count, n, session.stream("constraints"), session);
    }

    /// Some steps of a run, from which an interrupted run goes on.
    /// @param field h after them
    /// @param messages after them
    /// @param overlap q(t) at each of their times
    /// @param iterations at each
    /// @param residual at each
    /// @param converged at each
    record LocalizationStretch(double[] field, MessagePassing.Messages messages, double[] overlap, double[] iterations,
            double[] residual, boolean[] converged) { }

    private LocalizationRun localize(Constraints constraints, int run, Session session) {
        double[] times = times();
        var passing = new MessagePassing(measure.prior(), measure.channel(), constraints, damping, session);
        List<LocalizationStretch> stretches = new ArrayList<>();
        double[] field = new double[n];
        for (int from = 0; from < times.length; from += STRETCH) {
            int first = from;
            int end = Math.min(times.length, from + STRETCH);
            double[] before = field;
            LocalizationStretch stretch = session.part("from step " + from, LocalizationStretch.class,
                    () -> stretch(passing, before.clone(), times, first, end, run, session));
            passing.resume(stretch.messages());
            field = stretch.field();
            stretches.add(stretch);
            session.progress().advance(end - from);
        }
        int converged = 0;
        for (LocalizationStretch stretch : stretches) {
            for (boolean each : stretch.converged()) {
                converged += each ? 1 : 0;
            }
        }
        return ended(passing.means(), constraints, joined(stretches, LocalizationStretch::overlap),
                joined(stretches, LocalizationStretch::iterations),
                Arrays.stream(joined(stretches, LocalizationStretch::residual)).max().orElseThrow(), converged);
    }

    private static double[] joined(List<LocalizationStretch> stretches, Function<LocalizationStretch, double[]> of) {
        return stretches.stream().map(of).flatMapToDouble(Arrays::stream).toArray();
    }

    /// The last time has no step after it.
    private LocalizationStretch stretch(MessagePassing passing, double[] field, double[] times, int from, int end, int run,
            Session session) {
        double[] overlap = new double[end - from];
        double[] taken = new double[end - from];
        double[] residuals = new double[end - from];
        boolean[] settled = new boolean[end - from];
        Localization.Denoiser denoiser = (step, each) -> {
            session.checkCancelled();
            MessagePassing.Ending ending = passing.run(each, tolerance, iterations);
            overlap[step - from] = passing.overlap();
            taken[step - from] = ending.iterations();
            residuals[step - from] = ending.residual();
            settled[step - from] = ending.converged();
            return passing.means();
        };
        int steps = Math.min(end, times.length - 1);
        Localization.advance(denoiser, field, times, from, steps, session.stream("localization noise"), run);
        if (steps < end) {
            denoiser.means(steps, field);
        }
        return new LocalizationStretch(field, passing.messages(), overlap, taken, residuals, settled);
    }

    private LocalizationRun enumerate(ExactDenoiser exact, Constraints constraints, int run, Session session) {
        double[] times = times();
        double[] overlap = new double[times.length];
        double[] means = Localization.run((step, field) -> {
            session.checkCancelled();
            session.progress().advance(1);
            double[] each = exact.means(field);
            overlap[step] = Arrays.stream(each).map(x -> x * x).average().orElseThrow();
            return each;
        }, n, times, session.stream("localization noise"), run);
        return ended(means, constraints, overlap, new double[times.length], 0, times.length);
    }

    private LocalizationRun ended(double[] means, Constraints constraints, double[] overlap, double[] taken, double residual,
            int converged) {
        double[] sample = Localization.round(measure.prior(), means);
        double[] stabilities = new double[constraints.count()];
        constraints.stabilities(sample, stabilities);
        return new LocalizationRun(overlap, taken, residual, converged, sample, stabilities);
    }

    /// Overlaps of all pairs; pairs that share a run are not independent, so the error is that of as many as there are runs.
    static Estimate pairs(List<double[]> samples) {
        List<Double> overlaps = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = 0; k < samples.get(i).length; k++) {
                    sum += samples.get(i)[k] * samples.get(j)[k];
                }
                overlaps.add(sum / samples.get(i).length);
            }
        }
        if (overlaps.isEmpty()) {
            return Estimate.NONE;
        }
        Estimate plain = Estimate.of(overlaps.stream().mapToDouble(x -> x).toArray());
        return new Estimate(plain.mean(), plain.stderr() * Math.sqrt(overlaps.size() / (double) (samples.size() / 2)),
                samples.size() / 2);
    }
}
