package org.remanence.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.catalogue.Experiments;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `help [NAME]`: what `--help` says of a verb or an experiment.
@Command(name = "help", mixinStandardHelpOptions = true,
        description = "Shows how a verb or an experiment is asked; without NAME, the verbs.")
final class Help implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "a verb, an experiment, or both")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        CommandLine verbs = spec.commandLine().getParent();
        List<String> words = new ArrayList<>(names);
        boolean experiment = !words.isEmpty() && !verbs.getSubcommands().containsKey(words.getFirst())
                && Experiments.all().stream().map(ExperimentType::name).anyMatch(words.getFirst()::equals);
        if (experiment) {
            words.addFirst("run");
        }
        words.add("--help");
        return verbs.execute(words.toArray(String[]::new));
    }
}
