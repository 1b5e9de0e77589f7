package org.remanence.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.remanence.text.BadInput;

/// What stands between the cells of a table.
enum Separator {
    /// As in CSV.
    COMMA(',', "commas"),
    /// As in CSV where the comma is the decimal point.
    SEMICOLON(';', "semicolons"),
    /// As in TSV.
    TAB('\t', "tabs"),
    /// A vertical bar.
    BAR('|', "bars"),
    /// Any number of spaces or tabs.
    SPACE(' ', "spaces");

    private final char sign;
    private final String plural;

    Separator(char sign, String plural) {
        this.sign = sign;
        this.plural = plural;
    }

    /// @throws BadInput if it is none
    static Separator named(String text) {
        return Arrays.stream(values()).filter(each -> each.word().equals(text) || text.equals(String.valueOf(each.sign))
                || each == TAB && text.equals("\\t"))
                .findFirst().orElseThrow(() -> new BadInput("separator must be auto, %s, or the sign itself, got '%s'",
                        Arrays.stream(values()).map(Separator::word).collect(Collectors.joining(", ")), text));
    }

    /// The sign.
    char sign() {
        return sign;
    }

    /// For messages, as in "separated by commas".
    String plural() {
        return plural;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
