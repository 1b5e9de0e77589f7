package org.remanence.score;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.remanence.kernel.States;

/// Some states of a batch, ascending. A pass sees them as a batch of its own, whose row i is [#state] i of the whole.
final class Selection {
    static final Selection NONE = new Selection(new int[0]);

    private final int[] states;

    private Selection(int[] states) {
        this.states = states;
    }

    /// All states of a batch of B.
    static Selection all(int batch) {
        return new Selection(IntStream.range(0, batch).toArray());
    }

    int size() {
        return states.length;
    }

    boolean isEmpty() {
        return states.length == 0;
    }

    /// The state in a row.
    int state(int row) {
        return states[row];
    }

    boolean has(int state) {
        return Arrays.binarySearch(states, state) >= 0;
    }

    /// The states, row by row.
    IntStream stream() {
        return Arrays.stream(states);
    }

    /// Those of the states that are as wanted.
    Selection filter(IntPredicate wanted) {
        return new Selection(stream().filter(wanted).toArray());
    }

    /// Those in some rows, ascending.
    Selection rows(int... rows) {
        return new Selection(Arrays.stream(rows).map(i -> states[i]).toArray());
    }

    /// Those that are not among others.
    Selection without(Selection others) {
        return others.isEmpty() ? this : filter(b -> !others.has(b));
    }

    /// The batch of these states alone.
    States of(States all) {
        return all.select(states);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selection selection && Arrays.equals(states, selection.states);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(states);
    }

    @Override
    public String toString() {
        return Arrays.toString(states);
    }
}
