package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;
import org.remanence.tensor.ShapeException;

@Tag("locale")
class ImageFolderTest {
    @TempDir
    private Path folder;

    private PatternSet open() {
        return DataSource.open(folder.toString(), RandomStream.named(0, "none"), Precision.DOUBLE, Arena.ofAuto());
    }

    /// A 2 × 3 image (height × width) with the given samples, row-major, channels innermost.
    private void write(String name, int type, int... samples) throws Exception {
        BufferedImage image = new BufferedImage(3, 2, type);
        image.getRaster().setPixels(0, 0, 3, 2, samples);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    @Test
    void readsGrayImagesInTheOrderOfTheirNames() throws Exception {
        write("b.png", BufferedImage.TYPE_BYTE_GRAY, 10, 11, 12, 13, 14, 15);
        write("a.PNG", BufferedImage.TYPE_BYTE_GRAY, 0, 1, 128, 3, 4, 255);
        Files.writeString(folder.resolve("notes.txt"), "ignored");
        PatternSet set = open();
        assertEquals(2, set.rows());
        assertArrayEquals(new double[] {0, 1, 128, 3, 4, 255}, set.row(0));
        assertEquals(ImageShape.gray(2, 3), set.image());
        assertEquals(new ValueRange(0, 255), set.about().range());
        assertFalse(set.labelled());
        assertTrue(set.preprocessing().isEmpty());
    }

    @Test
    void readsSixteenBitsAndPalettes() throws Exception {
        write("a.png", BufferedImage.TYPE_USHORT_GRAY, 0, 1, 2, 3, 4, 65535);
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 65535}, open().row(0));
        assertEquals(new ValueRange(0, 65535), open().about().range());
        write("a.png", BufferedImage.TYPE_BYTE_BINARY, 0, 1, 0, 1, 1, 0);
        assertArrayEquals(new double[] {0, 255, 0, 255, 255, 0}, open().row(0));
        assertEquals(1, open().image().channels());
        write("a.png", BufferedImage.TYPE_BYTE_INDEXED, 0, 0, 0, 0, 0, 215);
        assertEquals(3, open().image().channels());
        assertArrayEquals(new double[] {255, 255, 255}, Arrays.copyOfRange(open().row(0), 15, 18));
    }

    @Test
    void readsColoursAndDropsOpacity() throws Exception {
        int[] colours = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};
        write("a.png", BufferedImage.TYPE_INT_RGB, colours);
        double[] expected = Arrays.stream(colours).asDoubleStream().toArray();
        assertArrayEquals(expected, open().row(0));
        assertEquals(new ImageShape(2, 3, 3), open().image());
        write("b.png", BufferedImage.TYPE_INT_ARGB, 1, 2, 3, 255, 4, 5, 6, 255, 7, 8, 9, 255, 10, 11, 12, 255, 13, 14,
                15, 255, 16, 17, 18, 255);
        PatternSet set = open();
        assertArrayEquals(expected, set.row(1));
        assertEquals(List.of("dropped the channel of opacity"), set.preprocessing());
        assertEquals(new ValueRange(0, 255), set.about().range());
    }

    /// One image of three has a channel of opacity, whichever it is.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void saysThatOpacityWasDroppedWhereverItWas(int which) throws Exception {
        for (int i = 0; i < 3; i++) {
            int[] samples = IntStream.range(0, i == which ? 24 : 18).map(k -> 10 + k).toArray();
            write(i + ".png", i == which ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB, samples);
        }
        assertEquals(List.of("dropped the channel of opacity"), open().preprocessing());
    }

    /// Red, green and blue differ, so that no two channels may change places.
    @Test
    void readsTheColoursOfAPalette() throws Exception {
        var palette = new IndexColorModel(2, 3, new byte[] {1, 2, 3}, new byte[] {11, 12, 13}, new byte[] {21, 22, (byte) 203});
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setPixels(0, 0, 2, 1, new int[] {2, 0});
        ImageIO.write(image, "png", folder.resolve("a.png").toFile());
        assertArrayEquals(new double[] {3, 13, 203, 1, 11, 21}, open().row(0));
        assertEquals(new ImageShape(1, 2, 3), open().image());
    }

    @Test
    void labelsImagesByTheirSubfolder() throws Exception {
        write("cat/2.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 0, 0, 0, 0);
        write("cat/1.png", BufferedImage.TYPE_BYTE_GRAY, 1, 0, 0, 0, 0, 0);
        write("bee/9.png", BufferedImage.TYPE_BYTE_GRAY, 9, 0, 0, 0, 0, 0);
        PatternSet set = open();
        assertEquals(List.of("bee", "cat"), set.classes().names());
        assertArrayEquals(new int[] {0, 1, 1}, set.labels());
        assertEquals(9, set.row(0)[0]);
        assertEquals(1, set.row(1)[0]);
    }

    /// What systems and editors leave in folders is left aside, and said to be.
    @Test
    void strayAndHiddenFilesAreLeftAside() throws Exception {
        write("cat/1.png", BufferedImage.TYPE_BYTE_GRAY, 1, 0, 0, 0, 0, 0);
        write("dog/2.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 0, 0, 0, 0);
        write(".ipynb_checkpoints/1-checkpoint.png", BufferedImage.TYPE_BYTE_GRAY, 9, 0, 0, 0, 0, 0);
        Files.writeString(folder.resolve("cat/._1.png"), "Mac OS X");
        Files.writeString(folder.resolve("Thumbs.db"), "thumbs");
        Files.createDirectory(folder.resolve("empty"));
        PatternSet set = open();
        assertEquals(List.of("cat", "dog"), set.classes().names());
        assertEquals(2, set.rows());
        assertEquals(List.of("4 left aside: .ipynb_checkpoints, Thumbs.db, empty, …", "labels from folders (2 classes)"),
                set.about().notes());
    }

    @Test
    void nestedFoldersAreEntered() throws Exception {
        write("data/train/cat/1.png", BufferedImage.TYPE_BYTE_GRAY, 1, 0, 0, 0, 0, 0);
        write("data/train/cat/more/2.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 0, 0, 0, 0);
        write("data/train/dog/3.png", BufferedImage.TYPE_BYTE_GRAY, 3, 0, 0, 0, 0, 0);
        PatternSet set = open();
        assertArrayEquals(new int[] {0, 0, 1}, set.labels());
        assertEquals(List.of("images in " + Path.of("data", "train"), "labels from folders (2 classes)"), set.about().notes());
        write("data/test/cat/4.png", BufferedImage.TYPE_BYTE_GRAY, 4, 0, 0, 0, 0, 0);
        String message = assertThrows(IllegalArgumentException.class, this::open).getMessage();
        assertTrue(message.endsWith("holds several folders of classes: give one of them, " + folder.resolve("data/test") + " or "
                + folder.resolve("data/train")),
                message);
    }

    @Test
    void linksBackAreNotFollowed() throws Exception {
        write("a/1.png", BufferedImage.TYPE_BYTE_GRAY, 1, 0, 0, 0, 0, 0);
        write("b/2.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 0, 0, 0, 0);
        Files.createSymbolicLink(folder.resolve("a/up"), Path.of("."));
        Files.createSymbolicLink(folder.resolve("c"), Path.of("b"));
        assertArrayEquals(new int[] {0, 1, 2}, open().labels());
    }

    @Test
    void foldersBesideImagesAreLeftAside() throws Exception {
        write("1.png", BufferedImage.TYPE_BYTE_GRAY, 1, 0, 0, 0, 0, 0);
        write("more/2.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 0, 0, 0, 0);
        assertEquals(1, open().rows());
        assertEquals(List.of("1 left aside: more"), open().about().notes());
    }

    /// Whichever comes first, an image of a gray palette has three channels among coloured ones.
    @ParameterizedTest
    @ValueSource(strings = {"a", "z"})
    void grayImagesBecomeColouredAmongOthers(String name) throws Exception {
        write("m.png", BufferedImage.TYPE_INT_RGB, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
        write(name + ".png", BufferedImage.TYPE_BYTE_BINARY, 0, 1, 0, 1, 1, 0);
        PatternSet set = open();
        assertEquals(new ImageShape(2, 3, 3), set.image());
        assertArrayEquals(new double[] {0, 0, 0, 255, 255, 255, 0}, Arrays.copyOf(set.row(name.equals("a") ? 0 : 1), 7));
        assertEquals(List.of("1 gray image read as coloured"), set.about().notes());
        var palette = new IndexColorModel(8, 2, new byte[] {7, 9}, new byte[] {7, 9}, new byte[] {7, 9});
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_INDEXED, palette);
        ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
        assertArrayEquals(new double[] {7, 7, 7}, Arrays.copyOf(open().row(name.equals("a") ? 0 : 1), 3));
    }

    @Test
    void readsJpeg() throws Exception {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB}) {
            BufferedImage image = new BufferedImage(16, 8, type);
            for (int k = 0; k < 128; k++) {
                image.setRGB(k % 16, k / 16, 0xFF00C0 & (type == BufferedImage.TYPE_BYTE_GRAY ? 0 : -1));
            }
            ImageIO.write(image, "jpg", folder.resolve("a.JPEG").toFile());
            PatternSet set = open();
            int channels = type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 3;
            assertEquals(new ImageShape(8, 16, channels), set.image());
            assertEquals(new ValueRange(0, 255), set.about().range());
            double[] expected = channels == 1 ? new double[] {0} : new double[] {255, 0, 192};
            assertArrayEquals(expected, Arrays.copyOf(set.row(0), channels), 3, "JPEG keeps colours within a few levels");
        }
        byte[] bytes = Files.readAllBytes(folder.resolve("a.JPEG"));
        for (int length = 0; length < bytes.length - 2; length += 5) {
            Files.write(folder.resolve("a.JPEG"), Arrays.copyOf(bytes, length));
            assertThrows(IllegalArgumentException.class, this::open, "cut at " + length);
        }
    }

    @Test
    void rejectsFoldersThatAreNoDataSet() throws Exception {
        assertTrue(assertThrows(IllegalArgumentException.class, this::open).getMessage()
                .contains("must hold .png or .jpg images"));
        write("a.png", BufferedImage.TYPE_BYTE_GRAY, 0, 1, 2, 3, 4, 5);
        ImageIO.write(new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY), "png", folder.resolve("b.png").toFile());
        assertTrue(assertThrows(ShapeException.class, this::open).getMessage()
                .contains("must be like a.png, 2 × 3 with 1 channel of at most 255, got 3 × 3 with 1 channel of at most 255"));
        Files.writeString(folder.resolve("b.png"), "not an image at all");
        assertTrue(assertThrows(IllegalArgumentException.class, this::open).getMessage()
                .contains("is not a PNG or JPEG image"));
    }

    @Test
    void survivesEveryPrefixOfAnImage() throws Exception {
        write("a.png", BufferedImage.TYPE_BYTE_GRAY, 0, 1, 2, 3, 4, 5);
        byte[] bytes = Files.readAllBytes(folder.resolve("a.png"));
        for (int length = 0; length < bytes.length; length++) {
            Files.write(folder.resolve("a.png"), Arrays.copyOf(bytes, length));
            assertThrows(IllegalArgumentException.class, this::open, "cut at " + length);
        }
    }
}
