package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.FineAxis;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.text.Text;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.DirectionResponse;
import org.remanence.theory.features.FeatureBulks;
import org.remanence.theory.features.MixtureOutlier;
import org.remanence.theory.features.OutlierThresholds;
import org.remanence.theory.features.SeparatedMixture;

/// The page of a mixture: its outlier over the edge, and the overlap, in time.
/// @param question parameters
/// @param result measured numbers
record FeatureMixturePage(FeatureMixture question, FeatureMixture.Result result) {
    private static final int POINTS = 60;

    /// The answer with figures and findings.
    Answer<FeatureMixture.Result> answer() {
        Map<Double, MixtureOutlier> known = new HashMap<>();
        ToDoubleFunction<Double> outlier = time -> at(time, known).eigenvalue();
        ToDoubleFunction<Double> overlap = time -> at(time, known).overlapSquared();
        ToDoubleFunction<Double> edge = time -> at(time, known).edge();
        MixtureSystem system = question.system();
        double[] times = question.times().values();
        Curve none = Curve.empty("time");
        var theory = new FeatureMixture.Theory(Expected.beside(result, result.outlier(), outlier::applyAsDouble),
                Expected.beside(result, result.overlap(), overlap::applyAsDouble),
                Expected.beside(result, result.edge(), edge::applyAsDouble),
                Expected.beside(result, result.dataOverlap(), time -> at(time, known).dataOverlapSquared()),
                system.isSeparated() ? Double.NaN : MixtureOutlier.transition(activation(), system.psiP(), system.psiN(),
                system.snr(), 1),
                system.isSeparated() ? Double.NaN : MixtureOutlier.populationTransition(system.psiP(), system.snr(), 1),
                Curve.exact("time", times, time -> learned(time, known)),
                system.isSeparated() ? none : Curve.exact("time", times, time -> OutlierThresholds.separation(system.law(time))),
                system.isSeparated() ? none : Curve.exact("time", times,
                        time -> OutlierThresholds.sampleRatio(activation(), time, system.psiP(), system.snr(), 1)),
                system.isSeparated() ? List.of() : low());
        Report.Builder report = Report.of(Text.of("Outlier of a mixture among %d random features", result.features()))
                .figure(positions(theory, fine(), outlier, edge)).figure(overlaps(theory, fine(), overlap));
        if (!system.isSeparated()) {
            report.figure(learning(known));
        }
        Answer<FeatureMixture.Result> answer = Answer.of(result, theory, report.build());
        return system.isSeparated() ? answer.finding(separatedFinding()) : answer.finding(finding(theory))
                .finding(thresholds(theory));
    }

    private Activation activation() {
        return Activation.valueOf(question.system().activation().name());
    }

    private MixtureOutlier at(double time, Map<Double, MixtureOutlier> known) {
        return known.computeIfAbsent(time, this::at);
    }

    private MixtureOutlier at(double time) {
        if (!question.system().isSeparated()) {
            return MixtureOutlier.of(question.system().law(time), question.system().snr());
        }
        SeparatedMixture separated = question.system().separated(time);
        return new MixtureOutlier(separated.eigenvalue(result.features()), separated.overlapSquared(), separated.edge(),
                separated.dataOverlapSquared());
    }

    private List<FeatureMixture.LowOutlier> low() {
        return Arrays.stream(question.times().values()).boxed().flatMap(time -> {
            double edge = MixtureOutlier.of(question.system().law(time), question.system().snr()).edge();
            return MixtureOutlier.all(new FeatureBulks(question.system().law(time)), question.system().snr()).stream()
                    .filter(each -> each.eigenvalue() < edge)
                    .map(each -> new FeatureMixture.LowOutlier(time, each.eigenvalue(), each.overlapSquared()));
        }).toList();
    }

    /// Times of the lines: those measured alone where each costs seconds.
    private double[] fine() {
        double low = question.times().min();
        double high = question.times().max();
        return question.system().isSeparated() || low == high ? Arrays.stream(question.times().values()).sorted().toArray()
                : IntStream.rangeClosed(0, POINTS).mapToDouble(i -> low + i * (high - low) / POINTS).toArray();
    }

