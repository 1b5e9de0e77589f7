package org.remanence.data;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Which of the arrays of one file holds the patterns, and which the labels.
/// @param file they are in
/// @param names of all arrays, in the order of the file
record ArrayNames(String file, List<String> names) {
    private static final int SHOWN = 12;
    private static final List<String> PATTERNS = List.of("x", "data", "images", "features", "patterns", "samples");
    private static final Pattern WORD = Pattern.compile("(?i)(?<![a-z])(x|data|images?|features?|patterns|samples)(?![a-z])");

    /// The array of the patterns.
    /// @param chosen by the user; empty for the only one, or the first of the usual names
    /// @throws BadInput if there is no such array, or several
    String patterns(String chosen) {
        if (!chosen.isEmpty()) {
            if (!names.contains(chosen)) {
                throw new BadInput("%s has no array %s: it has %s", file, chosen, listed());
            }
            return chosen;
        }
        List<String> candidates = candidates();
        return candidates.size() == 1 ? candidates.getFirst()
                : PATTERNS.stream().flatMap(word -> candidates.stream().filter(each -> last(each).equalsIgnoreCase(word)))
                        .findFirst()
                        .orElseThrow(() -> new BadInput("%s holds the arrays %s: choose one as %s:NAME", file, listed(),
                                file));
    }

    /// The array of the weights, if one was named.
    /// @throws BadInput if it is not there
    Optional<String> weights(FileForm form) {
        form.weightName().filter(each -> !names.contains(each)).ifPresent(each -> {
            throw new BadInput("weights names '%s', but %s has the arrays %s, and there is no such file", each, file,
                    listed());
        });
        return form.weightName();
    }

    /// The other arrays, where one holds the weights.
    ArrayNames withoutWeights(FileForm form) {
        Optional<String> weights = weights(form);
        return weights.isEmpty() ? this : new ArrayNames(file,
                names.stream().filter(each -> !each.equals(weights.get())).toList());
    }

    /// The array of numbers in a file that holds nothing else.
    /// @param chosen by the user; empty for the only one
    /// @throws BadInput if there is none
    String numbers(String chosen) {
        return names.stream().filter(each -> chosen.isEmpty() ? names.size() == 1 : each.equals(chosen)).findFirst()
                .orElseThrow(() -> new BadInput("%s holds the arrays %s, and not one of numbers alone", file,
                        listed()));
    }

    /// The set that was read from an array, with a note on which it was if others could be meant.
    /// @param chosen by the user, or empty
    PatternSet noted(PatternSet set, String patterns, String chosen) {
        return chosen.isEmpty() && candidates().size() > 1
                ? set.with(set.about().note("patterns from array " + patterns)) : set;
    }

    private List<String> candidates() {
        return names.stream().filter(each -> !LabelNames.has(last(each))).toList();
    }

    /// The array of the labels: the one named, else `y_test` for `x_test`, `test_labels` for `test_images`, `y` or `labels` for
    /// anything.
    /// @param patterns array of the patterns
    /// @throws BadInput if one was named that is not there
    Optional<String> labels(String patterns, FileForm form) {
        if (form.labelName().isPresent()) {
            String named = form.labelName().get();
            if (!names.contains(named)) {
                throw new BadInput("labels names '%s', but %s has the arrays %s, and there is no such file", named,
                        file, listed());
            }
            return Optional.of(named);
        }
        if (!form.autoLabels()) {
            return Optional.empty();
        }
        Stream<String> alike = LabelNames.ALL.stream().map(label -> WORD.matcher(patterns).replaceFirst(label));
        String folder = patterns.substring(0, patterns.lastIndexOf('/') + 1);
        Stream<String> usual = LabelNames.ALL.stream().map(label -> folder + label);
        return Stream.concat(alike, usual).flatMap(wanted -> names.stream().filter(each -> each.equalsIgnoreCase(wanted)))
                .filter(each -> !each.equals(patterns)).findFirst();
    }

    /// The array of the labels in a file that holds nothing else, or in which the user named them.
    /// @param chosen by the user; empty for the only one, or the first of the usual names
    /// @throws BadInput if there is none
    String labels(String chosen) {
        return names.stream().filter(each -> !chosen.isEmpty() ? each.equals(chosen)
                        : names.size() == 1 || LabelNames.has(last(each)))
                .findFirst().orElseThrow(() -> new BadInput(
                        "%s holds the arrays %s, and none of labels: name one as %s:NAME", file, listed(), file));
    }

    /// The names, the first of them where there are many.
    private String listed() {
        return names.size() <= SHOWN ? names.toString()
                : Text.of("%s and %d others", String.join(", ", names.subList(0, SHOWN)), names.size() - SHOWN);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
