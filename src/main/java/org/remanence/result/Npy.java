package org.remanence.result;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// The header of NumPy's `.npy` format, and the arrays we write in it.
///
/// What is written is little-endian and C-order, and its numbers begin at a multiple of 64 bytes, so that a file can be
/// mapped and used in place.
///
/// Source: NumPy, `numpy.lib.format`, versions 1.0 to 3.0 of the format.
/// @param type NumPy's name of the element type, for example `<f8`; a structured type keeps its brackets
/// @param fortranOrder whether the first axis varies fastest
/// @param shape lengths of the axes, outermost first; empty for a single number
/// @param offset bytes before the first number
public record Npy(String type, boolean fortranOrder, List<Long> shape, long offset) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int LONGEST_HEADER = 1 << 20;
    private static final int BLOCK = 1 << 13;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*(?:'([^']*)'|(\\[.*\\]))");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,]*)\\)");

    /// Reads a header and leaves the stream at the first number.
    /// @param name what the messages call the source
    /// @throws BadInput if the bytes are not the header of a `.npy` file, or end within it
    /// @throws UncheckedIOException if the source cannot be read
    public static Npy read(InputStream in, String name) {
        try {
            byte[] start = exactly(in, MAGIC.length + 2, name);
            if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new BadInput("%s does not begin as a .npy file does: write it with numpy.save", name);
            }
            int version = start[MAGIC.length];
            if (version < 1 || version > 3) {
                throw new BadInput("%s must use version 1, 2 or 3 of the .npy format, got %d", name, version);
            }
            int digits = version == 1 ? Short.BYTES : Integer.BYTES;
            ByteBuffer size = ByteBuffer.wrap(exactly(in, digits, name)).order(ByteOrder.LITTLE_ENDIAN);
            long length = version == 1 ? Short.toUnsignedLong(size.getShort()) : Integer.toUnsignedLong(size.getInt());
            if (length > LONGEST_HEADER) {
                throw new BadInput("%s is damaged: its header claims %d bytes, more than %d", name, length, LONGEST_HEADER);
            }
            byte[] header = exactly(in, (int) length, name);
            return parse(new String(header, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
                    start.length + digits + length, name);
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("%s cannot be read: %s", name, e.getMessage()), e);
        }
    }

    /// The numbers of an array of little-endian doubles in C order, as [#write(Path, double[], long...)] leaves them: any bits, also NaN.
    /// @throws BadInput if the file holds anything else
    /// @throws UncheckedIOException if it cannot be read
    public static double[] doubles(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Npy header = read(in, file.toString());
            byte[] bytes = in.readAllBytes();
            if (!header.type.equals("<f8") || header.fortranOrder || bytes.length != header.count() * Double.BYTES) {
                throw new BadInput("%s must hold %d doubles in C order, got %d bytes of type %s", file, header.count(), bytes.length, header.type);
            }
            double[] values = new double[bytes.length / Double.BYTES];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("%s cannot be read: %s", file, e.getMessage()), e);
        }
    }

    /// Numbers in the array.
    /// @throws BadInput if the shape overflows a long
    public long count() {
        try {
            return shape.stream().reduce(1L, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new BadInput(e, "a .npy shape must multiply to less than 2^63, got %s", shape);
        }
    }

    /// Writes a table in the precision it is stored in, as a two-dimensional array.
    /// @throws OutputFailure if the file cannot be written
    public static void write(Path file, Rows rows) {
        boolean isDouble = rows.precision() == Precision.DOUBLE;
        int height = Math.max(1, BLOCK / Math.max(1, rows.columns()));
        double[] doubles = new double[isDouble ? height * rows.columns() : 0];
        float[] floats = new float[isDouble ? 0 : height * rows.columns()];
        write(file, isDouble ? "<f8" : "<f4", List.of(rows.rows(), (long) rows.columns()), out -> {
            ByteBuffer bytes = buffer(height * rows.columns() * rows.precision().bytes());
            for (long first = 0; first < rows.rows(); first += height) {
                int count = (int) Math.min(height, rows.rows() - first);
                bytes.clear();
                if (isDouble) {
                    rows.copy(first, count, doubles, 0);
                    bytes.asDoubleBuffer().put(doubles, 0, count * rows.columns());
                } else {
                    rows.copy(first, count, floats, 0);
                    bytes.asFloatBuffer().put(floats, 0, count * rows.columns());
                }
                out.write(bytes.array(), 0, count * rows.columns() * rows.precision().bytes());
            }
        });
    }

    /// Writes doubles, row-major.
    /// @param shape lengths of the axes; none means one axis
    /// @throws ShapeException if the shape does not hold that many numbers
    /// @throws OutputFailure if the file cannot be written
    public static void write(Path file, double[] values, long... shape) {
        write(file, "<f8", lengths(values.length, shape), out -> {
            ByteBuffer bytes = buffer(BLOCK * Double.BYTES);
            for (int i = 0; i < values.length; i += BLOCK) {
                int count = Math.min(BLOCK, values.length - i);
                bytes.clear();
                bytes.asDoubleBuffer().put(values, i, count);
                out.write(bytes.array(), 0, count * Double.BYTES);
            }
        });
    }

    /// Writes whole numbers as `<i8`, row-major.
    /// @param shape lengths of the axes; none means one axis
    /// @throws ShapeException if the shape does not hold that many numbers
    /// @throws OutputFailure if the file cannot be written
    public static void write(Path file, long[] values, long... shape) {
        write(file, "<i8", lengths(values.length, shape), out -> {
            ByteBuffer bytes = buffer(BLOCK * Long.BYTES);
            for (int i = 0; i < values.length; i += BLOCK) {
                int count = Math.min(BLOCK, values.length - i);
                bytes.clear();
                bytes.asLongBuffer().put(values, i, count);
                out.write(bytes.array(), 0, count * Long.BYTES);
            }
        });
    }

    /// Writes columns of equal length as a structured array of doubles, `[rows]`, whose fields have the names of the columns.
    /// @throws OutputFailure if the file cannot be written
    public static void writeColumns(Path file, SequencedMap<String, double[]> columns) {
        int rows = columns.firstEntry().getValue().length;
        String fields = columns.keySet().stream().map(name -> Text.of("('%s', '<f8')", name.replaceAll("['\\\\]", "_"))).collect(Collectors.joining(", ", "[", "]"));
        byte[] head = described(fields, List.of((long) rows));
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            ByteBuffer row = buffer(columns.size() * Double.BYTES);
            for (int i = 0; i < rows; i++) {
                row.clear();
                for (double[] column : columns.values()) {
                    row.putDouble(column[i]);
                }
                out.write(row.array());
            }
        } catch (IOException e) {
            throw new OutputFailure(file, e);
        }
    }

    /// The bytes before the first number of a C-order array, padded to a multiple of 64.
    /// @param type NumPy's name of the element type
    /// @param shape lengths of the axes, outermost first
    public static byte[] header(String type, List<Long> shape) {
        return described("'" + type + "'", shape);
    }

    private static byte[] described(String type, List<Long> shape) {
        String axes = shape.stream().map(String::valueOf)
                .collect(Collectors.joining(", ", "(", shape.size() == 1 ? ",)" : ")"));
        String text = Text.of("{'descr': %s, 'fortran_order': False, 'shape': %s, }", type, axes);
        int before = MAGIC.length + 2 + Short.BYTES;
        int total = Math.ceilDiv(before + text.length() + 1, ALIGNMENT) * ALIGNMENT;
        ByteBuffer bytes = buffer(total).put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (total - before));
        bytes.put(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.remaining() > 1) {
            bytes.put((byte) ' ');
        }
        return bytes.put((byte) '\n').array();
    }

    private static Npy parse(String header, long offset, String name) {
        Matcher type = TYPE.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!type.find() || !order.find() || !shape.find()) {
            throw new BadInput("%s is damaged: a .npy header must state 'descr', 'fortran_order' and 'shape'", name);
        }
        try {
            List<Long> axes = Arrays.stream(shape.group(1).split(",")).map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .map(Long::parseLong).toList();
            String descr = type.group(1) != null ? type.group(1) : type.group(2);
            return new Npy(descr, order.group(1).equals("True"), axes, offset);
        } catch (NumberFormatException e) {
            throw new BadInput(e, "%s is damaged: its shape reads (%s)", name, shape.group(1));
        }
    }

    private static byte[] exactly(InputStream in, int count, String name) throws IOException {
        try {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length == count) {
                return bytes;
            }
        } catch (EOFException e) {
            throw truncated(name, e);
        }
        throw truncated(name, new EOFException());
    }

    private static BadInput truncated(String name, EOFException cause) {
        return new BadInput(cause, "%s is truncated: it ends within the .npy header", name);
    }

    private static void write(Path file, String type, List<Long> shape, Body body) {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(header(type, shape));
            body.to(out);
        } catch (IOException e) {
            throw new OutputFailure(file, e);
        }
    }

    private static List<Long> lengths(int count, long[] shape) {
        List<Long> axes = shape.length == 0 ? List.of((long) count) : Arrays.stream(shape).boxed().toList();
        long product = new Npy("", false, axes, 0).count();
        if (product != count) {
            throw new ShapeException(Text.of("shape %s must hold %d numbers, holds %d", axes, count, product));
        }
        return axes;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @FunctionalInterface
    private interface Body {
        void to(OutputStream out) throws IOException;
    }
}
