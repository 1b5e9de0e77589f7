package org.remanence.experiment.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Names;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.text.Text;

/// The figures and findings of an answer about dimensions.
/// @param question that was asked
/// @param patterns as named
/// @param result what was measured
/// @param theory beside it
record DimensionPage(Dimension question, PatternSet patterns, Dimension.Result result, Dimension.Theory theory) {
    Answer<Dimension.Result> answer() {
        Report.Builder report = Report.of("Dimension of " + patterns.name()).figure(effective()).figure(counted())
                .table(oneNumber());
        boolean lost = result.lossTimes().stream().anyMatch(each -> !Double.isNaN(each.law().exponent().mean()));
        if (lost) {
            report.figure(losses()).table(table());
        }
        Answer<Dimension.Result> answer = Answer.of(result, theory, report.build()).finding(peakFinding())
                .finding(dimensionFinding());
        return lost ? answer.finding(lossFinding()) : answer;
    }

    /// The one number first: the largest that the score sees, beside what neighbours count.
    private String peakFinding() {
        int last = IntStream.range(0, result.peaks().size()).reduce((a, b) -> result.peaks().x()[b] > result.peaks().x()[a] ? b
                : a).orElseThrow();
        String truth = theory.known() ? Text.of(", of a manifold of dimension %.0f", theory.dimension()) : "";
        String others = Double.isNaN(result.twoNearest().mean()[last]) ? ""
                : Text.of("; the two nearest neighbours say %s, ten by maximum likelihood %s",
                Notation.number(result.twoNearest().at(last)), Notation.number(result.maximumLikelihood().at(last)));
        return Text.of("The effective dimension of %s peaks at %s, at t = %s for n = %s%s%s.", patterns.name(),
                Notation.number(result.peaks().at(last)),
                Notation.number(result.peakTimes()[last]), Names.number(result.peaks().x()[last]), truth, others);
    }

    private String dimensionFinding() {
        double[] times = question.times().values();
        int early = IntStream.range(0, times.length).reduce((a, b) -> times[b] < times[a] ? b : a).orElseThrow();
        String seen = result.effective().stream()
                .map(each -> Text.of("%.3g for n = %d", each.dimension().mean()[early], each.patterns()))
                .collect(Collectors.joining(", "));
        String truth = theory.known() ? Text.of("; the true score keeps %.3g of a manifold of dimension %.0f",
                theory.effectiveDimension().mean()[0], theory.dimension()) : "";
        String collapse = Double.isNaN(result.collapseLaw().exponent().mean()) ? ""
                : Text.of("; it halves at times that go as n^(%s)", Notation.number(result.collapseLaw().exponent()));
        return Text.of("At t = %.4g the effective dimension of %s at noised patterns is %s%s%s.", times[early], whose(), seen,
                truth, collapse);
    }

    private String lossFinding() {
        List<String> sentences = new ArrayList<>();
        for (int g = 0; g < result.lossTimes().size(); g++) {
            Dimension.Result.LossTime each = result.lossTimes().get(g);
            String expected = theory.lossTimes().isEmpty() ? "" : Text.of(" (theory n^%.3f)", theory.lossTimes().get(g)
                    .exponent());
            sentences.add(Text.of("variance %s goes as n^(%s)%s", Names.number(each.variance()),
                    Notation.number(each.law().exponent()), expected));
        }
        return "Directions are lost at times that fall with n, those of high variance first: " + String.join(", ", sentences)
                + ".";
    }

    private Figure effective() {
        Figure.Builder figure = Figure.of("effective-dimension", "Fewer patterns lose their dimensions earlier")
                .caption(Text.of("""
                        d + v tr J of %s at noised patterns, mean of %d data sets; line: %s.""", whose(), question.realizations(), truth()))
                .x(Axis.log("time t")).y(Axis.linear("effective dimension"));
        result.effective().forEach(each -> figure.points("n = " + each.patterns(), each.dimension()));
        return figure.line(truth(), theory.effectiveDimension()).build();
    }

    private String whose() {
        return question.sources().findAny().isPresent() ? "the network " + question.score() : "the empirical score";
    }

    private String truth() {
        return theory.known() ? "true score" : "Gaussian of the same spectrum";
    }

    private Figure counted() {
        Figure.Builder figure = Figure.of("dimension", "Dimension below the gap of the spectrum")
                .caption(Text.of("d minus the position of the gap, by %s; mean of %d data sets. Without a gap the dimension is d.", Names.kebab(question.criterion().name()).replace('_', ' '), question.realizations()))
                .x(Axis.log("time t")).y(Axis.linear("dimension"));
        result.spectra().forEach(each -> figure.points("n = " + each.patterns(), each.dimension()));
        return figure.level("manifold", theory.dimension()).build();
    }

    private Table oneNumber() {
        Table.Comparison table = Table.compare("Dimension as one number");
        for (int i = 0; i < result.peaks().size(); i++) {
            String n = ", n = " + Names.number(result.peaks().x()[i]);
            table.row(Text.of("peak of the effective dimension, at t = %s%s", Notation.number(result.peakTimes()[i]), n),
                    result.peaks().at(i));
            if (!Double.isNaN(result.twoNearest().mean()[i])) {
                table.row("two nearest neighbours" + n, result.twoNearest().at(i));
            }
            if (!Double.isNaN(result.maximumLikelihood().mean()[i])) {
                table.row("maximum likelihood, ten neighbours" + n, result.maximumLikelihood().at(i));
            }
        }
        return (theory.known() ? table.exact("manifold", theory.dimension()) : table).build();
    }

    private Figure losses() {
        Figure.Builder figure = Figure.of("loss-times", "High variance is lost first")
                .caption(Text.of("""
                        Time below which columns of J are %s times as long as those of the true score, against the number of \
                        patterns. Lines: theory to first order in 1/n.""", Names.number(Jacobian.LOST)))
                .x(Axis.log("number of patterns n")).y(Axis.log("loss time t"));
        result.lossTimes().forEach(each -> figure.points("variance " + Names.number(each.variance()), each.time()));
        theory.lossTimes().forEach(each -> figure.line("variance " + Names.number(each.variance()), each.time().x(), each.time()
                .mean()));
        return figure.build();
    }

    private Table table() {
        Table.Comparison table = Table.compare("Loss times");
        for (int g = 0; g < result.lossTimes().size(); g++) {
            Dimension.Result.LossTime loss = result.lossTimes().get(g);
            for (int i = 0; i < loss.time().size(); i++) {
                String quantity = Text.of("variance %s, n = %s", Names.number(loss.variance()), Names.number(loss.time().x()[i]));
                if (theory.lossTimes().isEmpty()) {
                    table.row(quantity, loss.time().at(i));
                } else {
                    table.row(quantity, loss.time().at(i), theory.lossTimes().get(g).time().mean()[i]);
                }
            }
        }
        return table.build();
    }
}
