package org.remanence.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.remanence.text.Text;

/// How far a run has come.
/// @param kind in one word
/// @param seconds it took, if it ended
/// @param error why it failed; empty otherwise
public record RunState(Kind kind, double seconds, String error) {
    /// Nothing is known of it.
    public static final RunState OPEN = new RunState(Kind.OPEN, 0, "");

    /// Processes that may die during a run before it is left alone.
    private static final int DEATHS = 3;

    /// The state in one word.
    public enum Kind {
        /// It is to be run.
        OPEN,
        /// Its folder is complete.
        DONE,
        /// It ended without a result.
        FAILED
    }

    /// The kind as tables have it.
    public String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// The states of all runs that journals of one share or of several tell of, by their ids; the last word counts.
    static Map<String, RunState> of(List<SweepJournal.Entry> entries) {
        Map<String, RunState> states = new HashMap<>();
        Map<String, Integer> deaths = new HashMap<>();
        for (SweepJournal.Entry each : entries) {
            switch (each.event()) {
                case BEGUN -> {
                    int begun = deaths.merge(each.run(), 1, Integer::sum);
                    states.put(each.run(), begun < DEATHS ? OPEN : new RunState(Kind.FAILED, 0,
                            Text.of("the process died %d times during this run: run it alone, then --retry", DEATHS)));
                }
                case DONE -> states.put(each.run(), new RunState(Kind.DONE, each.seconds(), ""));
                case FAILED -> states.put(each.run(), new RunState(Kind.FAILED, each.seconds(), each.error()));
                case INTERRUPTED -> {
                    deaths.merge(each.run(), -1, Integer::sum);
                    states.put(each.run(), OPEN);
                }
                case RETRIED -> {
                    deaths.remove(each.run());
                    states.put(each.run(), OPEN);
                }
            }
        }
        return states;
    }
}
