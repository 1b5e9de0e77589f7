package org.remanence.experiment.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The works that experiments name as their sources, from `references.bib`.
///
/// A source is read as people read it: each part between semicolons stands for the work of that year whose first author
/// is named first. Parts that name nobody, such as `derived`, stand for nothing.
public final class References {
    private static final Pattern ENTRY = Pattern.compile("@(\\w+)\\{(\\w+),\\n(.*?)\\n\\}", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("  (\\w+) = \\{(.*)\\}");
    private static final Pattern YEAR = Pattern.compile("\\b(?:1[89]|20)\\d\\d\\b");
    private static final List<Reference> ALL = read();

    private References() { }

    /// All of them, by key.
    public static List<Reference> all() {
        return ALL;
    }

    /// The works that a source names, in its order.
    /// @param source as [org.remanence.experiment.Question#source] has it
    public static List<Reference> of(String source) {
        return Stream.of(source.split(";")).flatMap(part -> in(part).stream()).distinct().toList();
    }

    /// Parts of a source that give a year, and no work of it is known.
    static List<String> unknown(String source) {
        return Stream.of(source.split(";")).filter(part -> YEAR.matcher(part).find() && in(part).isEmpty())
                .map(String::strip).toList();
    }

    private static Optional<Reference> in(String part) {
        List<String> years = YEAR.matcher(part).results().map(found -> found.group()).toList();
        return ALL.stream().filter(each -> years.isEmpty() || years.contains(each.year()))
                .filter(each -> position(each, part) >= 0)
                .min(Comparator.comparingInt(each -> position(each, part)));
    }

    private static int position(Reference reference, String part) {
        Matcher name = Pattern.compile("(?U)\\b" + Pattern.quote(reference.firstAuthor()) + "\\b").matcher(part);
        return name.find() ? name.start() : -1;
    }

    private static List<Reference> read() {
        try (InputStream in = References.class.getResourceAsStream("references.bib")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Reference> references = new ArrayList<>();
            ENTRY.matcher(text).results().forEach(entry -> {
                SequencedMap<String, String> fields = new LinkedHashMap<>();
                FIELD.matcher(entry.group(3)).results().forEach(field -> fields.put(field.group(1), field.group(2)));
                references.add(new Reference(entry.group(2), entry.group(1), fields));
            });
            return List.copyOf(references);
        } catch (IOException e) {
            throw new IllegalStateException("the list of references cannot be read: " + e.getMessage(), e);
        }
    }
}
