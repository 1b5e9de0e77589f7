package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Names;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.result.Curve;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// The page of a phase picture: score error and training loss in colours, with the lines that part the phases.
/// @param question parameters
/// @param result measured numbers
/// @param theory lines and places
/// @param maps one an m
record FeaturePhasePage(FeaturePhase question, FeaturePhase.Result result, FeaturePhase.Theory theory, List<PhaseMap> maps) {
    private static final double DARKEST = -3;
    private static final double BRIGHTEST = 2;

    /// The answer with figures and findings.
    Answer<FeaturePhase.Result> answer() {
        Report.Builder report = Report.of("Memorization and generalization of random-feature scores");
        for (int k = 0; k < maps.size(); k++) {
            report.figure(scoreError(k)).figure(trainLoss(k));
        }
        if (!result.checks().isEmpty()) {
            report.table(table());
        }
        Answer<FeaturePhase.Result> answer = Answer.of(result, theory, report.build());
        for (PhaseMap map : maps) {
            answer = answer.array("trainLoss-m-" + map.plane().m(), Matrix.of(map.trainLoss()))
                    .array("scoreError-m-" + map.plane().m(), Matrix.of(map.scoreError())).finding(finding(map));
        }
        return answer;
    }

    private String finding(PhaseMap map) {
        String m = map.plane().m().toString();
        List<FeaturePhase.Place> places = theory.places().stream().filter(each -> each.m().equals(m)).toList();
        String phases = places.stream().map(each -> Text.of("%s at (%s, %s)", word(each.phase()), Names.number(each.psiP()),
                Names.number(each.psiN()))).collect(Collectors.joining(", "));
        List<FeaturePhase.Check> checks = result.checks();
        long same = IntStream.range(0, checks.size()).filter(i -> checks.get(i).m().equals(m)
                && checks.get(i).phase() == theory.places().get(i).phase()).count();
        String checked = checks.isEmpty() ? ""
                : Text.of("; finite systems of d = %d agree at %d of %d", result.dimension(), same, places.size());
        return Text.of("m = %s, (ψ_p, ψ_n): %s%s.", m, phases, checked);
    }

    private static String word(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private Figure scoreError(int k) {
        PhaseMap map = maps.get(k);
        double nothing = theory.nullError();
        return figure(k, "score-error", Text.of("Who knows the law, m = %s", map.plane().m()), "log₁₀ E_test/E_0",
                map.scoreError(), error -> Math.clamp(Math.log10(error / nothing), DARKEST, BRIGHTEST));
    }

    private Figure trainLoss(int k) {
        PhaseMap map = maps.get(k);
        return figure(k, "train-loss", Text.of("Who has learned noise by heart, m = %s", map.plane().m()), "L_train/C_t",
                map.trainLoss(), loss -> loss / theory.unexplained());
    }

    private Figure figure(int k, String name, String title, String colour, double[][] values, DoubleUnaryOperator shown) {
        FeaturePhase.Lines lines = theory.lines().get(k);
        double[] columns = edges(question.psiP());
        double[] rows = edges(question.psiN());
        Figure.Builder figure = Figure.of(name + "-m-" + lines.m(), title)
                .caption(Text.of("""
                        d → ∞, t = %s, λ = %s. E_0: error of the score 0; C_t: loss of the true score. Above the line ‘law known’ the \
                        score error is below %s E_0; below the line ‘noise by heart’ the training loss is below %s C_t.""",
                        question.time(), question.lambda(), Names.number(question.threshold()),
                        Names.number(1 - question.threshold())))
                .x(along("feature ratio ψ_p = p/d", columns)).y(along("sample ratio ψ_n = n/d", rows))
                .add(new Layer.HeatMap(colour, columns, rows,
                        Arrays.stream(values).flatMapToDouble(Arrays::stream).map(shown).toArray()));
        draw(figure, "law known", lines.generalization());
        draw(figure, "noise by heart", lines.memorization());
        for (int times : IntStream.of(1, Math.max(1, maps.get(k).plane().m().draws())).distinct().toArray()) {
            double from = Math.max(question.psiP().min(), times * question.psiN().min());
            double to = Math.min(question.psiP().max(), times * question.psiN().max());
            if (from < to) {
                figure.line(times == 1 ? "p = n" : Text.of("p = %d n", times), new double[] {from, to},
                        new double[] {from / times, to / times});
            }
        }
        return figure.build();
    }

    private static Axis along(String label, double[] edges) {
        return Axis.log(label).between(edges[0], edges[edges.length - 1]);
    }

    private static void draw(Figure.Builder figure, String label, Curve line) {
        if (line.size() > 1) {
            figure.line(label, line);
        }
    }

    /// Edges halfway between neighbours in the logarithm.
    private static double[] edges(AxisValues centres) {
        double[] edges = new double[centres.size() + 1];
        for (int i = 1; i < centres.size(); i++) {
            edges[i] = Math.sqrt(centres.at(i - 1) * centres.at(i));
        }
        edges[0] = centres.at(0) * centres.at(0) / edges[1];
        edges[centres.size()] = centres.at(centres.size() - 1) * centres.at(centres.size() - 1) / edges[centres.size() - 1];
        return edges;
    }

    private Table table() {
        return new Table("Finite systems beside the limit",
                List.of("m", "ψ_p", "ψ_n", "L_train", "limit", "E_test", "limit", "phase", "limit"),
                IntStream.range(0, result.checks().size()).mapToObj(this::row).toList());
    }

    private List<String> row(int i) {
        FeaturePhase.Check check = result.checks().get(i);
        FeaturePhase.Place place = theory.places().get(i);
        return List.of(check.m(), Names.number(check.psiP()), Names.number(check.psiN()), Notation.number(check.trainLoss()),
                Notation.number(place.trainLoss()), Notation.number(check.scoreError()), Notation.number(place.scoreError()),
                word(check.phase()), word(place.phase()));
    }
}
