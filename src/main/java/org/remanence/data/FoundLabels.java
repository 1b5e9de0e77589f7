package org.remanence.data;

import java.util.function.Supplier;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Labels that lie beside patterns. They are optional: those that are none are left aside, with a note that says why, unless the
/// user named them.
final class FoundLabels {
    private FoundLabels() { }

    /// The patterns with these labels, or without them.
    /// @param from where they were found, as in "labels from column y"
    /// @param named whether the user asked for these
    /// @param read them
    /// @throws BadInput if the user asked for them and they are none
    static PatternSet attach(PatternSet patterns, String from, boolean named, Supplier<Labels> read) {
        try {
            Labels labels = read.get();
            if (labels.count() != patterns.rows()) {
                throw new ShapeException(Text.of("%s must have one label a pattern, got %d labels for %d patterns", from,
                        labels.count(), patterns.rows()));
            }
            return patterns.with(labels).with(patterns.about().note(
                    Text.of("labels from %s (%d class%s)", from, labels.classes(), labels.classes() == 1 ? "" : "es")));
        } catch (BadInput e) {
            if (named) {
                throw e;
            }
            return patterns.with(patterns.about().note("labels left aside: " + e.getMessage()));
        }
    }
}
