package org.remanence.experiment.regimes;

import java.util.Arrays;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.measure.CloneRuns;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// How often two ends were of the same class, at each of several times.
/// @param same `[times]`
record ClassCounts(long[] same) {
    private static final int IN_A_PART = 250;

    /// Counts trials 0 … `count − 1` in parts that outlive an interruption.
    /// @param what is counted: the name of the parts
    /// @param times how many
    static ClassCounts inParts(String what, long count, int times, Session session, Block block) {
        long[] total = new long[times];
        for (long first = 0; first < count; first += IN_A_PART) {
            long from = first;
            long trials = Math.min(IN_A_PART, count - first);
            ClassCounts part = session.part(Text.of("%s %d to %d", what, from, from + trials - 1), ClassCounts.class,
                    () -> new ClassCounts(block.count(from, trials)));
            Arrays.setAll(total, i -> total[i] + part.same[i]);
        }
        return new ClassCounts(total);
    }

    /// Shares of so many trials; no points of none.
    Curve shares(AxisValues times, long trials) {
        return trials == 0 ? nothing()
                : Curve.of("time", times.values(), Arrays.stream(same).mapToObj(each -> CloneRuns.share(each, trials)).toList());
    }

    /// A curve without points.
    static Curve nothing() {
        return Curve.empty("time");
    }

    /// Some of the trials.
    interface Block {
        /// @param first number of the first trial
        /// @param trials how many
        long[] count(long first, long trials);
    }
}
