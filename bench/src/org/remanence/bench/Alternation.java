package org.remanence.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// Two sides timed in turn within one process: the machine's speed drifts, their ratio does not.
///
/// Each side runs untimed before it is timed: OpenBLAS's threads spin for a while after a call, and whoever ran next would
/// have one core less. On one thread a round counts only if both sides had their core: elapsed time at most 1.1 × CPU time.
final class Alternation {
    /// Rounds that must count.
    static final int ROUNDS = 9;
    private static final double MOST_WAITED = 0.1;

    private final int rounds;
    private final long warmUp;
    private final long settling;
    private final long section;

    /// As the results under `bench/results` are taken.
    Alternation() {
        this(ROUNDS, TimeUnit.MILLISECONDS.toNanos(1200), TimeUnit.MILLISECONDS.toNanos(80), TimeUnit.MILLISECONDS.toNanos(25));
    }

    /// @param rounds that must count
    /// @param warmUp least time of each side before the first round, ns
    /// @param settling least time of each side, untimed, before it is timed, ns
    /// @param section least time of a timed section, ns: a short run is repeated
    Alternation(int rounds, long warmUp, long settling, long section) {
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.settling = settling;
        this.section = section;
    }

    /// One of the two.
    /// @param work what is timed
    /// @param amount of it in one run, in billions: of floating-point operations, bytes or numbers
    record Side(Runnable work, double amount) { }

    /// Times both and leaves medians and quartiles in `rates`.
    /// @param threads both sides work with
    void run(Side ours, Side yardstick, int threads, Rates rates) {
        for (Side side : List.of(ours, yardstick)) {
            untimed(side, warmUp);
        }
        int[] repeats = {repeats(ours), repeats(yardstick)};
        List<Round> all = new ArrayList<>();
        List<Round> clean = new ArrayList<>();
        ProcessorTime before = ProcessorTime.now();
        while (clean.size() < rounds && all.size() < 2 * rounds) {
            Section second = timed(yardstick, repeats[1]);
            Section first = timed(ours, repeats[0]);
            Round round = new Round(first, second);
            all.add(round);
            if (threads > 1 || round.waited() <= MOST_WAITED) {
                clean.add(round);
            }
        }
        rates.others = ProcessorTime.now().takenByOthers(before);
        report(clean.size() > rounds / 2 ? clean : all, rates);
        rates.clean = clean.size();
        rates.waited = threads > 1 ? 0 : median(all, Round::waited);
    }

    private static void report(List<Round> counted, Rates rates) {
        rates.ours = median(counted, round -> round.ours.rate);
        rates.yardstick = median(counted, round -> round.yardstick.rate);
        rates.percent = median(counted, Round::percent);
        rates.low = quantile(counted, Round::percent, 0.25);
        rates.high = quantile(counted, Round::percent, 0.75);
    }

    private record Round(Section ours, Section yardstick) {
        double percent() {
            return 100 * ours.rate / yardstick.rate;
        }

        double waited() {
            return Math.max(ours.waited, yardstick.waited);
        }
    }

    /// @param rate billions of units a second
    /// @param waited share of the elapsed time that the measuring thread had no core
    private record Section(double rate, double waited) { }

    private Section timed(Side side, int repeats) {
        untimed(side, settling);
        long cpu = cpuTime();
        long start = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
            side.work.run();
        }
        double elapsed = System.nanoTime() - start;
        return new Section(side.amount * repeats * 1e9 / elapsed, Math.max(0, 1 - (cpuTime() - cpu) / elapsed));
    }

    private int repeats(Side side) {
        long start = System.nanoTime();
        side.work.run();
        return Math.clamp(Math.ceilDiv(section, Math.max(1, System.nanoTime() - start)), 1, 1_000_000);
    }

    private static void untimed(Side side, long time) {
        long end = System.nanoTime() + time;
        do {
            side.work.run();
        } while (System.nanoTime() < end);
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        return quantile(rounds, value, 0.5);
    }

    /// Linear between neighbours.
    private static double quantile(List<Round> rounds, ToDoubleFunction<Round> value, double share) {
        double[] sorted = rounds.stream().mapToDouble(value).toArray();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        return below + 1 < sorted.length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
