package org.remanence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the javadoc tool over the main sources with every check on. It cannot be told to keep quiet about the incubator,
/// so its `-Werror` is of no use here. A comment may leave `@param` and `@return` to its sentence and a constructor without
/// arguments to the class, but a record names each of its components.
final class JavadocTest {
    private static final List<String> OPTIONS = List.of("-quiet", "-Xdoclint:all", "-Xmaxwarns", "10000",
            "--add-modules", "jdk.incubator.vector", "-classpath", System.getProperty("java.class.path"),
            "-encoding", "UTF-8");

    @TempDir
    private Path scratch;

    @Test
    void mainSourcesAreDocumentedWithoutWarning() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertEquals(List.of(), complaints(files.filter(file -> file.toString().endsWith(".java")).toList()));
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
                .anyMatch(text::startsWith) || text.startsWith("no @param") && !line(diagnostic).contains("record ");
        return !summary && !said;
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
