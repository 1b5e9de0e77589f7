package org.remanence.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.kernel.Kernels;
import org.remanence.linalg.Blas;
import org.remanence.result.Manifest;
import org.remanence.result.OutputDirectory;
import org.remanence.result.OutputLock;
import org.remanence.result.ResultJson;
import org.remanence.session.Cluster;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.sweep.RunState;
import org.remanence.sweep.Sweep;
import org.remanence.sweep.SweepFolder;
import org.remanence.sweep.SweepPlan;
import org.remanence.sweep.SweepRun;
import org.remanence.sweep.SweepShare;
import org.remanence.sweep.SweepSummary;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// `sweep NAME`: asks one experiment many times.
/// @param <E> the record of its parameters
final class SweepCommand<E extends Record & Experiment<?>> implements Callable<Integer> {
    static final String NAME = "sweep";

    private final ExperimentType<E> type;
    private final Terminal terminal;
    private final Interruption interruption;
    private final SweepSettings settings = new SweepSettings();
    private final ClusterChoice cluster = new ClusterChoice();
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Instant started = Instant.now();

    private SweepCommand(ExperimentType<E> type, Terminal terminal, Interruption interruption) {
        this.type = type;
        this.terminal = terminal;
        this.interruption = interruption;
        spec.name(type.name()).mixinStandardHelpOptions(true)
                .addMixin("settings", CommandSpec.forAnnotatedObject(settings))
                .addMixin("cluster", CommandSpec.forAnnotatedObject(cluster));
        spec.usageMessage().description(type.about().value() + "?",
                        "Asked many times: several values of a parameter, or braces in it, are an axis.")
                .sortOptions(false).abbreviateSynopsis(true).exitCodeListHeading("Exit codes:%n")
                .exitCodeList(codes()).footer("", "Cost:     " + type.about().cost());
        Set<String> own = spec.optionsMap().keySet();
        type.schema().fields().stream().filter(field -> !own.contains(field.flag()))
                .forEach(field -> spec.addOption(ExperimentOptions.of(field, true)));
    }

    /// The command with one subcommand for each experiment.
    /// @param asked whether it may be used: the subcommands are made only then
    static CommandSpec command(Terminal terminal, Interruption interruption, boolean asked) {
        CommandSpec[] own = new CommandSpec[1];
        Callable<Integer> unnamed = () -> {
            throw new ParameterException(own[0].commandLine(), "which experiment? 'remanence list' names them");
        };
        own[0] = CommandSpec.wrapWithoutInspection(unnamed).name(NAME).mixinStandardHelpOptions(true);
        own[0].usageMessage().description("Asks one experiment many times, as in sweep collapse --data 'mixture:d={64,128},n={1000,4000}' --out DIR;",
                "'remanence sweep NAME --help' shows how.").synopsisSubcommandLabel("NAME");
        if (asked) {
            for (ExperimentType<?> each : Stream.concat(Experiments.all().stream(), Experiments.verbs().stream())
                    .distinct().toList()) {
                own[0].addSubcommand(each.name(), new CommandLine(new SweepCommand<>(each, terminal, interruption)
                        .spec));
            }
        }
        return own[0];
    }

