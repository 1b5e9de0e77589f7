package org.remanence.cli;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.remanence.experiment.Schema;
import org.remanence.server.ModelChoice;
import org.remanence.server.RemanenceServer;
import org.remanence.server.ServerSettings;
import org.remanence.session.Cancelled;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `serve`: scores and experiments for other programs.
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Serves scores by the Open Inference Protocol and experiments as jobs, over HTTP, until it is "
                + "interrupted.")
final class Serve implements Callable<Integer> {
    private static final Logger LIBRARY = Logger.getLogger("io.helidon");
    /// Where the library shows the stack of a start that failed; [RemanenceServer] says it in one sentence.
    private static final Logger START_OF_LIBRARY = Logger.getLogger("io.helidon.webserver.LoomServer");

    private final Terminal terminal;
    private final Interruption interruption;

    @Option(names = "--port", paramLabel = "INTEGER", defaultValue = "8123",
            description = "where it listens; 0: any free port (default ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
            description = "where it listens; others than this machine are let in with a token and TLS alone (default "
                    + "${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--model", paramLabel = "NAME=DATA",
            description = "serves the score of these data under that name; can be given several times")
    private List<String> models = List.of();

    @Option(names = "--process", paramLabel = "ou | ve", defaultValue = "ou",
            description = "forward process of these models (default ${DEFAULT-VALUE})")
    private String process;

    @Option(names = "--precision", paramLabel = "double | float", defaultValue = "double",
            description = "width of patterns and products of these models (default ${DEFAULT-VALUE})")
    private String precision;

    @Option(names = "--data-root", paramLabel = "DIR",
            description = "folder whose files clients may name as data (default: none)")
    private Path dataRoot;

    @Option(names = "--state", paramLabel = "DIR",
            description = "folder of jobs, token and log (default: remanence in the user's state folder)")
    private Path state;

    @Option(names = "--no-token", description = "lets everybody on this machine in")
    private boolean noToken;

    @Option(names = "--allowed-hosts", paramLabel = "NAME", split = ",",
            description = "further names by which the server may be called")
    private List<String> allowedHosts = List.of();

    @Option(names = "--tls", paramLabel = "FILE",
            description = "speaks HTTPS with the keys of this PKCS 12 file; REMANENCE_TLS_PASSWORD is its password")
    private Path tls;

    @Option(names = "--allow-shm", description = "lets clients pass tensors in the system's shared memory")
    private boolean sharedMemory;

    @Option(names = "--threads", paramLabel = "INTEGER", description = "worker threads (default: all cores)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--jobs", paramLabel = "INTEGER", defaultValue = "1",
            description = "jobs that run at the same time (default ${DEFAULT-VALUE})")
    private int jobs;

    @Option(names = "--queue", paramLabel = "INTEGER", defaultValue = "64",
            description = "jobs that may wait (default ${DEFAULT-VALUE})")
    private int queue;

    @Option(names = "--job-hours", paramLabel = "INTEGER", defaultValue = "24",
            description = "hours a job may run (default ${DEFAULT-VALUE})")
    private int jobHours;

    @Option(names = "--upload-quota", paramLabel = "MIB", defaultValue = "4096",
            description = "MiB that arrays which clients upload may take together; 0: none are taken (default "
                    + "${DEFAULT-VALUE})")
    private int uploadQuota;

    Serve(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        LIBRARY.setLevel(Level.SEVERE);
        START_OF_LIBRARY.setLevel(Level.OFF);
        try (RemanenceServer server = RemanenceServer.start(settings(), choices(), program(), this::fault)) {
            interruption.stops(server::close);
            terminal.out().println("listening on " + server.address());
            server.tokenFile().ifPresent(file -> terminal.out().println("token in " + file));
            terminal.out().flush();
            server.awaitEnd();
            return Faults.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    private ServerSettings settings() {
        within("port", port, 0, 65535);
        within("threads", threads, 1, Settings.MOST_THREADS);
        within("jobs", jobs, 1, 64);
        within("queue", queue, 1, 100_000);
        within("job-hours", jobHours, 1, 10_000);
        within("upload-quota", uploadQuota, 0, 1 << 30);
        Optional<ServerSettings.Tls> keys = Optional.ofNullable(tls)
                .map(file -> new ServerSettings.Tls(file, Optional.ofNullable(System.getenv("REMANENCE_TLS_PASSWORD"))
                        .orElse("")));
        return new ServerSettings(host, port, allowedHosts, state == null ? userState() : state,
                Optional.ofNullable(dataRoot),
                !noToken, keys, sharedMemory, threads, ServerSettings.BODY, (long) uploadQuota << 20,
                new ServerSettings.JobLimits(jobs, queue, 3600L * jobHours));
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadInput("%s must be at least %d and at most %d, got %d", name, least, most, value);
        }
    }

    private static Path userState() {
        String given = System.getenv("XDG_STATE_HOME");
        Path states = given == null || given.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(given);
        return states.resolve("remanence");
    }

    /// Data by their names, as everywhere on the command line, or else below the data root.
    private Map<String, ModelChoice> choices() {
        Map<String, ModelChoice> choices = new LinkedHashMap<>();
        for (String each : models) {
            String[] sides = each.split("=", 2);
            if (sides.length < 2 || sides[0].isBlank() || sides[1].isBlank()) {
                throw new BadInput("--model must be NAME=DATA, as in digits=digits, got %s", each);
            }
            boolean below = dataRoot != null && !Files.exists(Path.of(sides[1]))
                    && Files.exists(dataRoot.resolve(sides[1]));
            String data = below ? dataRoot.resolve(sides[1]).toString() : sides[1];
            ModelChoice choice = Schema.of(ModelChoice.class).fill(Map.of("data", data, "process", process, "precision",
                    precision));
            if (choices.put(sides[0], choice) != null) {
                throw new BadInput("two models are called %s", sides[0]);
            }
        }
        return choices;
    }

    /// The words that started this program, without the verb.
    private static List<String> program() {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString()));
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> !each.startsWith("-agentlib")).toList());
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
        words.addAll(List.of("-cp", classes, Main.class.getName()));
        return words;
    }

    private void fault(String where, Throwable failure) {
        terminal.err().println(Text.of("remanence: %s: %s", where, Faults.sentence(failure)));
    }
}
