package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Names;
import org.remanence.experiment.features.CurvePoints.Quantity;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.text.Text;
import org.remanence.theory.features.MinimiserLosses;

/// The page of a learning curve: score errors for all m in one figure, losses, bias and variance of each.
final class LearningCurvePage {
    private static final int LINE = 120;

    private final LearningCurve question;
    private final LearningCurve.Result result;
    private final MinimiserLimit limit;
    private final CurvePoints points;
    private final List<Noisings> noisings;
    private final List<MinimiserCurves> curves;

    /// @param result measured curves, empty where no finite system was asked for
    LearningCurvePage(LearningCurve question, LearningCurve.Result result, MinimiserLimit limit) {
        this.question = question;
        this.result = result;
        this.limit = limit;
        this.points = question.points();
        this.noisings = Noisings.parse(question.m());
        this.curves = new ArrayList<>(List.of(result.first()));
        this.curves.addAll(result.others());
    }

    Answer<LearningCurve.Result> answer() {
        List<MinimiserTheory> theories = IntStream.range(0, noisings.size()).mapToObj(this::theory).toList();
        var theory = new LearningCurve.Theory(theories.getFirst(), exact(limit::manyPatterns), exact(limit::unexplained),
                exact(limit::nullError), theories.subList(1, theories.size()));
        Report.Builder report = Report.of("Learning curves of random-feature scores").figure(scoreErrors());
        for (int k = 0; k < noisings.size(); k++) {
            report.figure(losses(k)).figure(parts(k));
        }
        Answer<LearningCurve.Result> answer = Answer.of(result, theory, report.build());
        for (int k = 0; k < theories.size(); k++) {
            answer = answer.finding(finding(theories.get(k), theory.unexplained())
                    + deviation(curves.get(k).scoreError(), theories.get(k).scoreError()));
        }
        return answer;
    }

    private MinimiserTheory theory(int k) {
        Noisings m = noisings.get(k);
        MinimiserCurves measured = curves.get(k);
        return new MinimiserTheory(measured.m(), expected("objective", measured.objective(),
                limit.of(m, MinimiserLosses::objective)),
                expected("trainLoss", measured.trainLoss(), limit.of(m, MinimiserLosses::trainLoss)),
                expected("empiricalLoss", measured.empiricalLoss(), limit.of(m, MinimiserLosses::empiricalLoss)),
                expected("testLoss", measured.testLoss(), limit.of(m, MinimiserLosses::testLoss)),
                expected("scoreError", measured.scoreError(), limit.of(m, MinimiserLosses::scoreError)),
                expected("bias", measured.bias(), limit.of(m, MinimiserLosses::bias)),
                expected("variance", measured.variance(), limit.of(m, each -> each.scoreError() - each.bias())), manyFeatures(m));
    }

    /// The limit is told at all points, also where nothing was measured.
    private Expected expected(String name, Curve measured, DoubleUnaryOperator law) {
        if (measured.size() > 0) {
            return Expected.beside(name, measured, law);
        }
        double[] unknown = new double[points.x().length];
        Arrays.fill(unknown, Double.NaN);
        return new Expected(name, points.axis(), points.x(), Arrays.stream(points.x()).map(law).toArray(), unknown);
    }

    private Curve exact(DoubleUnaryOperator law) {
        return Curve.exact(points.axis(), points.x(), law);
    }

    private Curve manyFeatures(Noisings m) {
        double[] known = Arrays.stream(points.x()).filter(x -> limit.manyFeatures(m, x).isPresent()).toArray();
        return Curve.exact(points.axis(), known, x -> limit.manyFeatures(m, x).orElseThrow());
    }

    private String finding(MinimiserTheory theory, Curve unexplained) {
        Expected error = theory.scoreError();
        int count = error.x().length;
        Comparator<Integer> byError = Comparator.comparingDouble(i -> error.mean()[i]);
        int best = IntStream.range(0, count).boxed().min(byError).orElseThrow();
        int worst = IntStream.range(0, count).boxed().max(byError).orElseThrow();
        long fitted = IntStream.range(0, count).filter(i -> theory.trainLoss().mean()[i] < unexplained.mean()[i]).count();
        return Text.of("""
                m = %s: the score error is least, %.3g, at %s = %s and largest, %.3g, at %s. The training loss lies below that of the \
                true score at %d of %d points: this is noise learned by heart.""", theory.m(), error.mean()[best], points.axis(),
                Names.number(error.x()[best]), error.mean()[worst], Names.number(error.x()[worst]), fitted, count);
    }

    private String deviation(Curve measured, Expected theory) {
        if (measured.size() == 0) {
            return "";
        }
        double largest = IntStream.range(0, measured.size()).mapToDouble(i -> Math.abs(measured.mean()[i] / theory.mean()[i] - 1))
                .max()
                .orElseThrow();
        return Text.of(" Finite systems of d = %d have a score error up to %.2g %% off the limit; that falls as 1/d.",
                result.dimension(), 100 * largest);
    }

