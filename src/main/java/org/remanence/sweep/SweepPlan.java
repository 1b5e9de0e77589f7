package org.remanence.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.data.InputFiles;
import org.remanence.data.WholeNumber;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.Schema;
import org.remanence.result.Computation;
import org.remanence.result.ResultJson;
import org.remanence.session.Progress;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.Text;

/// All runs of a sweep, checked before the first begins: whatever an experiment refuses is refused here.
/// @param experiment its name
/// @param axes names whose values differ, in order
/// @param runs each once, the last axis fastest
public record SweepPlan(String experiment, List<String> axes, List<SweepRun> runs) {
    /// The name under which random numbers are an axis as parameters are.
    public static final String SEED = "seed";

    private static final int MOST = 100_000;
    private static final int LONGEST_NAME = 80;

    /// @param type that is asked
    /// @param given what was written for each parameter and for `seed`, in order, each text once or several for as many
    /// values
    /// @param grid a file of further values
    /// @throws BadInput if no run is left, or one is refused
    public static <E extends Record & Experiment<?>> SweepPlan of(ExperimentType<E> type,
            SequencedMap<String, List<String>> given,
                                                                  Optional<Path> grid) {
        Set<String> parameters = new LinkedHashSet<>(List.of(SEED));
        type.schema().fields().forEach(field -> parameters.add(field.name()));
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        List<GridBlock> blocks = new ArrayList<>();
        given.forEach((name, values) -> {
            Set<String> taken = new LinkedHashSet<>(parameters);
            blocks.forEach(block -> taken.addAll(block.names()));
            SweptText swept = SweptText.of(name, values, taken);
            texts.put(name, swept.text());
            blocks.addAll(swept.blocks());
        });
        grid.ifPresent(file -> GridFile.read(file).forEach(block -> blocks.add(renamed(block, type.schema()))));
        if (blocks.isEmpty()) {
            throw new BadInput("nothing is swept: write several values, as in --seed {1,2,3}, or name a file by --grid");
        }
        check(type.name(), parameters, texts, blocks);
        return new SweepPlan(type.name(), axes(blocks), runs(type, parameters, texts, product(blocks)));
    }

    /// A hash of all its runs.
    public String id() {
        return ResultJson.hash(runs.stream().map(SweepRun::id).toList()).substring(0, runs.getFirst().id().length());
    }

    /// Flags are as good as names.
    private static GridBlock renamed(GridBlock block, Schema<?> schema) {
        Map<String, String> byFlag = schema.fields().stream()
                .collect(Collectors.toMap(each -> each.flag().substring(2), ParameterSpec::name, (a, _) -> a));
        return new GridBlock(block.rows().stream().map(row -> {
            SequencedMap<String, String> renamed = new LinkedHashMap<>();
            row.forEach((name, value) -> renamed.put(byFlag.getOrDefault(name, name), value));
            return renamed;
        }).toList());
    }

