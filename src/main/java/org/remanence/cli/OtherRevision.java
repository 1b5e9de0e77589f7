package org.remanence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.remanence.text.BadInput;

/// Another revision of a checkout, in a work tree of its own that goes when it is closed.
final class OtherRevision implements AutoCloseable {
    private final Path repository;
    private final Path folder;
    private final String commit;

    private OtherRevision(Path repository, Path folder, String commit) {
        this.repository = repository;
        this.folder = folder;
        this.commit = commit;
    }

    /// Finds the commit and writes its files to a temporary folder.
    /// @throws IllegalArgumentException if there is no such revision, or it has no benchmarks
    static OtherRevision open(Path repository, String revision, Programs programs) {
        String commit = commit(repository, revision, programs);
        try {
            OtherRevision other = new OtherRevision(repository, Files.createTempDirectory("remanence-" + commit.substring(0, 10)), commit);
            try {
                programs.ask(repository, "git", "worktree", "add", "--detach", "--force", other.folder.toString(), commit);
                if (!Checkout.hasBenchmarks(other.folder)) {
                    throw new BadInput("revision %s has no folder bench/src: choose a later one", revision);
                }
                return other;
            } catch (RuntimeException e) {
                other.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commit(Path repository, String revision, Programs programs) {
        try {
            List<String> answer = programs.ask(repository, "git", "rev-parse", "--verify", "--quiet", "--end-of-options",
                    revision + "^{commit}");
            return answer.getLast();
        } catch (IllegalStateException e) {
            throw new BadInput(e, "'%s' is no revision of %s: name a commit, branch or tag, such as HEAD~1", revision, repository);
        }
    }

    /// Where its files are.
    Path folder() {
        return folder;
    }

    /// Its full name.
    String commit() {
        return commit;
    }

    /// Removes the files, and what the repository remembers of them. May be called twice, also by two threads at a time.
    @Override
    public synchronized void close() {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
                }
            }
            new ProcessBuilder("git", "worktree", "prune").directory(repository.toFile()).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
