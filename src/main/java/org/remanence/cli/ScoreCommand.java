package org.remanence.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import org.remanence.data.DataSource;
import org.remanence.data.InputFiles;
import org.remanence.experiment.Answer;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.Schema;
import org.remanence.experiment.model.ScoreShare;
import org.remanence.experiment.model.Scoring;
import org.remanence.result.Computation;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.sweep.SweepShare;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `score`: as any experiment, and a share of it for those who have several machines.
final class ScoreCommand extends ExperimentCommand<Scoring> {
    /// What the folder of a share says that it holds.
    static final String SHARE = "score-share";

    private static final String FLAG = "--share";

    private ScoreCommand(Terminal terminal, Interruption interruption) {
        super(new ExperimentType<>(Scoring.class), terminal, interruption);
        spec.addOption(OptionSpec.builder(FLAG).type(String.class).paramLabel("I/K")
                .description("scores the I-th of K shares of the patterns alone, and leaves it in a folder of --out; 'merge' puts the shares together").build());
    }

    static CommandSpec command(Terminal terminal, Interruption interruption) {
        return new ScoreCommand(terminal, interruption).spec;
    }

    @Override
    int ask(Scoring question, SequencedMap<String, Object> parameters) {
        String text = spec.commandLine().getParseResult().matchedOptionValue(FLAG, null);
        return text == null ? super.ask(question, parameters) : share(question, parameters, SweepShare.parse(text));
    }

    private int share(Scoring question, SequencedMap<String, Object> parameters, SweepShare share) {
        if (settings.out == null) {
            throw new BadInput("a share needs a folder: name one by --out, the same for all shares");
        }
        if (cluster.isGiven()) {
            throw new BadInput("a share is scored by one machine: leave --share or --cluster away");
        }
        Path folder = settings.out.resolve(Text.of("share-%d-of-%d", share.index(), share.of()));
        List<DataSource> sources = Schema.sources(question).toList();
        String id = computation(parameters, settings.seed, sources);
        Settings own = Settings.kept(settings.seed, settings.threads(), folder);
        own.json = settings.json;
        own.quiet = settings.quiet;
        try (ResultWriter writer = new ResultWriter(own, terminal)) {
            interruption.undoes(writer::close);
            Progress progress = terminal.progress(settings.quiet, settings.progressInJson());
            try (Session session = writer.session(SHARE, parameters, sources, progress)) {
                interruption.cancels(session);
                Answer<ScoreShare> answer = ScoreShare.of(question, id, share.index(), share.of(), session);
                writer.deliver(SHARE, parameters, command(), answer, answer.findings().getFirst(), session);
            }
        }
        return Faults.DONE;
    }

    /// The id of a score, the same for all its shares.
    static String computation(SequencedMap<String, Object> parameters, long seed, List<DataSource> sources) {
        return Computation.of("score", parameters, seed, InputFiles.of(sources, Progress.SILENT).digests()).id();
    }
}
