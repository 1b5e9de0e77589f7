package org.remanence.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.remanence.kernel.Kernels;
import org.remanence.linalg.Blas;
import org.remanence.result.Host;
import org.remanence.result.ResultJson;
import org.remanence.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `doctor`: what this machine is, what was chosen on it and why, how fast that is, and whether it agrees with its twins.
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Shows the machine and what was chosen for it, measures its speed, and checks every kernel against its twin.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:every check agrees", "3:a check fails"})
final class Doctor implements Callable<Integer> {
    private static final double GIBI = 1L << 30;

    private final Terminal terminal;

    @Option(names = "--json", description = "print one JSON document instead of tables")
    private boolean json;

    Doctor(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Diagnosis diagnosis = new Diagnosis(Host.current(), Machine.current(), Choice.current(), Library.current(),
                SelfCheck.all(), Speed.bandwidth(), Speed.all());
        terminal.out().println(json ? ResultJson.pretty(diagnosis) : diagnosis.text(terminal.width()));
        return diagnosis.code();
    }

    /// Everything the doctor finds.
    /// @param host program, Java and processor
    /// @param machine its size
    /// @param kernels the set in use
    /// @param blas the linear algebra in use
    /// @param checks of fast routines against their twins
    /// @param bandwidth of memory, 10⁹ bytes read and written a second on all cores
    /// @param speeds of the score kernel and its peers on one thread
    record Diagnosis(Host host, Machine machine, Choice kernels, Library blas, List<SelfCheck> checks, double bandwidth,
                     List<Speed> speeds) {
        /// The exit code: a fast routine that disagrees with its twin is our fault.
        int code() {
            return checks.stream().allMatch(SelfCheck::agrees) ? Faults.DONE : Faults.OURS;
        }

        /// For people.
        /// @param width of the terminal
        String text(int width) {
            TextTable checked = new TextTable("check", "", "compared");
            checks.forEach(each -> checked.row(each.name(), each.agrees() ? "agrees" : "FAILS", each.detail()));
            TextTable measured = new TextTable("one thread", "precision", "Gflop/s");
            speeds.forEach(each -> measured.row(each.name(), each.precision(), number(each.gigaflops())));
            return Text.of("""
                    remanence %s, commit %s
                    Java       %s
                    processor  %s, %d cores, load %s
                    memory     %s GiB, of which Java may use %s GiB; copies run at %s GB/s
                    kernels    %s: %s
                    linalg     %s, %d thread: %s

                    %s
                    %s""", host.version(), host.commit(), host.jdk(), host.processor(), machine.cores, number(machine.load),
                    number(machine.memory), number(machine.heap), number(bandwidth), kernels.set, kernels.why,
                    blas.name, blas.threads, blas.description, checked.within(width), measured.within(width)).stripTrailing();
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
    }

    /// How large the machine is, and how busy.
    /// @param cores processors that Java may use
    /// @param memory of the machine, GiB
    /// @param heap largest size of Java's own memory, GiB; patterns lie outside it
    /// @param load tasks that ran or waited in the last minute
    record Machine(int cores, double memory, double heap, double load) {
        static Machine current() {
            var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new Machine(system.getAvailableProcessors(), system.getTotalMemorySize() / GIBI,
                    Runtime.getRuntime().maxMemory() / GIBI, system.getSystemLoadAverage());
        }
    }

    /// The kernels in use.
    /// @param set its name
    /// @param bits of a vector, 0 without
    /// @param why it was chosen
    record Choice(String set, int bits, String why) {
        static Choice current() {
            String wanted = System.getProperty("remanence.kernels", "auto");
            String lanes = System.getProperty("remanence.lanes", "preferred");
            boolean vectors = Kernels.all().size() > 1;
            String why = !wanted.equals("auto") ? "asked for by remanence.kernels=" + wanted
                    : !vectors ? "Java runs without --add-modules=jdk.incubator.vector"
                    : lanes.equals("preferred") ? "the widest vectors this processor prefers"
                    : Text.of("vectors are there, and remanence.lanes=%s asks for this width", lanes);
            return new Choice(Kernels.get().name(), Kernels.get().bits(), why);
        }
    }

    /// The linear algebra in use.
    /// @param name `openblas` or `plain`
    /// @param description its version and build, or why it is not used
    /// @param threads it works with, set and read back
    record Library(String name, String description, int threads) {
        static Library current() {
            return new Library(Blas.get().name(), Blas.get().description(), Blas.get().threads());
        }
    }
}
