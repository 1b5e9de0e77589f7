package org.remanence.experiment.networks;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.Text;

/// The page of overlaps: m against noise, the map of size and step against noise, and losses between the two exact
/// scores.
/// @param question parameters
/// @param pool data of the first run
/// @param result measured numbers
/// @param theory floors
record OverlapPage(Overlap question, PatternPool pool, Overlap.Result result, Overlap.Theory theory) {
    private static final double HALF = 0.5;
    /// Room above and below the losses of the network, as a factor: those of the exact score go far beyond.
    private static final double ROOM = 3;

    /// The answer with figures and findings.
    Answer<Overlap.Result> answer() {
        Report.Builder report = Report.of(Text.of("Networks between the law and the patterns of %s",
                pool.about().name()));
        boolean known = !result.overlap().isEmpty();
        if (known) {
            report.figure(overlap()).figure(sizes());
            result.overlap().keySet().forEach(size -> report.figure(course(size)));
        }
        result.trainLoss().keySet().forEach(size -> report.figure(losses(size)));
        Answer<Overlap.Result> answer = Answer.of(result, theory, report.build());
        for (String size : result.trainLoss().keySet()) {
            answer = answer.finding(known ? overlapFound(size) : gapFound(size));
        }
        if (!known) {
            answer = answer.finding(Text.of("""
                    The law of %s is not known, so no overlap can be told. The difference between losses held out and \
                    in training says what is memory.""", pool.about().name()));
        }
        return answer.finding(pool.remarks(question.training(), (int) question.sizes().min()));
    }

    private int reading() {
        return Arrays.binarySearch(question.levels(), question.reading());
    }

    private String overlapFound(String size) {
        Estimate overlap = result.overlap().get(size).at(reading());
        Estimate half = result.halfStep().at(IntStream.range(0, result.halfStep().size())
                .filter(i -> result.halfStep().x()[i] == Integer.parseInt(size)).findFirst().orElseThrow());
        String when = Double.isNaN(half.mean()) ? "it has not passed 1/2"
                : Double.isNaN(half.stderr()) ? Text.of("it had passed 1/2 by step %.0f", half.mean())
                : Text.of("it passed 1/2 at step %.0f", half.mean());
        return Text.of("n = %s: m(%s) = %s after %d steps; %s.", size, Notation.number(question.reading()),
                Notation.number(overlap),
                question.training().steps(), when);
    }

    private String gapFound(String size) {
        return Text.of("n = %s: the loss at σ = %s is %s on the patterns and %s on others.", size,
                Notation.number(question.reading()),
                Notation.number(result.trainLoss().get(size).at(reading())),
                Notation.number(result.heldOutLoss().get(size).at(reading())));
    }

    private Axis noise() {
        return Axis.log("noise σ");
    }

    private Figure overlap() {
        Figure.Builder figure = Figure.of("overlap", "Overlap with the exact score of the patterns, by noise")
                .caption(Text.of("""
                        Overlap m of the noise that the network predicts with that of the exact score of its patterns, \
                        after %d steps. 0 is the score of the law, 1 that of the patterns. At σ near the deviation of \
                        the data m says that the network knows the covariance of its patterns, which is no copy.""",
                        question.training().steps()))
                .x(noise()).y(Axis.linear("overlap m"));
        result.overlap().forEach((size, curve) -> figure.points("n = " + size, curve).line("n = " + size, curve));
        return figure.level("1/2", HALF).build();
    }

    private Figure sizes() {
        double[] values = result.overlap().values().stream().flatMapToDouble(curve -> Arrays.stream(curve.mean()))
                .toArray();
        return map("sizes", "Overlap by number of patterns and noise",
                Text.of("Overlap m after %d steps.", question.training().steps()),
                "patterns n", question.sizes().values(), values);
    }

    private Figure course(String size) {
        double[] steps = Arrays.stream(question.training().checkpointSteps()).asDoubleStream().toArray();
        double[] values = result.course().stream().filter(each -> each.patterns() == Integer.parseInt(size))
                .flatMapToDouble(each -> Arrays.stream(each.overlap().mean())).toArray();
        return map("course-" + size, Text.of("Overlap of the network of %s patterns by step and noise", size),
                "Overlap m on the way.",
                "step", steps, values);
    }

    private Figure map(String name, String title, String caption, String axis, double[] rows, double[] values) {
        double[] columnEdges = edges(question.levels());
        double[] rowEdges = edges(rows);
        return Figure.of(name, title)
                .caption(caption + " 0: the law, 1: the patterns; values beyond are shown as these.")
                .x(noise().between(columnEdges[0], columnEdges[columnEdges.length - 1]))
                .y(Axis.log(axis).between(rowEdges[0], rowEdges[rowEdges.length - 1]))
                .add(new Layer.HeatMap("overlap m", columnEdges, rowEdges,
                Arrays.stream(values).map(each -> Math.clamp(each, 0, 1)).toArray())).build();
    }

    /// Edges halfway between neighbours in the logarithm.
    private static double[] edges(double[] centres) {
        double[] edges = new double[centres.length + 1];
        for (int i = 1; i < centres.length; i++) {
            edges[i] = Math.sqrt(centres[i - 1] * centres[i]);
        }
        edges[0] = centres.length == 1 ? centres[0] / Math.sqrt(2) : centres[0] * centres[0] / edges[1];
        int last = centres.length;
        edges[last] = centres.length == 1 ? centres[0] * Math.sqrt(2)
                : centres[last - 1] * centres[last - 1] / edges[last - 1];
        return edges;
    }

    private Figure losses(String size) {
        Curve train = result.trainLoss().get(size);
        Curve heldOut = result.heldOutLoss().get(size);
        double least = Math.min(Arrays.stream(train.mean()).min().orElseThrow(),
                Arrays.stream(heldOut.mean()).min().orElseThrow());
        double most = Math.max(1, Math.max(Arrays.stream(train.mean()).max().orElseThrow(),
                Arrays.stream(heldOut.mean()).max()
                .orElseThrow()));
        Figure.Builder figure = Figure.of("losses-" + size,
                Text.of("Losses of the network of %s patterns and of both exact scores", size))
                .caption("""
                        Squared error of the noise per coordinate. Points: the network, on its own patterns and on \
                        others of the same data. Lines: the exact score of the patterns, and the true score of the \
                        law. A loss below that of the true score is memory.""")
                .x(noise()).y(Axis.log("loss").between(least / ROOM, most * ROOM))
                .points("network, its patterns", train)
                .points("network, held out", heldOut)
                .line("exact score, its patterns", result.patternsTrainLoss().get(size))
                .line("exact score, held out", result.patternsHeldOutLoss().get(size));
        if (theory.trainLoss().containsKey(size)) {
            figure.line("true score", train.x(), theory.trainLoss().get(size).mean());
        }
        return figure.build();
    }
}
