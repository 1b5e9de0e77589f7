package org.remanence.data;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.GivenPath;

/// Where patterns come from, as named on the command line: `digits`, a file or folder, `file.npz:member`, or a model
/// such as `mixture:d=256,n=20000,mu=1,sigma=1`, after `generated:` if it should be computed whenever it is read.
public sealed interface DataSource {
    /// How a user may name data, for messages and help.
    String GRAMMAR = "digits, a file (.npy, .npz, IDX, HDF5, safetensors, CIFAR-10, a table of text), a folder of images, "
            + "or a model (gaussian, mixture, manifold, hidden, sphere, rademacher) like gaussian:d=64,n=4096,sigma=1";

    /// The data set that comes with the program.
    record Embedded() implements DataSource {
        @Override
        public PatternSet open(RandomStream stream, Precision precision, Arena arena) {
            return Digits.open(precision, arena);
        }
    }

    /// A file or a folder.
    /// @param path where it is
    /// @param member array of an `.npz`, HDF5 or safetensors file, empty for the obvious one
    /// @param form what the user says about it
    record Stored(Path path, String member, FileForm form) implements DataSource {
        @Override
        public PatternSet open(RandomStream stream, Precision precision, Arena arena) {
            PatternSet read = FileKind.of(path).open(path, member, form, precision, arena);
            PatternSet set = form.labelFile()
                    .map(labels -> FoundLabels.attach(read, labels.toString(), true,
                            () -> FileKind.of(labels).labels(labels, "")))
                    .orElse(read);
            return form.weightFile().map(weights -> FoundWeights.attach(set, weights.toString(),
                    FileKind.of(weights).numbers(weights, "")))
                    .orElse(set);
        }

        /// The file and those of its labels and weights, if they were named.
        @Override
        public Stream<Path> files() {
            return Stream.of(Stream.of(path), form.labelFile().stream(),
                    form.weightFile().stream()).flatMap(Function.identity());
        }
    }

    /// Patterns of a known law.
    /// @param text as the user wrote it
    /// @param model the law, whose true score is known
    /// @param patterns how many; 0 where only the law is named
    /// @param storage whether they are kept
    record Drawn(String text, DataModel model, long patterns, Storage storage) implements DataSource {
        /// Whether drawn patterns are kept.
        public enum Storage {
            /// In memory.
            KEPT,
            /// Computed whenever they are read.
            GENERATED
        }

        @Override
        public PatternSet open(RandomStream stream, Precision precision, Arena arena) {
            if (patterns == 0) {
                throw new BadInput("%s needs n, the number of patterns, as in %s,n=1000", model.name(), text);
            }
            PatternSet set = switch (storage) {
                case KEPT -> {
                    Memory.require(text, patterns, model.dimension(), precision);
                    yield model.draw(patterns, stream, arena, precision);
                }
                case GENERATED -> model.generate(patterns, stream, precision);
            };
            return set.with(Description.of(model.name(), text));
        }
    }

    /// Understands a name; opens nothing, but looks whether a file exists.
    /// @throws IllegalArgumentException if it names nothing, saying what was probably meant
    static DataSource parse(String text) {
        return parse(text, FileForm.AUTO);
    }

    /// As [#parse(String)], with what the user says about a file.
    /// @throws BadInput also if something is said about what is no file
    static DataSource parse(String text, FileForm form) {
        DataSource source = named(text, form);
        if (!(source instanceof Stored) && !form.equals(FileForm.AUTO)) {
            throw new BadInput("labels, header, separator, columns and weights say how a file is read, and %s is none",
                    text);
        }
        return source;
    }

    private static DataSource named(String text, FileForm form) {
        if (text.equals(Digits.NAME)) {
            return new Embedded();
        }
        if (namesFile(text)) {
            return file(text, form);
        }
        boolean generated = text.startsWith(ModelText.GENERATED);
        return model(text, generated ? text.substring(ModelText.GENERATED.length()) : text, generated ? Drawn.Storage.GENERATED : Drawn.Storage.KEPT);
    }

    /// Whether a name can be that of a file, because it is neither `digits` nor a model. Looks at nothing.
    static boolean namesFile(String text) {
        boolean model = text.startsWith(ModelText.GENERATED)
                || text.matches("[a-z]+:.*") && ModelText.FAMILIES.containsKey(text.substring(0, text.indexOf(':')));
        return !model && !text.equals(Digits.NAME);
    }

    /// Parses and opens in one step.
    /// @param stream draws the patterns of a model; files do not need it
    /// @param precision of storage in memory; a mapped file keeps its own
    /// @param arena owner of the memory; shared or automatic if several threads will read
    static PatternSet open(String text, RandomStream stream, Precision precision, Arena arena) {
        return parse(text).open(stream, precision, arena);
    }

    /// The patterns.
    /// @param stream draws the patterns of a model; files do not need it
    /// @param precision of storage in memory; a mapped file keeps its own
    /// @param arena owner of the memory; shared or automatic if several threads will read
    /// @throws IllegalArgumentException in one sentence, if what is read is not a set of patterns, or does not fit into
    ///         memory
    PatternSet open(RandomStream stream, Precision precision, Arena arena);

    /// The files and folders that are read, if any.
    default Stream<Path> files() {
        return Stream.empty();
    }

    private static DataSource model(String text, String name, Drawn.Storage storage) {
        if (name.indexOf(':') < 0) {
            throw new BadInput("%s must name a model with its parameters, as in generated:gaussian:d=64,n=4096", text);
        }
        ModelText parsed = ModelText.parse(name);
        return new Drawn(text, parsed.model(), parsed.patterns(), storage);
    }

    private static DataSource file(String text, FileForm form) {
        Path path = GivenPath.of(text);
        if (Files.exists(path)) {
            return new Stored(path, "", form);
        }
        int colon = text.lastIndexOf(':');
        if (colon > 0) {
            Path archive = GivenPath.of(text.substring(0, colon));
            if (Files.isRegularFile(archive)) {
                return new Stored(archive, text.substring(colon + 1), form);
            }
            if (text.matches("(?i).*\\.(npz|h5|hdf5|safetensors):.*")) {
                throw new BadInput("%s does not exist", archive);
            }
        }
        if (text.matches("\\w+:.*=.*")) {
            ModelText.parse(text);
        }
        String hint = EditDistance.nearest(text, List.of(Digits.NAME)).isPresent() ? ": did you mean digits?" : ": data is " + GRAMMAR;
        throw new BadInput("there is no file %s%s", text, hint);
    }
}
