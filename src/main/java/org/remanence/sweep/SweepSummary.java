package org.remanence.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.result.Estimate;
import org.remanence.result.Npy;
import org.remanence.result.OutputDirectory;
import org.remanence.result.ResultJson;
import org.remanence.text.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The table and the figures of all runs of a sweep.
public final class SweepSummary {
    private static final int SHOWN = 200;
    private static final int SHOWN_NUMBERS = 8;

    private final SweepFolder folder;
    private final SweepPlan plan;
    private final SweepTable table;
    private final List<CurveCrossing> crossings;
    private final Map<SweepRun, RunState> states;
    private final SequencedMap<String, JsonNode> documents = new LinkedHashMap<>();

    /// Reads the results of all runs that are done.
    /// @param crossings further numbers: where curves cross levels
    public SweepSummary(SweepFolder folder, SweepPlan plan, List<CurveCrossing> crossings) {
        this.crossings = List.copyOf(crossings);
        this.folder = folder;
        this.plan = plan;
        this.states = folder.states();
        List<SweepRow> rows = new ArrayList<>();
        for (SweepRun run : plan.runs()) {
            RunState state = states.get(run);
            JsonNode document = state.kind() == RunState.Kind.DONE ? folder.result(run) : MissingNode.getInstance();
            rows.add(SweepRow.of(run, state, document, crossings));
            if (!document.isMissingNode() && plan.runs().size() <= SweepFigures.MOST) {
                documents.put(plan.axes().stream()
                        .map(axis -> axis + " = " + run.values().getOrDefault(axis, "default"))
                        .collect(Collectors.joining(", ")), document);
            }
        }
        this.table = new SweepTable(plan.axes(), rows);
    }

    /// All that was found.
    /// @param runs how many there are
    /// @param done that have a result
    /// @param failed that ended without one
    /// @param axes names whose values differ
    /// @param table a row a run
    public record Result(int runs, int done, int failed, List<String> axes, List<SweepRow> table) { }

    /// All that was found.
    public Result result() {
        return new Result(plan.runs().size(), count(RunState.Kind.DONE), count(RunState.Kind.FAILED), plan.axes(),
                table.rows());
    }

    /// Runs that are neither done nor failed.
    public int open() {
        return count(RunState.Kind.OPEN);
    }

    /// Whether the folder has a summary of just this: nobody needs to write it again.
    /// @param manifest of the one that would be written
    public boolean isWritten(Object manifest) {
        Path there = folder.summary().resolve(OutputDirectory.MANIFEST);
        return Files.exists(there) && new JsonMapper().readTree(there.toFile()).path("parameters")
                .equals(new JsonMapper().readTree(ResultJson.compact(manifest)).path("parameters"));
    }

    /// Writes `table.csv`, `table.npy`, `table.jsonl`, `result.json`, `manifest.json`, figures and `report.html`.
    /// @param into the folder of the summary, opened
    /// @param document what `result.json` holds
    /// @param manifest how it was made
    /// @param command that does the sweep again
    /// @param against axis of the figures; without it, the one that takes most values
    public void write(OutputDirectory into, Object document, Object manifest, String command,
            Optional<String> against) {
        List<Figure> figures = new ArrayList<>(SweepFigures.of(table, against, crossings));
        figures.addAll(new CurveOverlays(documents).figures());
        into.json("result.json", document);
        into.json(OutputDirectory.MANIFEST, manifest);
        into.text("table.csv", table.csv());
        into.text("table.jsonl", table.lines());
        Npy.writeColumns(into.file("table.npy"), table.columns());
        Report.Builder report = Report.of(Text.of("%s over %s", plan.experiment(), String.join(", ", plan.axes())))
                .summary(sentence()).command(command)
                .manifest(manifest).section("Figures");
        figures.forEach(report::figure);
        report.section("Runs").table(shown()).file("table.csv", "all numbers of all runs, a row each")
                .file("table.npy", "the same as a structured array of NumPy")
                .file("table.jsonl", "the same, a line of JSON each")
                .file("result.json", "the same, and how it was asked")
                .file(OutputDirectory.MANIFEST, "how it was made");
        report.build().writeInto(into);
        into.publish();
    }

    /// How many are done, in a sentence.
    public String sentence() {
        int failed = count(RunState.Kind.FAILED);
        return Text.of("%d of %d runs of %s over %s are done%s.", count(RunState.Kind.DONE), plan.runs().size(),
                plan.experiment(), String.join(", ", plan.axes()),
                failed == 0 ? "" : Text.of(", %d failed", failed));
    }

    /// What the manifest says of the runs: it changes with their states.
    public String outcome() {
        return ResultJson.hash(plan.runs().stream().map(run -> run.id() + states.get(run)).toList());
    }

    /// The first runs, with what is set in them and their first numbers.
    public Table shown() {
        List<String> numbers = table.measured().stream().filter(table::hasError).limit(SHOWN_NUMBERS).toList();
        List<String> header = new ArrayList<>(List.of("run", "state"));
        header.addAll(plan.axes());
        header.add("seconds");
        header.addAll(numbers);
        List<List<String>> rows = table.rows().stream().limit(SHOWN).map(row -> {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(row.run()), row.error().isEmpty() ? row.state()
                    : row.state() + ": " + row.error()));
            plan.axes().forEach(axis -> cells.add(row.values().getOrDefault(axis, "")));
            cells.add(Text.of("%.1f", row.seconds()));
            numbers.forEach(path -> cells.add(cell(SweepTable.of(row, path))));
            return cells;
        }).toList();
        return new Table(rows.size() < table.rows().size() ? Text.of("The first %d of %d runs", rows.size(),
                table.rows().size()) : "Every run", header, rows);
    }

    private static String cell(Estimate value) {
        return Double.isNaN(value.mean()) ? "–" : Notation.number(value);
    }

    private int count(RunState.Kind kind) {
        return (int) states.values().stream().filter(each -> each.kind() == kind).count();
    }
}
