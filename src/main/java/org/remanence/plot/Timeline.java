package org.remanence.plot;

import java.util.List;
import org.remanence.text.Text;

/// The regimes a diffusion passes through, as a strip along time.
/// @param axis the time axis, both ends given
/// @param regimes what happens when, from the lowest time up
/// @param marks the transitions between them, measured or theoretical; those that have no place on the axis, or were
/// not found, are named in words
public record Timeline(Axis axis, List<Regime> regimes, List<Layer.Mark> marks) {
    /// Refuses an open axis and a strip without regimes.
    public Timeline {
        if (!axis.isBounded()) {
            throw new IllegalArgumentException(Text.of("the axis of a timeline must have two ends, got [%s, %s]", axis.low(), axis.high()));
        }
        if (regimes.isEmpty()) {
            throw new IllegalArgumentException("a timeline must have at least one regime, got none");
        }
        regimes = List.copyOf(regimes);
        marks = List.copyOf(marks);
    }

    /// Whether a mark lies between the ends.
    boolean shows(Layer.Mark mark) {
        return mark.at() >= axis.low() && mark.at() <= axis.high();
    }

    /// A stretch of time with one behaviour.
    /// @param name one word, for example `memorization`
    /// @param description what the diffusion does there
    /// @param from its start
    /// @param to its end
    public record Regime(String name, String description, double from, double to) {
        /// Refuses an empty stretch.
        public Regime {
            if (!(from < to)) {
                throw new IllegalArgumentException(Text.of("regime ‘%s’ must end after it starts, got [%s, %s]", name, from, to));
            }
        }
    }
}
