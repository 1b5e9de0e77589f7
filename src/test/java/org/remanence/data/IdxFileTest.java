package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;

@Tag("locale")
class IdxFileTest {
    /// Three images of 2 × 2 pixels.
    private static final byte[] IMAGES = {0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 1, 2, 3, 4, 5, 6, 7,
            (byte) 255, 9, 10, 11};
    private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 5};

    @TempDir
    private Path folder;
    private Path images;

    @BeforeEach
    void writeImages() throws Exception {
        images = Files.write(folder.resolve("train-images-idx3-ubyte"), IMAGES);
    }

    private static PatternSet open(Path file) {
        return DataSource.open(file.toString(), RandomStream.named(0, "none"), Precision.FLOAT, Arena.ofAuto());
    }

    private static byte[] packed(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void readsImages() {
        PatternSet set = open(images);
        assertArrayEquals(new double[] {255, 9, 10, 11}, set.row(2));
        assertEquals(ImageShape.gray(2, 2), set.image());
        assertEquals(new ValueRange(0, 255), set.about().range());
        assertEquals(Precision.FLOAT, set.precision());
        assertEquals("train-images-idx3-ubyte", set.name());
        assertFalse(set.labelled());
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void findsTheLabelsBesideThem(boolean imagesPacked, boolean labelsPacked) throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Path file = imagesPacked ? Files.write(own.resolve("train-images-idx3-ubyte.gz"), packed(IMAGES))
                : Files.write(own.resolve("train-images-idx3-ubyte"), IMAGES);
        Files.write(own.resolve("train-labels-idx1-ubyte" + (labelsPacked ? ".gz" : "")), labelsPacked ? packed(LABELS)
                : LABELS);
        PatternSet set = open(file);
        assertArrayEquals(new int[] {1, 0, 1}, set.labels());
        assertEquals(List.of("0", "5"), set.classes().names());
    }

    @Test
    void readsTheOtherTypesBigEndian() throws Exception {
        ByteBuffer doubles = ByteBuffer.allocate(12 + 16).put(new byte[] {0, 0, 0x0E,
                2}).putInt(1).putInt(2).putDouble(0.1).putDouble(-7);
        PatternSet set = DataSource.open(Files.write(folder.resolve("d.idx"), doubles.array()).toString(),
                RandomStream.named(0, "none"), Precision.DOUBLE, Arena.ofAuto());
        assertArrayEquals(new double[] {0.1, -7}, set.row(0));
        ByteBuffer shorts = ByteBuffer.allocate(12 + 4).put(new byte[] {0, 0, 0x0B,
                2}).putInt(2).putInt(1).putShort((short) -300).putShort((short) 4);
        assertEquals(-300, open(Files.write(folder.resolve("s.idx"), shorts.array())).row(0)[0]);
    }

    /// Values and labels that tell their row, in more numbers than are read at a time.
    @Test
    void readsManyRowsInTheirOrder() throws Exception {
        int rows = 50_000;
        ByteBuffer values = ByteBuffer.allocate(12 + 4 * rows).put(new byte[] {0, 0, 0x0B, 2}).putInt(rows).putInt(2);
        ByteBuffer labels = ByteBuffer.allocate(8 + 4 * rows).put(new byte[] {0, 0, 0x0C, 1}).putInt(rows);
        for (int i = 0; i < rows; i++) {
            values.putShort((short) i).putShort((short) (i >> 8));
            labels.putInt(i / 100);
        }
        Files.write(folder.resolve("many-labels-idx1"), labels.array());
        PatternSet set = open(Files.write(folder.resolve("many-images-idx2"), values.array()));
        for (int i = 0; i < rows; i += 99) {
            assertArrayEquals(new double[] {(short) i, i >> 8}, set.row(i));
            assertEquals(i / 100, set.label(i));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rejectsEveryPrefix(boolean gzip) throws Exception {
        byte[] bytes = gzip ? packed(IMAGES) : IMAGES;
        for (int length = 0; length < bytes.length; length++) {
            Path cut = Files.write(folder.resolve("cut-idx3-ubyte" + (gzip ? ".gz"
                    : "")), Arrays.copyOf(bytes, length));
            var e = assertThrows(IllegalArgumentException.class, () -> open(cut), "cut at " + length);
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @Test
    void saysHowManyNumbersATruncatedFileHolds() throws Exception {
        byte[] bytes = {0, 0, 0x0B, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 1, 0, 2, 0, 3, 0};
        Path cut = Files.write(folder.resolve("s.idx"), bytes);
        String message = assertThrows(IllegalArgumentException.class, () -> open(cut)).getMessage();
        assertTrue(message.contains("it must hold 4 numbers, it ends after 3"), message);
    }

    @Test
    void countsItsRowsWithoutASign() throws Exception {
        Files.write(folder.resolve("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, (byte) 0xB2, (byte) 0xD0, 0x5E, 0});
        String note = open(images).about().notes().getFirst();
        assertTrue(note.startsWith("labels left aside: ") && note.endsWith("must hold fewer than 2^31 numbers, got 3000000000"),
                note);
    }

    @Test
    void leavesEveryPrefixOfTheLabelsAside() throws Exception {
        for (int length = 0; length < LABELS.length; length++) {
            Files.write(folder.resolve("train-labels-idx1-ubyte"), Arrays.copyOf(LABELS, length));
            PatternSet set = open(images);
            assertFalse(set.labelled(), "cut at " + length);
            assertTrue(set.about().notes().getFirst().startsWith("labels left aside: "), set.about().notes().toString());
        }
    }

    @Test
    void leavesTooFewLabelsAside() throws Exception {
        byte[] other = LABELS.clone();
        other[7] = 2;
        Files.write(folder.resolve("train-labels-idx1-ubyte"), Arrays.copyOf(other, 10));
        assertTrue(open(images).about().notes().getFirst().endsWith("got 2 labels for 3 patterns"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train-y-idx1-ubyte", "train-label-idx1-ubyte", "train-targets-idx1-ubyte.gz",
            "train-class-idx1-ubyte"})
    void findsLabelsUnderTheUsualNames(String name) throws Exception {
        Files.write(folder.resolve(name), name.endsWith(".gz") ? packed(LABELS) : LABELS);
        assertArrayEquals(new int[] {1, 0, 1}, open(images).labels());
        assertEquals(List.of("labels from " + name + " (2 classes)"), open(images).about().notes());
    }

    @Test
    void rejectsDamage() throws Exception {
        Path labels = Files.write(folder.resolve("labels.idx"), LABELS);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> open(labels)).getMessage()
                .contains("must have two axes"));
        byte[] type = IMAGES.clone();
        type[2] = 0x0A;
        Path unknown = Files.write(folder.resolve("type.idx"), type);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> open(unknown)).getMessage().contains("got 0x0a"));
        Path longer = Files.write(folder.resolve("long.idx"), Arrays.copyOf(IMAGES, IMAGES.length + 1));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> open(longer)).getMessage()
                .contains("follow after"));
        byte[] huge = IMAGES.clone();
        huge[4] = huge[8] = (byte) 0x7F;
        Path beyond = Files.write(folder.resolve("huge.idx"), huge);
        assertThrows(IllegalArgumentException.class, () -> open(beyond));
    }
}
