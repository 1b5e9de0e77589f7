package org.remanence.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.remanence.experiment.Blueprint;
import org.remanence.experiment.Experiments;
import org.remanence.experiment.Field;
import org.remanence.result.ResultJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `show NAME`: all about one experiment.
@Command(name = "show", mixinStandardHelpOptions = true,
        description = "Shows parameters, defaults, units, results, equation, source and cost of one experiment.")
final class Show implements Runnable {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "an experiment that 'remanence list' names")
    private String name;

    @Option(names = "--json", description = "print one JSON document instead of text")
    private boolean json;

    Show(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Blueprint<?> blueprint = Experiments.all().stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown()));
        terminal.out().println(json ? ResultJson.pretty(document(blueprint)) : text(blueprint));
    }

    private String unknown() {
        List<String> names = Experiments.all().stream().map(Blueprint::name).toList();
        String nearest = Nearest.to(name, names);
        return "no experiment is called '%s'%s; there are %s".formatted(name,
                nearest.isEmpty() ? "" : ", did you mean '" + nearest + "'?", String.join(", ", names));
    }

    /// The description as JSON shows it.
    static Map<String, Object> document(Blueprint<?> blueprint) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("experiment", blueprint.name());
        document.put("question", blueprint.about().value());
        document.put("equation", blueprint.about().equation());
        document.put("source", blueprint.about().source());
        document.put("cost", blueprint.about().cost());
        document.put("parameters", blueprint.schema().fields().stream().map(Show::parameter).toList());
        document.put("result", blueprint.outcomes());
        return document;
    }

    private static Map<String, Object> parameter(Field field) {
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

    private static String text(Blueprint<?> blueprint) {
        Grid parameters = new Grid("parameter", "default", "unit", "bounds", "meaning");
        blueprint.schema().fields().forEach(field -> parameters.row(field.flag(), field.required() ? "(required)" : field.standard(),
                field.unit(), field.bounds().toString(), field.help()));
        Grid results = new Grid("result", "unit", "meaning");
        blueprint.outcomes().forEach(each -> results.row(each.name(), each.unit(), each.meaning()));
        return """
                %s: %s?

                measures  %s
                source    %s
                cost      %s

                %s
                %s""".formatted(blueprint.name(), blueprint.about().value(), blueprint.about().equation(), blueprint.about().source(),
                blueprint.about().cost(), parameters, results).lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}
