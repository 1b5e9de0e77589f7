package org.remanence.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.remanence.result.SafeTensor;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// A type of number that files hold, and its reading as a double. Whole numbers beyond 2⁵³ are rounded.
enum ElementType {
    /// IEEE binary64.
    F8(Double.BYTES, ByteBuffer::getDouble),
    /// IEEE binary32.
    F4(Float.BYTES, ByteBuffer::getFloat),
    /// IEEE binary16.
    F2(Short.BYTES, (bytes, at) -> Float.float16ToFloat(bytes.getShort(at))),
    /// The upper half of IEEE binary32.
    BF2(Short.BYTES, (bytes, at) -> Float.intBitsToFloat(bytes.getShort(at) << Short.SIZE)),
    /// Signed, 64 bits.
    I8(Long.BYTES, ByteBuffer::getLong),
    /// Signed, 32 bits.
    I4(Integer.BYTES, ByteBuffer::getInt),
    /// Signed, 16 bits.
    I2(Short.BYTES, ByteBuffer::getShort),
    /// Signed, 8 bits.
    I1(Byte.BYTES, ByteBuffer::get),
    /// Unsigned, 64 bits.
    U8(Long.BYTES, (bytes, at) -> unsigned(bytes.getLong(at))),
    /// Unsigned, 32 bits.
    U4(Integer.BYTES, (bytes, at) -> Integer.toUnsignedLong(bytes.getInt(at))),
    /// Unsigned, 16 bits.
    U2(Short.BYTES, (bytes, at) -> Short.toUnsignedInt(bytes.getShort(at))),
    /// Unsigned, 8 bits.
    U1(Byte.BYTES, (bytes, at) -> Byte.toUnsignedInt(bytes.get(at))),
    /// False or true, read as 0 or 1.
    B1(Byte.BYTES, (bytes, at) -> bytes.get(at) == 0 ? 0 : 1);

    private final int bytes;
    private final Decoder decoder;

    ElementType(int bytes, Decoder decoder) {
        this.bytes = bytes;
        this.decoder = decoder;
    }

    @FunctionalInterface
    private interface Decoder {
        double at(ByteBuffer bytes, int at);
    }

    /// The type behind NumPy's name, whatever its byte order.
    /// @param descr for example `<f8`, `|u1`
    /// @throws IllegalArgumentException if it is not a real number, saying what it is and what to save instead
    static ElementType ofNumpy(String descr, String name) {
        // upper case means something else to NumPy: U is text
        return Arrays.stream(values())
                .filter(each -> descr.length() == 3 && descr.substring(1).equals(each.name().toLowerCase(Locale.ROOT)))
                .findFirst().orElseThrow(() -> new BadInput("%s must hold real numbers, but %s", name, insteadOfNumbers(descr)));
    }

    /// The type behind that of a tensor.
    static ElementType of(SafeTensor.Type type) {
        return switch (type) {
            case F64 -> F8;
            case F32 -> F4;
            case F16 -> F2;
            case BF16 -> BF2;
            case I64 -> I8;
            case I32 -> I4;
            case I16 -> I2;
            case I8 -> I1;
            case U64 -> U8;
            case U32 -> U4;
            case U16 -> U2;
            case U8 -> U1;
            case BOOL -> B1;
        };
    }

    /// The order of bytes in NumPy's name.
    static ByteOrder orderOf(String descr) {
        return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static String insteadOfNumbers(String descr) {
        if (descr.startsWith("[")) {
            String fields = Pattern.compile("\\(\\s*'([^']*)'").matcher(descr).results().map(found -> found.group(1))
                    .collect(Collectors.joining(", "));
            return Text.of("its rows are structured, with the fields %s: save numpy.lib.recfunctions.structured_to_unstructured(x)", fields);
        }
        return switch (descr.length() < 2 ? ' ' : descr.charAt(1)) {
            case 'c' -> Text.of("its numbers are complex, %s: save x.real and x.imag side by side", descr);
            case 'O' -> "it holds Python objects: save x.astype('f8'), or labels as x.astype('U')";
            case 'U', 'S', 'a' -> Text.of("it holds text, %s: save x.astype('f8'), or name the array as --labels", descr);
            case 'M', 'm' -> Text.of("it holds dates, %s: save x.astype('i8')", descr);
            default -> Text.of("its NumPy type is %s: save x.astype('f8')", descr);
        };
    }

    /// The type behind the third byte of an IDX file.
    /// @throws IllegalArgumentException if there is none
    static ElementType ofIdx(int code, String name) {
        return switch (code) {
            case 0x08 -> U1;
            case 0x09 -> I1;
            case 0x0B -> I2;
            case 0x0C -> I4;
            case 0x0D -> F4;
            case 0x0E -> F8;
            default -> throw new BadInput("%s is damaged: IDX element type must be one of %s, got 0x%02x", name,
                    List.of("0x08", "0x09", "0x0b", "0x0c", "0x0d", "0x0e"), code);
        };
    }

    /// Bytes of one number.
    int bytes() {
        return bytes;
    }

    /// What values of this type are by nature: bytes reach from 0 to 255, unless none exceeds 1; anything may be in other types.
    /// @param rows of numbers that had this type
    ValueRange range(Rows rows) {
        return switch (this) {
            case B1 -> ValueRange.UNIT;
            case U1 -> ValueRange.observed(rows).high() <= 1 ? ValueRange.UNIT : ValueRange.BYTES;
            default -> ValueRange.UNKNOWN;
        };
    }

    /// Reads consecutive numbers, in the byte order of the buffer.
    void read(ByteBuffer from, int count, double[] into) {
        for (int i = 0; i < count; i++) {
            into[i] = decoder.at(from, i * bytes);
        }
    }

    private static double unsigned(long value) {
        // the lowest bit is kept sticky so that the halved value rounds as the whole one would
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }
}
