package org.remanence.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.remanence.result.Estimate;
import org.remanence.result.ResultJson;

/// All runs of a sweep beside each other: what is set in each, and all single numbers of its result and its theory.
/// @param axes names whose values differ
/// @param rows in the order of the plan
record SweepTable(List<String> axes, List<SweepRow> rows) {
    private static final String THEORY = "theory.";
    private static final String STDERR = ".stderr";
    private static final String COUNT = ".count";

    /// Paths of all numbers measured, in the order of their first appearance.
    List<String> measured() {
        return rows.stream().flatMap(row -> row.result().keySet().stream()).distinct().toList();
    }

    /// Paths of all numbers of theory.
    List<String> theories() {
        return rows.stream().flatMap(row -> row.theory().keySet().stream()).distinct().toList();
    }

    /// Whether a number is measured, with an error, and not exact.
    boolean hasError(String path) {
        return rows.stream().anyMatch(row -> row.result().get(path) instanceof Estimate);
    }

    /// Whether the values of a name are numbers.
    boolean isNumeric(String axis) {
        return rows.stream().noneMatch(row -> Double.isNaN(position(row, axis)));
    }

    /// The value of a name as a number, NaN if it is none.
    static double position(SweepRow row, String axis) {
        try {
            double value = Double.parseDouble(row.values().getOrDefault(axis, ""));
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    /// The table with a header; what is not there is empty.
    String csv() {
        StringBuilder text = new StringBuilder();
        SequencedMap<String, Function<SweepRow, Object>> columns = new LinkedHashMap<>();
        columns.put("run", SweepRow::run);
        columns.put("state", SweepRow::state);
        axes.forEach(axis -> columns.put(axis, row -> row.values().getOrDefault(axis, "")));
        columns.putIfAbsent("seed", SweepRow::seed);
        columns.put("seconds", SweepRow::seconds);
        numbers().forEach((name, value) -> columns.put(name, row -> known(value.apply(row))));
        columns.put("error", SweepRow::error);
        CSVFormat format = CSVFormat.DEFAULT;
        text.append(format.format(columns.keySet().toArray())).append('\n');
        rows.forEach(row -> text.append(format.format(columns.values().stream().map(each -> each.apply(row)).toArray()))
                .append('\n'));
        return text.toString();
    }

    /// A line a run.
    String lines() {
        return rows.stream().map(row -> ResultJson.compact(row) + "\n").collect(Collectors.joining());
    }

    /// All columns of numbers, NaN where there is none: `run`, the axes that are numbers, then results and theory.
    SequencedMap<String, double[]> columns() {
        SequencedMap<String, double[]> columns = new LinkedHashMap<>();
        columns.put("run", column(row -> (double) row.run()));
        axes.stream().filter(this::isNumeric).forEach(axis -> columns.put(axis, column(row -> position(row, axis))));
        columns.putIfAbsent("seed", column(row -> (double) row.seed()));
        columns.put("seconds", column(SweepRow::seconds));
        numbers().forEach((name, value) -> columns.putIfAbsent(name, column(value)));
        return columns;
    }

    private double[] column(Function<SweepRow, Double> value) {
        return rows.stream().mapToDouble(value::apply).toArray();
    }

    private SequencedMap<String, Function<SweepRow, Double>> numbers() {
        SequencedMap<String, Function<SweepRow, Double>> columns = new LinkedHashMap<>();
        for (String path : measured()) {
            columns.put(path, row -> of(row, path).mean());
            if (hasError(path)) {
                columns.put(path + STDERR, row -> of(row, path).stderr());
                columns.put(path + COUNT, row -> (double) of(row, path).count());
            }
        }
        theories().forEach(path -> columns.put(THEORY + path, row -> row.theory().getOrDefault(path, Double.NaN)));
        return columns;
    }

    /// A number of a run, [Estimate#NONE] if it has none of that name.
    static Estimate of(SweepRow row, String path) {
        Object value = row.result().get(path);
        return value == null ? Estimate.NONE : SweepRow.number(value);
    }

    private static Object known(double value) {
        return Double.isNaN(value) ? "" : value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value
                : (Object) value;
    }

    /// Rows that have a result.
    Stream<SweepRow> done() {
        return rows.stream().filter(row -> !row.result().isEmpty());
    }

    /// The same table without some axes: rows that differ in these alone are repetitions of each other.
    List<String> axesBut(List<String> left) {
        List<String> others = new ArrayList<>(axes);
        others.removeAll(left);
        return others;
    }
}
