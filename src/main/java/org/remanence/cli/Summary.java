package org.remanence.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.plot.Notation;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.Histogram;
import org.remanence.tensor.Rows;
import org.remanence.text.Text;

/// An answer as people read it: numbers, then each curve beside its theories with residuals in standard errors, then findings.
final class Summary {
    private static final String NONE = "none";
    private static final int PREVIEW = 6;
    private static final int POSITION_DIGITS = 6;

    private Summary() { }

    /// The text, several lines.
    /// @param width of the terminal, for tables
    static String of(Answer<?> answer, int width) {
        SequencedMap<String, Object> result = FlatRecord.of(answer.result());
        SequencedMap<String, Object> theory = FlatRecord.of(answer.theory());
        var text = new StringJoiner("\n");
        text.add(numbers(result, theory).within(width));
        result.forEach((name, value) -> {
            if (value instanceof Curve curve && curve.size() > 0) {
                text.add(curve(name, curve, theory).within(width));
            } else if (value instanceof Map<?, ?> named) {
                curves(name, named).forEach(each -> text.add(each.within(width)));
            }
        });
        if (theory.values().stream().anyMatch(Expected.class::isInstance)) {
            text.add("residual: measured − theory, in standard errors;\nsampling alone leaves one in 20 beyond 2\n");
        }
        answer.findings().forEach(each -> text.add(Notation.plain(each)));
        return text.toString();
    }

    private static TextTable numbers(Map<String, Object> result, Map<String, Object> theory) {
        TextTable grid = new TextTable("", "result");
        result.forEach((name, value) -> row(grid, name, value));
        theory.forEach((name, value) -> row(grid, "theory." + name, value));
        return grid;
    }

    private static void row(TextTable grid, String name, Object value) {
        if (!(value instanceof Curve || value instanceof Expected || value instanceof Map<?, ?> named && !named.isEmpty())) {
            grid.row(name, text(value));
        }
    }

    private static TextTable curve(String name, Curve curve, Map<String, Object> theory) {
        Map<String, Expected> beside = theory.entrySet().stream()
                .filter(each -> each.getValue() instanceof Expected expected && expected.of().equals(name)
                        && expected.mean().length == curve.size())
                .collect(Collectors.toMap(Map.Entry::getKey, each -> (Expected) each.getValue(), (a, _) -> a,
                LinkedHashMap::new));
        var header = new ArrayList<>(List.of(curve.axis(), name, "± stderr", "count"));
        beside.keySet().forEach(each -> header.addAll(List.of(each, "residual")));
        TextTable grid = new TextTable(header.toArray(String[]::new));
        for (int i = 0; i < curve.size(); i++) {
            var cells = new ArrayList<>(List.of(position(curve.x()[i]), number(curve.mean()[i]),
                    "± " + small(curve.stderr()[i]),
                    String.valueOf(curve.count()[i])));
            for (Expected each : beside.values()) {
                cells.add(number(each.mean()[i]));
                cells.add(Double.isFinite(each.residual()[i]) ? String.format(Locale.ROOT, "%+.1f", each.residual()[i]) : "");
            }
            grid.row(cells.toArray(String[]::new));
        }
        return grid;
    }

    /// Curves along one axis as columns of one table; others each in a table of its own.
    private static List<TextTable> curves(String name, Map<?, ?> named) {
        Map<String, Curve> curves = new LinkedHashMap<>();
        named.forEach((key, value) -> {
            if (value instanceof Curve curve && curve.size() > 0) {
                curves.put(name + "." + key, curve);
            }
        });
        if (curves.values().stream().map(curve -> Arrays.hashCode(curve.x())).distinct().count() != 1) {
            return curves.entrySet().stream().map(each -> curve(each.getKey(), each.getValue(), Map.of())).toList();
        }
        Curve first = curves.values().iterator().next();
        TextTable grid = new TextTable(Stream.concat(Stream.of(first.axis()), curves.keySet().stream()).toArray(String[]::new));
        for (int i = 0; i < first.size(); i++) {
            int at = i;
            grid.row(Stream.concat(Stream.of(position(first.x()[i])), curves.values().stream().map(curve -> Text.of("%s ± %s",
                    number(curve.mean()[at]), small(curve.stderr()[at])))).toArray(String[]::new));
        }
        return List.of(grid);
    }

    private static String text(Object value) {
        return switch (value) {
            case Estimate estimate when Double.isNaN(estimate.mean()) -> NONE;
            case Estimate estimate -> Text.of("%s ± %s (%d)", number(estimate.mean()), small(estimate.stderr()),
                    estimate.count());
            case Double number -> number.isNaN() ? NONE : number(number);
            case double[] several -> preview(DoubleStream.of(several).limit(PREVIEW).mapToObj(Summary::number).toList(),
                    several.length);
            case long[] several -> preview(LongStream.of(several).limit(PREVIEW).mapToObj(Long::toString).toList(),
                    several.length);
            case int[] several -> preview(IntStream.of(several).limit(PREVIEW).mapToObj(Integer::toString).toList(),
                    several.length);
            case long[][] table -> Text.of("%d × %d whole numbers", table.length, table.length == 0 ? 0 : table[0].length);
            case Histogram bins -> Text.of("%d in %d bins", bins.samples(), bins.size());
            case double[][] table -> Text.of("%d × %d numbers", table.length, table.length == 0 ? 0 : table[0].length);
            case Rows table -> Text.of("%d × %d numbers, row 0: %s", table.rows(), table.columns(), first(table));
            case Map<?, ?> none when none.isEmpty() -> NONE;
            case Object[] several -> preview(Arrays.stream(several).limit(PREVIEW).map(String::valueOf).toList(),
                    several.length);
            case Collection<?> records when records.stream().anyMatch(Record.class::isInstance) -> records.size() + " records";
            case Collection<?> several -> preview(several.stream().limit(PREVIEW).map(String::valueOf).toList(),
                    several.size());
            default -> value.toString();
        };
    }

    private static String first(Rows table) {
        double[] row = new double[table.columns()];
        table.copy(0, 1, row, 0);
        return preview(DoubleStream.of(row).limit(PREVIEW).mapToObj(Summary::number).toList(), row.length);
    }

    private static String preview(List<String> first, int count) {
        return String.join(" ", first) + (count > first.size() ? Text.of(" … (%d)", count) : "");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.6g", value);
    }

    private static String position(double value) {
        return new BigDecimal(value).round(new MathContext(POSITION_DIGITS)).stripTrailingZeros().toPlainString();
    }

    private static String small(double error) {
        return Double.isFinite(error) ? String.format(Locale.ROOT, "%.2g", error) : "–";
    }
}
