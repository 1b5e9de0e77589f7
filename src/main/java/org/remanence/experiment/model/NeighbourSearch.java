package org.remanence.experiment.model;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.data.Memory;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.GivenStates;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.result.Npy;
import org.remanence.score.NearestPatterns;
import org.remanence.score.NearestTable;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Finds the nearest patterns of given states, exactly.
@Question(value = "Which patterns are nearest to these states, and how far away are they", name = "neighbours",
        equation = "d_i = |x − a_i|, Euclidean, the k least; of equal distances the lowest row first", source = "definition",
        cost = "2 · states · patterns · dimension flops in float, 3 · states · k · dimension in double")
public record NeighbourSearch(
        @Defaults({"data=", "scale=none", "center=off"}) DataChoice data,
        @Parameter(help = "states, one a row: whatever data may be, in the units of the data; scale and center do the same to both") String at,
        @Parameter(value = "5", min = 1, max = MOST, help = "patterns wanted of each state") int k,
        @Parameter(value = "double", help = "width of stored patterns; distances are computed in double") Precision precision)
        implements Experiment<NeighbourSearch.Result>, ReadsData {
    private static final int MOST = 4096;
    private static final int SHOWN_STATES = 20;
    private static final int SHOWN_PATTERNS = 5;

    /// Refuses parameters out of bounds.
    public NeighbourSearch {
        Schema.check(NeighbourSearch.class, data, at, k, precision);
    }

    /// The nearest patterns, nearest first.
    public record Result(
            @Reported("rows of the nearest patterns, from 0, of each state") long[][] nearest,
            @Reported("Euclidean distances to them") double[][] distance) { }

    @Override
    public Stream<DataSource> sources() {
        return Stream.of(DataSource.parse(at));
    }

    @Override
    public Answer<Result> run(Session session) {
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = data.open(arena, precision, session);
            if (k > patterns.rows()) {
                throw new BadInput("k must be at most the number of patterns, %d, got %d", patterns.rows(), k);
            }
            Rows states = GivenStates.open(at, data, patterns, arena, session);
            Memory.require(64.0 * states.rows() * k, "the neighbours", "choose a smaller --k or fewer states");
            session.progress().begin("neighbours", states.rows());
            NearestTable table = new NearestPatterns(patterns, session).of(states, k);
            session.progress().end();
            return answer(patterns, table);
        }
    }

    private Answer<Result> answer(PatternSet patterns, NearestTable table) {
        Result result = new Result(new long[table.states()][], new double[table.states()][]);
        for (int b = 0; b < table.states(); b++) {
            int state = b;
            result.nearest[b] = Arrays.copyOfRange(table.pattern(), b * k, (b + 1) * k);
            result.distance[b] = IntStream.range(0, k).mapToDouble(i -> table.distance(state, i)).toArray();
        }
        double[] distances = Arrays.stream(table.square()).map(Math::sqrt).toArray();
        Report report = Report.of("Nearest patterns of " + patterns.name())
                .text(Text.of("The %d nearest of %d patterns at %d states.", k, patterns.rows(), table.states()))
                .table(shown(result)).build();
        return Answer.of(result, new Answer.Untold(), report)
                .array("nearest", (Path file) -> Npy.write(file, table.pattern(), table.states(), k))
                .array("distance", (Path file) -> Npy.write(file, distances, table.states(), k))
                .finding(Text.of("The nearest pattern of state 0 is row %d, at a distance of %s.", result.nearest[0][0],
                        Notation.number(result.distance[0][0])))
                .finding(DataChoice.units(patterns, "patterns and states"));
    }

    private static Table shown(Result result) {
        List<List<String>> rows = new ArrayList<>();
        for (int b = 0; b < Math.min(SHOWN_STATES, result.nearest.length); b++) {
            rows.add(List.of(String.valueOf(b),
                    Arrays.stream(result.nearest[b]).limit(SHOWN_PATTERNS).mapToObj(String::valueOf).collect(Collectors.joining(", ")),
                    Arrays.stream(result.distance[b]).limit(SHOWN_PATTERNS).mapToObj(Notation::number).collect(Collectors.joining(", "))));
        }
        return new Table(rows.size() < result.nearest.length ? Text.of("The first %d of %d states", rows.size(), result.nearest.length)
                : "Every state", List.of("state", "nearest patterns", "distances"), rows);
    }
}
