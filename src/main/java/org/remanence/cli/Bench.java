package org.remanence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.remanence.lab.Cancelled;
import org.remanence.result.ResultJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench [REGEX]`: compiles and runs the JMH benchmarks of the checkout this program was built in.
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Runs the benchmarks whose names contain a match of REGEX. Needs a checkout with its folder bench.")
final class Bench implements Callable<Integer> {
    private static final String DEPENDENCIES = "target/bench.classpath";

    private final Terminal terminal;

    @Parameters(paramLabel = "REGEX", arity = "0..1", defaultValue = ".", description = "which benchmarks (default: all)")
    private String regex;

    @Option(names = "--save", description = "keep the numbers in bench/results/PROCESSOR/DATE-COMMIT.json")
    private boolean save;

    @Option(names = "--json", description = "print one JSON document instead of a table")
    private boolean json;

    @Option(names = "--quiet", description = "no talk on stderr")
    private boolean quiet;

    Bench(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        refuseMalformed();
        Path root = checkout(home());
        terminal.say(quiet, "compiling the benchmarks ...");
        if (run(root, root.resolve("mvnw").toString(), "-B", "-q", "-ntp", "test-compile", "dependency:build-classpath",
                "-Dmdep.outputFile=" + DEPENDENCIES, "-Dmdep.includeScope=test") != 0) {
            throw new IllegalStateException("the benchmarks do not compile: see ./mvnw test-compile in " + root);
        }
        BenchResults results = measure(root);
        terminal.out().print(json ? ResultJson.pretty(results) + "\n" : results.table());
        if (save) {
            terminal.say(quiet, "written to " + root.relativize(results.save(root.resolve("bench/results"))));
        }
        return Faults.DONE;
    }

    private void refuseMalformed() {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'%s' is no regular expression: %s".formatted(regex, e.getDescription()), e);
        }
    }

    private BenchResults measure(Path root) {
        Instant started = Instant.now();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        try {
            Path numbers = Files.createTempFile(root.resolve("target"), "bench", ".json");
            Files.delete(numbers);
            String classes = String.join(":", "target/test-classes", "target/classes",
                    Files.readString(root.resolve(DEPENDENCIES)).strip());
            run(root, Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@native-config/jvm.args", "-cp", classes,
                    "org.openjdk.jmh.Main", regex, "-foe", "true", "-rf", "json", "-rff", numbers.toString());
            if (!Files.exists(numbers) || Files.size(numbers) == 0) {
                throw new IllegalArgumentException("no benchmark matches '%s', or one failed; their sources are in %s"
                        .formatted(regex, root.resolve("bench/src")));
            }
            List<String> flags = Files.readAllLines(root.resolve("native-config/jvm.args"));
            BenchResults results = BenchResults.of(Files.readString(numbers), started, load, flags);
            Files.delete(numbers);
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a program in a folder with its output on stderr, and waits for it.
    private int run(Path folder, String... command) {
        ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process process = program.start();
            try (var output = process.inputReader()) {
                output.lines().forEach(line -> terminal.say(quiet, line));
                return process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    /// The checkout that holds this file or folder.
    /// @throws IllegalArgumentException if there is none
    static Path checkout(Path inside) {
        return Stream.iterate(inside, Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("bench/src")))
                .findFirst().orElseThrow(() -> new IllegalArgumentException(
                        "benchmarks are run from a checkout, by its ./remanence bench: there is none around " + inside));
    }

    private static Path home() {
        try {
            return Path.of(Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
