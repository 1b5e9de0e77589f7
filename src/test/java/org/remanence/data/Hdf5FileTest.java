package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

class Hdf5FileTest {
    @TempDir
    private Path folder;

    private Path write(Map<String, Object> arrays) {
        Path file = folder.resolve("h.h5");
        try (var out = HdfFile.write(file)) {
            var group = out.putGroup("deep");
            arrays.forEach((name, values) -> {
                if (name.startsWith("deep/")) {
                    group.putDataset(name.substring(5), values);
                } else {
                    out.putDataset(name, values);
                }
            });
        }
        return file;
    }

    private static PatternSet open(Object file) {
        return DataSource.open(file.toString(), RandomStream.named(0, "none"), Precision.DOUBLE, Arena.ofAuto());
    }

    @Test
    void readsArraysOfEveryTypeWithTheirLabels() {
        double[][] values = {{1, 2.5}, {-3, 4}, {5, 6}};
        PatternSet set = open(write(Map.of("x", values, "y", new int[] {7, 2, 7})));
        assertArrayEquals(values, set.toMatrix(Arena.ofAuto()).toArray());
        assertArrayEquals(new int[] {1, 0, 1}, set.labels());
        assertEquals("h", set.name());
        assertArrayEquals(new double[] {-3, 4}, open(write(Map.of("only", new float[][] {{1, 2}, {-3, 4}}))).row(1));
        assertArrayEquals(new double[] {-3, 4}, open(write(Map.of("only", new long[][] {{1, 2}, {-3, 4}}))).row(1));
        assertArrayEquals(new double[] {-3, 4}, open(write(Map.of("only", new byte[][] {{1, 2}, {-3, 4}}))).row(1));
        assertArrayEquals(new int[] {1, 0, 1}, open(write(Map.of("X", values, "labels", new String[] {"horse", "cat", "horse"})))
                .labels());
        assertArrayEquals(new int[] {1, 0, 1}, open(write(Map.of("data", values, "target", new double[][] {{1}, {0}, {1}})))
                .labels());
    }

    @Test
    void groupsAreEntered() {
        Path file = write(Map.of("deep/images", new short[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, "deep/label",
                new int[] {4, 4},
                "other", new double[][] {{1}, {2}}));
        PatternSet set = open(file);
        assertEquals(ImageShape.gray(2, 2), set.image());
        assertArrayEquals(new double[] {5, 6, 7, 8}, set.row(1));
        assertEquals(List.of("patterns from array deep/images", "labels from array deep/label (1 class)"), set.about().notes());
        assertEquals(1, open(file + ":other").columns());
        assertFalse(open(file + ":other").labelled());
        assertTrue(assertThrows(BadInput.class, () -> open(file + ":none")).getMessage().contains("has no array none: it has ["));
    }

    @Test
    void labelsMayLieInAGroupOfAnotherFile() throws Exception {
        Path labels = Files.move(write(Map.of("deep/label", new int[] {7, 2}, "other", new int[] {1, 1})), folder.resolve("l.h5"));
        var form = new FileForm(labels.toString(), FileForm.Header.AUTO, FileForm.AUTO_WORD, FileForm.AUTO_WORD);
        PatternSet set = DataSource.parse(write(Map.of("x", new double[][] {{1}, {2}})).toString(), form)
                .open(RandomStream.named(0, "none"), Precision.DOUBLE, Arena.ofAuto());
        assertArrayEquals(new int[] {1, 0}, set.labels());
    }

    /// More rows than are read at a time; channels come second.
    @Test
    void readsBlocksAndChannels() {
        int rows = 5000;
        int[][][][] values = new int[rows][3][4][4];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < 3; c++) {
                for (int k = 0; k < 16; k++) {
                    values[i][c][k / 4][k % 4] = 100 * i + 16 * c + k;
                }
            }
        }
        PatternSet set = open(write(Map.of("x", values)));
        assertEquals(new ImageShape(4, 4, 3), set.image());
        for (int i : new int[] {0, 1, 2047, 2048, rows - 1}) {
            assertArrayEquals(new double[] {100 * i, 100 * i + 16, 100 * i + 32, 100 * i + 1}, Arrays.copyOf(set.row(i), 4));
        }
    }

    @Test
    void refusesWithASentence() throws Exception {
        Path file = write(Map.of("x", new double[][] {{1, Double.NaN}}));
        assertTrue(assertThrows(BadInput.class, () -> open(file)).getMessage().contains("got NaN in row 0, column 1"));
        Path two = write(Map.of("a", new double[][] {{1}}, "b", new double[][] {{1}}));
        assertTrue(assertThrows(BadInput.class, () -> open(two)).getMessage().contains("choose one as " + two + ":NAME"));
        byte[] bytes = Files.readAllBytes(write(Map.of("x", new double[][] {{1, 2}, {3, 4}})));
        for (int length = 8; length < bytes.length; length += 7) {
            Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, length));
            try {
                assertArrayEquals(new double[][] {{1, 2}, {3, 4}}, open(cut).toMatrix(Arena.ofAuto()).toArray(), "cut at "
                        + length);
            } catch (BadInput refused) {
                assertFalse(refused.getMessage().isBlank());
            }
        }
    }
}
