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
        boolean verb = words.isEmpty() || verbs.getSubcommands().containsKey(words.getFirst());
        if (!verb && isExperiment(words.getFirst())) {
            words.addFirst("run");
            verb = true;
        }
        // what is neither is refused as it is everywhere
        if (verb && (words.size() < 2 || !words.getFirst().equals("run") || isExperiment(words.get(1)))) {
            words.add("--help");
        }
        return verbs.execute(words.toArray(String[]::new));
    }

    private static boolean isExperiment(String name) {
        return Experiments.all().stream().map(ExperimentType::name).anyMatch(name::equals);
    }
}
