package org.remanence.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.remanence.text.Text;

/// How the speed of one benchmark differs between two revisions that ran in turn.
///
/// The interval is that of the sign test. Between the k-th smallest and the k-th largest ratio lies the median of whatever law the
/// rounds follow, with the greatest k that keeps this true of at least nine cases in ten. With five to seven rounds it reaches
/// from the smallest to the largest.
/// @param benchmark class and method
/// @param parameters their values
/// @param ratios our speed over the other's, one a round
/// @param median of them
/// @param low end of the interval
/// @param high end of the interval
/// @param verdict what follows
record SpeedChange(String benchmark, Map<String, String> parameters, List<Double> ratios, double median, double low, double high,
                   Verdict verdict) {
    /// Fewer rounds can't exclude chance: with four, all ratios lie on one side in one case of eight.
    static final int LEAST_ROUNDS = 5;
    private static final double CONFIDENCE = 0.9;
    /// A kernel may lose a tenth.
    private static final double LOST = 0.9;

    /// What an interval allows to say.
    enum Verdict {
        /// The whole interval lies below 0.9.
        SLOWER,
        /// The interval reaches over 0.9: neither a loss of a tenth nor its absence is shown.
        UNDECIDED,
        /// The whole interval lies above 0.9.
        KEPT,
        /// The whole interval lies above 1/0.9.
        FASTER
    }

    /// Judges rounds.
    /// @throws IllegalArgumentException if there are too few
    static SpeedChange of(String benchmark, Map<String, String> parameters, List<Double> rounds) {
        double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length < LEAST_ROUNDS) {
            throw new IllegalArgumentException(Text.of("rounds must be at least %d, got %d", LEAST_ROUNDS, sorted.length));
        }
        int rank = rank(sorted.length);
        double low = sorted[rank - 1];
        double high = sorted[sorted.length - rank];
        Verdict verdict = high < LOST ? Verdict.SLOWER : low > 1 / LOST ? Verdict.FASTER : low > LOST ? Verdict.KEPT : Verdict.UNDECIDED;
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return new SpeedChange(benchmark, parameters, List.copyOf(rounds), median, low, high, verdict);
    }

    /// The greatest k with P(k ≤ number of heads in n throws ≤ n − k) ≥ 0.9.
    static int rank(int n) {
        double outside = 0;
        double probability = Math.pow(0.5, n);
        for (int k = 0; ; k++) {
            outside += 2 * probability;
            if (outside > 1 - CONFIDENCE) {
                return Math.max(1, k);
            }
            probability *= (n - k) / (k + 1.0);
        }
    }

    /// The changes for people.
    /// @param width of the terminal
    static String table(List<SpeedChange> changes, int width) {
        TextTable grid = new TextTable("benchmark", "parameters", "ratio", "interval", "rounds", "");
        changes.forEach(each -> grid.row(each.benchmark, BenchName.text(each.parameters), format(each.median),
                format(each.low) + "–" + format(each.high), String.valueOf(each.ratios.size()),
                each.verdict == Verdict.KEPT ? "" : each.verdict.name().toLowerCase(Locale.ROOT)));
        long slower = changes.stream().filter(each -> each.verdict == Verdict.SLOWER).count();
        long undecided = changes.stream().filter(each -> each.verdict == Verdict.UNDECIDED).count();
        return Text.of("%s%d of %d lost more than a tenth, %d undecided%n", grid.within(width), slower, changes.size(), undecided);
    }

    private static String format(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
