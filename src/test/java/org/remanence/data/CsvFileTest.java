package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;

@Tag("locale")
class CsvFileTest {
    @TempDir
    private Path folder;

    private PatternSet open(String text) throws Exception {
        return open(Files.writeString(folder.resolve("x.csv"), text));
    }

    private static PatternSet open(Path file) {
        return DataSource.open(file.toString(), RandomStream.named(0, "none"), Precision.DOUBLE, Arena.ofAuto());
    }

    private static double[][] values(PatternSet set) {
        return set.toMatrix(Arena.ofAuto()).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2.5\n-3e-2,4\n", "a,b\n1,2.5\n-3e-2,4", "# by hand\n\n 1 , 2.5\r\n-3e-2,4\r\n\r\n",
            "\"a\",\"b, c\"\n1,\"2.5\"\n-3e-2,4\n",
        "\uFEFF1,2.5\n-3e-2,4"})
    void readsNumbersWithAndWithoutHeader(String text) throws Exception {
        PatternSet set = open(text);
        assertArrayEquals(new double[][] {{1, 2.5}, {-0.03, 4}}, values(set));
        assertFalse(set.labelled());
        assertEquals("x", set.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,y,label\n1,2,b\n3,4,a\n5,6,b\n", "Class,x,y\nb,1,2\na,3,4\nb,5,6\n",
            "x,TARGET,y\n1,b,2\n3,a,4\n5,b,6\n"})
    void takesLabelsFromTheColumnOfThatName(String text) throws Exception {
        PatternSet set = open(text);
        assertArrayEquals(new double[][] {{1, 2}, {3, 4}, {5, 6}}, values(set));
        assertArrayEquals(new int[] {1, 0, 1}, set.labels());
        assertEquals(List.of("a", "b"), set.classes().names());
    }

    @Test
    void ordersLabelsThatAreNumbersAsNumbers() throws Exception {
        assertEquals(List.of("-1", "2", "10"), open("x,label\n1,10\n2,2\n3,-1\n").classes().names());
        assertEquals(List.of("10", "2", "x"), open("x,label\n1,10\n2,2\n3,x\n").classes().names());
    }

    @Test
    void readsTabsAndGzip() throws Exception {
        assertArrayEquals(new double[] {1, 2}, open(Files.writeString(folder.resolve("x.tsv"), "1\t2\n")).row(0));
        Path packed = folder.resolve("x.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        }
        assertArrayEquals(new double[][] {{1, 2}, {3, 4}}, values(open(packed)));
        byte[] bytes = Files.readAllBytes(packed);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(packed, bytes);
        assertThrows(IllegalArgumentException.class, () -> open(packed));
    }

    @Test
    void readsTheDigitsAsTheyAreDistributed() throws Exception {
        PatternSet digits = Digits.open(Precision.DOUBLE, Arena.ofAuto());
        StringBuilder text = new StringBuilder();
        for (double[] row : values(digits)) {
            text.append(Arrays.stream(row).mapToObj(value -> Text.of("%.18e", value)).reduce((a, b) -> a + "," + b)
                    .orElseThrow()).append('\n');
        }
        assertArrayEquals(values(digits), values(open(text.toString())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1,2;3,x | x.csv, line 2, column 2 must be a finite number, got 'x'",
        "1,2;;3,nan | x.csv, line 3, column 2 must be a finite number, got 'nan'",
        "a,b;1,Infinity | x.csv, line 2, column 2 must be a finite number, got 'Infinity'",
        "1,2;3,1e999 | x.csv, line 2, column 2 must be a finite number, got '1e999'",
        "1,2;3, | x.csv, line 2, column 2 must be a finite number, got ''",
        "5.1,1d;4.9,2f | x.csv, line 1, column 2 must be a finite number, got '1d'",
        "a,b;1,0x1p3 | x.csv, line 2, column 2 must be a finite number, got '0x1p3'",
        "a,b;1,1_000 | x.csv, line 2, column 2 must be a finite number, got '1_000'",
        "id,a;1d,2;2f,3 | x.csv, line 2, column 1 must be a finite number, got '1d'",
        "town,a;bob,2;amy,3 | x.csv, line 2, column 1 must be a finite number, got 'bob'",
        "a,b,c;1,2,3;4,5 | x.csv, line 3 must have 3 cells as the first line has, got 2",
        "a,b | x.csv has no line of numbers below its first line, which names the columns",
        "label;a | x.csv has no column of numbers (header yes)",
        "# nothing | x.csv is empty: at least one line of numbers is needed"
    })
    void namesTheLineAndColumnOfABadCell(String text, String message) {
        var e = assertThrows(IllegalArgumentException.class, () -> open(text.replace(';', '\n') + "\n"));
        assertTrue(e.getMessage().startsWith(folder.resolve(message).toString()), e.getMessage());
    }

    @Test
    void rejectsWhatIsNoText() throws Exception {
        Path binary = Files.write(folder.resolve("x.csv"), new byte[] {'1', ',', (byte) 0xC3, (byte) 0x28, '\n'});
        assertThrows(IllegalArgumentException.class, () -> open(binary));
        assertThrows(IllegalArgumentException.class, () -> open("a,b\n1,\"2\n3,4\n"));
    }
}
