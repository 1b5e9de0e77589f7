package org.remanence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Reported;

/// Runs the javadoc tool over the main sources with every check on. It cannot be told to keep quiet about the incubator,
/// so its `-Werror` is of no use here. A comment may leave `@param` and `@return` to its sentence and a constructor without
/// arguments to the class, but a record names each of its components, in a `@param` or in the annotation that `show` reads.
final class JavadocTest {
    private static final List<String> OPTIONS = List.of("-quiet", "-Xdoclint:all", "-Xmaxwarns", "10000",
            "--add-modules", "jdk.incubator.vector", "-classpath", System.getProperty("java.class.path"),
            "-encoding", "UTF-8");

    private static final Path SOURCES = Path.of("src/main/java");
    private static final String NO_PARAM = "no @param for ";
    private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)");

    private record Told(@Reported("what it is") int size) { }

    private record Mixed(@Parameter(help = "what it is") int size, Told told, Untold untold, int bare) { }

    private record Untold(int size) { }

    @TempDir
    private Path scratch;

    @Test
    void mainSourcesAreDocumentedWithoutWarning() throws IOException {
        List<Path> files = new ArrayList<>(javaFiles(SOURCES));
        for (OfProfile each : OfProfile.values()) {
            if (each.isThere()) {
                files.addAll(javaFiles(Path.of(each.sources)));
            }
        }
        assertEquals(List.of(), complaints(files));
    }

    /// Sources that only a profile compiles.
    private enum OfProfile {
        ONNX("src/onnx/java", "/org/remanence/onnx/OnnxReader.class"),
        CLUSTER("src/cluster/java", "/org/remanence/cluster/SparkConnector.class");

        private final String sources;
        private final String example;

        OfProfile(String sources, String example) {
            this.sources = sources;
            this.example = example;
        }

        boolean isThere() {
            return JavadocTest.class.getResource(example) != null;
        }
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void missingCommentsAndComponentsAreFound() throws IOException {
        Path source = Files.writeString(scratch.resolve("Example.java"), """
                /// An example.
                public record Example(int size) {
                    /// Twice the size, plus something.
                    public int twice(int plus) { return 2 * size + plus; }
                    public int bare() { return 1; }
                    /// See [Nothing].
                    public int broken() { return 1; }
                }
                """);
        String found = String.join("\n", complaints(List.of(source)));
        assertTrue(found.contains("no @param for size"), found);
        assertTrue(found.contains("no comment"), found);
        assertTrue(found.contains("reference not found"), found);
        assertEquals(3, found.lines().count(), found);
    }

    @Test
    void anAnnotationOrTheRecordOfAGroupExplainsAComponent() {
        assertEquals(List.of("size", "told"), Arrays.stream(Mixed.class.getRecordComponents()).filter(JavadocTest::saysItself)
                .map(RecordComponent::getName).toList());
    }

    private List<String> complaints(List<Path> sources) throws IOException {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        var heard = new DiagnosticCollector<JavaFileObject>();
        try (var files = javadoc.getStandardFileManager(heard, Locale.ROOT, null)) {
            files.setLocationFromPaths(DocumentationTool.Location.DOCUMENTATION_OUTPUT, List.of(scratch));
            javadoc.getTask(new StringWriter(), files, heard, null, OPTIONS, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return heard.getDiagnostics().stream().filter(JavadocTest::counts).map(JavadocTest::describe).toList();
    }

    private static boolean counts(Diagnostic<? extends JavaFileObject> diagnostic) {
        String text = diagnostic.getMessage(Locale.ROOT);
        boolean summary = diagnostic.getSource() == null;
        boolean said = Stream.of("no @return", "no main description", "use of default constructor")
                .anyMatch(text::startsWith) || text.startsWith(NO_PARAM) && !isUntold(diagnostic, text.substring(NO_PARAM.length()));
        return !summary && !said;
    }

    /// Whether the name is that of a record component without a word about it.
    private static boolean isUntold(Diagnostic<? extends JavaFileObject> diagnostic, String name) {
        Matcher header = RECORD.matcher(line(diagnostic));
        return header.find() && declared(diagnostic).filter(type -> type.getSimpleName().equals(header.group(1)))
                .map(Class::getRecordComponents).flatMap(Arrays::stream)
                .noneMatch(component -> component.getName().equals(name) && saysItself(component));
    }

    /// A component that an annotation explains, or a group of such components.
    private static boolean saysItself(RecordComponent component) {
        RecordComponent[] group = component.getType().getRecordComponents();
        return component.isAnnotationPresent(Parameter.class) || component.isAnnotationPresent(Reported.class)
                || group != null && group.length > 0 && Stream.of(group).allMatch(JavadocTest::saysItself);
    }

    /// The compiled class of the file with all that is nested in it; nothing for a file that is no class of ours.
    private static Stream<Class<?>> declared(Diagnostic<? extends JavaFileObject> diagnostic) {
        Path file = Path.of(diagnostic.getSource().getName()).toAbsolutePath();
        if (!file.startsWith(SOURCES.toAbsolutePath())) {
            return Stream.empty();
        }
        String name = SOURCES.toAbsolutePath().relativize(file).toString().replace(".java", "").replace(File.separatorChar, '.');
        try {
            return nested(Class.forName(name, false, JavadocTest.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Class<?>> nested(Class<?> type) {
        return Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses()).flatMap(JavadocTest::nested));
    }

    private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        try {
            return diagnostic.getSource().getCharContent(true).toString().lines()
                    .skip(diagnostic.getLineNumber() - 1).findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
        Path file = Path.of(diagnostic.getSource().getName()).getFileName();
        return "%s:%d %s".formatted(file, diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ROOT));
    }
}
