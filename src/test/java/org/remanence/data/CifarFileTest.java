package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;

class CifarFileTest {
    private static final int RECORD = 3073;

    @TempDir
    private Path folder;

    private static PatternSet open(Path file) {
        return DataSource.open(file.toString(), RandomStream.named(0, "none"), Precision.FLOAT, Arena.ofAuto());
    }

    /// Images whose first pixel is (red, green, blue) = (10 + i, 20 + i, 30 + i), the second one more each.
    private static byte[] records(int... labels) {
        byte[] bytes = new byte[RECORD * labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i * RECORD] = (byte) labels[i];
            for (int c = 0; c < 3; c++) {
                bytes[i * RECORD + 1 + 1024 * c] = (byte) (10 + 10 * c + i);
                bytes[i * RECORD + 2 + 1024 * c] = (byte) (11 + 10 * c + i);
            }
            bytes[i * RECORD + RECORD - 1] = (byte) 200;
        }
        return bytes;
    }

    @Test
    void readsPixelsAndLabels() throws Exception {
        PatternSet set = open(Files.write(folder.resolve("test_batch.bin"), records(3, 9, 3)));
        assertEquals(new ImageShape(32, 32, 3), set.image());
        assertEquals(ValueRange.BYTES, set.about().range());
        assertArrayEquals(new double[] {11, 21, 31, 12, 22, 32, 0}, Arrays.copyOf(set.row(1), 7));
        assertEquals(200, set.row(2)[3071]);
        assertArrayEquals(new int[] {0, 1, 0}, set.labels());
        assertEquals(List.of("3", "9"), set.classes().names());
    }

    @Test
    void aFolderStandsForItsTrainingData() throws Exception {
        Files.write(folder.resolve("data_batch_2.bin"), records(1, 2));
        Files.write(folder.resolve("data_batch_1.bin"), records(0));
        Files.write(folder.resolve("test_batch.bin"), records(5));
        Files.writeString(folder.resolve("readme.html"), "about");
        PatternSet set = open(folder);
        assertEquals(3, set.rows());
        assertArrayEquals(new int[] {0, 1, 2}, set.labels());
        assertEquals(10, set.row(1)[0]);
        assertEquals(3, new DataSource.Stored(folder, "", FileForm.AUTO).files()
                .flatMap(each -> FileKind.of(each).files(each).stream()).count() + 1);
    }

    @Test
    void refusesWhatIsDamaged() throws Exception {
        byte[] bytes = records(1, 2);
        bytes[RECORD] = 10;
        Path file = Files.write(folder.resolve("x.bin"), bytes);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> open(file)).getMessage()
                .contains("a label from 0 to 9 in each record, got 10 in row 1"));
        Path cut = Files.write(folder.resolve("data_batch_1.bin"), Arrays.copyOf(records(1), 3000));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> open(cut.getParent())).getMessage()
                .contains("must hold records of 3073 bytes"));
    }
}
