package org.remanence.reproduce;

import java.util.List;
import java.util.SequencedMap;
import org.remanence.experiment.Reported;

/// Whether a figure came out as theory has it.
/// @param holds whether every check passed
/// @param finding what was found, in a sentence
/// @param checks what must hold
/// @param results what the experiments behind it measured
public record Verdict(
        @Reported("whether every check passed") boolean holds,
        @Reported("what was found, in a sentence") String finding,
        @Reported("what must hold, with deviation and limit") List<FigureCheck> checks,
        @Reported("what the experiments behind the figure measured") SequencedMap<String, Record> results) {
    /// Checks are copied.
    public Verdict {
        checks = List.copyOf(checks);
    }

    /// The verdict on these checks.
    /// @param finding what was found, in a sentence
    public static Verdict of(String finding, List<FigureCheck> checks, SequencedMap<String, Record> results) {
        return new Verdict(checks.stream().allMatch(FigureCheck::passed), finding, checks, results);
    }
}
