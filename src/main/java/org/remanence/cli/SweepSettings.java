package org.remanence.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.remanence.sweep.CurveCrossing;
import org.remanence.sweep.SweepShare;
import org.remanence.text.BadInput;
import picocli.CommandLine.Option;

/// What a sweep understands, beside the parameters of its question.
final class SweepSettings {
    private static final int MOST_JOBS = 256;

    @Option(names = "--seed", paramLabel = "INTEGER", arity = "1..*",
            description = "seeds, an axis like any other: {1,2,3} (default 1)")
    List<String> seeds = List.of();

    @Option(names = "--grid", paramLabel = "FILE",
            description = "a YAML file of values: sections product, zip and list, each with names of parameters and their values")
    private Path grid;

    @Option(names = "--jobs", paramLabel = "INTEGER", defaultValue = "1",
            description = "runs at a time (default ${DEFAULT-VALUE})")
    private int jobs;

    @Option(names = "--threads", paramLabel = "INTEGER",
            description = "worker threads of a run; the answers do not depend on them (default: all cores over --jobs)")
    private Integer threads;

    @Option(names = "--out", paramLabel = "DIR",
            description = "folder of the sweep: new, empty, or that of the same sweep, which goes on")
    Path out;

    @Option(names = "--share", paramLabel = "I/K", defaultValue = "1/1",
            description = "the I-th of K shares: as many processes with one folder do the sweep together, the last one puts the table together")
    private String share;

    @Option(names = "--retry", description = "runs again what failed")
    boolean retry;

    @Option(names = "--dry-run", description = "lists the runs and what they may take, and runs nothing")
    boolean dryRun;

    @Option(names = "--crossing", paramLabel = "CURVE@LEVEL[=THEORY]", arity = "1..*",
            description = "one more number of each run: where a curve of its result crosses a level, as in sameNeighbour@0.5=collapseTime, beside that theory")
    private List<String> crossings = List.of();

    @Option(names = "--against", paramLabel = "AXIS",
            description = "axis of the figures (default: the one that takes most values)")
    private String against;

    @Option(names = "--json", description = "print one JSON document instead of a table")
    boolean json;

    @Option(names = "--quiet", description = "no talk on stderr")
    boolean quiet;

    @Option(names = "--progress", paramLabel = "bar | json", defaultValue = "bar",
            description = "how far it is, on stderr: a bar if someone watches, or lines of JSON (default ${DEFAULT-VALUE})")
    private String progress;

    Optional<Path> grid() {
        return Optional.ofNullable(grid);
    }

    Optional<String> against() {
        return Optional.ofNullable(against);
    }

    List<CurveCrossing> crossings() {
        return crossings.stream().map(CurveCrossing::parse).toList();
    }

    SweepShare share() {
        return SweepShare.parse(share);
    }

    int jobs() {
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw new BadInput("jobs must be at least 1 and at most %d, got %d", MOST_JOBS, jobs);
        }
        return jobs;
    }

    int threads() {
        int each = threads == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / jobs()) : threads;
        return Settings.kept(1, each, null).threads();
    }

    boolean progressInJson() {
        return Settings.inJson(progress);
    }
}
