package org.remanence.cli;

import java.util.List;
import java.util.Map;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.result.ResultJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `list`: the experiments and what they ask.
@Command(name = "list", mixinStandardHelpOptions = true, description = "Names the experiments and what they ask.")
final class ListExperiments implements Runnable {
    private final Terminal terminal;

    @Option(names = "--json", description = "print one JSON document instead of a table")
    private boolean json;

    ListExperiments(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        List<ExperimentType<?>> experiments = Experiments.all();
        if (json) {
            terminal.out().println(ResultJson.pretty(Map.of("experiments", experiments.stream().map(Show::document).toList())));
            return;
        }
        TextTable grid = new TextTable("name", "question");
        experiments.forEach(each -> grid.row(each.name(), each.about().value() + "?"));
        terminal.out().print(grid.within(terminal.width()));
    }
}
