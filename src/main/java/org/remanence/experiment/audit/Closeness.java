package org.remanence.experiment.audit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.kernel.Distance;
import org.remanence.kernel.Kernels;
import org.remanence.score.NearestPatterns;
import org.remanence.score.NearestTable;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// How close states are to their nearest pattern, seen from its surroundings; small for a copy.
///
/// With a₁ the nearest pattern and its rivals a_k, the next nearest that are not the same within δ:
/// `ratio = |x − a₁|/|x − a₃|`, a₃ the second rival, and `offset = max_k |(x − a₁)·(a_k − a₁)|/|a_k − a₁|²`, the place of x on the segments to
/// the rivals: 0 at the pattern, ½ at the border of its cell, whatever noise leads away from the data. `closeness = min(ratio, 2 offset)`.
/// @param value closeness, `[B]`
/// @param ratio as above, `[B]`
/// @param offset as above, `[B]`
/// @param distance to the nearest pattern, `[B]`
/// @param secondRatio `|x − a₁|/|x − a₂|` whatever the second nearest is, `[B]`
/// @param nearest row of the nearest pattern, `[B]`
/// @param duplicated whether another of the patterns listed is the same as a₁ within δ, `[B]`
/// @param equal how many others of the patterns listed equal a₁, `[B]`
/// @param squares squared distances of the patterns listed, nearest first, those of the state itself left out, `[B][≤ 64]`
/// @param lists the patterns listed, the state itself among them
record Closeness(double[] value, double[] ratio, double[] offset, double[] distance, double[] secondRatio, long[] nearest,
        boolean[] duplicated, int[] equal, double[][] squares, NearestTable lists) {
    /// Patterns listed of each state.
    static final int LISTED = 64;
    /// Rivals of a state.
    static final int RIVALS = 32;
    /// A pattern left out of its own list has one rival fewer, so that its p-value errs to the safe side.
    static final int OWN_RIVALS = RIVALS - 1;
    /// Patterns beyond which nobody looks for rivals among duplicates.
    private static final int DEEPEST = 4096;

    private Closeness(int states, NearestTable lists) {
        this(new double[states], new double[states], new double[states], new double[states], new double[states], new long[states],
                new boolean[states], new int[states], new double[states][], lists);
    }

    /// Of states that are no patterns.
    /// @param states `[B × d]`
    /// @param within δ
    static Closeness of(Rows states, NearestPatterns patterns, double within, Session session) {
        return search(states, patterns, new long[0], RIVALS, within, session);
    }

    /// Of patterns, each against all others.
    /// @param states `[B × d]`, patterns
    /// @param own their rows
    static Closeness leaveOneOut(Rows states, NearestPatterns patterns, long[] own, double within, Session session) {
        return search(states, patterns, own, OWN_RIVALS, within, session);
    }

    /// Of states whose lists are known; where they hold fewer than two rivals, the closeness is 1.
    static Closeness listed(Rows states, Rows patterns, NearestTable lists, double within, Session session) {
        Closeness found = new Closeness(lists.states(), lists);
        found.measure(states, patterns, lists, IntStream.range(0, lists.states()).toArray(), new long[0], RIVALS, within, session);
        return found;
    }

    int states() {
        return value.length;
    }

    /// That of some of the states.
    Closeness some(int... which) {
        return new Closeness(numbers(value, which), numbers(ratio, which), numbers(offset, which), numbers(distance, which),
                numbers(secondRatio, which), Arrays.stream(which).mapToLong(i -> nearest[i]).toArray(), flags(which),
                Arrays.stream(which).map(i -> equal[i]).toArray(), Arrays.stream(which).mapToObj(i -> squares[i]).toArray(double[][]::new),
                lists.rows(which));
    }

    private static double[] numbers(double[] all, int... which) {
        return Arrays.stream(which).mapToDouble(i -> all[i]).toArray();
    }

    private boolean[] flags(int... which) {
        boolean[] flags = new boolean[which.length];
        for (int i = 0; i < which.length; i++) {
            flags[i] = duplicated[which[i]];
        }
        return flags;
    }

    /// Duplicates may hide all rivals: then one has to look farther.
    private static Closeness search(Rows states, NearestPatterns patterns, long[] own, int rivals, double within, Session session) {
        long n = patterns.patterns().rows();
        int extra = own.length > 0 ? 1 : 0;
        NearestTable lists = patterns.of(states, (int) Math.min(LISTED + extra, n));
        Closeness found = new Closeness(lists.states(), lists);
        int[] open = IntStream.range(0, found.states()).toArray();
        int[] count = found.measure(states, patterns.patterns(), lists, open, own, rivals, within, session);
        for (int wanted = lists.wanted(); wanted < Math.min(n, DEEPEST);) {
            int[] left = few(open, count, rivals);
            if (left.length == 0) {
                return found;
            }
            wanted = (int) Math.min(4L * wanted, n);
            open = left;
            count = found.measure(states, patterns.patterns(), patterns.of(GatheredRows.of(states, open), wanted), open, own, rivals, within,
                    session);
        }
        int[] lone = few(open, count, 2);
        if (lone.length > 0) {
            throw new BadInput("""
                    the nearest patterns of row %d are all the same within %.3g: remove duplicates from the training set""", lone[0], within);
        }
        return found;
    }

    /// Those of the states with fewer rivals.
    private static int[] few(int[] states, int[] count, int rivals) {
        return IntStream.range(0, states.length).filter(i -> count[i] < rivals).map(i -> states[i]).toArray();
    }

    /// Returns how many rivals each had.
    private int[] measure(Rows states, Rows patterns, NearestTable lists, int[] which, long[] own, int rivals, double within,
            Session session) {
        int[] found = new int[which.length];
        double work = 4.0 * lists.wanted() * states.columns();
        new RowPartition(session).run(which.length, work, (_, from, to) -> {
            Scratch scratch = new Scratch(states, patterns, rivals, within);
            for (int i = (int) from; i < to; i++) {
                found[i] = scratch.measure(this, lists, i, which[i], own.length == 0 ? -1 : own[which[i]]);
            }
        });
        return found;
    }

    /// What a worker needs.
    private static final class Scratch {
        private final Rows states;
        private final Rows patterns;
        private final int rivals;
        private final double within;
        private final Distance direct = Kernels.get().distance();
        private final double[] state;
        private final double[] nearest;
        private final double[] other;
        private final double[] gap;

        private Scratch(Rows states, Rows patterns, int rivals, double within) {
            int d = states.columns();
            this.states = states;
            this.patterns = patterns;
            this.rivals = rivals;
            this.within = within;
            this.state = new double[d];
            this.nearest = new double[d];
            this.other = new double[d];
            this.gap = new double[d];
        }

        private int measure(Closeness into, NearestTable lists, int row, int b, long own) {
            int listed = IntStream.range(0, lists.wanted()).filter(i -> lists.pattern(row, i) >= 0).toArray().length;
            int[] at = IntStream.range(0, listed).filter(i -> lists.pattern(row, i) != own).toArray();
            states.copy(b, 1, state, 0);
            patterns.copy(lists.pattern(row, at[0]), 1, nearest, 0);
            double d1 = lists.distance(row, at[0]);
            double second = Double.NaN;
            double offset = 0;
            int count = 0;
            int equal = 0;
            boolean duplicated = false;
            for (int i = 1; i < at.length && (count < rivals || i < LISTED); i++) {
                patterns.copy(lists.pattern(row, at[i]), 1, other, 0);
                double square = direct.squared(other, 0, nearest, 0, other.length, 1, 0, gap);
                if (square <= within * within) {
                    duplicated |= i < LISTED;
                    equal += square == 0 && i < LISTED ? 1 : 0;
                } else if (count < rivals) {
                    offset = Math.max(offset, Math.abs(along() / square));
                    second = count++ < 2 ? lists.distance(row, at[i]) : second;
                }
            }
            into.distance[b] = d1;
            into.nearest[b] = lists.pattern(row, at[0]);
            into.secondRatio[b] = at.length < 2 ? 1 : quotient(d1, lists.distance(row, at[1]));
            into.duplicated[b] = duplicated;
            into.equal[b] = equal;
            into.squares[b] = Arrays.stream(at).limit(LISTED).mapToDouble(i -> lists.square(row, i)).toArray();
            into.ratio[b] = count < 2 ? 1 : quotient(d1, second);
            into.offset[b] = count < 2 ? 0.5 : offset;
            into.value[b] = Math.min(into.ratio[b], 2 * into.offset[b]);
            return count;
        }

        /// Two patterns that both equal the state are equally near.
        private static double quotient(double first, double second) {
            return second == 0 ? 1 : first / second;
        }

        /// (x − a₁)·(a_k − a₁); the gap is the other way round.
        private double along() {
            double even = 0;
            double odd = 0;
            int k = 0;
            for (; k + 1 < state.length; k += 2) {
                even = Math.fma(nearest[k] - state[k], gap[k], even);
                odd = Math.fma(nearest[k + 1] - state[k + 1], gap[k + 1], odd);
            }
            return even + odd + (k < state.length ? (nearest[k] - state[k]) * gap[k] : 0);
        }
    }
}
