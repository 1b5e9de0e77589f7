package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.measure.Pictures;
import org.remanence.experiment.measure.ShareInterval;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.ImageGrid;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// The page of copies: their share in steps, losses beside it, the onset in n, and samples above their nearest
/// patterns.
/// @param question parameters
/// @param pool data of the first run
/// @param result measured numbers
/// @param made by the last networks, by size
record CopyingPage(Copying question, PatternPool pool, Copying.Result result,
        SequencedMap<String, CopyingMeasurement.Seen> made) {
    /// The answer with figures and findings.
    Answer<Copying.Result> answer() {
        Report.Builder report = Report.of(Text.of("Copies of the patterns of %s by trained networks",
                pool.about().name()))
                .figure(copies());
        result.copiedFraction().keySet().forEach(size -> report.figure(losses(size)));
        if (Arrays.stream(result.onset().mean()).anyMatch(Double::isFinite)) {
            report.figure(onset());
        }
        if (pool.image().isImage()) {
            report.images(pictures());
        }
        Answer<Copying.Result> answer = Answer.of(result, new Copying.Theory(1), report.build());
        for (String size : result.copiedFraction().keySet()) {
            answer = answer.finding(advice(size));
        }
        answer = answer.finding(growth());
        return answer.finding(pool.remarks(question.training(), (int) question.sizes().min()));
    }

    private String advice(String size) {
        StopAdvice advice = result.advice().get(size);
        ShareInterval last = result.interval().get(size).getLast();
        long end = (long) result.copiedFraction().get(size).x()[result.copiedFraction().get(size).size() - 1];
        if (!advice.everCopied()) {
            return Text.of("n = %s: clean to the end, step %d: of %d samples at most a share of %s are copies (95 %%).",
                    size,
                    end, question.samples(),
                    Notation.number(last.upper()));
        }
        String clean = advice.cleanUntil() == 0 ? Text.of("n = %s: copies from the first checkpoint on", size)
                : Text.of("n = %s: clean until step %d", size, advice.cleanUntil());
        String end95 = Text.of("at the end %s of the samples are copies",
                Notation.number(lastOf(result.copiedFraction().get(size))));
        return Double.isNaN(advice.signalLevel()) ? Text.of("%s, %s; no loss held out turned in time.", clean, end95)
                : Text.of("""
                        %s, %s; the loss held out at σ = %s tells: it is least at step %d. At most a share of %s are \
                        copies there (95 %%).""", clean,
                        end95, Notation.number(advice.signalLevel()), advice.signalStep(),
                        Notation.number(intervalAt(size, advice.signalStep()).upper()));
    }

    private ShareInterval intervalAt(String size, long step) {
        return result.interval().get(size).get(Arrays.binarySearch(result.copiedFraction().get(size).x(), step));
    }

    private static Estimate lastOf(Curve curve) {
        return curve.at(curve.size() - 1);
    }

    private String growth() {
        Estimate exponent = result.growth().exponent();
        return Double.isNaN(exponent.mean())
                ? Text.of("""
                        A growth of the onset with n cannot be told. At least two sizes must pass a share of %s \
                        between the first checkpoint and the last.""",
                        question.level())
                : Text.of("The onset of copying, at a share of %s, grows as n to the power %s.", question.level(),
                Notation.number(exponent));
    }

    private Figure copies() {
        Figure.Builder figure = Figure.of("copies", "Copies among the samples, by number of patterns")
                .caption(Text.of("""
                        Share of %d samples whose nearest pattern is nearer than %.3g of the distance to the second; \
                        bands: 95 %% intervals for these networks. The onset is %s above the share of held-out \
                        patterns that the criterion calls copies: %s. Of samples of the exact score it calls copies: \
                        %s.""",
                        question.samples(), question.ratio(), question.level(), share(CopyBaseline::heldOut),
                        share(CopyBaseline::exactScore)))
                .x(Axis.log("step")).y(Axis.linear("share of copies").between(0, 1));
        result.copiedFraction().forEach((size, curve) -> {
            List<ShareInterval> interval = result.interval().get(size);
            String label = "n = " + size;
            figure.band(label, curve.x(), interval.stream().mapToDouble(ShareInterval::lower).toArray(),
                    interval.stream().mapToDouble(ShareInterval::upper).toArray()).points(label, curve);
        });
        return figure.level("level", question.level()).build();
    }

    private interface Share {
        Estimate of(CopyBaseline baseline);
    }

    private String share(Share of) {
        List<String> each = new ArrayList<>();
        result.baseline().forEach((size, baseline) -> {
            if (of.of(baseline).count() > 0) {
                each.add(Text.of("%s (n = %s)", Notation.number(of.of(baseline).mean()), size));
            }
        });
        return each.isEmpty() ? "none, as there are none" : String.join(", ", each);
    }

    private Figure losses(String size) {
        StopAdvice advice = result.advice().get(size);
        Figure.Builder figure = Figure.of("losses-" + size, Text.of("Losses of the network of %s patterns", size))
                .caption("""
                        Squared error of the noise a coordinate at each noise level σ. Points: on patterns held out; \
                        lines: on patterns of the training.""")
                .x(Axis.log("step")).y(Axis.log("loss"));
        for (LevelLosses each : result.losses().stream().filter(losses -> losses.patterns() == Integer.parseInt(size))
                .toList()) {
            String label = "σ = " + Notation.number(each.sigma());
            if (Double.isFinite(each.heldOut().mean()[0])) {
                figure.points(label, each.heldOut());
            }
            figure.line(label, each.train());
        }
        if (advice.everCopied() && advice.cleanUntil() > 0) {
            figure.mark("last clean", advice.cleanUntil());
        }
        return figure.build();
    }

    private Figure onset() {
        Curve onset = result.onset();
        Figure.Builder figure = Figure.of("onset", "Onset of copying by number of patterns")
                .caption(Text.of("""
                        First step at which the share of copies is %s above that of patterns held out. Line: power law \
                        through the points with an error; a point without one was above the level at the first \
                        checkpoint.""",
                        question.level()))
                .x(Axis.log("patterns n")).y(Axis.log("step")).points("onset", onset);
        return Double.isNaN(result.growth().exponent().mean()) ? figure.build()
                : figure.line("onset", result.growth().along(onset)).build();
    }

    private ImageGrid pictures() {
        Pictures pictures = Pictures.of(pool.trainingSet((int) question.sizes().max()));
        int columns = made.firstEntry().getValue().shown().length;
        var grid = ImageGrid.of("samples", "Samples above their nearest patterns",
                IntStream.range(0, columns).mapToObj(_ -> " ").toList())
                .caption(Text.of("Made by the networks after %d steps.", question.training().steps()));
        made.forEach((size, seen) -> {
            Matrix patterns = pool.training(Integer.parseInt(size));
            grid.row("n = " + size, IntStream.range(0, columns)
                    .mapToObj(i -> ImageGrid.Cell.of("", pictures.of(seen.shown()[i], 1),
                    pictures.of(patterns.row(seen.nearest()[i]), 1))).toList());
        });
        return grid.build();
    }
}
