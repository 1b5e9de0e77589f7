package org.remanence.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.remanence.text.BadInput;
import org.remanence.text.GivenPath;

/// What a user says about a file, where the file should not speak for itself.
/// @param labels `auto` for those that come with the patterns under a usual name, `none`, a file, or the name or number of a
/// column or array
/// @param header whether the first line of a table names its columns
/// @param separator of the cells of a table, as [Separator#named] reads it, or `auto`
/// @param columns of a table that are data, such as `a,b` or `2-5,7`, or `auto`
public record FileForm(String labels, Header header, String separator, String columns) {
    /// The word for what the file itself says.
    public static final String AUTO_WORD = "auto";
    /// Everything as the file says it.
    public static final FileForm AUTO = new FileForm(AUTO_WORD, Header.AUTO, AUTO_WORD, AUTO_WORD);
    private static final String NONE = "none";

    /// Whether the first line names the columns.
    public enum Header {
        /// As its cells suggest.
        AUTO,
        /// It does.
        YES,
        /// It holds data.
        NO
    }

    /// Refuses a separator that is none.
    public FileForm {
        if (!separator.equals(AUTO_WORD)) {
            Separator.named(separator);
        }
    }

    /// Whether labels are taken from where the file has some.
    boolean autoLabels() {
        return labels.equals(AUTO_WORD);
    }

    /// Whether labels are left aside.
    boolean noLabels() {
        return labels.equals(NONE);
    }

    /// The file of the labels, if one was named.
    public Optional<Path> labelFile() {
        if (autoLabels() || noLabels()) {
            return Optional.empty();
        }
        Path path = GivenPath.of(labels);
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    /// The same from any working directory.
    FileForm absolute() {
        return labelFile().map(file -> new FileForm(file.toAbsolutePath().toString(), header, separator, columns)).orElse(this);
    }

    /// The column or array of the labels, if one was named.
    Optional<String> labelName() {
        return autoLabels() || noLabels() || labelFile().isPresent() ? Optional.empty() : Optional.of(labels);
    }

    /// Refuses what only a table has.
    /// @param name of what is none
    /// @throws BadInput if a header, a separator or columns were named
    void refuseTable(String name) {
        String word = header != Header.AUTO ? "header " + header.name().toLowerCase(Locale.ROOT)
                : !separator.equals(AUTO_WORD) ? "separator " + separator : !columns.equals(AUTO_WORD) ? "columns " + columns
                        : "";
        if (!word.isEmpty()) {
            throw new BadInput("%s describes a table of text, and %s is none", word, name);
        }
    }

    /// Refuses the name of a column or an array.
    /// @param name of what has none
    /// @throws BadInput if one was named
    void refuseLabelName(String name) {
        labelName().ifPresent(label -> {
            throw new BadInput("labels must be auto, none or a file of labels for %s, got '%s', and there is no such file", name,
                    label);
        });
    }
}
