package org.remanence.cli;

import java.util.concurrent.Callable;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.catalogue.Experiments;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// `run NAME [options]`: asks one experiment.
final class Run {
    private Run() { }

    static CommandSpec command(Terminal terminal, Interruption interruption) {
        CommandSpec[] own = new CommandSpec[1];
        Callable<Integer> unnamed = () -> {
            throw new ParameterException(own[0].commandLine(), "which experiment? 'remanence list' names them");
        };
        own[0] = CommandSpec.wrapWithoutInspection(unnamed).name("run").mixinStandardHelpOptions(true);
        own[0].usageMessage().description("Asks one experiment; 'remanence run NAME --help' shows its parameters.")
                .synopsisSubcommandLabel("NAME");
        for (ExperimentType<?> each : Experiments.all()) {
            own[0].addSubcommand(each.name(), new CommandLine(ExperimentCommand.command(each, terminal, interruption)));
        }
        return own[0];
    }
}
