package org.remanence.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Pictures of a sweep: every single number that is measured against one axis, with its theory in the colour of its
/// points, other axes as series, seeds as repetitions.
final class SweepFigures {
    /// Series that a reader can tell apart.
    static final int MOST = 6;
    private static final int LONGEST_NAME = 90;
    private static final double WIDE = 3.5;
    private static final double VERY_WIDE = 1000;

    private final SweepTable table;
    private final String against;
    private final List<String> others;
    private final List<CurveCrossing> crossings;

    private SweepFigures(SweepTable table, String against, List<CurveCrossing> crossings) {
        this.table = table;
        this.against = against;
        this.crossings = crossings;
        this.others = table.axesBut(List.of(against, SweepPlan.SEED));
    }

    /// Figures of single numbers.
    /// @param against the axis; without it, the one that takes most values that are numbers
    /// @param crossings which numbers of theory belong to crossings of curves
    /// @throws BadInput if that is no axis of numbers
    static List<Figure> of(SweepTable table, Optional<String> against, List<CurveCrossing> crossings) {
        List<String> numeric = table.axes().stream()
                .filter(axis -> !axis.equals(SweepPlan.SEED) && table.isNumeric(axis)).toList();
        against.filter(axis -> !numeric.contains(axis)).ifPresent(axis -> {
            throw new BadInput("figures may stand against %s, got %s", numeric.isEmpty()
                    ? "no axis of this sweep, none is of numbers"
                    : "the axes " + String.join(", ", numeric), axis);
        });
        Function<String, Long> values = axis -> table.rows().stream().map(row -> row.values().get(axis)).distinct()
                .count();
        Optional<String> axis = against.or(() -> numeric.stream().max(Comparator.comparing(values)));
        return axis.map(each -> new SweepFigures(table, each, crossings).figures()).orElse(List.of());
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        List<String> theories = new ArrayList<>(table.theories());
        for (String path : table.measured()) {
            List<String> own = table.theories().stream().filter(theory -> isTheoryOf(theory, path)
                    || crossings.stream().anyMatch(each -> each.toString().equals(path) && each.isExplainedBy(theory)))
                    .toList();
            if (table.hasError(path) || !own.isEmpty() || isNews(path)) {
                figures.addAll(beside(path, own));
                theories.removeAll(own);
            }
        }
        Map<String, List<String>> alone = theories.stream()
                .collect(Collectors.groupingBy(SweepFigures::first, LinkedHashMap::new, Collectors.toList()));
        alone.forEach((name, paths) -> figures.addAll(beside(name, paths)));
        return figures;
    }

    /// One figure for all theories of a number, or, where colours tell series apart, one for each.
    private List<Figure> beside(String path, List<String> theories) {
        List<List<String>> each = series().size() > 1 && theories.size() > 1 ? theories.stream().map(List::of).toList()
                : List.of(theories);
        return each.stream().flatMap(few -> figure(path, few, each.size() > 1 ? few.getFirst() : "").stream()).toList();
    }

    /// Whether an exact number varies, and says more than the axes.
    private boolean isNews(String path) {
        double[] numbers = table.done().mapToDouble(row -> SweepTable.of(row, path).mean()).toArray();
        boolean isAxis = table.axes().stream()
                .anyMatch(axis -> Arrays.equals(numbers, table.done().mapToDouble(row -> SweepTable.position(row, axis))
                .toArray()));
        return !isAxis && DoubleStream.of(numbers).distinct().count() > 1;
    }

    /// `speciationTime.scaling` is a theory of `speciation`, as `speciation` and `speciation.x` would be.
    static boolean isTheoryOf(String theory, String measured) {
        String name = measured.replaceFirst("@.*", "");
        boolean below = theory.equals(name) || theory.startsWith(name + ".");
        return below || !name.contains(".") && first(theory).matches(Pattern.quote(name) + "[A-Z].*");
    }

