package org.remanence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.remanence.data.InputFiles;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.Schema;
import org.remanence.result.Host;
import org.remanence.result.OutputDirectory;
import org.remanence.result.ResultJson;
import org.remanence.session.Progress;
import org.remanence.sweep.SweepFolder;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `replay DIR`: asks the question of a result folder again, and holds the answers together.
@Command(name = "replay", mixinStandardHelpOptions = true,
        description = "Runs the manifest of a result folder again and says whether all results and arrays have the same bits; of a sweep, each run's.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:the same bits", "1:other bits",
            "2:files that are read, or the program, have changed since (compared all the same), or DIR holds no result", "130:interrupted"})
final class Replay implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(paramLabel = "DIR", description = "a folder that --out left")
    private Path folder;

    @Option(names = "--threads", paramLabel = "INTEGER",
            description = "worker threads; the answer does not depend on them (default: all cores)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "print one JSON document instead of text")
    private boolean json;

    @Option(names = "--quiet", description = "no talk on stderr")
    private boolean quiet;

    Replay(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    /// What came out.
    /// @param folder that was replayed
    /// @param experiment whose answer it holds
    /// @param same whether all bits are the same
    /// @param changed what is not as it was: files, program; one sentence each
    /// @param compared what was held together
    /// @param difference the first; null if there is none
    record Outcome(String folder, String experiment, boolean same, List<String> changed, String compared,
            ResultComparison.Difference difference) { }

    @Override
    public Integer call() {
        Settings.kept(1, threads, null).threads();
        List<Path> folders = folders();
        List<Outcome> outcomes = new ArrayList<>();
        for (Path each : folders) {
            outcomes.add(replay(each, StoredQuestion.read(each)));
        }
        if (json) {
            terminal.out().println(ResultJson.pretty(folders.size() == 1 && folders.getFirst().equals(folder)
                    ? outcomes.getFirst() : Map.of("runs", outcomes)));
        } else {
            outcomes.forEach(each -> terminal.out().println(text(each)));
        }
        boolean changed = outcomes.stream().anyMatch(each -> !each.changed.isEmpty());
        return changed ? Faults.INPUT : outcomes.stream().allMatch(Outcome::same) ? Faults.DONE : Faults.NO;
    }

    private static String text(Outcome outcome) {
        String changed = outcome.changed.isEmpty() ? "" : String.join("\n", outcome.changed) + "\n";
        return changed + (outcome.same ? Text.of("%s: the same bits (%s)", outcome.folder, outcome.compared)
                : Text.of("%s: other bits, first %s", outcome.folder, outcome.difference));
    }

    /// The folder itself, or those of the runs of a sweep.
    private List<Path> folders() {
        if (!Files.exists(folder.resolve(SweepFolder.PLAN))) {
            return List.of(folder);
        }
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            List<Path> done = runs.filter(each -> Files.exists(each.resolve(OutputDirectory.MANIFEST))
                    && !each.getFileName().toString().contains(".partial-"))
                    .sorted().toList();
            if (done.isEmpty()) {
                throw new BadInput("no run of the sweep in %s is done", folder);
            }
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome replay(Path there, StoredQuestion question) {
        List<String> changed = changed(question);
        changed.forEach(each -> terminal.say(quiet || !json, each));
        Path scratch = scratch();
        interruption.undoes(() -> delete(scratch));
        Path again = scratch.resolve("again");
        try (ResultWriter writer = new ResultWriter(Settings.kept(question.seed(), threads, again), terminal)) {
            KeptRun.keep(question.type(), question.texts(), question.seed(), writer, terminal.progress(quiet, false),
                    interruption::cancels);
            ResultComparison comparison = ResultComparison.of(there, again);
            return new Outcome(there.toString(), question.type().name(), comparison.difference().isEmpty(), changed,
                    comparison.extent(),
                    comparison.difference().orElse(null));
        } finally {
            delete(scratch);
        }
    }

    private static List<String> changed(StoredQuestion question) {
        List<String> changed = new ArrayList<>();
        Host here = Host.current();
        String version = question.manifest().path("version").asString("");
        String commit = question.manifest().path("commit").asString("");
        if (!here.version().equals(version) || !here.commit().equals(commit)) {
            changed.add(Text.of("made by version %s, commit %s; this is version %s, commit %s", version, commit,
                    here.version(), here.commit()));
        }
        Map<String, String> now = digests(question.type(), question);
        question.data().forEach((file, digest) -> {
            if (!digest.equals(now.get(file))) {
                changed.add(Text.of("%s holds other bytes than it did", file));
            }
        });
        return changed;
    }

    /// What the files of the question hold now.
    private static <E extends Record & Experiment<?>> Map<String, String> digests(ExperimentType<E> type,
            StoredQuestion question) {
        E experiment = type.schema().fill(question.texts());
        return new LinkedHashMap<>(InputFiles.of(Schema.sources(experiment).toList(), Progress.SILENT).digests());
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("remanence-replay");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path scratch) {
        try (Stream<Path> inside = Files.walk(scratch)) {
            inside.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException _) {
            // the system clears its temporary files
        }
    }
}
