package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bytes of each type whose sign, order and width tell it from every other.
class ElementTypeTest {
    private static void reads(ElementType type, ByteOrder order, String bytes, double first, double second) {
        byte[] numbers = HexFormat.ofDelimiter(" ").parseHex(bytes);
        assertEquals(numbers.length, 2 * type.bytes());
        double[] values = {0, 0, 9};
        type.read(ByteBuffer.wrap(numbers).order(order), 2, values);
        assertArrayEquals(new double[] {first, second, 9}, values);
    }

    /// Codes by LeCun's description of the format; 0x09 is signed.
    @ParameterizedTest
    @CsvSource({
        "8, ff 02, 255, 2",
        "9, ff 02, -1, 2",
        "11, fe d4 01 02, -300, 258",
        "12, ff fe ee 90 01 02 03 04, -70000, 16909060",
        "13, bf c0 00 00 40 49 00 00, -1.5, 3.140625",
        "14, bf f8 00 00 00 00 00 00 40 09 21 fb 54 44 2d 18, -1.5, 3.141592653589793"})
    void idxIsBigEndian(int code, String bytes, double first, double second) {
        reads(ElementType.ofIdx(code, "x"), ByteOrder.BIG_ENDIAN, bytes, first, second);
    }

    @ParameterizedTest
    @CsvSource({
        "<f8, 18 2d 44 54 fb 21 09 40 00 00 00 00 00 00 f8 bf, 3.141592653589793, -1.5",
        "<f4, 00 00 49 40 00 00 c0 bf, 3.140625, -1.5",
        "<f2, 48 42 00 be, 3.140625, -1.5",
        "<i8, fe ff ff ff ff ff ff ff 02 01 00 00 00 00 00 00, -2, 258",
        "<i4, 90 ee fe ff 04 03 02 01, -70000, 16909060",
        "<i2, d4 fe 02 01, -300, 258",
        "|i1, ff 02, -1, 2",
        "<u8, fe ff ff ff ff ff ff ff 02 01 00 00 00 00 00 00, 18446744073709551614, 258",
        "<u4, 90 ee fe ff 04 03 02 01, 4294897296, 16909060",
        "<u2, d4 fe 02 01, 65236, 258",
        "|u1, ff 02, 255, 2",
        "|b1, 02 00, 1, 0"})
    void numpyIsLittleEndian(String descr, String bytes, double first, double second) {
        reads(ElementType.ofNumpy(descr, "x"), ByteOrder.LITTLE_ENDIAN, bytes, first, second);
    }
}
