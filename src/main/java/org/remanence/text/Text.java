package org.remanence.text;

import java.util.Locale;

/// Sentences with numbers in them, the same on every machine.
public final class Text {
    private Text() { }

    /// A format filled in, in a notation that knows no country: the decimal sign is a point.
    /// @param format as [java.util.Formatter] reads it
    public static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
