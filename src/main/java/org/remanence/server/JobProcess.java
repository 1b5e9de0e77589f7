package org.remanence.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.catalogue.Experiments;

/// A job in a process of its own: one that runs out of memory or is killed takes nobody along, and its finished parts
/// are kept.
final class JobProcess {
    private static final String PROGRESS = "{\"progress\":";
    private static final long GRACE_SECONDS = 5;

    private final Process process;
    private final JobFolder folder;
    private volatile String lastWord = "";

    private JobProcess(Process process, JobFolder folder) {
        this.process = process;
        this.folder = folder;
    }

    /// Begins to run a job.
    /// @param program words that start the command line of this program
    /// @throws IOException if there can be no such process
    static JobProcess start(List<String> program, int threads, Job job, JobFolder folder) throws IOException {
        Files.createDirectories(folder.work());
        List<String> command = new ArrayList<>(program);
        command.addAll(words(job));
        command.addAll(List.of("--seed", String.valueOf(job.seed()), "--threads", String.valueOf(threads),
                "--progress", "json", "--out", folder.result().toAbsolutePath().toString()));
        Process process = new ProcessBuilder(command).directory(folder.work().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(folder.summary().toFile()).start();
        return new JobProcess(process, folder);
    }

    /// The question as on the command line, without what names the program.
    static List<String> words(Job job) {
        ExperimentType<?> type = JobQuestion.type(job.experiment())
                .orElseThrow(() -> new IllegalStateException("there is no experiment " + job.experiment()));
        List<String> words = new ArrayList<>(Experiments.all().contains(type) ? List.of("run", type.name())
                : List.of(type.name()));
        for (ParameterSpec field : type.schema().fields()) {
            if (job.texts().containsKey(field.name())) {
                words.add(field.flag() + "=" + job.texts().get(field.name()));
            }
        }
        return words;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// Reads what the process says until it ends.
    /// @param progress hears how far it is, as JSON
    /// @param seconds it may take
    /// @return its exit code, or -1 if it took too long
    int follow(Consumer<String> progress, long seconds) throws InterruptedException {
        Thread reader = Thread.ofVirtual().start(() -> read(progress));
        boolean over = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!over) {
            stop();
            process.waitFor();
        }
        reader.join();
        return over ? process.exitValue() : -1;
    }

    /// The last line it said, which tells why it failed.
    String lastWord() {
        return lastWord;
    }

    /// Asks it to end, and ends it if it does not. Returns at once.
    void stop() {
        process.destroy();
        Thread.ofVirtual().start(() -> {
            try {
                if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void read(Consumer<String> progress) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
             Writer log = Files.newBufferedWriter(folder.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(PROGRESS) && line.endsWith("}")) {
                    progress.accept(line.substring(PROGRESS.length(), line.length() - 1));
                } else if (!line.isBlank()) {
                    lastWord = line.startsWith("remanence: ") ? line.substring("remanence: ".length()) : lastWord;
                    log.write(line + "\n");
                    log.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
