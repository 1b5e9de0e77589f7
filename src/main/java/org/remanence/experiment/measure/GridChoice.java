package org.remanence.experiment.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Schema;
import org.remanence.process.DdpmSchedule;
import org.remanence.process.Diffusion;
import org.remanence.process.TimeGrid;
import org.remanence.text.BadInput;
import org.remanence.text.GivenPath;

/// The times from noise to data at which a sampler steps.
public record GridChoice(
        @Parameter(value = "auto", help = """
                times of the steps. auto: equal ratios of the noise, from where noise hides the data to where it hides nothing; ddpm-linear, \
                ddpm-cosine: the published schedules of 1000 times, thinned evenly; edm: σ^(1/7) evenly from 80 to 0.002; karras: the same \
                between the ends of auto; or a text file of times of the process""") String grid) implements ReadsData {
    private static final String AUTO = "auto";
    private static final List<String> WORDS = List.of(AUTO, "ddpm-linear", "ddpm-cosine", "edm", "karras");
    private static final int DDPM = 1000;
    private static final double LARGEST = 80;
    private static final double LEAST = 0.002;

    /// Refuses what names no grid.
    public GridChoice {
        Schema.check(GridChoice.class, grid);
        if (!WORDS.contains(grid) && !Files.isRegularFile(GivenPath.of(grid))) {
            throw new BadInput("grid must be %s or a file of times, got '%s', and there is no such file",
                    String.join(", ", WORDS), grid);
        }
    }

    /// The grid.
    /// @param automatic of as many steps as were asked for
    /// @param process on whose clock times are
    public TimeGrid of(TimeGrid automatic, Diffusion process) {
        int steps = automatic.steps();
        return switch (grid) {
            case AUTO -> automatic;
            case "ddpm-linear" -> thinned(new DdpmSchedule(), steps, process);
            case "ddpm-cosine" -> thinned(DdpmSchedule.cosine(DDPM), steps, process);
            case "edm" -> TimeGrid.karras(process, LARGEST, LEAST, steps);
            case "karras" -> TimeGrid.karras(process, Math.sqrt(process.noiseToSignal(automatic.start())),
                    Math.sqrt(process.noiseToSignal(automatic.end())), steps);
            default -> read(GivenPath.of(grid));
        };
    }

    /// Whether the number of steps is that of a file.
    public boolean isFile() {
        return !WORDS.contains(grid);
    }

    @Override
    public Stream<DataSource> sources() {
        return isFile() ? Stream.of(DataSource.parse(grid)) : Stream.empty();
    }

    /// Schedules count their times from data to noise, on the clock of Ornstein and Uhlenbeck: ᾱ is the squared scale.
    private static TimeGrid thinned(DdpmSchedule schedule, int steps, Diffusion process) {
        if (steps >= schedule.steps()) {
            throw new BadInput("steps must be below %d, the times of the schedule, got %d", schedule.steps(), steps);
        }
        double[] times = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            double alphaBar = schedule.alphaBar(Math.round((float) (schedule.steps() - 1) * (steps - i) / steps));
            times[i] = process.timeAt((1 - alphaBar) / alphaBar);
        }
        return TimeGrid.of(times);
    }

    /// Times in a text, separated in any way, from noise to data or from data to noise.
    private static TimeGrid read(Path file) {
        double[] times;
        try {
            times = Arrays.stream(Files.readString(file).split("[\\s,;]+")).filter(each -> !each.isEmpty())
                    .mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw new BadInput(e, "%s must hold times as text and nothing else: %s", file, Optional.ofNullable(e.getMessage())
                    .orElse("no number"));
        } catch (IOException e) {
            throw new BadInput(e, "%s cannot be read as text: %s", file, e.getMessage());
        }
        boolean ascending = times.length > 1 && times[0] < times[times.length - 1];
        double[] descending = new double[times.length];
        Arrays.setAll(descending, i -> times[ascending ? times.length - 1 - i : i]);
        try {
            return TimeGrid.of(descending);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e, "%s must hold at least two times of the process, each above the next or each below it: %s",
                    file, e.getMessage());
        }
    }
}
