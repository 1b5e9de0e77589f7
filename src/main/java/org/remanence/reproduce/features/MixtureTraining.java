package org.remanence.reproduce.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.measure.SessionMonitor;
import org.remanence.feature.FeatureFunction;
import org.remanence.feature.FeatureMoments;
import org.remanence.feature.GradientFlow;
import org.remanence.feature.RandomFeatures;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.DirectionResponse;
import org.remanence.theory.features.FeatureLaw;
import org.remanence.theory.features.MixtureOutlier;
import org.remanence.theory.features.PopulationSpectrum;

/// When training learns the direction that parts a mixture: the time scale of the outlier.
final class MixtureTraining implements Reproduction {
    private static final double PSI_P = 8;
    private static final double PSI_N = 4;
    private static final double SEPARATION = 2;
    private static final double TIME = 0.1;
    private static final double SPIKE = 8;
    private static final double BULK = 2;
    private static final int TIMES = 17;

    /// Response of one network to a shift along m and across, at each training time.
    /// @param along m
    /// @param across mean over the directions across
    private record Response(double[] along, double[] across) { }

    @Override
    public Listing listing() {
        return new Listing("mixture-training", Listing.Document.FEATURES, "training at the time scale of the outlier",
                "Training learns the direction of a mixture at the time scale of its outlier", "8 s", "2 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int d = study.sized(100, 250);
        int systems = study.sized(6, 12);
        double[] times = new double[TIMES];
        Arrays.setAll(times, i -> 0.1 * Math.pow(10, 4.0 * i / (TIMES - 1)));
        List<Response> responses = IntStream.range(0, systems).mapToObj(i -> session.part(Text.of("mixture-training/system %d",
                i), Response.class,
                () -> response(d, times, session.withSeed(session.stream("systems").bits(i, 0))))).toList();
        FeatureLaw law = FeatureLaw.of(Activation.TANH, TIME, PSI_P, PSI_N, PopulationSpectrum.isotropic(1));
        double truth = 1 / (Math.exp(-2 * TIME) * SEPARATION + 1);
        var along = new DirectionResponse(law, 1 + SEPARATION);
        var across = new DirectionResponse(law, 1);
        List<Estimate> measuredAlong = new ArrayList<>();
        List<Estimate> measuredAcross = new ArrayList<>();
        for (int t = 0; t < TIMES; t++) {
            int at = t;
            measuredAlong.add(Estimate.of(responses.stream().mapToDouble(each -> -each.along[at] / truth).toArray()));
            measuredAcross.add(Estimate.of(responses.stream().mapToDouble(each -> -each.across[at]).toArray()));
        }
        Curve first = Curve.of("training time", times, measuredAlong);
        Curve others = Curve.of("training time", times, measuredAcross);
        study.check(FigureCheck.curve("response along m over the true one, against d → ∞", first,
                Arrays.stream(times).map(tau -> -along.at(tau) / truth).toArray(),
                SPIKE / d, "finite size, 8/d"));
        study.check(FigureCheck.curve("response across m over the true one, against d → ∞", others,
                Arrays.stream(times).map(tau -> -across.at(tau)).toArray(),
                BULK / d, "finite size, 2/d"));
        MixtureOutlier outlier = MixtureOutlier.of(law, SEPARATION);
        double learned = PSI_P / (-2 * Math.expm1(-2 * TIME) * outlier.eigenvalue());
        Estimate half = first.crossingInLog(0.5);
        Estimate halfOthers = others.crossingInLog(0.5);
        study.check(FigureCheck.near("half of the response along m is learned at ln 2 times the time of the outlier", half,
                Math.log(2) * learned,
                0.15 * learned, "the part of m that is not in the outlier, 15 %"));
        study.check(FigureCheck.notBelow("half of the response across m is learned later by a factor",
                halfOthers.times(1 / half.mean()), 1.3));
        double[] fine = new double[80];
        Arrays.setAll(fine, i -> 0.1 * Math.pow(10, 4.0 * i / 79));
        study.page().figure(Figure.of("response", "The direction of a mixture is learned first").caption(Text.of("""
                        Response of the learned score to a shift along m and across, over that of the true score, at t = 0.1, ψ_p = 8, ψ_n = 4, |m|² = 2. \
                        Points: d = %d, %d systems; lines: d → ∞. Mark: ψ_p/(2 v λ*), λ* the outlier.""", d, systems))
                .x(Axis.log("training time τ")).y(Axis.linear("learned over true response"))
                .points("along m", first).line("along m", Curve.exact("training time", fine, tau -> -along.at(tau) / truth))
                .points("across", others).line("across", Curve.exact("training time", fine, tau -> -across.at(tau)))
                .level("true score", 1).mark("outlier", learned).build());
        return study.end(Text.of("The outlier has the time scale %s: half of the response along m is learned at τ = %s, across at %s.",
                Notation.number(learned), Notation.number(half), Notation.number(halfOthers)));
    }

    /// m lies along the first axis.
    private static Response response(int d, double[] times, Session session) {
        var features = RandomFeatures.draw((int) (PSI_P * d), d, FeatureFunction.TANH, true, session.stream("weights"));
        Matrix patterns = Matrix.zeros((int) (PSI_N * d), d);
        double[] row = new double[d];
        for (int i = 0; i < patterns.rows(); i++) {
            session.stream("patterns").gaussians(i, 0, row, 0, d);
            row[0] += Math.sqrt(SEPARATION) * (session.stream("classes").uniform(i, 0) < 0.5 ? 1 : -1);
            patterns.setRow(i, row);
        }
        double[] variances = new double[d];
        Arrays.fill(variances, 1);
        variances[0] += Math.exp(-2 * TIME) * SEPARATION;
        var flow = new GradientFlow(FeatureMoments.of(features, patterns, TIME, session), FeatureMoments.population(features,
                variances, TIME, session), TIME,
                new SessionMonitor(session));
        double slope = FeatureLaw.of(Activation.TANH, TIME, PSI_P, PSI_N,
                PopulationSpectrum.isotropic(1)).coefficients().slope() / Math.sqrt(d);
        double[] along = new double[times.length];
        double[] across = new double[times.length];
        for (int t = 0; t < times.length; t++) {
            Matrix weights = flow.weights(times[t]);
            for (int i = 0; i < features.features(); i++) {
                along[t] += slope * weights.get(0, i) * features.weights().get(i, 0);
                for (int k = 1; k < d; k++) {
                    across[t] += slope * weights.get(k, i) * features.weights().get(i, k) / (d - 1);
                }
            }
        }
        return new Response(along, across);
    }
}
