package org.remanence.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.remanence.data.DataSource;
import org.remanence.data.InputFiles;
import org.remanence.experiment.Answer;
import org.remanence.kernel.Kernels;
import org.remanence.linalg.Blas;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.result.Computation;
import org.remanence.result.Manifest;
import org.remanence.result.OutputDirectory;
import org.remanence.result.ResultJson;
import org.remanence.session.Parts;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.session.StoredParts;
import org.remanence.text.Text;

/// Takes an answer to where it was asked for: stdout, and the files of `--out`.
final class ResultWriter implements AutoCloseable {
    private final Settings settings;
    private final Terminal terminal;
    private final Optional<OutputDirectory> directory;
    private Optional<StoredParts> parts = Optional.empty();
    private InputFiles inputs = InputFiles.NONE;
    private final Instant started = Instant.now();

    /// Opens the folder at once, so that one that cannot be written is refused before anything is computed.
    ResultWriter(Settings settings, Terminal terminal) {
        this(settings, Optional.ofNullable(settings.out), terminal);
    }

    /// As [#ResultWriter(Settings, Terminal)], into a folder that `--out` does not name.
    /// @param out where files go; none are written if there is none
    ResultWriter(Settings settings, Optional<Path> out, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
        this.directory = out.map(OutputDirectory::open);
    }

    /// What the computation borrows. With `--out`, its finished parts outlive an interruption beside the folder, and the files it reads are
    /// held to their bytes.
    /// @param name of the experiment
    /// @param parameters the question
    /// @param sources all data that the parameters name
    Session session(String name, SequencedMap<String, Object> parameters, List<DataSource> sources) {
        return session(name, parameters, sources, terminal.progress(settings.quiet, settings.progressInJson()));
    }

    /// As [#session(String, SequencedMap, List)], where someone else hears how far it is.
    Session session(String name, SequencedMap<String, Object> parameters, List<DataSource> sources, Progress progress) {
        int threads = settings.threads();
        if (directory.isPresent()) {
            inputs = InputFiles.of(sources, progress);
            parts = directory.map(folder -> new StoredParts(folder.target(),
                    Computation.of(name, parameters, settings.seed, inputs.digests()), inputs::checkUnchanged));
        }
        parts.filter(each -> each.count() > 0).ifPresent(each -> terminal.say(settings.quiet,
                Text.of("goes on after %d finished parts of an interrupted run", each.count())));
        return new Session(settings.seed, threads, progress, parts.<Parts>map(each -> each).orElse(Parts.NONE));
    }

    /// Writes the files, then prints.
    /// @param name of the experiment
    /// @param parameters the question
    /// @param command that asks it again
    void deliver(String name, SequencedMap<String, Object> parameters, String command, Answer<?> answer, Session session) {
        deliver(name, parameters, command, answer, Summary.of(answer, terminal.width()), session);
    }

    /// As [#deliver(String, SequencedMap, String, Answer, Session)], with words of the caller's own.
    /// @param text what people read on stdout
    void deliver(String name, SequencedMap<String, Object> parameters, String command, Answer<?> answer, String text,
                 Session session) {
        Document document = keep(name, parameters, command, answer, session);
        if (settings.json) {
            ResultJson.write(document, terminal.out());
            terminal.out().println();
        } else {
            terminal.out().println(text);
        }
        terminal.say(settings.quiet, Text.of("seed %d, %d threads, %s%s", session.seed(), session.threads(),
                Notation.duration(document.manifest().wallTime()),
                directory.map(folder -> ", written to " + folder.target()).orElse("")));
    }

    /// Writes the files, and prints nothing.
    /// @param name of the experiment
    /// @param parameters the question
    /// @param command that asks it again
    Document keep(String name, SequencedMap<String, Object> parameters, String command, Answer<?> answer,
                  Session session) {
        inputs.checkUnchanged();
        Manifest manifest = manifest(name, parameters, answer, session);
        Document document = new Document(name, parameters, answer.result(), answer.theory(), answer.findings(), manifest);
        directory.ifPresent(folder -> write(folder, document, command, session.notices(), answer));
        parts.ifPresent(this::discard);
        return document;
    }

    @Override
    public void close() {
        directory.ifPresent(OutputDirectory::close);
    }

    private void discard(StoredParts finished) {
        finished.delete();
        finished.deleteObsolete().forEach(each -> terminal.say(settings.quiet, Text.of("removed %s, finished parts of another question", each)));
    }

    private Manifest manifest(String name, SequencedMap<String, Object> parameters, Answer<?> answer, Session session) {
        var setting = new Manifest.Setting(session.seed(), session.threads(), String.valueOf(parameters.getOrDefault("precision", "double")),
                Kernels.get().name(), Kernels.get().bits() + " bits", Blas.get().description());
        return Manifest.of(name, parameters, inputs.digests(), session.notices(), setting, started, answer.result());
    }

    private static void write(OutputDirectory folder, Document document, String command, List<String> notices, Answer<?> answer) {
        folder.json("result.json", document);
        folder.json(OutputDirectory.MANIFEST, document.manifest());
        answer.arrays().forEach((name, values) -> values.accept(folder.file(name + ".npy")));
        answer.files().forEach((name, file) -> file.writer().accept(folder.file(name)));
        Report.Builder report = answer.report().toBuilder();
        if (!notices.isEmpty()) {
            report.section("Input");
            notices.forEach(each -> report.text(Character.toUpperCase(each.charAt(0)) + each.substring(1) + "."));
        }
        report.summary(String.join(" ", answer.findings())).command(command).manifest(document.manifest())
                .file("result.json", "parameters, all numbers and theory").file(OutputDirectory.MANIFEST, "how they were made");
        answer.arrays().keySet().forEach(name -> report.file(name + ".npy", "table of numbers"));
        answer.files().forEach((name, file) -> report.file(name, file.about()));
        report.build().writeInto(folder);
        folder.publish();
    }
}
