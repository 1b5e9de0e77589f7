package org.remanence.experiment;

import java.util.Optional;
import java.util.function.Supplier;

/// Where something is measured along an axis: at points that were given, or at those that suit what was found before.
/// @see AxisValues
public final class AxisChoice {
    /// The points that suit.
    public static final AxisChoice AUTO = new AxisChoice(Optional.empty());
    private static final String WORD = "auto";

    private final Optional<AxisValues> given;

    private AxisChoice(Optional<AxisValues> given) {
        this.given = given;
    }

    /// These points.
    public static AxisChoice of(AxisValues points) {
        return new AxisChoice(Optional.of(points));
    }

    /// Reads `auto`, or points as [AxisValues#parse] does.
    /// @param name of the axis, for messages
    public static AxisChoice parse(String name, String text) {
        return text.equals(WORD) ? AUTO : of(AxisValues.parse(name, text));
    }

    /// The points given, if any.
    public Optional<AxisValues> given() {
        return given;
    }

    /// The points given, or those that suit.
    public AxisValues orElse(Supplier<AxisValues> suiting) {
        return given.orElseGet(suiting);
    }

    /// What JSON shows: numbers, or the word.
    Object plain() {
        return given.<Object>map(AxisValues::values).orElse(WORD);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AxisChoice choice && given.equals(choice.given);
    }

    @Override
    public int hashCode() {
        return given.hashCode();
    }

    @Override
    public String toString() {
        return given.map(AxisValues::toString).orElse(WORD);
    }
}
