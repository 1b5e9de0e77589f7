package org.remanence.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the word someone meant, by the number of letters to insert, delete or replace.
public final class EditDistance {
    private EditDistance() { }

    /// The known word nearest to a typed one, the first in the alphabet among equals. There is none if all of them differ in more than
    /// two letters and more than a third of its letters.
    public static Optional<String> nearest(String typed, Collection<String> known) {
        return known.stream().filter(word -> between(typed, word) <= Math.max(2, typed.length() / 3))
                .min(Comparator.<String>comparingInt(word -> between(typed, word)).thenComparing(Comparator.naturalOrder()));
    }

    /// Insertions, deletions and replacements of one letter that turn one word into the other.
    static int between(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