    private static String first(String path) {
        return path.replaceFirst("\\..*", "");
    }

    /// @param path of the measured number; where there is none of that name, the lines stand alone
    /// @param only the one theory of several that this figure shows; empty if it shows all
    private Optional<Figure> figure(String path, List<String> theories, String only) {
        SequencedMap<String, List<SweepRow>> series = series();
        String beside = table.measured().contains(path) ? Text.of("%s against %s", path, against)
                + (only.isEmpty() ? "" : " beside " + only)
                : Text.of("%s against %s, theory", only.isEmpty() ? path : only, against);
        var figure = Figure.of(fileName("against-" + against + "-" + path + (only.isEmpty() ? "" : "-" + only)),
                beside);
        List<Double> shown = new ArrayList<>();
        for (Map.Entry<String, List<SweepRow>> each : series.sequencedEntrySet().stream().limit(MOST).toList()) {
            String label = each.getKey().isEmpty() ? "measured" : each.getKey();
            Curve measured = points(each.getValue(), row -> SweepTable.of(row, path));
            if (hasPoints(measured)) {
                figure.points(label, measured);
                Arrays.stream(measured.mean()).forEach(shown::add);
            }
            for (String theory : theories) {
                Curve line = points(each.getValue(), row -> new Estimate(row.theory().getOrDefault(theory, Double.NaN),
                        0, 0));
                if (hasPoints(line)) {
                    figure.line(series.size() > 1 ? label : last(theory), line);
                    Arrays.stream(line.mean()).forEach(shown::add);
                }
            }
        }
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        double[] x = table.rows().stream().mapToDouble(row -> SweepTable.position(row, against)).toArray();
        double[] y = shown.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).toArray();
        return Optional.of(figure.x(spread(x) > WIDE ? Axis.log(against) : Axis.linear(against))
                .y(spread(y) > VERY_WIDE ? Axis.log(path) : Axis.linear(path))
                .caption(caption(series.size())).build());
    }

    private String caption(int series) {
        String seeds = table.axes().contains(SweepPlan.SEED) ? " Means over seeds, with their spread." : "";
        String more = series > MOST ? Text.of(" The first %d of %d series.", MOST, series) : "";
        return (others.isEmpty() ? "" : Text.of("Series: %s.", String.join(", ", others))) + seeds + more;
    }

    static boolean hasPoints(Curve curve) {
        return Arrays.stream(curve.mean()).anyMatch(Double::isFinite);
    }

    static String fileName(String words) {
        String safe = words.replaceAll("[^A-Za-z0-9]+", "-");
        return safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /// Largest over smallest, 0 if one is not positive.
    private static double spread(double[] values) {
        double least = DoubleStream.of(values).min().orElse(0);
        return least > 0 ? DoubleStream.of(values).max().orElse(0) / least : 0;
    }

    /// Rows by what the other axes say.
    private SequencedMap<String, List<SweepRow>> series() {
        return table.done().collect(Collectors.groupingBy(row -> others.stream()
                .map(axis -> axis + " = " + row.values().getOrDefault(axis, "default"))
                .collect(Collectors.joining(", ")), LinkedHashMap::new, Collectors.toList()));
    }

    /// One point a position: the number of the run there, or the mean over several.
    private Curve points(List<SweepRow> rows, Function<SweepRow, Estimate> value) {
        Map<Double, List<Estimate>> at = new TreeMap<>();
        rows.forEach(row -> at.computeIfAbsent(SweepTable.position(row, against), _ -> new ArrayList<>())
                .add(value.apply(row)));
        double[] x = at.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        return Curve.of(against, x, at.values().stream().map(SweepFigures::together).toList());
    }

    private static Estimate together(List<Estimate> several) {
        double[] finite = several.stream().mapToDouble(Estimate::mean).filter(Double::isFinite).toArray();
        return several.size() == 1 || finite.length == 0 ? several.getFirst() : Estimate.of(finite);
    }
}
