package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.random.RandomStream;
import org.remanence.result.Npy;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.ShapeException;

/// Reads files that NumPy wrote (`make.py` beside them says how), and damages them.
class NpyFileTest {
    private static final double[][] VALUES = {{1.5, -2, 3}, {0.1, 5e-3, -6e5}};

    @TempDir
    private Path folder;

    private static Path numpy(String name) throws Exception {
        return Path.of(NpyFileTest.class.getResource("/numpy/" + name).toURI());
    }

    private static PatternSet open(Object file) {
        return DataSource.open(file.toString(), RandomStream.named(0, "none"), Precision.DOUBLE, Arena.ofAuto());
    }

    private static double[][] values(PatternSet set) {
        return set.toMatrix(Arena.ofAuto()).toArray();
    }

    private static void rejects(Object file, String message) {
        var e = assertThrows(IllegalArgumentException.class, () -> open(file));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"f8.npy", "version2.npy", "version3.npy"})
    void usesDoublesInPlace(String name) throws Exception {
        PatternSet set = open(numpy(name));
        assertArrayEquals(VALUES, values(set));
        assertTrue(((StoredRows) set.table()).segment().isMapped());
        assertTrue(set.provenance().endsWith("<f8, mapped in place"), set.provenance());
        assertEquals(ImageShape.NONE, set.image());
        assertFalse(set.labelled());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fortran.npy", "big.npy"})
    void convertsOtherOrders(String name) throws Exception {
        PatternSet set = open(numpy(name));
        assertArrayEquals(VALUES, values(set));
        assertEquals(Precision.DOUBLE, set.precision());
    }

    /// The k-th number in memory is k: the first axis varies fastest. Where channels come second, those of a pixel end side by
    /// side.
    @ParameterizedTest
    @CsvSource({"'2, 2, 3', 0 4 8 2 6 10", "'2, 3, 2, 2', 0 2 4 12 14 16 6 8 10 18 20 22",
            "'2, 2, 2, 3', 0 8 16 4 12 20 2 10 18 6 14 22"})
    void convertsFortranOrderOfImages(String axes, String firstRow) throws Exception {
        List<Long> shape = Arrays.stream(axes.split(", ")).map(Long::valueOf).toList();
        long count = shape.stream().reduce(1L, (a, b) -> a * b);
        ByteBuffer numbers = ByteBuffer.allocate((int) count * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (short k = 0; k < count; k++) {
            numbers.putShort(k);
        }
        String header = new String(Npy.header("<i2", shape), StandardCharsets.ISO_8859_1)
                .replace("'fortran_order': False", "'fortran_order': True ");
        var bytes = new ByteArrayOutputStream();
        bytes.write(header.getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(numbers.array());
        PatternSet set = open(Files.write(folder.resolve("f.npy"), bytes.toByteArray()));
        double[] expected = Arrays.stream(firstRow.split(" ")).mapToDouble(Double::parseDouble).toArray();
        assertArrayEquals(expected, set.row(0));
    }

    @Test
    void usesFloatsInPlaceWhateverPrecisionIsAsked() throws Exception {
        PatternSet set = open(numpy("f4.npy"));
        assertEquals(Precision.FLOAT, set.precision());
        assertTrue(((StoredRows) set.table()).segment().isMapped());
        assertArrayEquals(new double[] {0.1f, 5e-3f, -6e5}, set.row(1));
        assertEquals("f4", set.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"})
    void convertsWholeNumbers(String type) throws Exception {
        assertArrayEquals(new double[][] {{0, 1, 2}, {100, 17, 127}}, values(open(numpy(type + ".npy"))));
    }

    @Test
    void convertsTheEdgesOfTheTypes() throws Exception {
        assertArrayEquals(new double[] {0x1p64, 0x1p63, 0x1p53}, open(numpy("u8-large.npy")).row(0));
        assertArrayEquals(new double[] {-1, -128}, open(numpy("negative.npy")).row(0));
        assertArrayEquals(new double[][] {{1, 0}, {0, 1}}, values(open(numpy("bool.npy"))));
        assertArrayEquals(new double[] {Float.float16ToFloat(Float.floatToFloat16(0.1f)),
                Float.float16ToFloat(Float.floatToFloat16(5e-3f))},
                open(numpy("f2.npy")).row(1));
    }

    @Test
    void flattensImagesAndRemembersTheirShape() throws Exception {
        PatternSet gray = open(numpy("images.npy"));
        assertEquals(12, gray.columns());
        assertEquals(ImageShape.gray(3, 4), gray.image());
        assertEquals(new ValueRange(0, 255), gray.about().range());
        assertEquals(23, gray.row(1)[11]);
        assertEquals(new ImageShape(3, 2, 3), open(numpy("colour.npy")).image());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "object.npy | must hold real numbers, but it holds Python objects: save x.astype('f8')",
        "structured.npy | its rows are structured, with the fields a, b: save numpy.lib.recfunctions.structured_to_unstructured(x)",
        "complex.npy | must hold real numbers, but its numbers are complex, <c16: save x.real",
        "text.npy | must hold real numbers, but it holds text, <U1",
        "one-axis.npy | must have two axes, patterns × dimension, got shape [5]",
        "scalar.npy | must have two axes",
        "five.npy | must have two to four axes",
        "none.npy | is empty: at least one pattern",
        "nan.npy | got NaN in row 1, column 1",
        "inf-f4.npy | got -Infinity in row 2, column 0",
        "nan-f2.npy | got NaN in row 0, column 1"
    })
    void rejectsWithOneSentence(String name, String message) throws Exception {
        rejects(numpy(name), message);
    }

    @Test
    void readsThroughGzip() throws Exception {
        Path packed = folder.resolve("f8.npy.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(numpy("f8.npy"), out);
        }
        assertArrayEquals(VALUES, values(open(packed)));
        assertEquals("f8", open(packed).name());
        byte[] bytes = Files.readAllBytes(packed);
        for (int length = 2; length < bytes.length; length++) {
            Path cut = Files.write(folder.resolve("cut.npy.gz"), Arrays.copyOf(bytes, length));
            assertThrows(IllegalArgumentException.class, () -> open(cut), "cut at " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f8.npy", "i2.npy", "version2.npy", "labelled.npz", "packed.npz"})
    void rejectsEveryPrefixOfAFile(String name) throws Exception {
        byte[] bytes = Files.readAllBytes(numpy(name));
        for (int length = 0; length < bytes.length; length++) {
            Path cut = Files.write(folder.resolve("cut-" + name), Arrays.copyOf(bytes, length));
            assertThrows(IllegalArgumentException.class, () -> open(cut), "cut at " + length);
        }
        Path longer = Files.write(folder.resolve("long-" + name), Arrays.copyOf(bytes, bytes.length + 1));
        if (name.endsWith(".npy")) {
            rejects(longer, "follow after the last number");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f8.npy", "i2.npy", "packed.npz"})
    void survivesEveryDamagedByteOfAHeader(String name) throws Exception {
        byte[] bytes = Files.readAllBytes(numpy(name));
        for (int at = 0; at < Math.min(bytes.length, 128); at++) {
            for (int value : new int[] {0, 0xFF, bytes[at] ^ 1, '9'}) {
                byte[] damaged = bytes.clone();
                damaged[at] = (byte) value;
                Path file = Files.write(folder.resolve("damaged-" + name), damaged);
                try {
                    open(file);
                } catch (IllegalArgumentException e) {
                    assertFalse(e.getMessage().isBlank());
                }
            }
        }
    }

    @Test
    void rejectsShapesBeyondAnyMemory() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Npy.header("|u1", List.of(1L << 50, 1L << 20)));
        rejects(Files.write(folder.resolve("x.npy"), bytes.toByteArray()), "is too large");
        rejects(Files.write(folder.resolve("x.npy"), Npy.header("<f8", List.of(Long.MAX_VALUE, Long.MAX_VALUE))),
                "is too large");
        rejects(Files.write(folder.resolve("x.npy"), Npy.header("|u1", List.of(1L << 40, 100L))), "GiB are free");
        rejects(Files.write(folder.resolve("x.npy"), Npy.header("<f8", List.of(1L << 40, 100L))), "is truncated");
    }

    /// A sparse file takes no room on disk: its numbers are zeros but for three.
    @Test
    void mapsFilesBeyondTwoGibibytes() throws Exception {
        int columns = 1 << 16;
        long rows = 8_300;
        Path file = folder.resolve("large.npy");
        byte[] header = Npy.header("<f4", List.of(rows, (long) columns));
        long last = header.length + 4 * rows * columns - 4;
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(header);
            out.seek(last);
            out.write(new byte[] {0, 0, (byte) 0x80, 0x3F});
            out.seek(header.length + 4L * columns * 8_200);
            out.write(new byte[] {0, 0, 0, 0x40});
        }
        assertTrue(Files.size(file) > 1L << 31);
        try (Arena arena = Arena.ofShared()) {
            PatternSet set = NpyFile.open(file, Precision.DOUBLE, arena);
            assertEquals(rows, set.rows());
            assertEquals(2, set.row(8_200)[0]);
            assertEquals(1, set.row(rows - 1)[columns - 1]);
            float[] floats = new float[2 * columns];
            set.copy(rows - 2, 2, floats, 0);
            assertEquals(1, floats[2 * columns - 1]);
        }
    }

    @Test
    void endsWithItsArena() throws Exception {
        PatternSet set;
        try (Arena arena = Arena.ofShared()) {
            set = NpyFile.open(numpy("f8.npy"), Precision.DOUBLE, arena);
        }
        assertThrows(IllegalStateException.class, () -> set.row(0));
    }

    @Test
    void readsArchivesWithTheirLabels() throws Exception {
        PatternSet labelled = open(numpy("labelled.npz"));
        assertArrayEquals(VALUES, values(labelled));
        assertArrayEquals(new int[] {1, 0}, labelled.labels());
        assertEquals(List.of("3", "7"), labelled.classes().names());
        PatternSet train = open(numpy("packed.npz") + ":x_train");
        assertArrayEquals(new double[] {100, 17, 127}, train.row(1));
        assertEquals(List.of("4", "5"), train.classes().names());
        assertEquals(1, open(numpy("packed.npz") + ":x_test").classCount());
        PatternSet only = open(numpy("only.npz"));
        assertEquals(Precision.DOUBLE, only.precision());
        assertFalse(only.labelled());
    }

    @Test
    void saysWhichArraysAnArchiveHas() throws Exception {
        rejects(numpy("packed.npz"), "holds the arrays [x_train, y_train, x_test, y_test]: choose one as");
        rejects(numpy("packed.npz") + ":z", "has no array z: it has [x_train");
    }

    /// Labels are optional: those that do not fit do not keep patterns from being read.
    @Test
    void leavesLabelsAsideThatDoNotFit() throws Exception {
        PatternSet set = open(numpy("mismatch.npz"));
        assertFalse(set.labelled());
        assertTrue(set.about().notes().getFirst().endsWith("must have one label a pattern, got 3 labels for 2 patterns"),
                set.about().notes().toString());
    }

    @Test
    void noticesAChangedNumberInAnArchive() throws Exception {
        byte[] bytes = Files.readAllBytes(numpy("only.npz"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf('\n', text.indexOf("'shape'")) + 1] ^= 1;
        rejects(Files.write(folder.resolve("only.npz"), bytes), "its checksum is not that of its bytes");
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        Path file = folder.resolve("mine.npy");
        Npy.write(file, Matrix.of(VALUES));
        assertArrayEquals(Files.readAllBytes(numpy("f8.npy")), Files.readAllBytes(file), "NumPy writes the same bytes");
        StoredRows floats = StoredRows.copyOf(Matrix.of(VALUES), Precision.FLOAT, Arena.ofAuto());
        Npy.write(file, floats);
        assertArrayEquals(Files.readAllBytes(numpy("f4.npy")), Files.readAllBytes(file));
        assertEquals(-1, MemorySegment.mismatch(floats.segment(), 0, 24, ((StoredRows) open(file).table()).segment(), 0,
                24));
        Npy.write(file, new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
        assertArrayEquals(new double[][] {{1, 2}, {3, 4}, {5, 6}}, values(open(file)));
        Npy.write(file, new long[] {0, 1, 2, 100, 17, 127}, 2, 3);
        assertArrayEquals(Files.readAllBytes(numpy("i8.npy")), Files.readAllBytes(file));
        assertThrows(ShapeException.class, () -> Npy.write(file, new double[5], 3, 2));
        assertEquals(0, ByteBuffer.wrap(Npy.header("<f8", List.of(3L))).capacity() % 64);
    }

    @Test
    void writesTablesLargerThanItsBlocks() {
        Path file = folder.resolve("tall.npy");
        PatternSet set = GaussianModel.isotropic(37, 1).generate(3_001, RandomStream.named(2, "x"), Precision.DOUBLE);
        Npy.write(file, set);
        assertArrayEquals(values(set), values(open(file)));
    }
}
