package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.random.RandomStream;
import org.remanence.result.SafeTensor;
import org.remanence.result.SafeTensors;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

class SafetensorsFileTest {
    private static final double[] VALUES = {1.5, -2, 0.25, 3, 7.5, 4e-3};

    @TempDir
    private Path folder;

    private static PatternSet open(String name, FileForm form) {
        return DataSource.parse(name, form).open(RandomStream.named(0, "none"), Precision.DOUBLE, Arena.ofAuto());
    }

    private static PatternSet open(Path file) {
        return open(file.toString(), FileForm.AUTO);
    }

    private static double[] values(PatternSet set) {
        double[] all = new double[(int) set.rows() * set.columns()];
        set.copy(0, (int) set.rows(), all, 0);
        return all;
    }

    private Path several() {
        Map<String, SafeTensor> tensors = new LinkedHashMap<>();
        tensors.put("x_train", SafeTensor.of(VALUES, 3, 2));
        tensors.put("y_train", SafeTensor.of(new long[] {4, 2, 4}, 3, 1));
        tensors.put("x_test", SafeTensor.of(new float[] {1, 2}, 1, 2));
        Path file = folder.resolve("several.safetensors");
        new SafeTensors(Map.of("made", "here"), tensors).write(file);
        return file;
    }

    /// A tensor of one number 1 × 1, whose bytes are given.
    private Path one(String type, String bytes) throws Exception {
        byte[] number = HexFormat.of().parseHex(bytes);
        byte[] header = ("{\"x\":{\"dtype\":\"" + type + "\",\"shape\":[1,1],\"data_offsets\":[0," + number.length + "]}}")
                .getBytes(StandardCharsets.US_ASCII);
        return Files.write(folder.resolve("one.safetensors"), ByteBuffer.allocate(8 + header.length + number.length)
                .order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header).put(number).array());
    }

    @Test
    void aTensorIsChosenByNameWithItsLabels() {
        PatternSet set = open(several() + ":x_train", FileForm.AUTO);
        assertArrayEquals(VALUES, values(set));
        assertArrayEquals(new int[] {1, 0, 1}, set.labels());
        assertTrue(set.about().notes().contains("labels from tensor y_train (2 classes)"),
                set.about().notes().toString());
        assertEquals(1, open(several() + ":x_test", FileForm.AUTO).rows());
    }

    /// Bytes by hand, after IEEE 754 and two's complement.
    @ParameterizedTest
    @CsvSource({"F64,000000000000F83F,1.5", "F32,0000C03F,1.5", "F16,003E,1.5", "BF16,C03F,1.5", "BF16,20C1,-10",
            "I64,FFFFFFFFFFFFFFFF,-1",
        "I32,FEFFFFFF,-2", "I16,FDFF,-3", "I8,FC,-4", "U64,0500000000000000,5", "U32,FFFFFFFF,4294967295",
                "U16,FFFF,65535", "U8,FF,255",
        "BOOL,01,1"})
    void everyTypeIsRead(String type, String bytes, double value) throws Exception {
        assertArrayEquals(new double[] {value}, values(open(one(type, bytes))));
    }

    @Test
    void theNameOfTheFileDoesNotMatter() throws Exception {
        Path file = Files.move(several(), folder.resolve("weights.bin"));
        assertArrayEquals(VALUES, values(open(file + ":x_train", FileForm.AUTO)));
    }

    @Test
    void bytesAreImages() throws Exception {
        byte[] header = "{\"images\":{\"dtype\":\"U8\",\"shape\":[1,1,4,4],\"data_offsets\":[0,16]}}".getBytes(StandardCharsets.US_ASCII);
        PatternSet set = open(Files.write(folder.resolve("i.safetensors"), ByteBuffer.allocate(8 + header.length + 16)
                .order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header).put((byte) 200).array()));
        assertEquals(new ImageShape(4, 4, 1), set.image());
        assertEquals(ValueRange.BYTES, set.about().range());
    }

    @Test
    void labelsMayLieInAFileOfTheirOwn() {
        Path labels = folder.resolve("labels.safetensors");
        new SafeTensors(Map.of(), Map.of("anything", SafeTensor.of(new double[] {3, 1, 3}, 3))).write(labels);
        PatternSet set = open(several() + ":x_train", new FileForm(labels.toString(), FileForm.Header.AUTO,
                FileForm.AUTO_WORD, FileForm.AUTO_WORD));
        assertArrayEquals(new int[] {1, 0, 1}, set.labels());
    }

    @Test
    void refusalsSayWhatHelps() throws Exception {
        Path file = several();
        assertRefused(file.toString(), "choose one as " + file + ":NAME");
        assertRefused(file + ":z", "has no array z");
        Path network = folder.resolve("net.safetensors");
        new SafeTensors(Map.of("architecture", "{}"), Map.of("in.weight", SafeTensor.of(VALUES, 3, 2))).write(network);
        assertRefused(network.toString(), "is a trained network and holds no patterns: give it as --score");
        byte[] whole = Files.readAllBytes(file);
        assertRefused(Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, whole.length - 3)).toString(),
                "damaged");
    }

    private static void assertRefused(String name, String message) {
        String said = assertThrows(BadInput.class, () -> open(name, FileForm.AUTO)).getMessage();
        assertTrue(said.contains(message), said);
    }
}
