package org.remanence.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.remanence.session.Cancelled;
import org.remanence.text.Text;

/// Other programs, run one at a time and ended with this one.
final class Programs {
    private final Consumer<String> talk;
    private Process running;
    private boolean stopped;

    /// @param talk hears every line they print
    Programs(Consumer<String> talk) {
        this.talk = talk;
    }

    /// Runs a program in a folder, with the Java of this process, and waits for it.
    /// @return its exit code
    /// @throws Cancelled if [#stop] was called
    int run(Path folder, String... command) {
        return run(folder, talk, command);
    }

    /// Runs a program that answers quietly.
    /// @return what it printed, line by line
    /// @throws IllegalStateException if it fails
    List<String> ask(Path folder, String... command) {
        List<String> answer = new ArrayList<>();
        int code = run(folder, answer::add, command);
        if (code != 0) {
            throw new IllegalStateException(Text.of("%s failed with code %d: %s", String.join(" ", command), code, String.join(" ", answer)));
        }
        return answer;
    }

    /// Ends the running program and its descendants, and starts no more.
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            Stream.concat(running.descendants(), Stream.of(running.toHandle())).toList().forEach(ProcessHandle::destroyForcibly);
        }
    }

    private int run(Path folder, Consumer<String> lines, String... command) {
        try (var output = start(folder, command).inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines);
            int code = running.waitFor();
            refuseStopped();
            return code;
        } catch (IOException | UncheckedIOException e) {
            refuseStopped();
            throw new IllegalStateException(Text.of("%s could not be run: %s", command[0], e.getMessage()), e);
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    private synchronized Process start(Path folder, String... command) throws IOException {
        refuseStopped();
        ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        running = program.start();
        return running;
    }

    private synchronized void refuseStopped() {
        if (stopped) {
            throw new Cancelled();
        }
    }
}
