package org.remanence.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;

final class SafeTensorsTest {
    /// Written by hand after the format: the word step = 3, and a = (1.5, −2) in double.
    private static final byte[] PUBLISHED = HexFormat.of().parseHex("58000000000000007b225f5f6d657461646174615f5f223a7b2273746570223a2233227d2c2261"
            + "223a7b226474797065223a22463634222c227368617065223a5b325d2c22646174615f6f666673657473223a5b302c31365d7d7d2020202020000000000000f83f"
            + "00000000000000c0");

    @TempDir
    private Path folder;

    private static SafeTensors example() {
        Map<String, SafeTensor> tensors = new LinkedHashMap<>();
        tensors.put("in.weight", SafeTensor.of(new float[] {1, -2.5f, Float.MIN_VALUE, 4, 5, 6}, 2, 3));
        tensors.put("step", SafeTensor.of(new long[] {1L << 60}));
        tensors.put("nothing", SafeTensor.of(new float[0], 4, 0));
        tensors.put("loss", SafeTensor.of(new double[] {Math.PI, Double.NaN}, 2));
        return new SafeTensors(Map.of("remanence", "{\"σ\": 1}"), tensors);
    }

    private static byte[] file(String header, int numbers) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + numbers).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).array();
    }

    @Test
    void readsWhatTheFormatSays() {
        SafeTensors read = SafeTensors.parse(PUBLISHED, "x");
        assertEquals(Map.of("step", "3"), read.metadata());
        assertEquals(List.of("a"), List.copyOf(read.tensors().keySet()));
        assertEquals(List.of(2L), read.tensors().get("a").shape());
        assertArrayEquals(new double[] {1.5, -2}, read.tensors().get("a").doubles());
    }

    /// The same bytes, but for the number of blanks that fill the header.
    @Test
    void writesWhatTheFormatSays() throws Exception {
        Path file = folder.resolve("x.safetensors");
        new SafeTensors(Map.of("step", "3"), Map.of("a", SafeTensor.of(new double[] {1.5, -2}, 2))).write(file);
        byte[] written = Files.readAllBytes(file);
        int start = written.length - 16;
        assertEquals(0, start % 64);
        assertEquals(start - 8, ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).getLong());
        assertEquals(new String(PUBLISHED, 8, 0x58, StandardCharsets.UTF_8).strip(), new String(written, 8, start - 8,
                StandardCharsets.UTF_8).strip());
        assertArrayEquals(Arrays.copyOfRange(PUBLISHED, PUBLISHED.length - 16, PUBLISHED.length), Arrays.copyOfRange(written,
                start, written.length));
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        Path file = folder.resolve("x.safetensors");
        Files.writeString(file, "an earlier file");
        example().write(file);
        SafeTensors read = SafeTensors.read(file);
        assertEquals(Map.of("remanence", "{\"σ\": 1}"), read.metadata());
        assertEquals(List.of("in.weight", "step", "nothing", "loss"), List.copyOf(read.tensors().keySet()));
        assertArrayEquals(new float[] {1, -2.5f, Float.MIN_VALUE, 4, 5, 6}, read.tensor("in.weight", SafeTensor.Type.F32, "x", 2,
                3).floats());
        assertArrayEquals(new long[] {1L << 60}, read.tensor("step", SafeTensor.Type.I64, "x").longs());
        assertEquals(0, read.tensor("nothing", SafeTensor.Type.F32, "x", 4, 0).floats().length);
        assertArrayEquals(new double[] {Math.PI, Double.NaN}, read.tensor("loss", SafeTensor.Type.F64, "x", 2).doubles());
        assertFalse(Files.exists(folder.resolve("x.safetensors.part")));
    }

    @Test
    void otherTensorsThanAskedAreRefused() {
        assertThrows(BadInput.class, () -> example().tensor("out.weight", SafeTensor.Type.F32, "x", 2, 3));
        assertThrows(BadInput.class, () -> example().tensor("in.weight", SafeTensor.Type.F64, "x", 2, 3));
        assertThrows(BadInput.class, () -> example().tensor("in.weight", SafeTensor.Type.F32, "x", 3, 2));
        assertThrows(ShapeException.class, () -> SafeTensor.of(new float[3], 2));
        assertThrows(IllegalStateException.class, () -> SafeTensor.of(new float[3], 3).doubles());
        assertThrows(BadInput.class, () -> SafeTensors.read(folder.resolve("none")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            no object      | []                                                                   | 0
            no JSON        | {"a"                                                                 | 0
            more behind    | {} {}                                                                | 0
            twice          | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | 8
            numbers        | {"__metadata__":{"step":3}}                                          | 0
            list of words  | {"__metadata__":["step"]}                                            | 0
            another type   | {"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}           | 1
            no offsets     | {"a":{"dtype":"F32","shape":[1]}}                                    | 4
            something else | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}      | 4
            another size   | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}               | 4
            backwards      | {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}               | 4
            negative       | {"a":{"dtype":"F32","shape":[-1],"data_offsets":[4,0]}}              | 4
            broken         | {"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}             | 4
            beyond longs   | {"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}} | 0
            beyond the end | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}               | 4
            too many bytes | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}               | 8
            a hole         | {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}               | 8
            an overlap     | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}} | 12
            """)
    void damageIsNamed(String what, String header, int numbers) {
        String sentence = assertThrows(BadInput.class, () -> SafeTensors.parse(file(header, numbers), "net.safetensors"),
                what).getMessage();
        assertTrue(sentence.startsWith("net.safetensors ") && !sentence.contains("\n"), sentence);
    }

    @Test
    void lengthsOfHeadersAreBounded() {
        for (long length : new long[] {0, 1, 100_000_001, Long.MAX_VALUE, -1, 200}) {
            byte[] bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put((byte) '{').array();
            assertThrows(BadInput.class, () -> SafeTensors.parse(bytes, "x"));
        }
    }

    @Test
    void everyCutIsRefused() throws Exception {
        Path file = folder.resolve("x.safetensors");
        example().write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(BadInput.class, () -> SafeTensors.parse(cut, "x"), "cut after " + length);
        }
    }

    /// 50 000 files with a few bytes changed, left out or put in: each is either refused in a sentence, or read, and then its
    /// tensors
    /// are all of its bytes.
    @Test
    void anyFileIsReadOrRefused() throws Exception {
        Path file = folder.resolve("x.safetensors");
        example().write(file);
        List<byte[]> seeds = List.of(PUBLISHED, Files.readAllBytes(file), file("{}", 0));
        int read = 0;
        for (int seed = 0; seed < 50_000; seed++) {
            byte[] bytes = damaged(seeds.get(seed % seeds.size()), new Random(seed));
            try {
                SafeTensors found = SafeTensors.parse(bytes, "x");
                long numbers = found.tensors().values().stream().mapToLong(SafeTensor::byteSize).sum();
                assertEquals(bytes.length, 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() + numbers);
                read++;
            } catch (BadInput e) {
                assertTrue(e.getMessage().startsWith("x "), e.getMessage());
            }
        }
        assertTrue(read > 1000 && read < 45_000, "files read: " + read);
    }

    private static byte[] damaged(byte[] seed, Random random) {
        byte[] words = "0123456789-.e{}[]\":, nulltrueF32F64I64\\u".getBytes(StandardCharsets.US_ASCII);
        var out = new ByteArrayOutputStream();
        boolean keepsLength = random.nextBoolean();
        int[] places = IntStream.range(0, 1 + random.nextInt(3)).map(_ -> random.nextInt(seed.length)).sorted().toArray();
        int from = 0;
        for (int place : places) {
            if (place < from) {
                continue;
            }
            out.write(seed, from, place - from);
            from = place;
            switch (keepsLength ? 2 + random.nextInt(2) : random.nextInt(4)) {
                case 0 -> from++;
                case 1 -> out.write(words[random.nextInt(words.length)]);
                case 2 -> {
                    out.write(words[random.nextInt(words.length)]);
                    from++;
                }
                default -> {
                    out.write(random.nextInt(256));
                    from++;
                }
            }
        }
        out.write(seed, from, seed.length - from);
        return out.toByteArray();
    }
}
