package org.remanence.cli;

import java.nio.file.Path;
import org.remanence.text.BadInput;
import picocli.CommandLine.Option;

/// What every command that computes understands, beside the parameters of its question.
final class Settings {
    static final int MOST_THREADS = 1024;

    @Option(names = "--seed", paramLabel = "INTEGER", defaultValue = "1",
            description = "names every random number of the run (default ${DEFAULT-VALUE})")
    long seed;

    @Option(names = "--threads", paramLabel = "INTEGER",
            description = "worker threads; the answer does not depend on them (default: all cores)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", paramLabel = "DIR",
            description = """
                    folder for result.json, arrays, figures, report.html and manifest.json: new, empty, or an \
                    earlier result to replace""")
    Path out;

    @Option(names = "--json", description = "print one JSON document instead of a table")
    boolean json;

    @Option(names = "--quiet", description = "no talk on stderr")
    boolean quiet;

    @Option(names = "--progress", paramLabel = "bar | json", defaultValue = "bar",
            description = "how far it is, on stderr: a bar if someone watches, or lines of JSON (default ${DEFAULT-VALUE})")
    private String progress = "bar";

    /// Of a run whose answer is kept, and not printed.
    static Settings kept(long seed, int threads, Path out) {
        Settings settings = new Settings();
        settings.seed = seed;
        settings.threads = threads;
        settings.out = out;
        settings.quiet = true;
        return settings;
    }

    /// Whether programs read how far it is.
    boolean progressInJson() {
        return inJson(progress);
    }

    /// Whether that word of `--progress` is for programs.
    static boolean inJson(String progress) {
        if (!progress.equals("bar") && !progress.equals("json")) {
            throw new BadInput("progress must be bar or json, got %s", progress);
        }
        return progress.equals("json");
    }

    /// Worker threads, if there can be so many.
    int threads() {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new BadInput("threads must be at least 1 and at most %d, got %d", MOST_THREADS, threads);
        }
        return threads;
    }
}
