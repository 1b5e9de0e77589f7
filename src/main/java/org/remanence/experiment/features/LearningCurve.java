package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Group;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.Unused;
import org.remanence.feature.FeatureFunction;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Losses of the minimiser of the training loss against one of ψ_p, ψ_n, ψ_D, t and λ, finite beside the limit.
@Question(value = "How well does a random-feature score that minimises its training loss know the true score",
        equation = """
                (U + λ) X = V, S(y) = −Xᵀ σ(W y/√d)/√v, the ridge λ adding v λ |A|²/(p d) to the loss; E_test = (L_test − C_t)/v \
                with C_t = 1 − v Tr Σ_t⁻¹/d, the loss of the true score""",
        source = """
                George, Veiga and Macris, Denoising score matching with random features, 2025 (m = 1 and ∞); Urfin et al. 2026 (any \
                m); other Σ than I and the training loss without its penalty derived""",
        cost = "realizations · Σ over points of (15 n p² + p³) flops; the default takes 30 s, theory alone 3 s")
public record LearningCurve(
        @Parameter(value = "0.5,1,2,4,8,16,32,64,128", above = 0, max = 1e6, help = "feature ratio ψ_p = p/d; one parameter may be a list")
                AxisValues psiP,
        @Parameter(value = "8", above = 0, max = 1e6, help = "sample ratio ψ_n = n/d") AxisValues psiN,
        @Parameter(value = "1", above = 0, max = 1, help = "share ψ_D of directions in which the data vary") AxisValues psiLatent,
        @Parameter(value = "0.1", above = 0, max = 20, unit = "Ornstein–Uhlenbeck time", help = "time whose score is learned") AxisValues time,
        @Parameter(value = "0.001", min = 0, max = 1e6, help = "ridge λ; 0 if m = inf or p < n m, where U is invertible")
                AxisValues lambda,
        @Parameter(value = "inf,1", help = "noisings m of each pattern, a list; inf for the average over the noise") String m,
        @Parameter(value = "tanh", help = "function of the features") FeatureFunction activation,
        @Parameter(value = "1", help = "variances of the data, each with its share of directions that vary: 0.5x0.5+1.5x0.5")
                String variances,
        @Parameter(value = "30", min = 2, max = 1e5, help = "dimension d of the finite systems") int d,
        @Parameter(value = "drawn", help = "rows of W as drawn, or scaled to length √d") FeatureSystem.Rows rows,
        @Parameter(value = "5", min = 0, max = 1e6, help = "finite systems a point; 0 for the limit alone") int realizations)
        implements Experiment<LearningCurve.Result> {

    /// Refuses parameters out of bounds, and more than one list.
    public LearningCurve {
        Schema.check(LearningCurve.class, psiP, psiN, psiLatent, time, lambda, m, activation, variances, d, rows, realizations);
        Noisings.parse(m);
        new CurvePoints(psiP, psiN, psiLatent, time, lambda).systems(VarianceShares.parse(variances), activation, d, rows);
    }

    /// What is measured.
    public record Result(
            @Reported("dimension d") int dimension,
            @Group MinimiserCurves first,
            @Reported("the same for each further m") List<MinimiserCurves> others) { }

    /// What it should be.
    public record Theory(
            @Group MinimiserTheory first,
            @Reported("score error for infinitely many patterns") Curve manyPatterns,
            @Reported("C_t, the loss of the true score: a lower training loss is noise learned by heart") Curve unexplained,
            @Reported("score error of the score S = 0") Curve nullError,
            @Reported("the same for each further m") List<MinimiserTheory> others) { }

    /// The points.
    CurvePoints points() {
        return new CurvePoints(psiP, psiN, psiLatent, time, lambda);
    }

    @Override
    public Answer<Result> run(Session session) {
        if (realizations == 0) {
            Unused.refuse(this, "without finite systems", "d", "rows");
        }
        List<Noisings> all = Noisings.parse(m);
        CurvePoints points = points();
        var limit = new MinimiserLimit(points, VarianceShares.parse(variances), activation);
        limit.require(all);
        List<FeatureSystem> systems = points.systems(VarianceShares.parse(variances), activation, d, rows);
        List<MinimiserRun> runs = new ArrayList<>();
        for (int i = 0; realizations > 0 && i < systems.size(); i++) {
            runs.add(new MinimiserRun(systems.get(i), points.at(CurvePoints.Quantity.LAMBDA, i), all));
        }
        List<MinimiserRun.Measured> measured = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            MinimiserRun run = runs.get(i);
            String place = Text.of("%s = %s", points.axis(), points.x()[i]);
            measured.add(session.part(place, MinimiserRun.Measured.class, () -> run.measure(place, realizations, session)));
        }
        List<MinimiserCurves> curves = IntStream.range(0, all.size()).mapToObj(k -> curves(all.get(k), k, runs, measured))
                .toList();
        Result result = new Result(d, curves.getFirst(), curves.subList(1, curves.size()));
        return new LearningCurvePage(this, result, limit).answer();
    }

    private MinimiserCurves curves(Noisings noisings, int k, List<MinimiserRun> runs, List<MinimiserRun.Measured> measured) {
        List<Estimate> bias = IntStream.range(0, runs.size()).mapToObj(i -> runs.get(i).bias(measured.get(i), k)).toList();
        List<Estimate> error = estimates(k, measured, MinimiserRun.Losses::scoreError);
        List<Estimate> variance = IntStream.range(0, runs.size()).mapToObj(i -> difference(error.get(i), bias.get(i))).toList();
        return new MinimiserCurves(noisings.toString(),
                curve(estimates(k, measured, MinimiserRun.Losses::objective)),
                curve(estimates(k, measured, MinimiserRun.Losses::trainLoss)),
                curve(estimates(k, measured, MinimiserRun.Losses::empiricalLoss)),
                curve(estimates(k, measured, MinimiserRun.Losses::testLoss)),
                curve(error), curve(bias), curve(variance));
    }

    private static Estimate difference(Estimate whole, Estimate part) {
        return new Estimate(whole.mean() - part.mean(), Math.hypot(whole.stderr(), part.stderr()), whole.count());
    }

    private static List<Estimate> estimates(int k, List<MinimiserRun.Measured> measured,
            ToDoubleFunction<MinimiserRun.Losses> of) {
        return measured.stream().map(each -> each.estimate(k, of)).toList();
    }

    private Curve curve(List<Estimate> estimates) {
        return estimates.isEmpty() ? Curve.empty(points().axis()) : Curve.of(points().axis(), points().x(), estimates);
    }
}
