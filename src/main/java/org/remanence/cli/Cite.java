package org.remanence.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.experiment.catalogue.Reference;
import org.remanence.experiment.catalogue.References;
import org.remanence.result.Host;
import org.remanence.result.ResultJson;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cite [EXPERIMENT…]`: what to cite in a paper that used them.
@Command(name = "cite", mixinStandardHelpOptions = true,
        description = "Says what to cite: this program, and the papers behind the experiments that were used; without EXPERIMENT, behind all of them.")
final class Cite implements Callable<Integer> {
    private static final String YEAR = "2026";

    private final Terminal terminal;

    @Parameters(paramLabel = "EXPERIMENT", arity = "0..*",
            description = "experiments that 'remanence list' names, score, sample or train")
    private List<String> names = List.of();

    @Option(names = "--bibtex", description = "print entries for BibTeX instead of text")
    private boolean bibtex;

    @Option(names = "--json", description = "print one JSON document instead of text")
    private boolean json;

    Cite(Terminal terminal) {
        this.terminal = terminal;
    }

    /// A work and who rests on it.
    private record Cited(String key, String text, String bibtex, List<String> experiments) { }

    @Override
    public Integer call() {
        List<ExperimentType<?>> known = Stream.concat(Experiments.all().stream(), Experiments.verbs().stream())
                .distinct().toList();
        List<ExperimentType<?>> used = names.isEmpty() ? known : names.stream()
                .<ExperimentType<?>>map(name -> named(name, known)).distinct().toList();
        SequencedMap<Reference, List<String>> works = new LinkedHashMap<>();
        works.put(program(), List.of());
        for (ExperimentType<?> each : used) {
            References.of(each.about().source()).forEach(work -> works.merge(work, List.of(each.name()),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        }
        if (json) {
            terminal.out().println(ResultJson.pretty(Map.of("works", works.entrySet().stream()
                    .map(each -> new Cited(each.getKey().key(), each.getKey().text(), each.getKey().bibtex(),
                    each.getValue())).toList())));
        } else if (bibtex) {
            terminal.out().println(works.keySet().stream().map(Reference::bibtex).collect(Collectors.joining("\n\n")));
        } else {
            var lines = new StringJoiner("\n");
            works.forEach((work, experiments) -> lines.add(work.text()
                    + (experiments.isEmpty() ? "" : Text.of(" (%s)", String.join(", ", experiments)))));
            terminal.out().println(lines);
        }
        return Faults.DONE;
    }

    private static ExperimentType<?> named(String name, List<ExperimentType<?>> known) {
        return known.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow(() -> {
            String nearest = EditDistance.nearest(name, known.stream().map(ExperimentType::name).toList())
                    .map(word -> Text.of(", did you mean '%s'?", word)).orElse("");
            return new BadInput("no experiment is called '%s'%s; 'remanence list' names them", name, nearest);
        });
    }

    private static Reference program() {
        Host here = Host.current();
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("author", "{The Remanence authors}");
        fields.put("title", "Remanence: When, where and how does a diffusion model remember its data?");
        fields.put("version", here.version());
        fields.put("year", YEAR);
        fields.put("note", Text.of("commit %s", here.commit()));
        return new Reference("remanence", "software", fields);
    }
}
