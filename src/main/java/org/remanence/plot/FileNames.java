package org.remanence.plot;

import java.util.regex.Pattern;
import org.remanence.text.Text;

/// Names that are safe as file names on every system and need no escaping in a link.
final class FileNames {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private FileNames() { }

    static String check(String name) {
        if (!SAFE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                Text.of("a figure's name must be letters, digits, ‘-’, ‘_’, ‘.’ and begin with one of the first two, got ‘%s’", name));
        }
        return name;
    }
}
