package org.remanence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.experiment.Answer;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.Schema;
import org.remanence.experiment.model.ScoreShare;
import org.remanence.experiment.model.Scoring;
import org.remanence.result.Npy;
import org.remanence.result.OutputDirectory;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `merge DIR…`: puts the shares of a score together.
@Command(name = "merge", mixinStandardHelpOptions = true,
        description = "Puts together what 'score --share' left: the answer is that of 'score' alone, to the bit. The patterns are read once.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:merged", "2:a share is missing, comes twice, or is of another score", "130:interrupted"})
final class Merge implements Callable<Integer> {
    private static final String VERB = "score";

    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(paramLabel = "DIR", arity = "1..*",
            description = "the folder that the shares have in common, or those of all shares")
    private List<Path> folders;

    @Mixin
    private final Settings settings = new Settings();

    Merge(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        List<Path> shares = folders.stream().flatMap(Merge::shares).distinct().toList();
        JsonNode manifest = StoredQuestion.tree(shares.getFirst().resolve(OutputDirectory.MANIFEST));
        settings.seed = manifest.path("seed").asLong();
        ExperimentType<Scoring> type = new ExperimentType<>(Scoring.class);
        SequencedMap<String, String> texts = StoredQuestion.texts(manifest.path("parameters"));
        Scoring question = type.schema().fill(texts);
        SequencedMap<String, Object> parameters = type.schema().values(question);
        List<DataSource> sources = Schema.sources(question).toList();
        Map<ScoreShare, Path> where = new IdentityHashMap<>();
        List<ScoreShare> read = shares.stream().map(folder -> {
            ScoreShare share = share(folder);
            where.put(share, folder);
            return share;
        }).toList();
        if (!read.getFirst().computation().equals(ScoreCommand.computation(parameters, settings.seed, sources))) {
            throw new BadInput("the shares in %s were made by another version of this program, or the files they read have changed since: make them again", folders.getFirst());
        }
        try (ResultWriter writer = new ResultWriter(settings, terminal)) {
            interruption.undoes(writer::close);
            try (Session session = writer.session(VERB, parameters, sources)) {
                interruption.cancels(session);
                Answer<Scoring.Result> answer = ScoreShare.merge(question, read,
                        share -> name -> Npy.doubles(where.get(share).resolve(name)), session);
                writer.deliver(VERB, parameters, ExperimentOptions.command(type, texts, settings.seed), answer,
                        session);
            }
        }
        return Faults.DONE;
    }

    /// The folders of shares that a folder stands for: itself, or those in it.
    private static Stream<Path> shares(Path folder) {
        if (isShare(folder)) {
            return Stream.of(folder.toAbsolutePath().normalize());
        }
        if (!Files.isDirectory(folder)) {
            throw new BadInput("there is no folder %s", folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> shares = inside.filter(Merge::isShare).filter(each -> !each.getFileName().toString()
                    .contains(".partial-")).sorted()
                    .map(each -> each.toAbsolutePath().normalize()).toList();
            if (shares.isEmpty()) {
                throw new BadInput("%s holds no share of a score: name the folder that 'score --share' wrote to",
                        folder);
            }
            return shares.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isShare(Path folder) {
        Path manifest = folder.resolve(OutputDirectory.MANIFEST);
        return Files.isRegularFile(manifest) && StoredQuestion.tree(manifest).path("experiment").asString("")
                .equals(ScoreCommand.SHARE);
    }

    private static ScoreShare share(Path folder) {
        try {
            return new JsonMapper().treeToValue(StoredQuestion.tree(folder.resolve("result.json")).path("result"),
                    ScoreShare.class);
        } catch (JacksonException e) {
            throw new BadInput(e, "%s is damaged: %s", folder.resolve("result.json"), e.getOriginalMessage());
        }
    }
}
