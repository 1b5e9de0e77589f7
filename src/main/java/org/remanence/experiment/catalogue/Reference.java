package org.remanence.experiment.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A work to cite, as BibTeX has it.
/// @param key by which documents cite it
/// @param kind of entry, such as `article`
/// @param fields by name, in order, as TeX writes them
public record Reference(String key, String kind, SequencedMap<String, String> fields) {
    private static final Map<String, String> ACCENTS = Map.of("{\\'e}", "é", "{\\`e}", "è", "{\\\"e}", "ë", "{\\\"a}", "ä", "--", "–");

    /// The entry.
    public String bibtex() {
        return fields.entrySet().stream().map(each -> "  " + each.getKey() + " = {" + each.getValue() + "}")
                .collect(Collectors.joining(",\n", "@" + kind + "{" + key + ",\n", "\n}"));
    }

    /// One line for people: authors, title, where, year.
    public String text() {
        String where = Stream.of("journal", "booktitle", "howpublished").map(fields::get).filter(Objects::nonNull)
                .findFirst().orElse("");
        String volume = Stream.of(fields.get("volume"), fields.get("pages")).filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return Stream.of(authors(), plain(fields.getOrDefault("title", "")), plain((where + " " + volume).strip()),
                fields.containsKey("version") ? "version " + fields.get("version") : "",
                fields.getOrDefault("year", ""),
                fields.getOrDefault("note", "")).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    /// The family name of the first author.
    public String firstAuthor() {
        return families().getFirst();
    }

    /// When it appeared; empty if that is not known.
    public String year() {
        return fields.getOrDefault("year", "");
    }

    private String authors() {
        List<String> families = families();
        if (families.getLast().equals("others")) {
            return families.getFirst() + " et al.";
        }
        return families.size() == 1 ? families.getFirst()
                : String.join(", ", families.subList(0, families.size() - 1)) + " and " + families.getLast();
    }

    private List<String> families() {
        return Arrays.stream(fields.get("author").split(" and ")).map(name -> plain(name.split(",")[0])).toList();
    }

    private static String plain(String tex) {
        String text = tex;
        for (Map.Entry<String, String> each : ACCENTS.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return text.replace("{", "").replace("}", "");
    }
}
