package org.remanence.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A benchmark with one choice of its parameters.
/// @param method class and method, with the package
/// @param parameters their values
record BenchName(String method, Map<String, String> parameters) {
    private static final Pattern PARAMETER = Pattern.compile("\\s+param \"(.+)\" = \\{(.*)\\}");
    private static final Pattern METHOD = Pattern.compile("[\\w.$]+\\.[\\w$]+");

    /// Reads what JMH prints for `-lp`: methods, and under each its parameters with their values.
    static List<BenchName> read(List<String> listing) {
        SequencedMap<String, List<Map<String, String>>> choices = new LinkedHashMap<>();
        for (String line : listing) {
            Matcher parameter = PARAMETER.matcher(line);
            if (METHOD.matcher(line).matches()) {
                choices.put(line, List.of(Map.of()));
            } else if (parameter.matches() && !choices.isEmpty()) {
                var last = choices.lastEntry();
                choices.put(last.getKey(), with(last.getValue(), parameter.group(1), parameter.group(2).split(",\\s*")));
            }
        }
        return choices.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(choice -> new BenchName(entry.getKey(), choice))).toList();
    }

    private static List<Map<String, String>> with(List<Map<String, String>> choices, String name, String... values) {
        List<Map<String, String>> more = new ArrayList<>();
        for (Map<String, String> choice : choices) {
            for (String value : values) {
                Map<String, String> one = new TreeMap<>(choice);
                one.put(name, value);
                more.add(one);
            }
        }
        return more;
    }

    /// A regular expression that matches this method alone.
    String regex() {
        return "^" + Pattern.quote(method) + "$";
    }

    /// Class and method.
    String shortName() {
        return shortName(method);
    }

    static String shortName(String method) {
        return method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1);
    }

    /// `batch=16 precision=FLOAT`.
    static String text(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }
}
