package org.remanence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.remanence.text.BadInput;

/// A checkout and its benchmarks.
/// @param root its folder
/// @param programs that run Maven and JMH
/// @param peers whether foreign libraries are on the class path of the benchmarks
record Checkout(Path root, Programs programs, boolean peers) {
    private static final String CLASS_PATH = "target/bench.classpath";

    /// The checkout that holds this file or folder.
    /// @throws IllegalArgumentException if there is none
    static Path around(Path inside) {
        return Stream.iterate(inside, Objects::nonNull, Path::getParent).filter(Checkout::hasBenchmarks)
                .findFirst().orElseThrow(() -> new BadInput(
                        "benchmarks are run from a checkout, by its ./remanence bench: there is none around " + inside));
    }

    static boolean hasBenchmarks(Path folder) {
        return Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("bench/src"));
    }

    /// Compiles the benchmarks and lists their class path.
    /// @throws IllegalStateException if they do not compile
    void compile() {
        List<String> maven = new ArrayList<>(List.of(root.resolve("mvnw").toString(), "-B", "-q", "-ntp", "test-compile",
                "dependency:build-classpath", "-Dmdep.outputFile=" + CLASS_PATH, "-Dmdep.includeScope=test"));
        if (peers) {
            maven.add("-Ppeers");
        }
        if (programs.run(root, maven.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("the benchmarks do not compile: see ./mvnw test-compile in " + root);
        }
    }

    /// Flags of Java for tests, commands and benchmarks alike.
    List<String> flags() {
        try {
            return Files.readAllLines(root.resolve("native-config/jvm.args"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The benchmarks whose names contain a match, with every combination of their parameters.
    List<BenchName> list(String regex, Map<String, String> parameters) {
        return BenchName.read(programs.ask(root, jmh(regex, parameters, "-lp").toArray(String[]::new)));
    }

    /// Runs benchmarks.
    /// @return JMH's report, in JSON
    /// @throws IllegalArgumentException if there are none
    String run(String regex, Map<String, String> parameters) {
        try {
            Path numbers = Files.createTempFile("remanence-bench", ".json");
            try {
                int code = programs.run(root, jmh(regex, parameters, "-foe", "true", "-rf", "json", "-rff", numbers.toString())
                        .toArray(String[]::new));
                String report = Files.readString(numbers);
                if (code != 0 || report.isBlank()) {
                    throw new BadInput("no benchmark matches '%s'%s, or one failed; their sources are in %s", regex, parameters.isEmpty() ? "" : " with " + parameters, root.resolve("bench/src"));
                }
                return report;
            } finally {
                Files.deleteIfExists(numbers);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> jmh(String regex, Map<String, String> parameters, String... options) {
        String classes = String.join(":", peers ? "target/peer-classes" : "target/test-classes", "target/classes", classPath());
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@native-config/jvm.args", "-cp", classes, "org.openjdk.jmh.Main", regex));
        parameters.forEach((name, value) -> command.addAll(List.of("-p", name + "=" + value)));
        command.addAll(List.of(options));
        return command;
    }

    private String classPath() {
        try {
            return Files.readString(root.resolve(CLASS_PATH)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