    private double[] fine() {
        AxisValues values = points.values(points.running());
        boolean ratios = values.size() > 1 && values.min() > 0;
        return ratios ? FineAxis.ratios(values, LINE) : Arrays.stream(values.values()).sorted().toArray();
    }

    private Axis axis() {
        String title = points.running().title();
        return points.values(points.running()).min() > 0 ? Axis.log(title) : Axis.linear(title);
    }

    private String fixed() {
        List<String> said = new ArrayList<>();
        for (Quantity each : Quantity.values()) {
            if (each != points.running()) {
                said.add(Text.of("%s = %s", each.symbol(), Names.number(points.at(each, 0))));
            }
        }
        String finite = question.realizations() > 0 ? Text.of("Points: d = %d, %d systems; lines", question.d(),
                question.realizations())
                : "Lines";
        return Text.of("%s. %s: d → ∞.", String.join(", ", said), finite);
    }

    private Figure scoreErrors() {
        double[] fine = fine();
        Figure.Builder figure = Figure.of("score-error", "Score error of the minimiser")
                .caption("Squared distance to the true score a coordinate, at " + fixed()
                        + " Lines without points: the limits of many patterns and many features.")
                .x(axis()).y(Axis.log("E_test"));
        for (int k = 0; k < noisings.size(); k++) {
            add(figure, "m = " + noisings.get(k), curves.get(k).scoreError(),
                    limit.of(noisings.get(k), MinimiserLosses::scoreError));
        }
        figure.line("ψ_n → ∞", Curve.exact(points.axis(), fine, limit::manyPatterns));
        for (Noisings m : noisings) {
            double[] known = Arrays.stream(fine).filter(x -> limit.manyFeatures(m, x).isPresent()).toArray();
            if (known.length > 0) {
                figure.line(Text.of("ψ_p → ∞, m = %s", m), known, Arrays.stream(known)
                        .map(x -> limit.manyFeatures(m, x).orElseThrow()).toArray());
            }
        }
        marks(figure);
        return figure.build();
    }

    private Figure losses(int k) {
        Noisings m = noisings.get(k);
        Figure.Builder figure = Figure.of("losses-m-" + m, Text.of("Losses of the minimiser, m = %s", m))
                .caption("Losses a coordinate, at " + fixed()
                + " Below C_t, the loss of the true score, noise is learned by heart.")
                .x(axis()).y(Axis.linear("loss a coordinate"));
        add(figure, "L_train", curves.get(k).trainLoss(), limit.of(m, MinimiserLosses::trainLoss));
        add(figure, "L_test", curves.get(k).testLoss(), limit.of(m, MinimiserLosses::testLoss));
        if (!m.averaged()) {
            add(figure, "L_emp, fresh noise", curves.get(k).empiricalLoss(), limit.of(m, MinimiserLosses::empiricalLoss));
        }
        figure.line("C_t", Curve.exact(points.axis(), fine(), limit::unexplained));
        marks(figure);
        return figure.build();
    }

    private Figure parts(int k) {
        Noisings m = noisings.get(k);
        Figure.Builder figure = Figure.of("bias-variance-m-" + m, Text.of("Bias and variance of the score, m = %s", m))
                .caption("Parts of the score error, at " + fixed()).x(axis()).y(Axis.log("part of E_test"));
        add(figure, "bias", curves.get(k).bias(), limit.of(m, MinimiserLosses::bias));
        add(figure, "variance", curves.get(k).variance(), limit.of(m, each -> each.scoreError() - each.bias()));
        marks(figure);
        return figure.build();
    }

    private void add(Figure.Builder figure, String label, Curve measured, DoubleUnaryOperator law) {
        if (measured.size() > 0) {
            figure.points(label, measured);
        }
        figure.line(label, Curve.exact(points.axis(), fine(), law));
    }

    /// Where features are as many as patterns, and as noised patterns.
    private void marks(Figure.Builder figure) {
        AxisValues values = points.values(points.running());
        for (int times : noisings.stream().mapToInt(m -> Math.max(1, m.draws())).distinct().sorted().toArray()) {
            OptionalDouble at = switch (points.running()) {
                case PSI_P -> OptionalDouble.of(points.at(Quantity.PSI_N, 0) * times);
                case PSI_N -> OptionalDouble.of(points.at(Quantity.PSI_P, 0) / times);
                case PSI_LATENT, TIME, LAMBDA -> OptionalDouble.empty();
            };
            at.ifPresent(x -> {
                if (x > values.min() && x < values.max()) {
                    figure.mark(times == 1 ? "p = n" : Text.of("p = %d n", times), x);
                }
            });
        }
    }
}
