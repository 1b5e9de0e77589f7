package org.remanence.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import org.remanence.text.Text;

/// The class of each row, coded 0 … K − 1.
/// @param names what the classes are called, in the order of their codes; empty when the rows are unlabelled
/// @param count labelled rows
/// @param of the code of a row; must be a pure function
public record Labels(List<String> names, long count, LongToIntFunction of) {
    /// The rows carry no labels.
    public static final Labels NONE = new Labels(List.of(), 0, row -> {
        throw new IllegalStateException(Text.of("row %d has no label: the data set is unlabelled", row));
    });

    /// The names are copied.
    public Labels {
        names = List.copyOf(names);
    }

    /// Labels as found in a file: equal texts are one class; classes are ordered as numbers if all are whole numbers,
    /// else alphabetically.
    public static Labels of(List<String> texts) {
        boolean numbers = texts.stream().allMatch(each -> each.matches("-?\\d{1,18}"));
        var distinct = new TreeSet<String>(numbers
                ? Comparator.<String>comparingLong(Long::parseLong).thenComparing(Comparator.naturalOrder())
                : Comparator.<String>naturalOrder());
        distinct.addAll(texts);
        List<String> names = new ArrayList<>(distinct);
        Map<String, Integer> code = new HashMap<>();
        names.forEach(each -> code.put(each, code.size()));
        int[] codes = texts.stream().mapToInt(code::get).toArray();
        return new Labels(names, codes.length, row -> codes[Math.toIntExact(row)]);
    }

    /// Labels that are whole numbers, coded in increasing order.
    public static Labels of(long[] values) {
        return of(Arrays.stream(values).mapToObj(Long::toString).toList());
    }

    /// Labels that are already codes 0 … `classes − 1`, some of which may not occur.
    /// @throws IllegalArgumentException if a code lies outside
    public static Labels coded(int classes, int[] codes) {
        int[] own = codes.clone();
        for (int i = 0; i < own.length; i++) {
            if (own[i] < 0 || own[i] >= classes) {
                throw new IllegalArgumentException(Text.of("label of row %d must lie in [0, %d), got %d", i, classes, own[i]));
            }
        }
        return computed(classes, own.length, row -> own[Math.toIntExact(row)]);
    }

    /// Labels computed when asked for.
    /// @param of a pure function with values 0 … `classes − 1`
    public static Labels computed(int classes, long count, LongToIntFunction of) {
        return new Labels(IntStream.range(0, classes).mapToObj(Integer::toString).toList(), count, of);
    }

    /// Number of classes; 0 when unlabelled.
    public int classes() {
        return names.size();
    }
}
