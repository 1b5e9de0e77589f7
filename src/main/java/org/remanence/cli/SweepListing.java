package org.remanence.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.remanence.experiment.ExperimentType;
import org.remanence.sweep.RunState;
import org.remanence.sweep.SweepCost;
import org.remanence.sweep.SweepFolder;
import org.remanence.sweep.SweepPlan;
import org.remanence.sweep.SweepRun;
import org.remanence.sweep.SweepShare;
import org.remanence.text.Text;

/// The runs of a sweep and what they may take, before any of them begins.
/// @param type that is asked
/// @param axes names whose values differ
/// @param runs of the share
/// @param states how far they have come
/// @param cost what they may take
record SweepListing(ExperimentType<?> type, List<String> axes, List<SweepRun> runs, Map<SweepRun, RunState> states, SweepCost cost) {
    /// @param out folder of the sweep, which need not be there; null if none is named
    static SweepListing of(ExperimentType<?> type, SweepPlan plan, SweepShare share, Path out) {
        boolean begun = out != null && Files.exists(out.resolve(SweepFolder.PLAN));
        Map<SweepRun, RunState> states = begun ? SweepFolder.open(out, plan).states()
                : plan.runs().stream().collect(Collectors.toMap(run -> run, _ -> RunState.OPEN));
        return new SweepListing(type, plan.axes(), share.of(plan.runs()), states, SweepCost.of(plan, states));
    }

    /// As JSON shows it.
    SequencedMap<String, Object> document() {
        SequencedMap<String, Object> document = new LinkedHashMap<>();
        document.put("experiment", type.name());
        document.put("axes", axes);
        document.put("runs", runs.stream().map(this::row).toList());
        document.put("seconds", number(cost.left(runs, states)));
        document.put("cost", type.about().cost());
        return document;
    }

    private SequencedMap<String, Object> row(SweepRun run) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("run", run.number());
        row.put("name", run.name());
        row.put("values", run.values());
        row.put("seed", run.seed());
        row.put("state", states.get(run).word());
        row.put("seconds", number(cost.seconds(run)));
        return row;
    }

    /// For people.
    String text() {
        List<String> header = new ArrayList<>(List.of("run"));
        header.addAll(axes);
        header.addAll(List.of("state", "about"));
        TextTable grid = new TextTable(header.toArray(String[]::new));
        for (SweepRun run : runs) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(run.number())));
            axes.forEach(axis -> cells.add(run.values().getOrDefault(axis, "")));
            cells.add(states.get(run).word());
            cells.add(duration(cost.seconds(run)));
            grid.row(cells.toArray(String[]::new));
        }
        return Text.of("%s%d runs, those left about %s; a run costs %s", grid, runs.size(), duration(cost.left(runs, states)),
                type.about().cost());
    }

    private static String duration(OptionalDouble seconds) {
        return seconds.isPresent() ? SweepCost.duration(seconds.getAsDouble()) : "unknown";
    }

    private static Double number(OptionalDouble seconds) {
        return seconds.isPresent() ? (Double) seconds.getAsDouble() : null;
    }
}
