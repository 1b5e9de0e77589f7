package org.remanence.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.remanence.result.Host;
import org.remanence.result.Manifest;
import org.remanence.result.OutputDirectory;
import org.remanence.result.OutputFailure;
import org.remanence.result.ResultJson;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where a sweep lies: `sweep.json` says what it asks, `runs/` has a folder for each run, `journal-i-of-k.jsonl` tells
/// what a share has done, `summary/` holds the table and the figures of all runs.
public final class SweepFolder {
    /// The file by which a sweep is known.
    public static final String PLAN = "sweep.json";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String JOURNAL = "journal-";
    private static final String LINES = ".jsonl";

    private final Path folder;
    private final SweepPlan plan;
    private final String id;

    private SweepFolder(Path folder, SweepPlan plan) {
        this.folder = folder;
        this.plan = plan;
        this.id = plan.id();
    }

    /// What `sweep.json` holds.
    /// @param software always `remanence`
    /// @param sweep [SweepPlan#id]
    /// @param experiment that is asked
    /// @param version of the program
    /// @param commit it was built from
    /// @param axes names whose values differ
    /// @param runs all of them
    record Description(String software, String sweep, String experiment, String version, String commit,
            List<String> axes, List<Item> runs) {
        static Description of(SweepPlan plan) {
            Host host = Host.current();
            return new Description(Manifest.SOFTWARE, plan.id(), plan.experiment(), host.version(), host.commit(),
                    plan.axes(), plan.runs().stream()
                    .map(run -> new Item(run.number(), run.name(), run.id(), run.values(), run.parameters(),
                    run.seed())).toList());
        }
    }

    /// A run in `sweep.json`.
    record Item(int run, String name, String id, SequencedMap<String, String> values,
            SequencedMap<String, Object> parameters, long seed) { }

    /// Opens the folder of a sweep, or begins it.
    /// @throws BadInput if the folder holds anything else
    public static SweepFolder open(Path named, SweepPlan plan) {
        Path folder = named.toAbsolutePath().normalize();
        SweepFolder opened = new SweepFolder(folder, plan);
        Path description = folder.resolve(PLAN);
        // Shares that begin at the same time write the same description, and none sees a folder that is another's only half.
        if (!Files.exists(description) && isForeign(named, folder) && !Files.exists(description)) {
            throw new BadInput("the folder %s is not empty and no sweep: name another, or empty it", named);
        }
        if (Files.exists(description)) {
            opened.checkSame(named, tree(description));
            return opened;
        }
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, PLAN + ".", "");
            Files.writeString(unfinished, ResultJson.pretty(Description.of(plan)) + "\n");
            Files.move(unfinished, description, StandardCopyOption.ATOMIC_MOVE);
            Files.createDirectories(opened.runs());
        } catch (IOException e) {
            throw new BadInput(e, "the folder %s cannot be created (%s): name one whose parent is writable", named,
                    OutputFailure.reason(e));
        }
        return opened;
    }

    /// The folder itself.
    public Path path() {
        return folder;
    }

    /// Of the sweep, [SweepPlan#id].
    String id() {
        return id;
    }

    /// Where a run leaves its files.
    public Path of(SweepRun run) {
        return runs().resolve(run.name());
    }

    /// Where the table and the figures of all runs lie.
    public Path summary() {
        return folder.resolve("summary");
    }

    /// The journal of a share, to be continued.
    SweepJournal journal(SweepShare share) {
        return SweepJournal.open(folder.resolve(Text.of("%s%d-of-%d%s", JOURNAL, share.index(), share.of(), LINES)),
                id);
    }

    /// How far each run has come, by the journals of all shares and by what is there: a folder that a killed process
    /// completed counts, and one that somebody removed does not.
    public Map<SweepRun, RunState> states() {
        Map<String, RunState> told = RunState.of(entries());
        Map<SweepRun, RunState> states = new HashMap<>();
        for (SweepRun run : plan.runs()) {
            RunState state = told.getOrDefault(run.id(), RunState.OPEN);
            boolean complete = Files.exists(of(run).resolve(OutputDirectory.MANIFEST));
            if (complete && state.kind() != RunState.Kind.DONE && isAnswer(run)) {
                states.put(run, new RunState(RunState.Kind.DONE, wallTime(run), ""));
            } else {
                states.put(run, !complete && state.kind() == RunState.Kind.DONE ? RunState.OPEN : state);
            }
        }
        return states;
    }

    /// `result.json` of a run.
    JsonNode result(SweepRun run) {
        return tree(of(run).resolve("result.json"));
    }

    private Path runs() {
        return folder.resolve("runs");
    }

    private List<SweepJournal.Entry> entries() {
        List<SweepJournal.Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(each -> each.getFileName().toString().startsWith(JOURNAL) && each.toString().endsWith(LINES))
                    .sorted()
                    .forEach(each -> entries.addAll(SweepJournal.read(each, id)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.sort(Comparator.comparing(each -> Instant.parse(each.at())));
        return entries;
    }

    /// Whether the folder of a run answers this run and no other.
    private boolean isAnswer(SweepRun run) {
        JsonNode manifest = tree(of(run).resolve(OutputDirectory.MANIFEST));
        Host host = Host.current();
        return manifest.path("parameters").equals(MAPPER.readTree(ResultJson.compact(run.parameters())))
                && manifest.path("seed").asLong() == run.seed()
                && manifest.path("version").asString("").equals(host.version()) && manifest.path("commit").asString("")
                .equals(host.commit());
    }

    private double wallTime(SweepRun run) {
        return tree(of(run).resolve(OutputDirectory.MANIFEST)).path("wallTime").asDouble(0);
    }

    private void checkSame(Path named, JsonNode there) {
        if (id.equals(there.path("sweep").asString(""))) {
            return;
        }
        Description here = Description.of(plan);
        if (!here.experiment.equals(there.path("experiment").asString(""))) {
            throw new BadInput("%s holds a sweep of %s: name another folder for one of %s", named,
                    there.path("experiment").asString(""), here.experiment);
        }
        if (!here.version.equals(there.path("version").asString(""))
                || !here.commit.equals(there.path("commit").asString(""))) {
            throw new BadInput("%s holds a sweep by version %s, commit %s: go on with that program, or name another folder", named,
                    there.path("version").asString(""), there.path("commit").asString(""));
        }
        boolean sameQuestions = questions(MAPPER.readTree(ResultJson.compact(here))).equals(questions(there));
        throw sameQuestions ? new BadInput("the files that the sweep in %s reads have changed since it began: name another folder", named)
                : new BadInput("%s holds another sweep of %s, of %d runs over %s: name another folder", named,
                here.experiment,
                        there.path("runs").size(), there.path("axes"));
    }

    private static List<List<JsonNode>> questions(JsonNode description) {
        return description.path("runs").valueStream().map(run -> List.of(run.path("parameters"), run.path("seed")))
                .toList();
    }

    private static boolean isForeign(Path named, Path folder) {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.anyMatch(each -> !each.getFileName().toString().startsWith(PLAN));
        } catch (IOException e) {
            throw new BadInput(e, "the folder %s cannot be read: %s", named, OutputFailure.reason(e));
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new BadInput(e, "%s is damaged: %s", file, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("%s cannot be read: %s", file, e.getMessage()), e);
        }
    }
}
