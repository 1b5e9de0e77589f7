package org.remanence.data;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import org.remanence.result.Npy;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Pattern sets in `.npy` form: floats of 4 and 8 bytes in a file are mapped and used in place, all else is converted.
final class NpyFile {
    private static final ValueRange BYTES = new ValueRange(0, 255);

    private NpyFile() { }

    /// Opens a file.
    /// @param precision of the storage when the numbers must be converted; a mapped file keeps its own
    static PatternSet open(Path file, Precision precision, Arena arena) {
        return Reading.of(file, () -> {
            try (InputStream in = Reading.unpacked(file)) {
                Npy header = Npy.read(in, file.toString());
                boolean packed = Reading.isGzip(Reading.head(file, 2));
                ElementType type = type(header, file.toString());
                return !packed && (type == ElementType.F8 || type == ElementType.F4)
                        ? map(file, header, type, arena)
                        : load(in, header, Reading.stem(file), file.toString(), precision, arena);
            }
        });
    }

    /// Reads the array that follows a header.
    /// @param in at the first number
    /// @param name of the set
    /// @param source what the messages call the stream
    static PatternSet load(InputStream in, Npy header, String name, String source, Precision precision, Arena arena) {
        ElementType type = type(header, source);
        ArrayShape shape = ArrayShape.of(header.shape(), source);
        StoredRows rows = new ArrayStream(in, type, ByteOrder.LITTLE_ENDIAN, source).table(shape, precision, arena);
        return describe(rows, shape, type, Description.of(name, Text.of("%s, %s", source, header.type())));
    }

    /// Reads the labels that follow a header.
    static Labels labels(InputStream in, Npy header, String source) {
        if (header.shape().size() != 1) {
            throw new BadInput("%s must have one axis to be labels, got shape %s", source, header.shape());
        }
        return new ArrayStream(in, type(header, source), ByteOrder.LITTLE_ENDIAN, source).labels(header.count());
    }

    private static PatternSet map(Path file, Npy header, ElementType type, Arena arena) throws IOException {
        ArrayShape shape = ArrayShape.of(header.shape(), file.toString());
        long bytes = header.count() * type.bytes();
        try (FileChannel channel = FileChannel.open(file)) {
            long held = channel.size() - header.offset();
            if (held < bytes) {
                throw new BadInput("%s is truncated: it must hold %d numbers, it ends after %d", file, header.count(), held / type.bytes());
            }
            if (held > bytes) {
                throw new BadInput("%s is damaged: %d bytes follow after the last number its header announces", file, held - bytes);
            }
            MemorySegment segment = channel.map(MapMode.READ_ONLY, header.offset(), bytes, arena);
            Precision precision = type == ElementType.F8 ? Precision.DOUBLE : Precision.FLOAT;
            StoredRows rows = new StoredRows(segment, shape.rows(), shape.columns(), precision);
            Finite.check(rows, file.toString());
            return describe(rows, shape, type, Description.of(Reading.stem(file),
                    Text.of("%s, %s, mapped in place", file, header.type())));
        }
    }

    private static PatternSet describe(StoredRows rows, ArrayShape shape, ElementType type, Description about) {
        boolean bytes = type == ElementType.U1 && shape.image().isImage();
        Description described = about.with(shape.image());
        return new PatternSet(rows, Labels.NONE, bytes ? described.with(BYTES) : described);
    }

    private static ElementType type(Npy header, String source) {
        if (header.fortranOrder() && header.shape().size() > 1) {
            throw new BadInput("%s must be in C order, got Fortran order: save numpy.ascontiguousarray(x)", source);
        }
        return ElementType.ofNumpy(header.type(), source);
    }
}
