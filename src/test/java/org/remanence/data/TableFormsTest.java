package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// Tables as spreadsheets, pandas, R and NumPy write them. In the texts, `/` ends a line and `→` is a tab.
@Tag("locale")
class TableFormsTest {
    private static final double[][] TABLE = {{1.5, -2}, {0.25, 3}, {7.5, 4e-3}};

    @TempDir
    private Path folder;

    private PatternSet open(String text) throws Exception {
        return open(text, FileForm.AUTO);
    }

    private PatternSet open(String text, FileForm form) throws Exception {
        return open(Files.writeString(folder.resolve("t.csv"), lines(text)), form);
    }

    private static PatternSet open(Path file, FileForm form) {
        return DataSource.parse(file.toString(), form).open(RandomStream.named(0, "none"), Precision.DOUBLE, Arena.ofAuto());
    }

    private static String lines(String text) {
        return text.replace('/', '\n').replace('→', '\t') + "\n";
    }

    private static double[][] values(PatternSet set) {
        return set.toMatrix(Arena.ofAuto()).toArray();
    }

    private void refuses(String text, FileForm form, String message) {
        var e = assertThrows(BadInput.class, () -> open(text, form));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static FileForm form(String labels, FileForm.Header header, String separator, String columns) {
        return new FileForm(labels, header, separator, columns);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "1.5,-2/0.25,3/7.5,4e-3 # ",
        "1.5;-2/0.25;3/7.5;4e-3 # semicolons",
        "1,5;-2/0,25;3/7,5;4e-3 # semicolons with decimal commas",
        "1,5→-2/0,25→3/7,5→0,004 # tabs with decimal commas",
        "1.5→-2/0.25→3/7.5→4e-3 # tabs",
        "1.5|-2/0.25|3/7.5|4e-3 # bars",
        "1.5 -2/0.25 3/7.5 4e-3 # spaces",
        "  1.5   -2/  0.25   3/  7.5   4e-3 # spaces",
        "1.5, -2/0.25, 3/7.5, 4e-3 # ",
        "\"1.5\",\"-2\"/\"0.25\",\"3\"/\"7.5\",\"4e-3\" # ",
        "\"1,5\";\"-2\"/\"0,25\";\"3\"/\"7,5\";\"0,004\" # semicolons with decimal commas",
        "\"1.5\" -2/\"0.25\" 3/\"7.5\" 4e-3 # spaces",
        "1.5,\u22122/\u00a00.25,\u202f3/7.5\u00a0,4e-3 # "})
    void theSeparatorIsTold(String text, String separator) throws Exception {
        for (String header : List.of("", "a,b/")) {
            String sign = separator == null ? "," : separator.startsWith("semi") ? ";" : separator.startsWith("tab") ? "→"
                    : separator.equals("bars") ? "|" : " ";
            PatternSet set = open(header.replace(",", sign) + text);
            assertArrayEquals(TABLE, values(set), header);
            assertEquals(header.isEmpty() ? "header no" : "header yes", set.about().notes().getFirst());
            assertEquals(separator != null, set.about().notes().contains("cells separated by " + separator), set.about().notes()
                    .toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.tsv", "T.TSV", "t.txt", "T.CSV", "t.data", "t.dat", "t"})
    void theNameDoesNotMatter(String name) throws Exception {
        assertArrayEquals(TABLE, values(open(Files.writeString(folder.resolve(name), lines("1.5→-2/0.25→3/7.5→4e-3")),
                FileForm.AUTO)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
    void theEncodingIsTold(String name) throws Exception {
        Charset charset = Charset.forName(name);
        for (String mark : charset.equals(StandardCharsets.ISO_8859_1) ? List.of("") : List.of("", "\uFEFF")) {
            String header = charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE) ? ""
                    : "größe,b/";
            PatternSet set = open(Files.write(folder.resolve("e.csv"), (mark + lines(header + "1.5,-2/0.25,3/7.5,4e-3"))
                    .getBytes(charset)), FileForm.AUTO);
            assertArrayEquals(TABLE, values(set), mark);
            assertEquals(!name.equals("UTF-8"), set.about().notes().contains("text in " + name), set.about().notes().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "0,1/1.5,-2.0/0.25,3.0/7.5,0.004 # header yes",
        ",0,1/0,1.5,-2/1,0.25,3/2,7.5,4e-3 # header yes; column 1 left out: row names",
        ",a,b/0,1.5,-2/1,0.25,3/2,7.5,4e-3 # header yes; column 1 left out: row names",
        ",a,b/u,1.5,-2/v,0.25,3/w,7.5,4e-3 # header yes; column 1 left out: row names",
        "Unnamed: 0,a,b/0,1.5,-2/1,0.25,3/2,7.5,4e-3 # header yes; column 1 ('Unnamed: 0') left out: row names",
        "Unnamed: 0.1,Unnamed: 0,a,b/0,0,1.5,-2/1,1,0.25,3/2,2,7.5,4e-3 # header yes; column 1 ('Unnamed: 0.1') left out: row names; column 2 ('Unnamed: 0') left out: row names",
        "index,a,b/0,1.5,-2/1,0.25,3/2,7.5,4e-3 # header yes; column 1 ('index') left out: row names",
        "a b/1 1.5 -2/2 0.25 3/3 7.5 4e-3 # header yes; cells separated by spaces; column 1 left out: row names",
        "a,b,/1.5,-2,/0.25,3,/7.5,4e-3, # header yes; empty column 3 left out",
        "a,b/1.5,-2,/0.25,3,/7.5,4e-3, # header yes; empty column 3 left out",
        "1.5,-2,/0.25,3,/7.5,4e-3, # header no; empty column 3 left out",
        ",1,2/1,1.5,-2/2,0.25,3/3,7.5,4e-3 # header yes; column 1 left out: row names",
        "0,1,label/1.5,-2,5/0.25,3,6/7.5,4e-3,5 # header yes; labels from column label (2 classes)",
        "0,1,species/1.5,-2,a/0.25,3,b/7.5,4e-3,b # header yes; labels from column species (2 classes)",
        "a,b,label,/1.5,-2,p,/0.25,3,q,/7.5,4e-3,q, # header yes; empty column 4 left out; labels from column label (2 classes)"})
    void headersAndRowNamesAreTold(String text, String notes) throws Exception {
        PatternSet set = open(text);
        assertArrayEquals(TABLE, values(set));
        assertEquals(List.of(notes.split("; ")), set.about().notes());
    }

    /// What might be meant otherwise is said.
    @Test
    void doubtfulColumnsAreNoted() throws Exception {
        PatternSet numbers = open("0,1,2/3,5,4/7,6,8");
        assertEquals(3, numbers.rows());
        assertTrue(numbers.about().notes().contains("first line 0,1,2 taken as data (--header yes if it numbers the columns)"),
                numbers.about().notes().toString());
        PatternSet counted = open("0,1.5,-2/1,0.25,3/2,7.5,4e-3");
        assertEquals(3, counted.columns());
        assertTrue(counted.about().notes().contains("column 1 counts the rows and is taken as data (--columns 2-3 leaves it out)"));
        PatternSet plane = open("x,y/1,2/3,4");
        assertEquals(2, plane.columns());
        assertTrue(plane.about().notes().contains("column y taken as data beside x (--labels y otherwise)"));
        PatternSet two = open("a,label,class/1,2,0/3,5,1");
        assertEquals(2, two.columns());
        assertTrue(two.about().notes().contains("column class taken as data (--columns leaves it out)"),
                two.about().notes().toString());
        PatternSet years = open("2001,2002/0.5,1.5/2.5,3.5");
        assertEquals(3, years.rows());
        assertTrue(years.about().notes().contains("first line 2001,2002 taken as data (--header yes if it names the columns)"));
        String image = "7" + ",255".repeat(16);
        PatternSet bytes = open(image + "/" + image);
        assertEquals(17, bytes.columns());
        assertTrue(bytes.about().notes().contains(
                "column 1 taken as data, although 17 columns are an image of 4 × 4 and one more (--labels 1 if it holds them)"),
                bytes.about().notes().toString());
    }

    /// Cells that tell rows apart and measure nothing are no data, be they numbers or words; what returns is.
    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {"id,a,b/5,1.5,-2/9,0.25,3/7,7.5,4e-3 # id",
            "name,a,b/u1,1.5,-2/v,0.25,3/w,7.5,4e-3 # name"})
    void namesOfRowsAreLeftOut(String text, String name) throws Exception {
        PatternSet set = open(text);
        assertArrayEquals(TABLE, values(set));
        assertTrue(set.about().notes().contains("column 1 ('" + name + "') left out: row names"),
                set.about().notes().toString());
        assertEquals(3, open("id,a,b/5,1,2/5,3,4").columns());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;/a;b/1.5;-2/0.25;3/7.5;4e-3", "# made/# by/1.5,-2/0.25,3/7.5,4e-3",
            "% x y/1.5 -2/0.25 3/7.5 4e-3"})
    void whatStandsBesideTheTableIsSkipped(String text) throws Exception {
        assertArrayEquals(TABLE, values(open(text)));
    }

    /// A first line of data that counts from 1, or ends with a separator or a word, is no header.
    @ParameterizedTest
    @ValueSource(strings = {"1,2,/0.5,3,/7,4,", "1;2;/0.5;3;/7;4;", "1,2,cat/0.5,3,dog/7,4,cat", "1,2,cat/0.5,3,cat",
            "|1|2|/|0.5|3|/|7|4|", "1,\u00a02/0.5,3"})
    void aFirstLineOfDataIsNoHeader(String text) throws Exception {
        PatternSet set = open(text);
        assertArrayEquals(new double[] {1, 2}, set.row(0), set.about().notes().toString());
        assertArrayEquals(new double[] {0.5, 3}, set.row(1));
        assertEquals(text.split("/").length, set.rows());
    }

    /// The first line of scikit-learn's files is shorter than the others where there are more features than classes.
    @Test
    void theFirstLineOfScikitLearnNamesTheClasses() throws Exception {
        PatternSet set = open("3,4,benign,malignant/1,2,3,4,0/5,6,7,8,1/9,10,11,12,0");
        assertArrayEquals(new double[] {1, 2, 3, 4}, set.row(0));
        assertArrayEquals(new int[] {0, 1, 0}, set.labels());
        assertEquals(List.of("header yes", "labels from column 5 (2 classes)"), set.about().notes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"label", "labels", "y", "Y", "target", "Targets", "CLASS", "classes"})
    void labelColumnsHaveTheUsualNames(String name) throws Exception {
        PatternSet set = open("a," + name + ",b/1.5,2,-2/0.25,0,3/7.5,2,4e-3");
        assertArrayEquals(TABLE, values(set));
        assertArrayEquals(new int[] {1, 0, 1}, set.labels());
        assertEquals("labels from column " + name + " (2 classes)", set.about().notes().getLast());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "1.5,-2,Iris-a/0.25,3,Iris-b/7.5,4e-3,Iris-a # labels from column 3 (2 classes)",
        "Iris-a,1.5,-2/Iris-b,0.25,3/Iris-a,7.5,4e-3 # labels from column 1 (2 classes)",
        "a,b,species/1.5,-2,setosa/0.25,3,virginica/7.5,4e-3,setosa # labels from column species (2 classes)",
        "3,2,setosa/1.5,-2,0/0.25,3,1/7.5,4e-3,0 # labels from column 3 (2 classes)",
        "a,b,target/1.5,-2,1.0/0.25,3,2.0/7.5,4e-3,1.0 # labels from column target (2 classes)"})
    void wordsAreLabels(String text, String note) throws Exception {
        PatternSet set = open(text);
        assertArrayEquals(TABLE, values(set));
        assertEquals(note, set.about().notes().getLast());
        assertEquals(set.label(0), set.label(2));
    }

    @Test
    void fractionsAreNoLabels() throws Exception {
        PatternSet set = open("a,b,target/1.5,-2,0.5/0.25,3,0.7/7.5,4e-3,0.1");
        assertArrayEquals(TABLE, values(set));
        assertFalse(set.labelled());
        assertTrue(set.about().notes().getLast().startsWith("labels left aside: "), set.about().notes().toString());
    }

    /// A row without a label is not in a class of its own.
    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "NA", "?"})
    void missingLabelsAreNoClass(String missing) throws Exception {
        String text = "a,b,target/1.5,-2," + missing + "/0.25,3,7/7.5,4e-3,8";
        PatternSet set = open(text);
        assertArrayEquals(TABLE, values(set));
        assertFalse(set.labelled());
        assertTrue(set.about().notes().getLast().endsWith("must have a label in every row, got '" + missing + "' in row 0"),
                set.about().notes().toString());
        refuses(text, form("target", FileForm.Header.AUTO, FileForm.AUTO_WORD, FileForm.AUTO_WORD), "a label in every row");
    }

    @Test
    void longNumbersStayDifferentLabels() throws Exception {
        for (String end : List.of("9007199254740992", "123456789012345678900")) {
            String next = end.substring(0, end.length() - 1) + (end.endsWith("2") ? "3" : "1");
            PatternSet set = open("a,label/1," + next + "/2," + end + "/3," + next + ".0");
            assertArrayEquals(new int[] {1, 0, 1}, set.labels());
        }
    }

    @Test
    void theUserHasTheLastWord() throws Exception {
        String auto = FileForm.AUTO_WORD;
        PatternSet headed = open("3,5/1.5,-2/0.25,3/7.5,4e-3", form(auto, FileForm.Header.YES, auto, auto));
        assertArrayEquals(TABLE, values(headed));
        assertEquals(4, open("0,1/1.5,-2.0/0.25,3.0/7.5,0.004", form(auto, FileForm.Header.NO, auto, auto)).rows());
        PatternSet kind = open("a,kind,b/1.5,2,-2/0.25,0,3/7.5,2,4e-3", form("kind", FileForm.Header.AUTO, auto, auto));
        assertArrayEquals(TABLE, values(kind));
        assertArrayEquals(new int[] {1, 0, 1}, kind.labels());
        assertArrayEquals(new int[] {1, 0, 1}, open("1.5,2,-2/0.25,0,3/7.5,2,4e-3", form("2", FileForm.Header.AUTO, auto, auto))
                .labels());
        PatternSet none = open("a,label,b/1.5,2,-2/0.25,0,3/7.5,2,4e-3", form("none", FileForm.Header.AUTO, auto, auto));
        assertArrayEquals(TABLE, values(none));
        assertFalse(none.labelled());
        for (String columns : List.of("a,b", "2,4", "2, 4", "a,4")) {
            PatternSet chosen = open("n,a,m,b/z,1.5,9,-2/y,0.25,9,3/x,7.5,9,4e-3",
                    form(auto, FileForm.Header.AUTO, auto, columns));
            assertArrayEquals(TABLE, values(chosen), columns);
        }
        assertEquals(3, open("n,a,m,b/z,1.5,9,-2/y,0.25,9,3", form(auto, FileForm.Header.AUTO, auto, "2-4")).columns());
        assertArrayEquals(new double[][] {{1, 5}, {0, 25}},
                values(open("1,5/0,25", form(auto, FileForm.Header.AUTO, "comma", auto))));
        assertArrayEquals(new double[][] {{1.5}, {0.25}}, values(open("1,5/0,25", form(auto, FileForm.Header.AUTO, ";", auto))));
    }

    @Test
    void labelsMayLieInAFileOfTheirOwn() throws Exception {
        for (String labels : List.of("2/0/2", "label/2/0/2", "kind/2/0/2", "b/a/b", "label/b/a/b", "id,label/0,b/1,a/2,b",
                "2.0/0.0/2.0")) {
            Path file = Files.writeString(folder.resolve("labels.txt"), lines(labels));
            PatternSet set = open("1.5,-2/0.25,3/7.5,4e-3", form(file.toString(), FileForm.Header.AUTO, FileForm.AUTO_WORD,
                    FileForm.AUTO_WORD));
            assertArrayEquals(new int[] {1, 0, 1}, set.labels(), labels);
            assertArrayEquals(TABLE, values(set));
        }
        Path few = Files.writeString(folder.resolve("few.txt"), lines("2/0"));
        refuses("1.5,-2/0.25,3/7.5,4e-3", form(few.toString(), FileForm.Header.AUTO, FileForm.AUTO_WORD, FileForm.AUTO_WORD),
                "got 2 labels for 3 patterns");
    }

    /// The first bytes tell more than the name.
    @Test
    void aPointerIsNoArray() throws Exception {
        Path file = Files.writeString(folder.resolve("x.npy"),
                "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");
        String said = assertThrows(BadInput.class, () -> open(file, FileForm.AUTO)).getMessage();
        assertTrue(said.endsWith("fetch them by git lfs pull"), said);
    }

    @Test
    void refusalsNameTheCause() {
        String auto = FileForm.AUTO_WORD;
        refuses("1,2;3/4,5;6", form(auto, FileForm.Header.AUTO, "comma", auto), "cells are separated by commas");
        refuses("a,b/1,2/3,", FileForm.AUTO, "fill missing values in");
        refuses("a,b/\"1,500\",2", FileForm.AUTO, "without signs between thousands");
        refuses("town,b/\"Doe, J\",2/\"Roe, K\",3", FileForm.AUTO, "got 'Doe, J': leave the column out by --columns");
        refuses("id,a/1d,2/2f,3", FileForm.AUTO, "got '1d'");
        refuses("{\"a\": [1, 2]}", FileForm.AUTO, "is JSON, which is not read");
        refuses("[[1, 2], [3, 4]]", FileForm.AUTO, "is JSON, which is not read");
        refuses("<!DOCTYPE html>/<html>", FileForm.AUTO, "is a page of HTML");
        refuses("@relation iris/@data/1,2", FileForm.AUTO, "is an ARFF file");
        refuses("1 1:0.5 7:2/-1 2:3", FileForm.AUTO, "sparse table of svmlight");
        refuses("some words", FileForm.AUTO, "has no line of numbers below its first line");
        refuses("label/cat/cat", FileForm.AUTO, "has no column of numbers (header yes)");
        refuses("a,b/1,2", form("c", FileForm.Header.AUTO, auto, auto), "labels names 'c', but");
        refuses("a,b/1,2", form(auto, FileForm.Header.AUTO, auto, "3"), "columns names '3', but");
        refuses("1,2/3,4", form(auto, FileForm.Header.AUTO, auto, "2-1"), "columns must run upwards, got 2-1");
        assertTrue(assertThrows(BadInput.class, () -> form(auto, FileForm.Header.AUTO, "x", auto)).getMessage()
                .startsWith("separator must be auto, comma,"));
        assertTrue(assertThrows(BadInput.class, () -> DataSource.parse("digits", form(auto, FileForm.Header.YES, auto, auto)))
                .getMessage()
                .contains("say how a file is read, and digits is none"));
    }
}
