package org.remanence.experiment.memories;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.Pictures;
import org.remanence.hopfield.DenseMemory;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.ImageGrid;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Retrieval of the patterns of a data set.
/// @param question parameters
record DataRetrieval(Retrieval question) {
    private static final int TOLD = 30;
    private static final int SHOWN = 12;

    Answer<Retrieval.Result> answer(Session session) {
        try (Arena arena = Arena.ofShared()) {
            PatternSet set = question.stored().source().choice().open(arena, Precision.DOUBLE, session);
            DataChoice.checkSeveral(set);
            return answer(set, session);
        }
    }

    private Answer<Retrieval.Result> answer(PatternSet set, Session session) {
        double variance = meanSquare(set) / set.columns();
        StoredMemory memory = StoredMemory.of(set, question.stored().looked(), session);
        int looked = Math.toIntExact(memory.patterns().rows());
        CueChoice.Cues cues = question.cue().of(memory.patterns(), variance, session.stream("cues"));
        double[] lambdas = question.stored().lambdas().values();
        List<Estimate> retrieved = new ArrayList<>();
        List<Estimate> own = new ArrayList<>();
        session.progress().begin("inverse temperatures", lambdas.length + 1L);
        for (double each : lambdas) {
            session.checkCancelled();
            DenseMemory.Retrieved end = memory.retrieve(cues, each / variance, variance, question.steps());
            retrieved.add(Estimate.share(IntStream.range(0, looked).filter(i -> memory.isNear(end, i, variance)).count(),
                    looked));
            own.add(Estimate.share(Math.round(memory.ownShare(each / variance) * looked), looked));
            session.progress().advance(1);
        }
        DenseMemory.Retrieved end = memory.retrieve(cues, question.lambda() / variance, variance, question.steps());
        double[] weights = memory.memory().ownWeights(memory.patterns(), question.lambda() / variance);
        session.progress().end();
        int[] lost = IntStream.range(0, looked).filter(i -> !memory.isNear(end, i, variance)).toArray();
        List<StoredData.Stolen> stolen = IntStream.of(lost)
                .mapToObj(i -> new StoredData.Stolen(i, label(set, i), weights[i], end.nearest()[i],
                label(set, end.nearest()[i]), end.largest()[i])).toList();
        var data = new StoredData(set.rows(), looked, looked - lost.length, Curve.of("lambda", lambdas, retrieved),
                Curve.of("lambda", lambdas, own), stolen);
        var result = new Retrieval.Result(List.of(), List.of(), data);
        Report.Builder report = Report.of(Text.of("%s in a dense memory", set.name())).figure(figure(data));
        if (!stolen.isEmpty()) {
            report.table(table(set, stolen));
        }
        if (!stolen.isEmpty() && set.image().isImage()) {
            report.images(images(set, cues, end, stolen));
        }
        Answer<Retrieval.Result> answer = Answer.of(result, new Retrieval.Theory(Double.NaN, Double.NaN, List.of()),
                report.build())
                .finding(finding(data, variance)).finding(DataChoice.units(set, "patterns")).array("ownWeight", weights)
                .array("endsAt", end.nearest());
        long longer = stolen.stream()
                .filter(each -> DenseMemory.squaredLength(set.row(each.thief())) > DenseMemory.squaredLength(set.row(each.pattern()))).count();
        return longer == 0 ? answer
                : answer.finding(Text.of("%d of %d thieves are longer than their pattern, which gives them weight; --scale unit-norm makes all "
                + "patterns equally long.", longer, stolen.size()));
    }

    private static double meanSquare(PatternSet set) {
        double sum = 0;
        for (long row = 0; row < set.rows(); row++) {
            sum += DenseMemory.squaredLength(set.row(row)) / set.rows();
        }
        if (!(sum > 0)) {
            throw new BadInput("the patterns of %s must not all be zero: a memory tells them by their overlaps", set.name());
        }
        return sum;
    }

    private static int label(PatternSet set, long row) {
        return set.labelled() ? set.label(row) : -1;
    }

    private String finding(StoredData data, double variance) {
        String what = question.cue().isPattern() ? "are minima of the energy" : "are retrieved from their cues";
        String first = data.stolen().isEmpty() ? ""
                : Text.of("; the first that is not, pattern %d, ends at pattern %d with weight %.3g",
                data.stolen().getFirst().pattern(),
                        data.stolen().getFirst().thief(), data.stolen().getFirst().thiefWeight());
        return Text.of("At λ = %s N/mean |ξ|² = %s, %d of %d patterns %s%s.", question.lambda(),
                Notation.number(question.lambda() / variance), data.minima(),
                data.looked(), what, first);
    }

    private Figure figure(StoredData data) {
        return Figure.of("minima", "How many patterns are retrieved")
                .caption(Text.of("Of %d patterns looked at among %d stored; binomial errors.", data.looked(), data.stored()))
                .x(Axis.log("inverse temperature λ mean |ξ|²/N")).y(Axis.share("share of patterns"))
                .points("retrieval leads back", data.retrieved()).points("own weight above ½", data.ownWeight())
                .mark("λ", question.lambda()).build();
    }

    private static Table table(PatternSet set, List<StoredData.Stolen> stolen) {
        return new Table(stolen.size() > TOLD ? Text.of("Who has the first %d of %d patterns that are not retrieved", TOLD,
                stolen.size())
                : "Who has the patterns that are not retrieved",
                List.of("pattern", "own weight there", "ends at", "weight there"), stolen.stream().limit(TOLD)
                        .map(each -> List.of(name(each.pattern(), each.label(), set), Notation.number(each.ownWeight()),
                                name(each.thief(), each.thiefLabel(), set), Notation.number(each.thiefWeight()))).toList());
    }

    private static String name(long pattern, int label, PatternSet set) {
        return set.labelled() ? Text.of("%d (class %d)", pattern, label) : Text.of("%d", pattern);
    }

    private ImageGrid images(PatternSet set, CueChoice.Cues cues, DenseMemory.Retrieved end, List<StoredData.Stolen> stolen) {
        Pictures pictures = Pictures.of(set);
        List<StoredData.Stolen> shown = stolen.subList(0, Math.min(SHOWN, stolen.size()));
        var grid = ImageGrid.of("stolen", "Patterns that are not retrieved",
                shown.stream().map(each -> Text.of("%d", each.pattern())).toList())
                .caption("From the top: the pattern, its cue, where retrieval ends, and the pattern that weighs most there.");
        grid.row("pattern", shown.stream().map(each -> ImageGrid.Cell.of("", pictures.of(set.row(each.pattern()), 1)))
                .toList());
        if (!question.cue().isPattern()) {
            grid.row("cue", shown.stream()
                    .map(each -> ImageGrid.Cell.of("", pictures.of(cues.states().row((int) each.pattern()), 1))).toList());
        }
        grid.row("end", shown.stream()
                .map(each -> ImageGrid.Cell.of("", pictures.of(end.states().row((int) each.pattern()), 1))).toList());
        return grid.row("thief", shown.stream()
                .map(each -> ImageGrid.Cell.of(Text.of("%d", each.thief()), pictures.of(set.row(each.thief()), 1))).toList())
                .build();
    }
}
