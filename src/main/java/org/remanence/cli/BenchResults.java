package org.remanence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.remanence.kernel.Kernels;
import org.remanence.plot.Chart;
import org.remanence.result.Host;
import org.remanence.result.OutputFailure;
import org.remanence.result.ResultJson;
import org.remanence.text.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run of the benchmarks measured, and under which circumstances.
/// @param host program, Java and processor
/// @param kernels the set in use, with the bits of its vectors
/// @param flags of Java
/// @param started when, UTC
/// @param business of the machine before the first of them
/// @param rows the numbers
record BenchResults(Host host, String kernels, List<String> flags, Instant started, MachineLoad business, List<BenchRow> rows) {
    /// Reads JMH's own report.
    static BenchResults of(String report, Instant started, MachineLoad business, List<String> flags) {
        List<BenchRow> rows = new ArrayList<>();
        for (JsonNode each : new JsonMapper().readTree(report)) {
            rows.add(BenchRow.of(each));
        }
        return new BenchResults(Host.current(), Kernels.get().name(), flags, started, business, rows);
    }

    /// The numbers for people.
    /// @param width of the terminal
    String table(int width) {
        TextTable grid = new TextTable("benchmark", "parameters", "rate", "unit", "against", "rate", "%", "quartiles", "");
        rows.forEach(each -> grid.row(each.cells()));
        long noisy = rows.stream().filter(each -> !each.noise().isEmpty()).count();
        return Text.of("%s, %s, %s%n%s%d of %d rows are noisy%n", host.processor(), kernels, business, grid.within(width), noisy, rows.size());
    }

    /// Writes them where results of this processor are kept, with the roofline beside them.
    /// @return the file
    Path save(Path results) {
        String processor = host.processor().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String date = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC).format(started);
        String commit = host.commit().replaceFirst("(?<=^[0-9a-f]{10})[0-9a-f]*", "");
        Path folder = results.resolve(processor);
        try {
            Files.createDirectories(folder);
            draw(folder, date + "-" + commit);
            return Files.writeString(folder.resolve(date + "-" + commit + ".json"), ResultJson.pretty(this) + "\n");
        } catch (IOException e) {
            throw new OutputFailure(folder, e);
        }
    }

    /// Writes the roofline as SVG and PNG, if a row has a place on it.
    /// @return whether there was one
    boolean draw(Path folder, String name) {
        return Roofline.of(rows, host.processor()).map(figure -> {
            try {
                Files.writeString(folder.resolve(name + ".svg"), Chart.svg(figure));
                Files.write(folder.resolve(name + ".png"), Chart.png(figure));
                return true;
            } catch (IOException e) {
                throw new OutputFailure(folder.resolve(name), e);
            }
        }).orElse(false);
    }
}