    private static void check(String experiment, Set<String> parameters, Map<String, String> texts,
            List<GridBlock> blocks) {
        Set<String> places = texts.values().stream().flatMap(text -> SweptText.places(text).stream())
                .collect(Collectors.toSet());
        Set<String> known = Stream.concat(parameters.stream(), places.stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> set = new LinkedHashSet<>();
        for (String name : blocks.stream().flatMap(block -> block.names().stream()).toList()) {
            if (!known.contains(name)) {
                String nearest = EditDistance.nearest(name, known).map(word -> Text.of("did you mean %s? ", word))
                        .orElse("");
                throw new BadInput("nothing of %s is called %s: %sthere are %s, and places such as {%s} in a text",
                        experiment, name, nearest,
                        String.join(", ", known), name);
            }
            boolean asText = texts.containsKey(name) && !SweptText.places(texts.get(name)).contains(name);
            if (!set.add(name) || asText) {
                throw new BadInput("%s is given twice: %s", name, asText ? "once as " + texts.get(name)
                        + ", once by the grid" : "two parts of the grid set it");
            }
        }
    }

    /// Names that take more than one value.
    private static List<String> axes(List<GridBlock> blocks) {
        return blocks.stream().flatMap(block -> block.names().stream()
                .filter(name -> block.rows().stream().map(row -> row.getOrDefault(name, "")).distinct().count() > 1))
                .toList();
    }

    private static List<SequencedMap<String, String>> product(List<GridBlock> blocks) {
        long count = 1;
        for (GridBlock block : blocks) {
            count *= block.rows().size();
            if (count > MOST) {
                throw new BadInput("a sweep may have at most %d runs, got more: take fewer values, or several sweeps",
                        MOST);
            }
        }
        List<SequencedMap<String, String>> rows = List.of(new LinkedHashMap<>());
        for (GridBlock block : blocks) {
            rows = rows.stream().flatMap(before -> block.rows().stream().map(own -> {
                SequencedMap<String, String> both = new LinkedHashMap<>(before);
                both.putAll(own);
                return both;
            })).toList();
        }
        return rows;
    }

    private static <E extends Record & Experiment<?>> List<SweepRun> runs(ExperimentType<E> type,
            Set<String> parameters,
            SequencedMap<String, String> texts, List<SequencedMap<String, String>> rows) {
        List<E> asked = new ArrayList<>();
        List<SequencedMap<String, String>> filled = new ArrayList<>();
        long[] seeds = new long[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            SequencedMap<String, String> row = rows.get(i);
            SequencedMap<String, String> own = new LinkedHashMap<>();
            texts.forEach((name, text) -> own.put(name, SweptText.filled(text, row)));
            row.forEach((name, value) -> {
                if (parameters.contains(name)) {
                    own.put(name, value);
                }
            });
            try {
                seeds[i] = seed(Optional.ofNullable(own.remove(SEED)).orElse("1"));
                asked.add(type.schema().fill(own));
            } catch (BadInput e) {
                throw new BadInput(e, "run %d of %d (%s): %s", i + 1, rows.size(), shown(row), e.getMessage());
            }
            filled.add(own);
        }
        // What files hold, each read once for all runs.
        Map<String, String> digests = InputFiles.of(asked.stream().flatMap(Schema::sources).toList(), Progress.SILENT)
                .digests();
        Optional<SequencedMap<String, Object>> standard = standard(type);
        Map<String, Integer> earlier = new HashMap<>();
        List<SweepRun> runs = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            SequencedMap<String, Object> values = type.schema().values(asked.get(i));
            SequencedMap<String, String> data = new LinkedHashMap<>();
            Schema.sources(asked.get(i)).flatMap(DataSource::files).map(Path::toString)
                    .forEach(file -> data.put(file, digests.get(file)));
            String id = Computation.of(type.name(), values, seeds[i], data).id();
            Integer same = earlier.putIfAbsent(id, i + 1);
            if (same != null) {
                throw new BadInput("runs %d (%s) and %d (%s) are the same: leave one of them out", same,
                        shown(rows.get(same - 1)), i + 1, shown(rows.get(i)));
            }
            OptionalDouble seconds = standard.map(each -> CostFormula.seconds(type.about().cost(), each, values))
                    .orElse(OptionalDouble.empty());
            runs.add(new SweepRun(i + 1, name(i + 1, rows.size(), rows.get(i)), rows.get(i), filled.get(i), values,
                    seeds[i], id, seconds));
        }
        return List.copyOf(runs);
    }

    private static long seed(String text) {
        try {
            return WholeNumber.parse(text);
        } catch (NumberFormatException e) {
            throw new BadInput(e, "seed must be a whole number below 2^63, got '%s'", text);
        }
    }

    /// The default question, if there is one: some experiments must be given something.
    private static <E extends Record & Experiment<?>> Optional<SequencedMap<String, Object>> standard(ExperimentType<E> type) {
        return type.schema().fields().stream().anyMatch(ParameterSpec::required) ? Optional.empty()
                : Optional.of(type.schema().values(type.schema().fill(Map.of())));
    }

    private static String shown(Map<String, String> row) {
        return row.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String name(int number, int of, Map<String, String> row) {
        String digits = "%0" + String.valueOf(of).length() + "d";
        String values = row.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
        String safe = values.replaceAll("[^A-Za-z0-9.,=+_-]", "_");
        return Text.of(digits, number) + "-" + safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
    }
}
