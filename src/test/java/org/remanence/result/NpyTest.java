package org.remanence.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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

    /// Texts of every length from 68 to 247, so that some end just before a multiple of 64, and some just after.
    @Test
    void headersAreTheShortestMultipleOf64() {
        for (int axes = 3; axes < 63; axes++) {
            for (long first : new long[] {1, 10, 100}) {
                List<Long> shape = Stream.concat(Stream.of(first), Stream.generate(() -> 1L).limit(axes - 1)).toList();
                String text = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape.toString().replace('[', '(').replace(']', ')') + ", }";
                byte[] header = Npy.header("<f8", shape);
                assertEquals(0, header.length % 64);
                assertTrue(header.length >= 10 + text.length() + 1 && header.length - 64 < 10 + text.length() + 1, text);
                assertTrue(new String(header, 10, header.length - 10, StandardCharsets.US_ASCII).startsWith(text));
            }
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
            assertEquals("x must use version 1, 2 or 3 of the .npy format, got " + version,
                    assertThrows(IllegalArgumentException.class, () -> Npy.read(new ByteArrayInputStream(other), "x")).getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> new Npy("<f8", false, List.of(1L << 32, 1L << 31), 0).count());
    }
}
