package org.remanence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.remanence.result.OutputDirectory;
import org.remanence.result.OutputFailure;
import org.remanence.session.Cluster;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.sweep.Sweep;
import org.remanence.sweep.SweepRun;

/// Runs of a sweep as tasks of a cluster, a job each: the folder of a run stays on this machine, its files come from another.
final class SharedRuns implements Sweep.Runner {
    private final String experiment;
    private final Cluster cluster;
    private final Set<OutputDirectory> open = ConcurrentHashMap.newKeySet();

    /// @param experiment its name
    SharedRuns(String experiment, Cluster cluster) {
        this.experiment = experiment;
        this.cluster = cluster;
    }

    @Override
    public void run(SweepRun run, Path folder, Progress progress, Consumer<Session> begins) {
        try (OutputDirectory into = OutputDirectory.open(folder); Session session = new Session(run.seed(), 1, progress)) {
            open.add(into);
            begins.accept(session);
            MessageWriter part = new MessageWriter().whole(run.seed());
            run.texts().forEach((name, text) -> part.text(name).text(text));
            byte[] files = cluster.run(SweepTask.class, new MessageWriter().text(experiment).bytes(), List.of(part.bytes()), session).getFirst();
            write(new MessageReader(files), into);
            into.publish();
            open.remove(into);
        }
    }

    private static void write(MessageReader files, OutputDirectory into) {
        while (!files.isAtEnd()) {
            String name = files.text();
            try {
                Files.write(into.file(name), files.block());
            } catch (IOException e) {
                throw new OutputFailure(name, e);
            }
        }
    }

    /// Removes what is half written.
    void undo() {
        open.forEach(OutputDirectory::close);
    }
}