    private static SequencedMap<String, String> codes() {
        SequencedMap<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "all runs of the share are done");
        codes.put("1", "a run failed");
        codes.put("2", "the sweep was refused");
        codes.put("130", "interrupted, goes on when asked again");
        return codes;
    }

    @Override
    public Integer call() {
        SweepShare share = settings.share();
        int jobs = settings.jobs();
        int threads = settings.threads();
        settings.crossings();
        SweepPlan plan = SweepPlan.of(type, given(), settings.grid());
        if (settings.dryRun) {
            SweepListing listing = SweepListing.of(type, plan, share, settings.out);
            terminal.out().println(settings.json ? ResultJson.pretty(listing.document()) : listing.text());
            return Faults.DONE;
        }
        if (settings.out == null) {
            throw new BadInput("a sweep needs a folder for its runs: name one by --out, or see them by --dry-run");
        }
        SweepFolder folder = SweepFolder.open(settings.out, plan);
        if (cluster.isGiven()) {
            try (Cluster machines = cluster.connect()) {
                SharedRuns runs = new SharedRuns(type.name(), machines);
                run(new Sweep(folder, plan, share, runs, progress(), Faults::sentence), runs::undo, machines.slots());
            }
        } else {
            Set<ResultWriter> open = ConcurrentHashMap.newKeySet();
            Sweep sweep = new Sweep(folder, plan, share, (run, into, progress, begins) -> keep(run, into, threads, progress, begins, open),
                    progress(), Faults::sentence);
            run(sweep, () -> open.forEach(ResultWriter::close), jobs);
        }
        return finish(folder, plan, share);
    }

    private Progress progress() {
        return terminal.progress(settings.quiet, settings.progressInJson());
    }

    private void run(Sweep sweep, Runnable undo, int jobs) {
        interruption.stops(sweep::cancel, sweep::stopped);
        interruption.undoes(undo);
        sweep.run(jobs, settings.retry);
    }

    /// @param open writers that are at work
    private void keep(SweepRun run, Path into, int threads, Progress progress, Consumer<Session> begins,
            Set<ResultWriter> open) {
        try (ResultWriter writer = new ResultWriter(Settings.kept(run.seed(), threads, into), terminal)) {
            open.add(writer);
            try {
                KeptRun.keep(type, run.texts(), run.seed(), writer, progress, begins);
            } finally {
                open.remove(writer);
            }
        }
    }

    /// Puts all runs together, if they are all over and nobody else does.
    private int finish(SweepFolder folder, SweepPlan plan, SweepShare share) {
        Map<SweepRun, RunState> states = folder.states();
        boolean over = states.values().stream().noneMatch(each -> each.kind() == RunState.Kind.OPEN);
        SweepSummary summary = over ? together(folder, plan) : new SweepSummary(folder, plan, settings.crossings());
        terminal.out().println(settings.json ? ResultJson.pretty(document(plan, summary)) : text(summary));
        terminal.say(settings.quiet, over ? Text.of("table and figures are in %s", folder.summary())
                : Text.of("share %s is done; %d runs are left to others, the last of them puts the table together", share,
                        summary.open()));
        List<SweepRun> own = over ? plan.runs() : share.of(plan.runs());
        return own.stream().anyMatch(run -> states.get(run).kind() == RunState.Kind.FAILED) ? Faults.NO : Faults.DONE;
    }

    private SweepSummary together(SweepFolder folder, SweepPlan plan) {
        try (OutputDirectory into = OutputDirectory.open(folder.summary())) {
            SweepSummary summary = new SweepSummary(folder, plan, settings.crossings());
            Document document = document(plan, summary);
            if (!summary.isWritten(document.manifest())) {
                summary.write(into, document, document.manifest(), GivenCommand.of(spec, false), settings.against());
            }
            return summary;
        } catch (OutputLock.Taken e) {
            terminal.say(settings.quiet, "another share is putting the table together");
            return new SweepSummary(folder, plan, settings.crossings());
        }
    }

    private Document document(SweepPlan plan, SweepSummary summary) {
        SequencedMap<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("experiment", type.name());
        parameters.put("axes", plan.axes());
        parameters.put("runs", plan.runs().size());
        parameters.put("sweep", plan.id());
        parameters.put("crossings", settings.crossings());
        parameters.put("against", settings.against().orElse(null));
        parameters.put("outcome", summary.outcome());
        SweepSummary.Result result = summary.result();
        SweepRun first = plan.runs().getFirst();
        var setting = new Manifest.Setting(first.seed(), settings.threads(),
                String.valueOf(first.parameters().getOrDefault("precision", "double")), Kernels.get().name(),
                Kernels.get().bits() + " bits", Blas.get().description());
        return new Document(NAME, parameters, result, new Answer.Untold(), List.of(summary.sentence()),
                Manifest.of(NAME, parameters, new LinkedHashMap<>(), List.of(), setting, started, result));
    }

    private static String text(SweepSummary summary) {
        var table = summary.shown();
        TextTable grid = new TextTable(table.header().toArray(String[]::new));
        table.rows().forEach(row -> grid.row(row.toArray(String[]::new)));
        return grid + summary.sentence();
    }

    /// What was written for each parameter, in the order of the command line.
    private SequencedMap<String, List<String>> given() {
        Map<String, String> byFlag = type.schema().fields().stream()
                .collect(Collectors.toMap(ParameterSpec::flag, ParameterSpec::name));
        SequencedMap<String, List<String>> given = new LinkedHashMap<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName().equals("--seed") ? SweepPlan.SEED : byFlag.get(option.longestName());
            if (name != null && option.getValue() instanceof List<?> texts) {
                given.put(name, texts.stream().map(String::valueOf).toList());
            }
        }
        return given;
    }
}
