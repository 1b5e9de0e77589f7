package org.remanence.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.Schema;
import org.remanence.experiment.SharesWork;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command that asks one kind of question: the components of the record are its options.
/// @param <E> the record
class ExperimentCommand<E extends Record & Experiment<?>> implements Callable<Integer> {
    private static final String DATA = "data";

    private final ExperimentType<E> experimentType;
    final Terminal terminal;
    final Interruption interruption;
    final Settings settings = new Settings();
    final ClusterChoice cluster = new ClusterChoice();
    final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    ExperimentCommand(ExperimentType<E> experimentType, Terminal terminal, Interruption interruption) {
        this.experimentType = experimentType;
        this.terminal = terminal;
        this.interruption = interruption;
        spec.name(experimentType.name()).mixinStandardHelpOptions(true);
        spec.usageMessage().description(experimentType.about().value() + "?").sortOptions(false).abbreviateSynopsis(true)
                .footer("", "Measures: " + experimentType.about().equation(), "Source:   " + experimentType.about().source(),
                        "Cost:     " + experimentType.about().cost());
        experimentType.schema().fields().forEach(this::add);
        spec.addMixin("settings", CommandSpec.forAnnotatedObject(settings));
        if (SharesWork.class.isAssignableFrom(experimentType.type())) {
            spec.addMixin("cluster", CommandSpec.forAnnotatedObject(cluster));
        }
    }

    /// The specification of the command that asks a question of that kind.
    static CommandSpec command(ExperimentType<?> experimentType, Terminal terminal, Interruption interruption) {
        return new ExperimentCommand<>(experimentType, terminal, interruption).spec;
    }

    @Override
    public Integer call() {
        E experiment = question();
        return ask(experiment, experimentType.schema().values(experiment));
    }

    /// Asks, and delivers the answer.
    int ask(E experiment, SequencedMap<String, Object> parameters) {
        try (ResultWriter delivery = new ResultWriter(settings, terminal)) {
            interruption.undoes(delivery::close);
            try (Session session = delivery.session(experimentType.name(), parameters, Schema.sources(experiment).toList())) {
                interruption.cancels(session);
                Answer<?> answer = cluster.share(session, experiment::run);
                delivery.deliver(experimentType.name(), parameters, command(), answer, session);
                return answer.isNo() ? Faults.NO : Faults.DONE;
            }
        }
    }

    /// The command line as it was given.
    String command() {
        return GivenCommand.of(spec, settings.progressInJson());
    }

    /// The question that the words of the command line ask.
    E question() {
        return experimentType.schema().fill(texts());
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (ParameterSpec field : experimentType.schema().fields()) {
            String text = spec.commandLine().getParseResult().matchedOptionValue(field.flag(), null);
            if (text != null) {
                texts.put(field.name(), text);
            }
        }
        spec.positionalParameters().stream().map(PositionalParamSpec::<String>getValue).filter(Objects::nonNull)
                .forEach(text -> putOnce(texts, text));
        return texts;
    }

    private static void putOnce(Map<String, String> texts, String data) {
        if (texts.putIfAbsent(DATA, data) != null) {
            throw new BadInput("data is given twice, as %s and as %s", texts.get(DATA), data);
        }
    }

    /// Data may also stand without a flag.
    private void add(ParameterSpec field) {
        spec.addOption(ExperimentOptions.of(field, false));
        if (field.name().equals(DATA)) {
            spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").type(String.class).paramLabel("DATA")
                    .description("the same as " + field.flag()).build());
        }
    }
}
