package org.remanence.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.text.Text;

/// Rates over arithmetic intensity, under the roofs measured beside them: reading on the left, matrix products on the right.
final class Roofline {
    private static final int ROOF_POINTS = 200;
    private static final double MARGIN = 2;

    private Roofline() { }

    /// The figure, if a row has a place on it: one colour for each precision and number of threads.
    static Optional<Figure> of(List<BenchRow> rows, String processor) {
        List<BenchRow> placed = rows.stream().filter(BenchRow::onRoofline).toList();
        if (placed.isEmpty()) {
            return Optional.empty();
        }
        Figure.Builder figure = Figure.of("roofline", "Scores under the roofs of the machine")
                .caption(Text.of("""
                        %s. One point a shape. The roofs are what reading memory and the best square matrix product of the same \
                        precision reached in the same runs.""", processor))
                .x(Axis.log("arithmetic intensity").in("flop/byte")).y(Axis.log("rate").in("Gflop/s"));
        double[] x = intensities(placed);
        placed.stream().map(Roofline::setting).distinct().forEach(setting -> add(figure, setting, rows, x));
        return Optional.of(figure.build());
    }

    private static void add(Figure.Builder figure, String setting, List<BenchRow> rows, double[] x) {
        List<BenchRow> own = rows.stream().filter(row -> setting(row).equals(setting)).toList();
        double gemm = median(own.stream().filter(row -> row.yardstick().equals("gemm")).mapToDouble(BenchRow::yardstickRate).toArray());
        double read = median(own.stream().filter(row -> row.yardstick().equals("read")).mapToDouble(BenchRow::yardstickRate).toArray());
        double[] roof = Arrays.stream(x).map(at -> Math.min(Double.isNaN(gemm) ? Double.POSITIVE_INFINITY : gemm,
                Double.isNaN(read) ? Double.POSITIVE_INFINITY : read * at)).toArray();
        if (Double.isFinite(roof[0])) {
            figure.line(setting, x, roof);
        }
        var shapes = own.stream().filter(BenchRow::onRoofline).collect(Collectors.groupingBy(
                row -> row.benchmark() + row.parameters(), LinkedHashMap::new, Collectors.toList())).values();
        figure.add(new Layer.Points(setting, shapes.stream().mapToDouble(same -> same.getFirst().intensity()).toArray(),
                shapes.stream().mapToDouble(same -> median(same.stream().mapToDouble(BenchRow::gigaflops).toArray())).toArray(),
                new double[shapes.size()], new long[shapes.size()]));
    }

    private static double[] intensities(List<BenchRow> placed) {
        var extent = placed.stream().mapToDouble(BenchRow::intensity).summaryStatistics();
        double low = Math.log(extent.getMin() / MARGIN);
        double high = Math.log(extent.getMax() * MARGIN);
        return IntStream.range(0, ROOF_POINTS).mapToDouble(i -> Math.exp(low + (high - low) * i / (ROOF_POINTS - 1))).toArray();
    }

    private static String setting(BenchRow row) {
        String precision = row.parameters().getOrDefault("precision", "").toLowerCase(Locale.ROOT);
        String threads = row.parameters().getOrDefault("threads", "");
        return Stream.of(precision, threads.equals("1") ? "1 thread" : threads + " threads").filter(text -> !text.isBlank())
                .reduce((a, b) -> a + ", " + b).orElseThrow();
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
