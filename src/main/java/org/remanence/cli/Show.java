package org.remanence.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.result.ResultJson;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `show NAME`: all about one experiment.
@Command(name = "show", mixinStandardHelpOptions = true,
        description = "Shows parameters, defaults, units, results, equation, source and cost of one experiment.")
final class Show implements Runnable {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "an experiment that 'remanence list' names, score or sample")
    private String name;

    @Option(names = "--json", description = "print one JSON document instead of text")
    private boolean json;

    Show(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        ExperimentType<?> type = known().filter(each -> each.name().equals(name)).findFirst().orElseThrow(() -> new BadInput(unknown()));
        terminal.out().println(json ? ResultJson.pretty(document(type)) : text(type));
    }

    /// The experiments, and what has a verb of its own besides.
    private static Stream<ExperimentType<?>> known() {
        return Stream.concat(Experiments.all().stream(), Experiments.verbs().stream()).distinct();
    }

    private String unknown() {
        List<String> names = known().map(ExperimentType::name).toList();
        String nearest = EditDistance.nearest(name, names).map(word -> Text.of(", did you mean '%s'?", word)).orElse("");
        return Text.of("no experiment is called '%s'%s; there are %s", name, nearest, String.join(", ", names));
    }

    /// The description as JSON shows it.
    static Map<String, Object> document(ExperimentType<?> type) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("experiment", type.name());
        document.put("question", type.about().value());
        document.put("equation", type.about().equation());
        document.put("source", type.about().source());
        document.put("cost", type.about().cost());
        document.put("parameters", type.schema().fields().stream().map(Show::parameter).toList());
        document.put("result", type.outcomes());
        return document;
    }

    private static Map<String, Object> parameter(ParameterSpec field) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", field.name());
        parameter.put("flag", field.flag());
        parameter.put("syntax", field.syntax());
        parameter.put("default", field.standard());
        parameter.put("unit", field.unit());
        parameter.put("bounds", field.bounds().toString());
        parameter.put("help", field.help());
        return parameter;
    }

    private String text(ExperimentType<?> type) {
        TextTable about = new TextTable("measures", type.about().equation());
        about.row("source", type.about().source());
        about.row("cost", type.about().cost());
        TextTable parameters = new TextTable("parameter", "meaning");
        type.schema().fields().forEach(field -> parameters.row(field.flag(), ExperimentOptions.meaning(field)));
        TextTable results = new TextTable("result", "meaning");
        type.outcomes().forEach(each -> results.row(each.name(), each.meaning() + (each.unit().isEmpty() ? "" : Text.of(" (%s)", each.unit()))));
        TextTable question = new TextTable(type.name() + ":", type.about().value() + "?");
        return Stream.of(question, about, parameters, results).map(each -> each.within(terminal.width())).collect(Collectors.joining("\n")).stripTrailing();
    }
}
