package org.remanence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.remanence.kernel.Kernels;
import org.remanence.result.Host;
import org.remanence.result.ResultJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run of the benchmarks measured, and under which circumstances.
/// @param host program, Java and processor
/// @param kernels the set in use, with the bits of its vectors
/// @param flags of Java
/// @param started when, UTC
/// @param load tasks that ran or waited in the minute before
/// @param scores the numbers
record BenchResults(Host host, String kernels, List<String> flags, Instant started, double load, List<Score> scores) {
    /// One benchmark with one choice of parameters.
    /// @param benchmark its class and method
    /// @param parameters their names and values
    /// @param mean of the measured iterations
    /// @param error half the width of the 99.9 % confidence interval; NaN for a single iteration
    /// @param unit of both
    record Score(String benchmark, Map<String, String> parameters, double mean, double error, String unit) { }

    /// Reads JMH's own report.
    static BenchResults of(String report, Instant started, double load, List<String> flags) {
        List<Score> scores = new ArrayList<>();
        for (JsonNode each : new JsonMapper().readTree(report)) {
            Map<String, String> parameters = new TreeMap<>();
            each.path("params").properties().forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asString()));
            JsonNode metric = each.path("primaryMetric");
            String name = each.path("benchmark").asString();
            scores.add(new Score(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1), parameters,
                    number(metric.path("score")), number(metric.path("scoreError")), metric.path("scoreUnit").asString()));
        }
        return new BenchResults(Host.current(), Kernels.get().name(), flags, started, load, scores);
    }

    /// JMH writes NaN as a word.
    private static double number(JsonNode node) {
        return Double.parseDouble(node.asString());
    }

    /// The numbers for people.
    String table() {
        Grid grid = new Grid("benchmark", "parameters", "mean", "± 99.9 %", "unit");
        scores.forEach(each -> grid.row(each.benchmark,
                each.parameters.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" ")),
                String.format(Locale.ROOT, "%.4g", each.mean), String.format(Locale.ROOT, "%.2g", each.error), each.unit));
        return "%s, %s, load %.1f%n%s".formatted(host.processor(), kernels, load, grid);
    }

    /// Writes them where results of this processor are kept.
    /// @return the file
    Path save(Path results) {
        String processor = host.processor().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String date = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC).format(started);
        String commit = host.commit().substring(0, Math.min(10, host.commit().length()));
        Path file = results.resolve(processor).resolve(date + "-" + commit + ".json");
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, ResultJson.pretty(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
