package org.remanence.experiment.networks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Answer.ResultFile;
import org.remanence.experiment.measure.Pictures;
import org.remanence.network.NetworkDescription;
import org.remanence.network.ResidualNetwork;
import org.remanence.network.SavedTraining;
import org.remanence.network.StoredNetwork;
import org.remanence.network.TrainedNetworks;
import org.remanence.network.TrainingState;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.ImageGrid;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.Text;

/// The page of a training, and the files it leaves.
/// @param question parameters
/// @param set at its end
/// @param description of the network, in the units of the data
/// @param seen at each checkpoint
record NetworkTrainingPage(NetworkTraining question, TrainedSet set, NetworkDescription description,
        List<TrainingGlance> seen) {
    private static final String USE = """
            Written to a folder (--out DIR), the network is a score that others can follow. The verbs score, sample, portrait, \
            cloning, speciation, collapse, jacobian and dimension take --score DIR.""";

    Answer<NetworkTraining.Result> answer() {
        NetworkTraining.Result result = result();
        PatternPool pool = set.pool();
        Report.Builder report = Report.of(Text.of("A network trained on %d patterns of %s", set.patterns(),
                pool.about().name()))
                .figure(loss(result)).figure(losses(result));
        if (question.samples() > 0) {
            report.figure(copies(result));
            if (pool.image().isImage()) {
                report.images(pictures());
            }
        }
        Answer<NetworkTraining.Result> answer = Answer.of(result, new Answer.Untold(), report.build())
                .finding(ending(result));
        answer = answer.finding(turning(result)).finding(pool.remarks(question.training(), set.patterns()));
        StoredNetwork network = network();
        TrainingState state = set.training().state();
        return answer.finding(USE)
                .file(TrainedNetworks.FILE,
                new ResultFile("the trained network, by the average of its parameters: for --score, and for PyTorch",
                network::write))
                .file(SavedTraining.FILE,
                new ResultFile("where the training stands: parameters, moments, average, step",
                file -> SavedTraining.write(state, file)));
    }

    private StoredNetwork network() {
        try (ResidualNetwork network = set.training().network()) {
            return new StoredNetwork(network.architecture(), network.parameters(), description);
        }
    }

    private NetworkTraining.Result result() {
        long[] steps = question.training().checkpointSteps();
        double[] x = Arrays.stream(steps).asDoubleStream().toArray();
        List<LevelLosses> losses = IntStream.range(0, question.noiseLevels().size())
                .mapToObj(i -> new LevelLosses(set.patterns(),
                question.noiseLevels().at(i), curve(x, glance -> glance.trainLoss().get(i)),
                curve(x, glance -> glance.heldOutLoss().get(i)))).toList();
        return new NetworkTraining.Result(set.pool().dimension(), set.patterns(),
                set.pool().heldOut(set.patterns()).rows(),
                set.training().settings().architecture().parameters(),
                Curve.exact("step", x, at -> seen.get(Arrays.binarySearch(x, at)).loss()), losses,
                curve(x, TrainingGlance::copied), curve(x, TrainingGlance::distance));
    }

    private Curve curve(double[] x, Function<TrainingGlance, Estimate> of) {
        return Curve.of("step", x, seen.stream().map(of).toList());
    }

    private Figure loss(NetworkTraining.Result result) {
        return Figure.of("loss", "Loss of the training").caption("""
                        Squared error of the noise a coordinate, mean since the checkpoint before, at levels as the \
                        training draws them.""")
                .x(Axis.log("step")).y(Axis.log("loss")).line("loss", result.loss()).build();
    }

    private static Figure losses(NetworkTraining.Result result) {
        boolean held = result.heldOut() > 0;
        Figure.Builder figure = Figure.of("losses", held ? "Losses on trained and held-out patterns"
                : "Losses on the patterns of the training")
                .caption(Text.of("""
                        Squared error of the noise per coordinate at each noise level σ, on patterns of the training \
                        (lines)%s.""",
                        held ? " and on others (points): the difference is memory" : "; there are no others"))
                .x(Axis.log("step")).y(Axis.log("loss"));
        for (LevelLosses each : result.losses()) {
            String label = "σ = " + Notation.number(each.sigma());
            if (held) {
                figure.points(label, each.heldOut());
            }
            figure.line(label, each.train());
        }
        return figure.build();
    }

    private Figure copies(NetworkTraining.Result result) {
        return Figure.of("copies", "Copies among the samples")
                .caption(Text.of("""
                        Share of %d samples whose nearest pattern is nearer than a third of the distance to the \
                        second.""", question.samples()))
                .x(Axis.log("step")).y(Axis.linear("share of copies").between(0, 1))
                .points("samples", result.copiedFraction()).build();
    }

    /// The same noise at every checkpoint, each sample above the pattern next to it.
    private ImageGrid pictures() {
        Pictures pictures = Pictures.of(set.pool().trainingSet(set.patterns()));
        long[] steps = question.training().checkpointSteps();
        int columns = seen.getFirst().shown().length;
        var grid = ImageGrid.of("samples", "Samples on the way",
                IntStream.range(0, columns).mapToObj(_ -> " ").toList())
                .caption("From the same noise at each checkpoint, each above its nearest pattern.");
        for (int i = 0; i < steps.length; i++) {
            TrainingGlance glance = seen.get(i);
            grid.row("step " + steps[i], IntStream.range(0, columns)
                    .mapToObj(k -> ImageGrid.Cell.of("", pictures.of(glance.shown()[k], 1),
                    pictures.of(set.pool().trained().row(glance.nearest()[k]), 1))).toList());
        }
        return grid.build();
    }

    private String ending(NetworkTraining.Result result) {
        Estimate copied = seen.getLast().copied();
        String samples = Double.isNaN(copied.mean()) ? "" : Text.of("; %s of its samples are copies",
                Notation.number(copied));
        return Text.of("%d parameters have seen %d patterns in %d steps, with a loss of %s at the end%s.",
                result.parameters(), result.trained(),
                question.training().steps(), Notation.number(seen.getLast().loss()), samples);
    }

    /// The noise level at which the held-out loss turns first, if it does anywhere.
    private static List<String> turning(NetworkTraining.Result result) {
        return result.losses().stream().filter(each -> each.turn() >= 0).min(Comparator.comparingInt(LevelLosses::turn))
                .map(each -> Text.of("""
                        The loss on held-out patterns at σ = %s is least at step %d and larger at the end. This is a sign that \
                        the network begins to memorize its patterns.""", Notation.number(each.sigma()),
                        (long) each.heldOut().x()[each.turn()])).stream().toList();
    }
}