    private Figure positions(FeatureMixture.Theory theory, double[] fine, ToDoubleFunction<Double> outlier,
            ToDoubleFunction<Double> edge) {
        Figure.Builder figure = Figure.of("outlier", "The direction of a mixture stands out until noise hides it")
                .caption(Text.of("Top eigenvalues of U at ψ_p = %s, ψ_n = %s, |m|² = %s. Points: d = %d, %d systems; lines: outlier and edge, d → ∞.",
                        question.system().psiP(), question.system().psiN(), question.system().separation(), result.dimension(),
                        question.realizations()))
                .x(Axis.linear("time t")).y(question.system().isSeparated() ? Axis.log("eigenvalue of U")
                : Axis.linear("eigenvalue of U"))
                .points("largest", result.outlier()).line("largest", Curve.exact("time", fine, outlier::applyAsDouble))
                .points("second", result.edge()).line("second", Curve.exact("time", fine, edge::applyAsDouble));
        return marked(figure, theory).build();
    }

    private Figure overlaps(FeatureMixture.Theory theory, double[] fine, ToDoubleFunction<Double> overlap) {
        return marked(Figure.of("overlap", "Its eigenvector knows the direction, and forgets it at the transition")
                .caption("Squared overlap of the top eigenvector of U with W m/|W m|. Points: finite systems; line: d → ∞.")
                .x(Axis.linear("time t")).y(Axis.linear("overlap²"))
                .points("overlap", result.overlap()).line("overlap", Curve.exact("time", fine, overlap::applyAsDouble)), theory)
                .build();
    }

    /// When the eigenvector of the outlier is learned.
    private double learned(double time, Map<Double, MixtureOutlier> known) {
        return question.system().psiP() / (-2 * Math.expm1(-2 * time) * at(time, known).eigenvalue());
    }

    /// The linear part of the learned score along m and across, at the first of the times.
    private Figure learning(Map<Double, MixtureOutlier> known) {
        double time = question.times().at(0);
        double variance = 1 + question.system().snr();
        double signal = Math.exp(-2 * time);
        double informative = learned(time, known);
        double[] until = FineAxis.ratios(AxisValues.of(1e-2, 1e6), POINTS);
        var along = new DirectionResponse(question.system().law(time), variance);
        var across = new DirectionResponse(question.system().law(time), 1);
        Figure.Builder figure = Figure.of("learning", "Training learns the direction of the mixture first")
                .caption(Text.of("""
                        Response of the learned score to a shift along m and across, over that of the true score, at t = %s, d → ∞. Mark: ψ_p/(2 v λ*), \
                        λ* the outlier.""", time))
                .x(Axis.log("training time τ")).y(Axis.linear("learned over true response"))
                .line("along m", Curve.exact("training time", until, tau -> -along.at(tau) * (signal * variance + 1 - signal)))
                .line("across", Curve.exact("training time", until, tau -> -across.at(tau))).level("true score", 1);
        return Double.isNaN(informative) ? figure.build() : figure.mark("outlier learned", informative).build();
    }

    private Figure.Builder marked(Figure.Builder figure, FeatureMixture.Theory theory) {
        return Double.isFinite(theory.bbpTime()) && theory.bbpTime() < question.times().max()
                ? figure.mark("t_BBP", theory.bbpTime()) : figure;
    }

    private String finding(FeatureMixture.Theory theory) {
        String when = Double.isNaN(theory.bbpTime()) ? "The features see the direction of this mixture at no time"
                : Double.isInfinite(theory.bbpTime()) ? "The features see the direction of this mixture at all times"
                : Text.of("The features see the direction of this mixture until t = %.4f", theory.bbpTime());
        return Text.of("%s; with infinitely many patterns until %.4f.", when, Math.max(0, theory.populationBbpTime()));
    }

    private String thresholds(FeatureMixture.Theory theory) {
        double time = theory.snrThreshold().x()[0];
        double least = theory.psiNThreshold().mean()[0];
        return Text.of("At t = %s an outlier needs |m|² above %.4g at this ψ_n, or %s at this |m|²; %d further outliers lie below the top bulk.", time,
                theory.snrThreshold().mean()[0], Double.isNaN(least) ? "more patterns than ψ_n = 10000"
                : Text.of("ψ_n above %.4g", least),
                theory.lowOutliers().size());
    }

    private String separatedFinding() {
        double time = question.times().at(0);
        return Text.of("""
                At t = %s the outlier of clusters at |m| = %s √d is %.4g, of order p. Its eigenvector is the mean of the features in a cluster, \
                not W m: their overlap² is %.4f.""", time, question.system().mu(), at(time).eigenvalue(), at(time).overlapSquared());
    }
}
