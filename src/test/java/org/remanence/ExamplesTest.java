package org.remanence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiles every example without a warning, runs it in a machine of its own, and looks at what it prints. Scalar
/// kernels and the
/// quick compiler start sooner.
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("src/example");
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path classes;

    @Test
    void everyExampleRuns() throws IOException, InterruptedException {
        List<Path> sources;
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            sources = files.filter(each -> each.toString().endsWith(".java")).sorted().toList();
        }
        compile(sources);
        Map<String, Process> runs = new TreeMap<>();
        for (Path source : sources) {
            String name = source.getFileName().toString().replace(".java", "");
            runs.put(name, new ProcessBuilder(JAVA, "@native-config/jvm.args", "-XX:TieredStopAtLevel=1",
                    "-Dremanence.kernels=scalar", "-cp", classes + File.pathSeparator + CLASS_PATH, name).start());
        }
        Map<String, String> printed = new TreeMap<>();
        for (var run : runs.entrySet()) {
            printed.put(run.getKey(), new String(run.getValue().getInputStream().readAllBytes(),
                    StandardCharsets.UTF_8));
            String errors = new String(run.getValue().getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, run.getValue().waitFor(), run.getKey() + ": " + errors);
        }
        assertEquals(List.of("AskExperiment", "ScoreDigits", "SamplePatterns").stream().sorted().toList(),
                List.copyOf(printed.keySet()));

        List<Double> effective = numbers(printed.get("ScoreDigits"), "([\\d.]+) effective");
        assertEquals(effective.stream().sorted().toList(), effective, "more noise, more patterns");
        assertTrue(effective.getFirst() < 2 && effective.getLast() > 100, effective::toString);
        List<Double> own = numbers(printed.get("ScoreDigits"), "([\\d.]+) of 200");
        assertTrue(own.getFirst() > 150 && own.getLast() < 50, own::toString);

        assertEquals(3, numbers(printed.get("AskExperiment"), "f\\^e/α = (-?[\\d.]+) ±").size(), printed::toString);
        assertTrue(numbers(printed.get("SamplePatterns"), "than ([\\d.]+)").getFirst() < 0.2, printed::toString);
    }

    private void compile(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-d", classes.toString(), "-cp", CLASS_PATH,
                    "-Xlint:all,-incubating,-path,-processing", "-Werror",
                    "-proc:none");
            assertTrue(compiler.getTask(complaints, files, null, options, null,
                    files.getJavaFileObjectsFromPaths(sources)).call(),
                    complaints::toString);
        }
    }

    /// The start of JShell as the README has it; what is typed comes from a file.
    @Test
    @Slow
    void aShellStartsWithTheDigits() throws IOException, InterruptedException {
        Path typed = Files.writeString(classes.resolve("typed.jsh"),
                "System.out.println(at(1e-6, digits.row(7)).nearest()[0])\n/exit\n");
        List<String> command = new ArrayList<>(List.of(JAVA.replaceFirst("java$", "jshell"), "--class-path",
                CLASS_PATH));
        command.addAll(Files.readAllLines(Path.of("native-config/jvm.args")).stream().map(flag -> "-R" + flag)
                .toList());
        command.addAll(List.of("--feedback", "silent", EXAMPLES.resolve("start.jsh").toString(), typed.toString()));
        Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        shell.getOutputStream().close();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor(), said);
        assertTrue(said.contains("1797 digits") && said.lines().anyMatch("7"::equals), said);
    }

    private static List<Double> numbers(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> Double.valueOf(found.group(1)))
                .collect(Collectors.toList());
    }
}
