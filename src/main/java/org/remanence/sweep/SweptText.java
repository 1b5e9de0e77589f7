package org.remanence.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Names;
import org.remanence.text.BadInput;

/// The text of a parameter with open places, and what goes into them.
///
/// `mixture:d={64,128},n={1000,4000}` has the places `{d}` and `{n}`, two values each. A shell that expands braces
/// itself hands over four texts instead; they are folded back into the same places. Braces around one word, `{x}`, are
/// a place that is filled from elsewhere, or stay as they are.
/// @param text with places `{name}`
/// @param blocks what goes into those that were written here
record SweptText(String text, List<GridBlock> blocks) {
    private static final Pattern BRACES = Pattern.compile("(?:(?<key>[A-Za-z][A-Za-z0-9]*)=)?\\{(?<inside>[^{}]*)\\}");
    private static final Pattern SETTING = Pattern.compile("(?<key>[A-Za-z][A-Za-z0-9]*)=(?<value>[^,;\\s]*)");
    private static final double WHOLE = 1e-9;

    /// Reads what was given for a parameter.
    /// @param parameter its name, which becomes that of a place without a name of its own
    /// @param given one text, or several where each stands for a value
    /// @param taken names that a place must not have
    static SweptText of(String parameter, List<String> given, Set<String> taken) {
        UnaryOperator<String> free = key -> taken.contains(key) ? parameter + "." + key : key;
        return given.size() == 1 ? braces(parameter, given.getFirst(), free) : folded(parameter, given, free);
    }

    /// Names of all places, filled here or not.
    static Set<String> places(String text) {
        return Pattern.compile("\\{([^{},]+)\\}").matcher(text).results().map(each -> each.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// The text with values in its places; those without a value stay.
    static String filled(String text, SequencedMap<String, String> values) {
        return Pattern.compile("\\{([^{},]+)\\}").matcher(text)
                .replaceAll(each -> Matcher.quoteReplacement(values.getOrDefault(each.group(1), each.group())));
    }

    private static SweptText braces(String parameter, String text, UnaryOperator<String> free) {
        List<GridBlock> blocks = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        String open = BRACES.matcher(text).replaceAll(found -> {
            Optional<List<String>> values = values(parameter, found.group("inside"));
            if (values.isEmpty()) {
                return Matcher.quoteReplacement(found.group());
            }
            String key = found.group("key");
            String name = unused(key == null ? parameter : free.apply(key), used);
            blocks.add(GridBlock.axis(name, values.get()));
            return Matcher.quoteReplacement((key == null ? "" : key + "=") + "{" + name + "}");
        });
        return new SweptText(open, blocks);
    }

    private static String unused(String name, Set<String> used) {
        String free = name;
        for (int i = 2; !used.add(free); i++) {
            free = name + "." + i;
        }
        return free;
    }

    /// What stands between braces, if it is more than a word: values between commas, or `start:stop:step`,
    /// `log:start:stop:count`.
    private static Optional<List<String>> values(String parameter, String inside) {
        if (inside.isBlank()) {
            throw new BadInput("%s must have at least one value between its braces, got {%s}: no run would be left",
                    parameter, inside);
        }
        if (inside.contains(",")) {
            return Optional.of(Arrays.stream(inside.split(",", -1)).map(String::strip).toList());
        }
        return inside.contains(":") ? Optional.of(Arrays.stream(AxisValues.parse(parameter, inside.strip()).values())
                .mapToObj(SweptText::number).toList())
                : Optional.empty();
    }

    /// Sizes on a logarithmic axis are whole but for rounding.
    private static String number(double value) {
        double whole = Math.rint(value);
        return Names.number(Math.abs(value - whole) <= WHOLE * Math.abs(whole) ? whole : value);
    }

    /// Several whole texts: where they differ in settings `key=value` alone, these are the places.
    private static SweptText folded(String parameter, List<String> given, UnaryOperator<String> free) {
        List<SequencedMap<String, String>> settings = given.stream().map(SweptText::settings).toList();
        Set<String> skeletons = given.stream().map(each -> SETTING.matcher(each).replaceAll("${key}="))
                .collect(Collectors.toSet());
        List<String> keys = settings.getFirst().keySet().stream()
                .filter(key -> settings.stream().map(each -> each.get(key)).distinct().count() > 1).toList();
        if (skeletons.size() > 1 || keys.isEmpty()) {
            return new SweptText("{" + parameter + "}", List.of(GridBlock.axis(parameter, given)));
        }
        SequencedMap<String, List<String>> columns = new LinkedHashMap<>();
        keys.forEach(key -> columns.put(free.apply(key), settings.stream().map(each -> each.get(key)).toList()));
        String open = SETTING.matcher(given.getFirst()).replaceAll(found -> Matcher.quoteReplacement(
                keys.contains(found.group("key")) ? found.group("key") + "={" + free.apply(found.group("key")) + "}"
                : found.group()));
        return new SweptText(open, isProduct(columns, given.size())
                ? columns.entrySet().stream()
                .map(each -> GridBlock.axis(each.getKey(), each.getValue().stream().distinct().toList())).toList()
                : List.of(GridBlock.zip(columns)));
    }

    private static SequencedMap<String, String> settings(String text) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        SETTING.matcher(text).results().forEach(each -> settings.put(each.group("key"), each.group("value")));
        return settings;
    }

    /// Whether every value of a name meets every value of the others, the last name fastest.
    private static boolean isProduct(SequencedMap<String, List<String>> columns, int rows) {
        int repeats = rows;
        for (List<String> column : columns.values()) {
            List<String> distinct = column.stream().distinct().toList();
            if (repeats % distinct.size() != 0) {
                return false;
            }
            repeats /= distinct.size();
            int each = repeats;
            if (!IntStream.range(0, rows)
                    .allMatch(i -> column.get(i).equals(distinct.get(i / each % distinct.size())))) {
                return false;
            }
        }
        return repeats == 1;
    }
}
