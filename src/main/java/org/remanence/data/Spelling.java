package org.remanence.data;

import java.util.Collection;
import java.util.Comparator;

/// Finds the word someone meant.
public final class Spelling {
    private Spelling() { }

    /// The candidate with the fewest insertions, deletions and replacements between it and a word.
    /// @throws java.util.NoSuchElementException if there is no candidate
    public static String nearest(String word, Collection<String> candidates) {
        return candidates.stream().min(Comparator.comparingInt(each -> distance(word, each))).orElseThrow();
    }

    /// Insertions, deletions and replacements of one letter that turn one word into the other.
    static int distance(String from, String to) {
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
