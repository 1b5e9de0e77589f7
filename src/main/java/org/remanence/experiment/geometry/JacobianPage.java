package org.remanence.experiment.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Names;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// The figures, findings and arrays of an answer about Jacobians.
/// @param question that was asked
/// @param patterns as named
/// @param result what was measured
/// @param theory beside it
record JacobianPage(Jacobian question, PatternSet patterns, Jacobian.Result result, JacobianTheory theory) {
    private static final int SHOWN = 6;
    /// Share of the times at which the control may differ and still tell the same.
    private static final double ALIKE = 0.1;

    Answer<Jacobian.Result> answer() {
        Report.Builder report = Report.of("Jacobian of " + patterns.name()).figure(spectra()).figure(map("singular-values",
                "Gaps open and close in time", result.spectra().singularValues()));
        if (theory.sampled().rows() > 0) {
            report.figure(map("eq-18", "The same from random matrices after eq. 18", theory.sampled()))
                    .figure(map("eq-18-paper", "The same as published, condensing at eq. 15", theory.sampledPaper()));
        }
        report.figure(gaps());
        if (!result.spectra().directions().isEmpty()) {
            report.figure(lengths());
        }
        Answer<Jacobian.Result> answer = Answer.of(result, theory, report.build())
                .array("singular-values", result.spectra().singularValues()).array("eigenvalues", result.eigenvalues());
        for (String sentence : findings()) {
            answer = answer.finding(sentence);
        }
        return answer;
    }

    private List<String> findings() {
        List<String> findings = new ArrayList<>();
        findings.add(gapFinding());
        if (!result.lossTimes().isEmpty()) {
            findings.add(lossFinding());
        }
        if (!result.control().isEmpty()) {
            findings.add(controlFinding());
        }
        if (followsNetwork()) {
            Curve asymmetry = result.spectra().asymmetry();
            findings.add(Text.of("The score of the network %s is no gradient: |J − Jᵀ|/|J| is %.2g at t = %.4g and %.2g at t = %.4g.", question.score(),
                    asymmetry.mean()[0], asymmetry.x()[0], asymmetry.mean()[asymmetry.size() - 1], asymmetry.x()[asymmetry.size() - 1]));
        }
        return findings;
    }

    private String gapFinding() {
        long[] common = result.spectra().commonGap();
        double[] times = result.spectra().times();
        int early = IntStream.range(0, times.length).reduce((a, b) -> times[b] < times[a] ? b : a).orElseThrow();
        int late = IntStream.range(0, times.length).reduce((a, b) -> times[b] > times[a] ? b : a).orElseThrow();
        String positions = Arrays.stream(common).distinct().sorted().mapToObj(Long::toString).collect(Collectors.joining(", "));
        String truth = theory.gaps().isEmpty() ? "" : Text.of("; the true score has gaps below %s", theory.gaps().stream().map(gap -> String.valueOf(gap.position())).collect(Collectors.joining(" and ")));
        return Text.of("The largest gap lies below %d of %d singular values at t = %.4g and below %d at t = %.4g (over all times: %s)%s.", common[late], result.dimension(), times[late], common[early], times[early], positions, truth);
    }

    private String lossFinding() {
        String measured = result.lossTimes().stream().map(loss -> Text.of("%s for variance %s", Names.time(loss.time()), Names.number(loss.variance())))
                .collect(Collectors.joining(", "));
        String predicted = theory.directions().stream().map(JacobianTheory.Direction::lossTime)
                .map(value -> Text.of("%.4g", value)).collect(Collectors.joining(", "));
        return Text.of("Columns along a direction are %s times as long as those of the true score below t = %s%s.", Names.number(Jacobian.LOST), measured, predicted.isEmpty() ? "" : "; to first order in 1/n: " + predicted);
    }

    private String controlFinding() {
        JacobianSpectra more = result.control().getFirst();
        long[] ours = result.spectra().commonGap();
        long same = IntStream.range(0, ours.length).filter(t -> ours[t] == more.commonGap()[t]).count();
        boolean alike = ours.length - same <= ALIKE * ours.length;
        boolean moved = Arrays.stream(ours).distinct().count() > 1;
        String verdict = !alike ? "where they differ, the patterns are remembered"
                : moved ? "a gap that moves alike for both is geometry of the data, not memorization" : "nothing here is memorization";
        String sphere = onSphere() ? """
                 On patterns of unit length the origin is unstable at small times (positive eigenvalues) however many they are. \
                Take raw data, or --at datum, to see memorization.""" : "";
        return Text.of("The most frequent gap is the same for %d and for %d patterns at %d of %d times: %s.%s", result.spectra().patterns(), more.patterns(), same, ours.length, verdict, sphere);
    }

    private boolean onSphere() {
        return question.data().scale() == DataChoice.ScaleChoice.UNIT_NORM && question.probe().at() == JacobianProbe.At.ORIGIN;
    }

    private boolean followsNetwork() {
        return question.sources().findAny().isPresent();
    }

    private String warning() {
        return onSphere() ? " Patterns of unit length: gaps that move for any number of patterns are the geometry of the sphere." : "";
    }

