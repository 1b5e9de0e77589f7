package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.random.RandomStream;
import org.remanence.result.SafeTensor;
import org.remanence.result.SafeTensors;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// Three patterns of weights 1, 2 and 5, however they are kept.
class FoundWeightsTest {
    private static final String TABLE = "1.5,-2\n0.25,3\n7.5,4e-3\n";

    @TempDir
    private Path folder;

    private static PatternSet open(String name, String weights) {
        var form = new FileForm(FileForm.AUTO_WORD, FileForm.Header.AUTO, FileForm.AUTO_WORD, FileForm.AUTO_WORD,
                weights);
        return DataSource.parse(name, form).open(RandomStream.named(0, "none"), Precision.DOUBLE, Arena.ofAuto());
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void assertWeighted(PatternSet set, String from) {
        assertEquals(2, set.columns());
        assertArrayEquals(new double[] {0.25, 3}, set.row(1));
        for (int i = 0; i < 3; i++) {
            assertEquals(Math.log(new double[] {0.125, 0.25, 0.625}[i]), set.weights().log(i), 1e-15);
        }
        assertTrue(set.about().notes().contains("weights from " + from + " (as many as 2.460 alike)"),
                set.about().notes().toString());
    }

    @Test
    void aColumnHoldsThem() throws Exception {
        String named = write("n.csv", "a,w,b,y\n1.5,1,-2,cat\n0.25,2,3,dog\n7.5,5,4e-3,cat\n").toString();
        PatternSet set = open(named, "w");
        assertWeighted(set, "column w");
        assertArrayEquals(new int[] {0, 1, 0}, set.labels());
        assertWeighted(open(named, "2"), "column w");
        assertWeighted(open(write("b.csv", "1.5,-2,1\n0.25,3,2\n7.5,4e-3,5\n").toString(), "3"), "column 3");
    }

    @Test
    void aFileHoldsThem() throws Exception {
        String table = write("t.csv", TABLE).toString();
        Path text = write("w.txt", "w\n0.1\n0.2\n0.5\n");
        assertWeighted(open(table, text.toString()), text.toString());
        Path bytes = Files.write(folder.resolve("w-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 10, 20, 50});
        assertWeighted(open(table, bytes.toString()), bytes.toString());
        assertEquals(List.of(folder.resolve("t.csv"), text), DataSource.parse(table,
                new FileForm(FileForm.AUTO_WORD, FileForm.Header.AUTO, FileForm.AUTO_WORD, FileForm.AUTO_WORD,
                        text.toString())).files().toList());
    }

    @Test
    void anArrayHoldsThem() {
        Path file = folder.resolve("x.safetensors");
        new SafeTensors(Map.of(), Map.of("p", SafeTensor.of(new double[] {1.5, -2, 0.25, 3, 7.5, 4e-3}, 3, 2),
                "mass", SafeTensor.of(new float[] {2, 4, 10}, 3))).write(file);
        assertWeighted(open(file.toString(), "mass"), "tensor mass");
        Path hdf5 = folder.resolve("x.h5");
        try (var out = HdfFile.write(hdf5)) {
            out.putDataset("p", new double[][] {{1.5, -2}, {0.25, 3}, {7.5, 4e-3}});
            out.putDataset("mass", new int[] {1, 2, 5});
        }
        assertWeighted(open(hdf5.toString(), "mass"), "array mass");
    }

    @Test
    void theyPassThePreparation() throws Exception {
        PatternSet set = open(write("n.csv", "a,w,b\n1.5,1,-2\n0.25,2,3\n7.5,5,4e-3\n").toString(), "w");
        PatternSet prepared = new Preparation(ValueScale.STANDARDIZE, true).apply(set, Precision.DOUBLE,
                Arena.ofAuto());
        assertEquals(set.weights(), prepared.weights());
    }

    @Test
    void refusalsNameTheCause() throws Exception {
        String table = write("t.csv", TABLE).toString();
        refused(table, "w", "weights names 'w', but");
        refused(table, write("two.txt", "1\n2\n").toString(),
                "must have one weight a pattern, got 2 weights for 3 patterns");
        refused(table, write("zero.txt", "1\n0\n2\n").toString(), "must be positive, got 0.0 in row 1");
        refused(table, write("pairs.txt", "1,2\n0,3\n2,4\n").toString(), "must have one column of numbers, got 2");
        byte[] images = {0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7};
        refused(Files.write(folder.resolve("i-idx2-ubyte"), images).toString(), "w",
                "weights must be none or a file of weights");
        refused("digits", "w", "say how a file is read");
    }

    private static void refused(String data, String weights, String message) {
        String said = assertThrows(BadInput.class, () -> open(data, weights)).getMessage();
        assertTrue(said.contains(message), said);
    }
}
