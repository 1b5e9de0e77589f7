package org.remanence.experiment.measure;

import java.lang.foreign.Arena;
import java.util.List;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.data.ValueRange;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// States that a user names beside patterns, in the units of the data.
public final class GivenStates {
    private GivenStates() { }

    /// The states, prepared as the patterns were.
    /// @param at whatever data may be
    /// @param data the patterns as named
    /// @param arena owner of the memory, shared
    /// @throws org.remanence.tensor.ShapeException if the dimensions differ
    public static Rows open(String at, DataChoice data, PatternSet patterns, Arena arena, Session session) {
        DataSource source = DataSource.parse(at);
        PatternSet given = source.open(session.stream("patterns"), Precision.DOUBLE, arena);
        Check.size("columns of " + at, given.columns(), "dimension of the patterns " + data.data(), patterns.columns());
        if (!at.equals(data.data()) && !(source instanceof DataSource.Drawn)) {
            session.notice(given.reading(ValueRange.of(given), List.of("prepared as the patterns")));
        }
        return patterns.preparation().apply(given);
    }
}
