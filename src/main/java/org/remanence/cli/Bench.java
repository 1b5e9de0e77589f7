package org.remanence.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.remanence.cli.SpeedChange.Verdict;
import org.remanence.result.ResultJson;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench [REGEX]`: compiles and runs the JMH benchmarks of the checkout this program was built in, alone or in turn with those of
/// another revision.
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Runs the benchmarks whose names contain a match of REGEX. Needs a checkout with its folder bench.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:measured", "1:a benchmark lost more than a tenth (--compare)",
            "2:unknown revision, no such benchmark, or a busy machine", "130:interrupted"})
final class Bench implements Callable<Integer> {
    private static final int NO = 1;
    private static final String PEERS = "PeerBench";

    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(paramLabel = "REGEX", arity = "0..1", description = "which benchmarks (default: all but the peers')")
    private String regex;

    @Option(names = "-p", paramLabel = "NAME=VALUES", description = "only these values of a parameter, such as -p threads=1")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--save", description = "keep the numbers in bench/results/PROCESSOR/DATE-COMMIT.json, the roofline beside them")
    private boolean save;

    @Option(names = "--compare", paramLabel = "REV", description = "run another revision in turn with this one, print the ratios")
    private String revision;

    @Option(names = "--rounds", paramLabel = "INTEGER", defaultValue = "5",
            description = "of both revisions (default ${DEFAULT-VALUE}); what stays undecided gets as many again")
    private int rounds;

    @Option(names = "--peers", description = "against other libraries, libtorch among them, which Maven fetches")
    private boolean peers;

    @Option(names = "--busy", description = "measure even if other programs are at work")
    private boolean busy;

    @Option(names = "--json", description = "print one JSON document instead of a table")
    private boolean json;

    @Option(names = "--quiet", description = "no talk on stderr")
    private boolean quiet;

    Bench(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        if (regex == null) {
            regex = peers ? PEERS : Text.of("^(?!.*%s)", PEERS);
        }
        refuseMalformed();
        Programs programs = new Programs(line -> terminal.say(quiet, line));
        interruption.stops(programs::stop);
        Checkout checkout = new Checkout(Checkout.around(home()), programs, peers);
        MachineLoad business = MachineLoad.watch();
        if (!busy) {
            business.refuse();
        }
        return revision == null ? measure(checkout, business) : compare(checkout, programs);
    }

    private int measure(Checkout checkout, MachineLoad business) {
        compile(checkout);
        Instant started = Instant.now();
        BenchResults results = BenchResults.of(checkout.run(regex, parameters), started, business, checkout.flags());
        terminal.out().print(json ? ResultJson.pretty(results) + "\n" : results.table(terminal.width()));
        Path root = checkout.root();
        if (save) {
            terminal.say(quiet, "written to " + root.relativize(results.save(root.resolve("bench/results"))));
        } else if (results.draw(root.resolve("target"), "roofline")) {
            terminal.say(quiet, "the roofline is target/roofline.svg and .png");
        }
        return Faults.DONE;
    }

    private int compare(Checkout ours, Programs programs) {
        try (OtherRevision other = OtherRevision.open(ours.root(), revision, programs)) {
            interruption.undoes(other::close);
            Checkout theirs = new Checkout(other.folder(), programs, peers);
            compile(ours);
            compile(theirs);
            List<SpeedChange> changes = new Comparison(ours, theirs, rounds, line -> terminal.say(quiet, line)).of(regex, parameters);
            terminal.out().print(json ? ResultJson.pretty(changes) + "\n"
                    : Text.of("this revision against %s%n%s", other.commit().substring(0, 10), SpeedChange.table(changes, terminal.width())));
            return changes.stream().anyMatch(each -> each.verdict() == Verdict.SLOWER) ? NO : Faults.DONE;
        }
    }

    private void compile(Checkout checkout) {
        terminal.say(quiet, Text.of("compiling the benchmarks in %s ...", checkout.root()));
        checkout.compile();
    }

    private void refuseMalformed() {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new BadInput(e, "'%s' is no regular expression: %s", regex, e.getDescription());
        }
        if (peers && revision != null) {
            throw new BadInput("--peers and --compare exclude each other: leave one out");
        }
        if (rounds < SpeedChange.LEAST_ROUNDS) {
            throw new BadInput("rounds must be at least %d, got %d", SpeedChange.LEAST_ROUNDS, rounds);
        }
    }

    private static Path home() {
        try {
            return Path.of(Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