    /// Spectra at a few times, with those of the true score.
    private Figure spectra() {
        Figure.Builder figure = Figure.of("spectra", "Singular values sort into normal and tangent directions")
                .caption(Text.of("""
                        Singular values of v J in decreasing order, mean of %d realizations of %s%d patterns; lines: the \
                        true score.%s""", result.spectra().realizations(), followsNetwork() ? "a network beside " : "", result.spectra().patterns(), warning()))
                .x(Axis.linear("rank")).y(Axis.log("singular value of v J"));
        double[] times = result.spectra().times();
        int shown = Math.min(SHOWN, times.length);
        for (int i = 0; i < shown; i++) {
            int t = shown == 1 ? 0 : i * (times.length - 1) / (shown - 1);
            String label = Text.of("t = %.3g", times[t]);
            figure.points(label, row(t));
            if (theory.spectrum().rows() > 0) {
                double[] truth = theory.spectrum().row(t);
                figure.line(label, ranks(question.discard(), truth.length), Arrays.copyOfRange(truth, question.discard(), truth.length));
            }
        }
        return figure.build();
    }

    private Curve row(int t) {
        double[] mean = result.spectra().singularValues().row(t);
        double[] error = result.spectra().singularValueErrors().row(t);
        List<Estimate> estimates = IntStream.range(question.discard(), mean.length)
                .mapToObj(k -> new Estimate(mean[k], error[k], result.spectra().realizations())).toList();
        return Curve.of("rank", ranks(question.discard(), mean.length), estimates);
    }

    private static double[] ranks(int from, int to) {
        return IntStream.range(from, to).mapToDouble(k -> k + 1).toArray();
    }

    /// Singular values over time and rank as colours.
    private Figure map(String name, String title, Matrix values) {
        double[] times = result.spectra().times();
        Integer[] order = IntStream.range(0, times.length).boxed()
                .sorted((a, b) -> Double.compare(times[a], times[b])).toArray(Integer[]::new);
        int rank = values.columns();
        double[] colours = new double[times.length * rank];
        for (int k = 0; k < rank; k++) {
            for (int t = 0; t < times.length; t++) {
                colours[k * times.length + t] = Math.min(values.get(order[t], k), 1);
            }
        }
        Figure.Builder figure = Figure.of(name, title)
                .caption(Text.of("""
                        Colour: singular value of v J, cut at 1, of rank k; lines: the gaps of the true score.%s""", warning()))
                .x(Axis.log("time t")).y(Axis.linear("rank k").between(0.5, rank + 0.5))
                .add(new Layer.HeatMap("singular value of v J", edges(Arrays.stream(order).mapToDouble(t -> times[t]).toArray()),
                        DoubleStream.iterate(0.5, k -> k <= rank + 0.5, k -> k + 1).toArray(), colours));
        double[] ends = {times[order[0]], times[order[order.length - 1]]};
        theory.gaps().forEach(gap -> figure.line("true gap at " + gap.position(), ends, new double[] {gap.position() + 0.5, gap.position() + 0.5}));
        return figure.build();
    }

    /// Edges halfway between neighbours in log time.
    private static double[] edges(double[] times) {
        double[] edges = new double[times.length + 1];
        for (int i = 1; i < times.length; i++) {
            edges[i] = Math.sqrt(times[i - 1] * times[i]);
        }
        double first = times.length > 1 ? times[0] / edges[1] : 0.9;
        double last = times.length > 1 ? times[times.length - 1] / edges[times.length - 1] : 1.1;
        edges[0] = times[0] * first;
        edges[times.length] = times[times.length - 1] * last;
        return edges;
    }

    private Figure gaps() {
        Figure.Builder figure = Figure.of("gap-position", "Where the largest gap lies")
                .caption(Text.of("""
                        Number of singular values above the largest gap, mean over realizations; dashed: the gaps of the true \
                        score.%s""", warning()))
                .x(Axis.log("time t")).y(Axis.linear("position of the largest gap"))
                .points(Text.of("%d patterns", result.spectra().patterns()), result.spectra().gapPosition());
        result.control().forEach(more -> figure.points(Text.of("control: %d patterns", more.patterns()), more.gapPosition()));
        theory.gaps().forEach(gap -> figure.level(Text.of("true gap at %d", gap.position()), gap.position()));
        return figure.build();
    }

    private Figure lengths() {
        Figure.Builder figure = Figure.of("directions", "High variance is lost first")
                .caption("""
                        Root mean square length of the columns of J along directions of equal variance, over that of the true \
                        score. Lines: to first order in 1/n, the correlation between neighbouring states kept.""")
                .x(Axis.log("time t")).y(Axis.log("length over that of the true score"));
        result.spectra().directions().forEach(each -> figure.points("variance " + Names.number(each.variance()), each.ratio()));
        theory.directions().forEach(each -> figure.line("variance " + Names.number(each.variance()), each.derived().x(), each.derived().mean()));
        return figure.level("lost", Jacobian.LOST).build();
    }
}
