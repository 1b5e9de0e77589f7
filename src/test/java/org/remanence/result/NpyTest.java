package org.remanence.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.tensor.Matrix;

/// Files are read back by the definition of the format, not by our reader.
class NpyTest {
    @TempDir
    private Path folder;

    /// The numbers of a file of version 1, after its magic word, its length and its header.
    private static ByteBuffer numbers(Path file, String header) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.getShort(8);
        assertEquals(0, (10 + length) % 64);
        String text = new String(bytes.array(), 10, length, StandardCharsets.US_ASCII);
        assertEquals(header, text.strip());
        assertEquals('\n', text.charAt(length - 1));
        return bytes.slice(10 + length, bytes.capacity() - 10 - length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Lengths around the block in which arrays are written.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 20_000})
    void writesArraysOfAnyLength(int length) throws Exception {
        double[] doubles = new double[length];
        long[] longs = new long[length];
        Arrays.setAll(doubles, i -> Math.sqrt(i) - 50);
        Arrays.setAll(longs, i -> (i - 7L) << 40);
        Path file = folder.resolve("x.npy");
        Npy.write(file, doubles);
        double[] sameDoubles = new double[length];
        ByteBuffer bytes = numbers(file, "{'descr': '<f8', 'fortran_order': False, 'shape': (" + length + ",), }");
        assertEquals(8L * length, bytes.remaining());
        bytes.asDoubleBuffer().get(sameDoubles);
        assertArrayEquals(doubles, sameDoubles);
        Npy.write(file, longs);
        long[] sameLongs = new long[length];
        bytes = numbers(file, "{'descr': '<i8', 'fortran_order': False, 'shape': (" + length + ",), }");
        assertEquals(8L * length, bytes.remaining());
        bytes.asLongBuffer().get(sameLongs);
        assertArrayEquals(longs, sameLongs);
    }

    @Test
    void writesATableRowByRow() throws Exception {
        Path file = folder.resolve("x.npy");
        Npy.write(file, Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
        double[] same = new double[6];
        numbers(file, "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }").asDoubleBuffer().get(same);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, same);
    }

    @Test
    void readsItsOwnHeaderAndLeavesTheStreamAtTheFirstNumber() {
        for (List<Long> shape : List.of(List.<Long>of(), List.of(7L), List.of(2L, 3L), List.of(4L, 5L, 1L << 40))) {
            byte[] header = Npy.header("<f4", shape);
            byte[] file = Arrays.copyOf(header, header.length + 1);
            file[header.length] = 42;
            var in = new ByteArrayInputStream(file);
            assertEquals(new Npy("<f4", false, shape, header.length), Npy.read(in, "x"));
            assertEquals(42, in.read());
            assertEquals(shape.stream().reduce(1L, (a, b) -> a * b), Npy.read(new ByteArrayInputStream(file), "x").count());
        }
    }

    /// The longest header text that fits 128 bytes, and one more.
    @Test
    void headersFillMultiplesOf64() {
        for (int digits = 1; digits < 19; digits++) {
            long rows = (long) Math.pow(10, digits - 1);
            byte[] header = Npy.header("<f8", List.of(rows, rows));
            int text = "{'descr': '<f8', 'fortran_order': False, 'shape': (, ), }".length() + 2 * digits;
            assertEquals((10 + text + 1 + 63) / 64 * 64, header.length);
        }
    }

    @Test
    void refusesWhatIsNoHeader() {
        byte[] header = Npy.header("<f8", List.of(3L));
        for (int length = 0; length < header.length; length++) {
            byte[] cut = Arrays.copyOf(header, length);
            assertThrows(IllegalArgumentException.class, () -> Npy.read(new ByteArrayInputStream(cut), "x"));
        }
        for (int version : new int[] {0, 4}) {
            byte[] other = header.clone();
            other[6] = (byte) version;
            assertThrows(IllegalArgumentException.class, () -> Npy.read(new ByteArrayInputStream(other), "x"));
        }
        assertThrows(IllegalArgumentException.class, () -> new Npy("<f8", false, List.of(1L << 32, 1L << 31), 0).count());
    }
}
