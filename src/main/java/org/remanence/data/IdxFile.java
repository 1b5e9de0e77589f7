package org.remanence.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// Pattern sets in IDX files, the format of MNIST, with or without gzip.
final class IdxFile {
    private static final Pattern IMAGES = Pattern.compile("images?|(?<![A-Za-z])[xX](?![A-Za-z])|(?<![a-z])data(?![a-z])");

    private IdxFile() { }

    /// Opens a file of patterns, with the labels found beside it: `train-images-idx3-ubyte` goes with
    /// `train-labels-idx1-ubyte` or another of the usual names, either with or without `.gz`.
    static PatternSet open(Path file, FileForm form, Precision precision, Arena arena) {
        PatternSet patterns = Reading.of(file, () -> {
            try (InputStream in = Reading.unpacked(file)) {
                return patterns(in, Reading.stem(file), file.toString(), precision, arena);
            }
        });
        Optional<Path> beside = form.autoLabels() ? labelsBeside(file) : Optional.empty();
        return beside.map(labels -> FoundLabels.attach(patterns, labels.getFileName().toString(), false, () -> labels(labels)))
                .orElse(patterns);
    }

    /// The file, and that of the labels if there is one.
    static List<Path> files(Path file) {
        return Stream.concat(Stream.of(file), labelsBeside(file).stream()).toList();
    }

    private static Optional<Path> labelsBeside(Path file) {
        String name = file.getFileName().toString();
        Matcher word = IMAGES.matcher(name);
        return !word.find() ? Optional.empty() : LabelNames.ALL.stream()
                .map(label -> new StringBuilder(name).replace(word.start(), word.end(), label).toString()
                        .replaceFirst("idx\\d", "idx1").replaceFirst("\\.gz$", ""))
                .flatMap(beside -> Stream.of(beside, beside + ".gz")).map(file::resolveSibling).filter(Files::isRegularFile)
                        .findFirst();
    }

    /// Whether a file begins as IDX files do.
    static boolean isIdx(byte[] head) {
        return head.length >= 4 && head[0] == 0 && head[1] == 0 && head[2] >= 0x08 && head[2] <= 0x0E && head[3] > 0;
    }

    /// Reads patterns from an unpacked stream.
    /// @param name of the set
    /// @param source what the messages call the stream
    static PatternSet patterns(InputStream in, String name, String source, Precision precision, Arena arena)
            throws IOException {
        Header header = header(in, source);
        ArrayShape shape = ArrayShape.of(header.axes(), source);
        StoredRows rows = new ArrayStream(in, header.type(), ByteOrder.BIG_ENDIAN, source)
                .table(shape, precision, arena);
        Description about = Description.of(name, source).with(shape.image());
        return new PatternSet(rows, Labels.NONE, about.with(header.type().range(rows)));
    }

    /// Reads labels from an unpacked stream.
    static Labels labels(InputStream in, String source) throws IOException {
        Header header = header(in, source);
        long count = header.axes().stream().reduce(1L, Math::multiplyExact);
        return LabelValues.of(new ArrayStream(in, header.type(), ByteOrder.BIG_ENDIAN, source).numbers(count), header.axes(),
                source);
    }

    /// Reads a file of labels.
    static Labels labels(Path file) {
        return Reading.of(file, () -> {
            try (InputStream in = Reading.unpacked(file)) {
                return labels(in, file.toString());
            }
        });
    }

    /// Reads a file of numbers.
    static double[] numbers(Path file) {
        return Reading.of(file, () -> {
            try (InputStream in = Reading.unpacked(file)) {
                Header header = header(in, file.toString());
                long count = header.axes().stream().reduce(1L, Math::multiplyExact);
                return new ArrayStream(in, header.type(), ByteOrder.BIG_ENDIAN, file.toString()).numbers(count);
            }
        });
    }

    private static Header header(InputStream in, String source) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] magic = new byte[4];
        data.readFully(magic);
        if (!isIdx(magic)) {
            throw new BadInput("%s does not begin as an IDX file does", source);
        }
        long[] axes = new long[magic[3]];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = Integer.toUnsignedLong(data.readInt());
        }
        return new Header(ElementType.ofIdx(magic[2], source), LongStream.of(axes).boxed().toList());
    }

    private record Header(ElementType type, List<Long> axes) { }
}
