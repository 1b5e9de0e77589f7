package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.session.Cancelled;

/// In a repository of two commits: an empty one, and one with a folder of benchmarks.
final class OtherRevisionTest {
    @TempDir
    private Path repository;
    private final Programs programs = new Programs(_ -> { });

    @BeforeEach
    void commitTwice() throws IOException {
        git("init", "--quiet");
        git("commit", "--quiet", "--allow-empty", "-m", "empty");
        Files.createDirectories(repository.resolve("bench/src"));
        Files.writeString(repository.resolve("pom.xml"), "<project/>");
        Files.writeString(repository.resolve("bench/src/A.java"), "class A { }");
        git("add", ".");
        git("commit", "--quiet", "-m", "benchmarks");
        Files.writeString(repository.resolve("pom.xml"), "<changed/>");
    }

    @Test
    void showsTheFilesOfTheCommitAndLeavesNothing() throws IOException {
        Path folder;
        try (OtherRevision other = OtherRevision.open(repository, "HEAD", programs)) {
            folder = other.folder();
            assertEquals("<project/>", Files.readString(folder.resolve("pom.xml")));
            assertEquals(40, other.commit().length());
        }
        assertFalse(Files.exists(folder));
        assertEquals(1, git("worktree", "list").size());
        assertEquals("<changed/>", Files.readString(repository.resolve("pom.xml")));
    }

    @Test
    void refusesWhatIsNoRevision() {
        for (String unknown : List.of("no-such-branch", "--all", "HEAD~7")) {
            String refusal = assertThrows(IllegalArgumentException.class, () -> OtherRevision.open(repository, unknown, programs)).getMessage();
            assertTrue(refusal.startsWith("'%s' is no revision of ".formatted(unknown)), refusal);
        }
    }

    @Test
    void refusesARevisionWithoutBenchmarks() {
        String refusal = assertThrows(IllegalArgumentException.class, () -> OtherRevision.open(repository, "HEAD~1", programs)).getMessage();
        assertEquals("revision HEAD~1 has no folder bench/src: choose a later one", refusal);
        assertEquals(1, git("worktree", "list").size());
    }

    @Test
    void startsNothingOnceStopped() {
        programs.stop();
        assertThrows(Cancelled.class, () -> OtherRevision.open(repository, "HEAD", programs));
    }

    private List<String> git(String... arguments) {
        return new Programs(_ -> { }).ask(repository, Stream.concat(
                Stream.of("git", "-c", "user.name=nobody", "-c", "user.email=nobody@example.org"),
                Stream.of(arguments)).toArray(String[]::new));
    }
}
