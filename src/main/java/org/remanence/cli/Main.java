package org.remanence.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.remanence.data.WholeNumber;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.experiment.model.Scoring;
import org.remanence.result.Host;
import org.remanence.result.OutputFailure;
import org.remanence.text.BadInput;
import org.remanence.text.GivenPath;
import org.remanence.text.Text;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.TypeConversionException;

/// The entrance: `remanence VERB [options]`.
///
/// Exit codes: 0 done, 1 the answer is no, 2 the input was refused, 3 our fault, 130 interrupted.
@Command(name = "remanence", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, synopsisSubcommandLabel = "VERB",
        description = "When, where and how does a diffusion model remember its data?")
public final class Main {
    private Main() { }

    /// What `--version` prints.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"remanence " + Host.current().version()};
        }
    }

    /// Runs one command and ends the machine with its exit code.
    public static void main(String[] args) {
        // For libraries that ask, such as the progress bar: our own texts do not.
        Locale.setDefault(Locale.ROOT);
        Interruption interruption = Interruption.watch();
        Terminal terminal = Terminal.standard();
        int code = run(terminal, interruption, args);
        interruption.over();
        System.exit(code);
    }

    /// Runs one command inside this machine.
    /// @param out where results go
    /// @param err where talk goes
    /// @return the exit code
    public static int run(PrintStream out, PrintStream err, String... args) {
        return run(new Terminal(new ResultStream(out, false), err), Interruption.none(), args);
    }

    private static int run(Terminal terminal, Interruption interruption, String... args) {
        int code = code(terminal, interruption, args);
        try {
            terminal.out().finish();
            return code;
        } catch (OutputFailure failure) {
            return Math.max(code, refuse(terminal, failure));
        }
    }

    private static int code(Terminal terminal, Interruption interruption, String... args) {
        try {
            return commands(terminal, interruption, args).execute(args.length == 0 ? new String[] {"--help"} : args);
        } catch (Throwable failure) {
            return refuse(terminal, failure);
        }
    }

    /// All verbs.
    static CommandLine commands(Terminal terminal, Interruption interruption, String... args) {
        CommandLine line = new CommandLine(new Main());
        Experiments.verbs().forEach(each -> line.addSubcommand(each.type() == Scoring.class ? ScoreCommand.command(terminal, interruption)
                : ExperimentCommand.command(each, terminal, interruption)));
        line.addSubcommand(new Merge(terminal, interruption));
        line.addSubcommand(new Help());
        line.addSubcommand(new ListExperiments(terminal));
        line.addSubcommand(new Show(terminal));
        line.addSubcommand(Run.command(terminal, interruption));
        line.addSubcommand(SweepCommand.command(terminal, interruption, List.of(args).contains(SweepCommand.NAME)));
        line.addSubcommand(new Replay(terminal, interruption));
        line.addSubcommand(new Reproduce(terminal, interruption));
        line.addSubcommand(new Serve(terminal, interruption));
        line.addSubcommand(new Cite(terminal));
        line.addSubcommand(new Doctor(terminal));
        line.addSubcommand(new Bench(terminal, interruption));
        line.registerConverter(int.class, text -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE, "2^31").intValue());
        line.registerConverter(long.class, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE, "2^63"));
        line.registerConverter(Path.class, Main::path);
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(terminal.width());
        line.setParameterExceptionHandler((failure, _) -> refuse(terminal, failure));
        line.setExecutionExceptionHandler((failure, _, _) -> refuse(terminal, failure));
        return line;
    }

    private static Long whole(String text, long least, long most, String bound) {
        try {
            long value = WholeNumber.parse(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // refused below, as what is too large
        }
        throw new TypeConversionException(Text.of("must be a whole number below %s, got '%s'", bound, text));
    }

    private static Path path(String text) {
        try {
            return GivenPath.of(text);
        } catch (BadInput e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static int refuse(Terminal terminal, Throwable failure) {
        terminal.err().println("remanence: " + Faults.sentence(failure));
        return Faults.code(failure);
    }
}
