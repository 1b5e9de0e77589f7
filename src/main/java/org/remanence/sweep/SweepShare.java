package org.remanence.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// One of several processes that do the runs of a sweep together, as `2/8` names it.
/// @param index from 1
/// @param of how many
public record SweepShare(int index, int of) {
    /// All runs.
    public static final SweepShare WHOLE = new SweepShare(1, 1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    /// Reads `i/k`.
    /// @throws BadInput unless 1 ≤ i ≤ k
    public static SweepShare parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BadInput("share must be i/k, as in 2/8, got '%s'", text);
        }
        SweepShare share = new SweepShare(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
        if (share.index < 1 || share.index > share.of) {
            throw new BadInput("share must lie between 1/%d and %d/%d, got %s", share.of, share.of, share.of, text);
        }
        return share;
    }

    /// The runs of this share, in order: the longest of all goes first, each to the share that has least to do. That
    /// depends on the plan alone, so shares need not talk to each other.
    public List<SweepRun> of(List<SweepRun> runs) {
        double[] load = new double[of];
        List<SweepRun> own = new ArrayList<>();
        Comparator<SweepRun> longestFirst = Comparator.comparingDouble(run -> -seconds(run));
        for (SweepRun run : runs.stream().sorted(longestFirst).toList()) {
            int least = 0;
            for (int i = 1; i < of; i++) {
                least = load[i] < load[least] ? i : least;
            }
            load[least] += seconds(run);
            if (least == index - 1) {
                own.add(run);
            }
        }
        own.sort(Comparator.comparingInt(SweepRun::number));
        return own;
    }

    private static double seconds(SweepRun run) {
        return run.seconds().orElse(1);
    }

    @Override
    public String toString() {
        return Text.of("%d/%d", index, of);
    }
}
