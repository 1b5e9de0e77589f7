package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.random.RandomStream;
import org.remanence.result.Npy;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// Labels in arrays of every shape and type, beside three patterns of which the first and the last are of one class.
@Tag("locale")
class FoundLabelsTest {
    @TempDir
    private Path folder;

    private static PatternSet open(Path file, String labels) {
        var form = new FileForm(labels, FileForm.Header.AUTO, FileForm.AUTO_WORD, FileForm.AUTO_WORD);
        return DataSource.parse(file.toString(), form).open(RandomStream.named(0, "none"), Precision.DOUBLE, Arena.ofAuto());
    }

    private static byte[] array(String type, List<Long> shape, double... values) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN
                : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type.substring(1)) {
                case "f8" -> bytes.putDouble(value);
                case "i8" -> bytes.putLong((long) value);
                case "i4" -> bytes.putInt((int) value);
                default -> bytes.put((byte) value);
            }
        }
        var out = new ByteArrayOutputStream();
        out.write(Npy.header(type, shape));
        out.write(bytes.array(), 0, bytes.position());
        return out.toByteArray();
    }

    private static byte[] texts(String type, List<Long> shape, String... texts) throws Exception {
        var out = new ByteArrayOutputStream();
        out.write(Npy.header(type, shape));
        int letters = Integer.parseInt(type.substring(2));
        for (String text : texts) {
            boolean wide = type.charAt(1) == 'U';
            ByteBuffer cell = ByteBuffer.allocate(wide ? 4 * letters : letters)
                    .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            for (int letter : text.codePoints().toArray()) {
                if (wide) {
                    cell.putInt(letter);
                } else {
                    cell.put((byte) letter);
                }
            }
            out.write(cell.array());
        }
        return out.toByteArray();
    }

    private Path archive(String name, byte[] labels) throws Exception {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("X", array("<f8", List.of(3L, 2L), 1, 2, 3, 4, 5, 6));
        arrays.put(name, labels);
        return archive(arrays);
    }

    private Path archive(Map<String, byte[]> arrays) throws Exception {
        Path file = folder.resolve("z.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> each : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey() + ".npy"));
                zip.write(each.getValue());
            }
        }
        return file;
    }

    private static void isLabelled(PatternSet set, String name) {
        assertArrayEquals(new int[] {1, 0, 1}, set.labels(), set.about().notes().toString());
        assertEquals(List.of("labels from array " + name + " (2 classes)"), set.about().notes());
        assertArrayEquals(new double[] {3, 4}, set.row(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "label", "labels", "target", "targets", "class", "classes"})
    void arraysOfLabelsHaveTheUsualNames(String name) throws Exception {
        isLabelled(open(archive(name, array("<i8", List.of(3L), 7, 2, 7)), "auto"), name);
    }

    @ParameterizedTest
    @CsvSource({"<i8,'3'", "<i8,'3,1'", "<i8,'1,3'", "<f8,'3'", "<f8,'3,1'", ">i4,'3'", ">f8,'3,1'", "|u1,'3,1,1'"})
    void numbersOfAnyTypeAreLabels(String type, String axes) throws Exception {
        List<Long> shape = List.of(axes.split(",")).stream().map(Long::valueOf).toList();
        isLabelled(open(archive("y", array(type, shape, 7, 2, 7)), "auto"), "y");
    }

    @Test
    void boolsOneHotAndTextsAreLabels() throws Exception {
        isLabelled(open(archive("y", array("|b1", List.of(3L), 1, 0, 1)), "auto"), "y");
        for (String type : List.of("<f8", "|u1", "|b1", "<i4")) {
            PatternSet hot = open(archive("y", array(type, List.of(3L, 4L), 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0)), "auto");
            isLabelled(hot, "y");
            assertEquals(List.of("1", "2"), hot.classes().names());
        }
        for (String type : List.of("<U5", ">U5", "|S5")) {
            PatternSet words = open(archive("y", texts(type, List.of(3L), "horse", "cat", "horse")), "auto");
            isLabelled(words, "y");
            assertEquals(List.of("cat", "horse"), words.classes().names());
        }
        isLabelled(open(archive("y", texts("<U2", List.of(3L, 1L), "10", "9", "10")), "auto"), "y");
    }

    @Test
    void whatIsNoLabelIsLeftAsideWithItsReason() throws Exception {
        Map<byte[], String> reasons = new LinkedHashMap<>();
        reasons.put(array("<f8", List.of(3L), 0.5, 1, 2), "must hold whole numbers or texts to be labels, got 0.5 in row 0");
        reasons.put(array("<f8", List.of(3L, 2L), 1, 1, 0, 1, 1, 0),
                "must be one-hot to be labels: row 0 has not one 1 among zeros");
        reasons.put(array("<i8", List.of(2L), 1, 0), "must have one label a pattern, got 2 labels for 3 patterns");
        reasons.put(array("<f8", List.of(3L), 1, Double.NaN, 0), "got NaN in row 1");
        reasons.put(array("<i8", List.of(3L), 1, 1L << 54, 0), "must hold labels of at most 2^53, got 18014398509481984 in row 1: "
                + "save them as texts");
        reasons.put(array("|O", List.of(3L), 1, 2, 3), "must hold real numbers, but its NumPy type is |O: save x.astype('f8')");
        for (Map.Entry<byte[], String> each : reasons.entrySet()) {
            Path file = archive("y", each.getKey());
            PatternSet set = open(file, "auto");
            assertFalse(set.labelled(), each.getValue());
            assertEquals(3, set.rows());
            String note = set.about().notes().getFirst();
            assertTrue(note.startsWith("labels left aside: ") && (note.endsWith(each.getValue())
                    || note.contains("Python objects")), note);
            assertThrows(BadInput.class, () -> open(file, "y"), "but labels that were asked for are refused");
        }
    }

    @Test
    void labelsMayBeNamedOrLeftAway() throws Exception {
        Path file = archive("kind", array("<i8", List.of(3L), 7, 2, 7));
        isLabelled(open(Path.of(file + ":X"), "kind"), "kind");
        assertFalse(open(archive("y", array("<i8", List.of(3L), 7, 2, 7)), "none").labelled());
        assertTrue(assertThrows(BadInput.class, () -> open(file, "sort")).getMessage().contains("labels names 'sort', but"));
    }

    @Test
    void labelsMayLieInAFileBesideAnyKind() throws Exception {
        Path patterns = Files.write(folder.resolve("x.npy"), array("<f8", List.of(3L, 2L), 1, 2, 3, 4, 5, 6));
        List<Path> files = List.of(Files.write(folder.resolve("l.npy"), array("<i8", List.of(3L, 1L), 7, 2, 7)),
                Files.write(folder.resolve("t.npy"), texts("<U3", List.of(3L), "dog", "cat", "dog")),
                Files.write(folder.resolve("l-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 7}),
                Files.writeString(folder.resolve("l.txt"), "7\n2\n7\n"), archive("y", array("<i8", List.of(3L), 7, 2, 7)));
        for (Path labels : files) {
            PatternSet set = open(patterns, labels.toString());
            assertArrayEquals(new int[] {1, 0, 1}, set.labels(), labels.toString());
            assertEquals(List.of("labels from " + labels + " (2 classes)"), set.about().notes());
        }
        assertTrue(assertThrows(BadInput.class, () -> open(patterns, "y.npy")).getMessage()
                .contains("labels must be auto, none or a file of labels for " + patterns
                        + ", got 'y.npy', and there is no such file"));
    }

    @Test
    void aZipSaysWhatItIsInstead() throws Exception {
        for (Map.Entry<String, String> each : Map.of("archive/data.pkl", "a file of PyTorch", "xl/workbook.xml",
                "save the sheet as CSV",
                "a/1.PNG", "give the folder of images", "notes.md", "save the arrays with numpy.savez; it holds notes.md")
                        .entrySet()) {
            Path file = folder.resolve("model.bin");
            try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
            }
            String message = assertThrows(BadInput.class, () -> open(file, "auto")).getMessage();
            assertTrue(message.startsWith(file + " is a zip without .npy inside") && message.contains(each.getValue()), message);
        }
    }

    /// What is in a file counts more than its name.
    @Test
    void anArchiveMayHaveAnyName() throws Exception {
        Path file = archive("y", array("<i8", List.of(3L), 7, 2, 7));
        for (String name : List.of("x.npy", "X.NPZ", "x.zip", "x.csv", "x")) {
            isLabelled(open(Files.copy(file, folder.resolve(name)), "auto"), "y");
        }
        Path packed = folder.resolve("z.npz.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
        }
        assertTrue(assertThrows(BadInput.class, () -> open(packed, "auto")).getMessage().endsWith("unpack it first"));
    }

    /// Where several arrays could hold the patterns, the one that does is named.
    @Test
    void theArrayOfThePatternsIsSaidWhereSeveralCouldBe() throws Exception {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("other", array("<f8", List.of(1L, 1L), 9));
        arrays.put("data", array("<f8", List.of(3L, 2L), 1, 2, 3, 4, 5, 6));
        assertEquals(List.of("patterns from array data"), open(archive(arrays), "auto").about().notes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {"PAR1\u0015\u0000 # a Parquet file", "BZh91AY # compressed",
            "\u0080\u0004\u0095 # a Python pickle",
        "MATLAB 5.0 MAT-file # -v7.3", "\u00FF\u00D8\u00FF\u00E0 # one image", "\u0028\u00B5\u002F\u00FD\u0004 # compressed"})
    void formatsThatAreNotReadSayWhatToDo(String start, String message) throws Exception {
        Path file = Files.write(folder.resolve("data"), start.getBytes(StandardCharsets.ISO_8859_1));
        String said = assertThrows(BadInput.class, () -> open(file, "auto")).getMessage();
        assertTrue(said.contains(message), said);
        for (String header : List.of("PAR1,PAR2", "PK,a", "Rar,7z", "MATLAB,b")) {
            Path table = Files.writeString(folder.resolve("t.csv"), header + "\n1,2\n");
            assertEquals(1, open(table, "auto").rows());
        }
    }
}
