package org.remanence.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.session.ClusterTask;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;
import org.remanence.session.Progress;

/// One run of a sweep. The common part is the name of the experiment; the part is the seed and the
/// parameters that are not left at their defaults; the answer is the names and bytes of all files of the run.
public final class SweepTask implements ClusterTask {
    /// A task, without state.
    public SweepTask() { }

    @Override
    public byte[] run(byte[] common, byte[] part, int threads) {
        String name = new MessageReader(common).text();
        ExperimentType<?> type = Stream.concat(Experiments.all().stream(), Experiments.verbs().stream())
                .filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        MessageReader in = new MessageReader(part);
        long seed = in.whole();
        Map<String, String> texts = new LinkedHashMap<>();
        while (!in.isAtEnd()) {
            texts.put(in.text(), in.text());
        }
        try {
            Path scratch = Files.createTempDirectory("remanence-run");
            try {
                keep(type, texts, Settings.kept(seed, threads, scratch.resolve("run")));
                return packed(scratch.resolve("run"));
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(ExperimentType<?> type, Map<String, String> texts, Settings settings) {
        Terminal nowhere = new Terminal(new ResultStream(OutputStream.nullOutputStream(), false), new PrintStream(OutputStream.nullOutputStream()));
        try (ResultWriter writer = new ResultWriter(settings, nowhere)) {
            KeptRun.keep(type, texts, settings.seed, writer, Progress.SILENT, _ -> { });
        }
    }

    private static byte[] packed(Path folder) throws IOException {
        MessageWriter out = new MessageWriter();
        for (Path file : files(folder)) {
            if (Files.isRegularFile(file)) {
                out.text(folder.relativize(file).toString()).block(Files.readAllBytes(file));
            }
        }
        return out.bytes();
    }

    /// What lies in the folder comes before the folder.
    private static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
