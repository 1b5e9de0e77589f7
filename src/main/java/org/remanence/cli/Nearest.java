package org.remanence.cli;

import java.util.Collection;
import java.util.Comparator;

/// The known word that a mistyped one was probably meant to be.
final class Nearest {
    private Nearest() { }

    /// @return the word at the smallest edit distance, the first in the alphabet among equals; empty if none is near
    static String to(String typed, Collection<String> known) {
        return known.stream().filter(word -> distance(typed, word) <= Math.max(2, typed.length() / 3))
                .min(Comparator.<String>comparingInt(word -> distance(typed, word)).thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }

    /// Insertions, deletions and replacements that turn one word into the other.
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
