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
