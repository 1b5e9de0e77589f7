package org.remanence.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.remanence.text.BadInput;

/// One factor of a grid: names that are set together, and what they are set to.
/// @param rows values by name, one row after the other; a row of a list may leave names as they are elsewhere
public record GridBlock(List<SequencedMap<String, String>> rows) {
    /// Refuses a factor without rows: its product with anything is empty.
    public GridBlock {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new BadInput("a grid must have at least one run, got an empty list");
        }
    }

    /// One name and its values.
    /// @throws BadInput if there is no value, or one comes twice
    static GridBlock axis(String name, List<String> values) {
        if (values.isEmpty()) {
            throw new BadInput("%s must have at least one value, got none: no run would be left", name);
        }
        for (int i = 1; i < values.size(); i++) {
            if (values.subList(0, i).contains(values.get(i))) {
                throw new BadInput("values of %s must differ, got %s twice", name, values.get(i));
            }
        }
        return new GridBlock(values.stream().map(each -> row(Map.of(name, each))).toList());
    }

    /// Names whose values go together, the first with the first.
    /// @throws BadInput if they have different numbers of values
    static GridBlock zip(SequencedMap<String, List<String>> columns) {
        Map.Entry<String, List<String>> first = columns.firstEntry();
        columns.forEach((name, values) -> {
            if (values.size() != first.getValue().size()) {
                throw new BadInput("names of a zip must have equally many values, got %d for %s and %d for %s",
                        first.getValue().size(),
                        first.getKey(), values.size(), name);
            }
        });
        return new GridBlock(IntStream.range(0, first.getValue().size()).mapToObj(i -> {
            SequencedMap<String, String> row = new LinkedHashMap<>();
            columns.forEach((name, values) -> row.put(name, values.get(i)));
            return row;
        }).toList());
    }

    /// All names that some row sets, in order.
    List<String> names() {
        return rows.stream().flatMap(row -> row.keySet().stream()).distinct().toList();
    }

    private static SequencedMap<String, String> row(Map<String, String> values) {
        return new LinkedHashMap<>(values);
    }
}
