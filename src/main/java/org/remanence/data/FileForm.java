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
/// @param weights of the patterns: `none`, a file, or the name or number of a column or array
public record FileForm(String labels, Header header, String separator, String columns, String weights) {
    /// The word for what the file itself says.
    public static final String AUTO_WORD = "auto";
    /// Everything as the file says it.
    public static final FileForm AUTO = new FileForm(AUTO_WORD, Header.AUTO, AUTO_WORD, AUTO_WORD);
    /// The word for no labels, and for no weights.
    public static final String NONE = "none";

    /// Whether the first line names the columns.
    public enum Header {
        /// As its cells suggest.
        AUTO,
        /// It does.
        YES,
        /// It holds data.
        NO
    }

    /// What is said about a file of patterns that count alike.
    public FileForm(String labels, Header header, String separator, String columns) {
        this(labels, header, separator, columns, NONE);
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
        return autoLabels() || noLabels() ? Optional.empty() : file(labels);
    }

    /// The file of the weights, if one was named.
    public Optional<Path> weightFile() {
        return isWeighted() ? file(weights) : Optional.empty();
    }

    /// The column or array of the weights, if one was named.
    Optional<String> weightName() {
        return isWeighted() && weightFile().isEmpty() ? Optional.of(weights) : Optional.empty();
    }

    /// Whether patterns have weights.
    public boolean isWeighted() {
        return !weights.equals(NONE);
    }

    private static Optional<Path> file(String name) {
        Path path = GivenPath.of(name);
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    /// The same from any working directory.
    FileForm absolute() {
        return new FileForm(absolute(labelFile(), labels), header, separator, columns, absolute(weightFile(), weights));
    }

    private static String absolute(Optional<Path> file, String otherwise) {
        return file.map(path -> path.toAbsolutePath().toString()).orElse(otherwise);
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
    /// @param named of the labels or weights, if one was
    /// @param what it should be
    /// @param file that has no columns or arrays
    /// @throws BadInput if one was named
    void refuseName(Optional<String> named, String what, String file) {
        named.ifPresent(each -> {
            throw new BadInput("%s must be %snone or a file of %s for %s, got '%s', and there is no such file", what,
                    what.equals("labels") ? "auto, " : "", what, file, each);
        });
    }
}
