package org.remanence.data;

import java.util.List;
import java.util.Locale;

/// What a column, an array or a file of labels may be called, in every format alike.
final class LabelNames {
    /// In the order in which they are looked for.
    static final List<String> ALL = List.of("label", "labels", "target", "targets", "class", "classes", "y");

    private LabelNames() { }

    /// Whether that is a name of labels, in upper or lower case.
    static boolean has(String name) {
        return ALL.contains(name.strip().toLowerCase(Locale.ROOT));
    }
}
