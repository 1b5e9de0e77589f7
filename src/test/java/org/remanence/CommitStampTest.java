package org.remanence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stamp of a build, in a repository of one commit.
class CommitStampTest {
    private static final String SCRIPT = "src/assembly/commit-stamp";

    @TempDir
    private Path folder;
    private Path repository;
    private String commit;

    @BeforeEach
    void commitOnce() throws IOException {
        repository = Files.createDirectory(folder.resolve("repository"));
        write(repository, SCRIPT, Files.readString(Path.of(SCRIPT)));
        write(repository, "src/main/A.java", "class A { }\n");
        write(repository, "README.md", "A\n");
        git(repository, "init", "--quiet");
        git(repository, "add", ".");
        git(repository, "commit", "--quiet", "-m", "first");
        commit = git(repository, "rev-parse", "HEAD");
    }

    @Test
    void aCleanTreeIsItsCommit() throws IOException {
        assertEquals(commit, stamp(repository));
        write(repository, "results/result.json", "{}");
        assertEquals(commit, stamp(repository), "what a run left beside the sources is no part of the program");
    }

    @Test
    void everyChangeHasAStampOfItsOwn() throws IOException {
        List<String> stamps = new ArrayList<>(List.of(commit));
        write(repository, "src/main/A.java", "class A { int a; }\n");
        stamps.add(stamp(repository));
        write(repository, "src/main/A.java", "class A { int b; }\n");
        stamps.add(stamp(repository));
        write(repository, "src/main/B b.java", "class B { }\n");
        stamps.add(stamp(repository));
        write(repository, "src/main/B b.java", "class B { int b; }\n");
        stamps.add(stamp(repository));
        git(repository, "add", ".");
        assertEquals(stamps.getLast(), stamp(repository), "staged or not");
        assertEquals(stamps.size(), stamps.stream().distinct().count(), stamps.toString());
        for (String each : stamps.subList(1, stamps.size())) {
            assertTrue(each.matches(commit + "-dirty-[0-9a-f]{12}"), each);
        }
        git(repository, "commit", "--quiet", "-m", "second");
        assertEquals(git(repository, "rev-parse", "HEAD"), stamp(repository));
    }

    @Test
    void theRepositoryIsLeftAsItWas() throws IOException {
        write(repository, "src/main/B.java", "class B { }\n");
        stamp(repository);
        assertEquals("?? src/main/B.java", git(repository, "status", "--short"));
    }

    @Test
    void aWorkTreeHasItsOwnCommit() throws IOException {
        Path tree = folder.resolve("tree");
        git(repository, "worktree", "add", "--quiet", "-b", "other", tree.toString());
        write(tree, "src/main/A.java", "class A { int a; }\n");
        git(tree, "commit", "--quiet", "-a", "-m", "second");
        assertNotEquals(commit, stamp(tree));
        assertEquals(git(tree, "rev-parse", "HEAD"), stamp(tree));
        assertEquals(commit, stamp(repository));
        write(tree, "README.md", "B\n");
        assertTrue(stamp(tree).startsWith(git(tree, "rev-parse", "HEAD") + "-dirty-"));
    }

    @Test
    void sourcesWithoutARepositoryHaveNone() throws IOException {
        Path inside = repository.resolve("copy");
        write(inside, SCRIPT, Files.readString(Path.of(SCRIPT)));
        write(inside, "src/main/A.java", "class A { }\n");
        assertEquals("", run(inside, 1, "sh", SCRIPT));
    }

    private static String stamp(Path tree) throws IOException {
        return run(tree, 0, "sh", SCRIPT);
    }

    private static String git(Path tree, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=test", "-c", "user.email=test@localhost"));
        command.addAll(List.of(arguments));
        return run(tree, 0, command.toArray(String[]::new));
    }

    private static String run(Path tree, int expected, String... command) throws IOException {
        var program = new ProcessBuilder(command).directory(tree.toFile());
        program.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        if (expected != 0) {
            program.redirectError(ProcessBuilder.Redirect.DISCARD);
        } else {
            program.redirectErrorStream(true);
        }
        Process process = program.start();
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertEquals(expected, process.waitFor(), said);
            return said;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path tree, String name, String text) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
