package org.remanence.data;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.remanence.result.Npy;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Pattern sets in `.npy` form: floats of 4 and 8 bytes in a file are mapped and used in place, if they are little-endian and in
/// C order. All else is converted.
final class NpyFile {
    private NpyFile() { }

    /// Opens a file.
    /// @param precision of the storage when the numbers must be converted; a mapped file keeps its own
    static PatternSet open(Path file, Precision precision, Arena arena) {
        return open(file, precision, true, arena);
    }

    /// As [#open(Path, Precision, Arena)].
    /// @param checked whether a mapped file is read once in search of holes; a pass over patterns finds those it meets
    static PatternSet open(Path file, Precision precision, boolean checked, Arena arena) {
        return Reading.of(file, () -> {
            try (InputStream in = Reading.unpacked(file)) {
                Npy header = Npy.read(in, file.toString());
                boolean packed = Reading.isGzip(Reading.head(file, 2));
                ElementType type = ElementType.ofNumpy(header.type(), file.toString());
                return !packed && isMappable(header, type) ? map(file, header, type, checked, arena)
                        : load(in, header, Reading.stem(file), file.toString(), precision, arena);
            }
        });
    }

    /// Reads the array that follows a header.
    /// @param in at the first number
    /// @param name of the set
    /// @param source what the messages call the stream
    static PatternSet load(InputStream in, Npy header, String name, String source, Precision precision, Arena arena) {
        ElementType type = ElementType.ofNumpy(header.type(), source);
        ArrayShape shape = ArrayShape.of(header.shape(), source);
        var stream = new ArrayStream(in, type, ElementType.orderOf(header.type()), source);
        StoredRows rows = isFortran(header) ? stream.transposed(shape, header.shape(), precision, arena)
                : stream.table(shape, precision, arena);
        return describe(rows, shape, type, Description.of(name, Text.of("%s, %s", source, header.type())));
    }

    /// Reads a file of labels.
    /// @throws BadInput if they are none
    static Labels labels(Path file) {
        return Reading.of(file, () -> {
            try (InputStream in = Reading.unpacked(file)) {
                return labels(in, Npy.read(in, file.toString()), file.toString());
            }
        });
    }

    /// Reads the labels that follow a header: numbers or texts.
    /// @throws BadInput if they are none
    static Labels labels(InputStream in, Npy header, String source) {
        boolean text = header.type().matches("[<>|=]?[US]\\d+");
        if (text) {
            return LabelValues.of(texts(in, header, source), header.shape(), source);
        }
        double[] values = numbers(in, header, source);
        return LabelValues.of(isFortran(header) ? transposed(values, header.shape()) : values, header.shape(), source);
    }

    /// Reads a file of numbers.
    static double[] numbers(Path file) {
        return Reading.of(file, () -> {
            try (InputStream in = Reading.unpacked(file)) {
                return numbers(in, Npy.read(in, file.toString()), file.toString());
            }
        });
    }

    /// Reads the numbers that follow a header, in the order of the file.
    static double[] numbers(InputStream in, Npy header, String source) {
        ElementType type = ElementType.ofNumpy(header.type(), source);
        return new ArrayStream(in, type, ElementType.orderOf(header.type()), source).numbers(header.count());
    }

    private static double[] transposed(double[] values, List<Long> shape) {
        if (shape.size() != 2) {
            return values;
        }
        int rows = shape.getFirst().intValue();
        int columns = shape.getLast().intValue();
        double[] inC = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            inC[i % rows * columns + i / rows] = values[i];
        }
        return inC;
    }

    /// Texts of NumPy have one length, filled up with zeros; a letter takes four bytes in type U, one in type S.
    private static List<String> texts(InputStream in, Npy header, String source) {
        int letters = Integer.parseInt(header.type().replaceAll("\\D", ""));
        boolean wide = header.type().contains("U");
        int bytes = Math.multiplyExact(letters, wide ? Integer.BYTES : 1);
        Charset charset = !wide ? StandardCharsets.UTF_8 : header.type().startsWith(">") ? StandardCharsets.UTF_32BE
                : StandardCharsets.UTF_32LE;
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < header.count(); i++) {
            byte[] text = Reading.of(source, () -> in.readNBytes(bytes));
            if (text.length < bytes) {
                throw new BadInput("%s is truncated: it must hold %d texts, it ends after %d", source, header.count(), i);
            }
            texts.add(new String(text, charset).replace("\0", ""));
        }
        return texts;
    }

    private static PatternSet map(Path file, Npy header, ElementType type, boolean checked, Arena arena) throws IOException {
        ArrayShape shape = ArrayShape.of(header.shape(), file.toString());
        long bytes = header.count() * type.bytes();
        try (FileChannel channel = FileChannel.open(file)) {
            long held = channel.size() - header.offset();
            if (held < bytes) {
                throw new BadInput("%s is truncated: it must hold %d numbers, it ends after %d", file, header.count(),
                        held / type.bytes());
            }
            if (held > bytes) {
                throw new BadInput("%s is damaged: %d bytes follow after the last number its header announces", file,
                        held - bytes);
            }
            MemorySegment segment = channel.map(MapMode.READ_ONLY, header.offset(), bytes, arena);
            Precision precision = type == ElementType.F8 ? Precision.DOUBLE : Precision.FLOAT;
            StoredRows rows = new StoredRows(segment, shape.rows(), shape.columns(), precision);
            if (checked) {
                Finite.check(rows, file.toString());
            }
            return describe(shape.layout().moves() ? new MappedRows(rows, shape.layout()) : rows, shape, type,
                    Description.of(Reading.stem(file), Text.of("%s, %s, mapped in place", file, header.type())));
        }
    }

    private static PatternSet describe(Rows rows, ArrayShape shape, ElementType type, Description about) {
        return new PatternSet(rows, Labels.NONE, about.with(shape.image()).with(type.range(rows)));
    }

    private static boolean isMappable(Npy header, ElementType type) {
        return (type == ElementType.F8 || type == ElementType.F4) && !isFortran(header)
                && ElementType.orderOf(header.type()) == ByteOrder.LITTLE_ENDIAN;
    }

    private static boolean isFortran(Npy header) {
        return header.fortranOrder() && header.shape().size() > 1;
    }
}
