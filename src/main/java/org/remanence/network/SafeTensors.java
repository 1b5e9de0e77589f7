package org.remanence.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.remanence.result.OutputFailure;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Named tensors and a few words about them in one file, as PyTorch and others read and write it: the length of a JSON header
/// (8 bytes, little-endian), the header, the numbers. A reader runs nothing and allocates what the file holds, no more.
///
/// Source: the safetensors format, version 0.6.
/// @param metadata words by name
/// @param tensors by name, in the order of their numbers
public record SafeTensors(Map<String, String> metadata, Map<String, SafeTensor> tensors) {
    private static final String METADATA = "__metadata__";
    private static final int MOST_HEADER = 100_000_000;
    private static final int ALIGNMENT = 64;
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /// Keeps copies in the order given.
    public SafeTensors {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /// Reads a file.
    /// @throws BadInput if it is missing, cut off or damaged, or holds numbers of another type
    public static SafeTensors read(Path file) {
        try {
            if (Files.size(file) > Integer.MAX_VALUE - ALIGNMENT) {
                throw new BadInput("%s has %d bytes: files of up to 2 GiB are read", file, Files.size(file));
            }
            return parse(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new BadInput(e, "%s does not exist", file);
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("%s cannot be read: %s", file, e.getMessage()), e);
        }
    }

    /// Reads what a file holds.
    /// @param name what the messages call it
    /// @throws BadInput as [#read]
    static SafeTensors parse(byte[] bytes, String name) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < Long.BYTES) {
            throw damaged(name, "it ends before its header");
        }
        long length = in.getLong();
        if (length < 2 || length > MOST_HEADER) {
            throw damaged(name, Text.of("a header has 2 to %d bytes, not %s", MOST_HEADER, Long.toUnsignedString(length)));
        }
        if (length > in.remaining()) {
            throw damaged(name, "it ends within its header");
        }
        JsonNode header = header(bytes, (int) length, name);
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Place> places = new ArrayList<>();
        header.properties().forEach(each -> {
            if (each.getKey().equals(METADATA)) {
                words(each.getValue(), metadata, name);
            } else {
                places.add(Place.of(each.getKey(), each.getValue(), name));
            }
        });
        places.sort(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end));
        Map<String, SafeTensor> tensors = new LinkedHashMap<>();
        int start = Long.BYTES + (int) length;
        long next = 0;
        for (Place each : places) {
            if (each.begin != next || each.end > bytes.length - start) {
                throw damaged(name, Text.of("tensor %s lies at bytes %d to %d of %d, and %d should be its first", each.name,
                        each.begin, each.end,
                        bytes.length - start, next));
            }
            byte[] values = Arrays.copyOfRange(bytes, start + (int) each.begin, start + (int) each.end);
            tensors.put(each.name, new SafeTensor(each.type, each.shape, values));
            next = each.end;
        }
        if (next != bytes.length - start) {
            throw damaged(name, Text.of("its tensors have %d bytes, but %d follow the header", next, bytes.length - start));
        }
        return new SafeTensors(metadata, tensors);
    }

    /// The tensor of that name.
    /// @param file what the message calls the file
    /// @throws BadInput if there is none, or it has another type or shape
    public SafeTensor tensor(String name, SafeTensor.Type type, String file, long... shape) {
        SafeTensor found = tensors.get(name);
        if (found == null) {
            throw new BadInput("%s has no tensor %s: it has %s", file, name, tensors.keySet());
        }
        if (found.type() != type || !found.shape().equals(Arrays.stream(shape).boxed().toList())) {
            throw new BadInput("%s has a tensor %s of type %s and shape %s, not %s and %s", file, name, found.type(),
                    found.shape(), type,
                    Arrays.toString(shape));
        }
        return found;
    }

    /// Writes a file, seen under its name only when it is complete and on the disk. The numbers begin at a multiple of 64 bytes.
    /// @throws OutputFailure if it cannot be written
    public void write(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                put(out, header());
                for (SafeTensor each : tensors.values()) {
                    put(out, each.bytes());
                }
                out.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OutputFailure(file, e);
        }
    }

    /// All before the first number.
    private ByteBuffer header() {
        ObjectNode header = MAPPER.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode words = header.putObject(METADATA);
            metadata.forEach(words::put);
        }
        long end = 0;
        for (Map.Entry<String, SafeTensor> each : tensors.entrySet()) {
            if (each.getKey().equals(METADATA)) {
                throw new IllegalArgumentException("no tensor may be called " + METADATA);
            }
            ObjectNode place = header.putObject(each.getKey()).put("dtype", each.getValue().type().name());
            ArrayNode shape = place.putArray("shape");
            each.getValue().shape().forEach(shape::add);
            place.putArray("data_offsets").add(end).add(end + each.getValue().byteSize());
            end += each.getValue().byteSize();
        }
        byte[] text = MAPPER.writeValueAsBytes(header);
        int total = Math.ceilDiv(Long.BYTES + text.length, ALIGNMENT) * ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN).putLong(total - Long.BYTES).put(text);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.flip();
    }

    private static void put(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static JsonNode header(byte[] bytes, int length, String name) {
        String text = new String(bytes, Long.BYTES, length, StandardCharsets.UTF_8);
        if (text.charAt(0) != '{') {
            throw damaged(name, "its header is no JSON object");
        }
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new BadInput(e, "%s is no safetensors file, or a damaged one: its header is no JSON: %s", name,
                    e.getOriginalMessage());
        }
    }

    private static void words(JsonNode node, Map<String, String> into, String name) {
        if (!node.isObject()) {
            throw damaged(name, METADATA + " is no object");
        }
        node.properties().forEach(each -> {
            if (!each.getValue().isString()) {
                throw damaged(name, Text.of("%s of %s is no string", each.getKey(), METADATA));
            }
            into.put(each.getKey(), each.getValue().stringValue());
        });
    }

    private static BadInput damaged(String name, String why) {
        return new BadInput("%s is no safetensors file, or a damaged one: %s", name, why);
    }

    /// Where a tensor lies among the numbers, as the header says.
    private record Place(String name, SafeTensor.Type type, List<Long> shape, long begin, long end) {
        static Place of(String tensor, JsonNode node, String name) {
            if (!node.isObject() || !Set.copyOf(node.propertyNames()).equals(Set.of("dtype", "shape", "data_offsets"))) {
                throw damaged(name, Text.of("tensor %s must have dtype, shape and data_offsets, and nothing else", tensor));
            }
            String type = node.get("dtype").asString("");
            if (!SafeTensor.Type.isKnown(type)) {
                throw new BadInput("%s has a tensor %s of type %s: %s can be read", name, tensor, type,
                        Arrays.toString(SafeTensor.Type.values()));
            }
            List<Long> shape = wholes(node.get("shape"), tensor, name);
            List<Long> offsets = wholes(node.get("data_offsets"), tensor, name);
            SafeTensor.Type known = SafeTensor.Type.valueOf(type);
            if (offsets.size() != 2 || offsets.get(1) - offsets.get(0) != size(known, shape, tensor, name)) {
                throw damaged(name, Text.of("tensor %s has offsets %s, which do not fit its type %s and shape %s", tensor,
                        offsets, type, shape));
            }
            return new Place(tensor, known, shape, offsets.get(0), offsets.get(1));
        }

        private static List<Long> wholes(JsonNode node, String tensor, String name) {
            List<Long> wholes = new ArrayList<>();
            for (JsonNode each : node) {
                if (!each.isIntegralNumber() || !each.canConvertToLong() || each.longValue() < 0) {
                    throw damaged(name, Text.of("tensor %s has %s where whole numbers ≥ 0 must stand", tensor, node));
                }
                wholes.add(each.longValue());
            }
            if (!node.isArray()) {
                throw damaged(name, Text.of("tensor %s has %s where a list of whole numbers must stand", tensor, node));
            }
            return wholes;
        }

        private static long size(SafeTensor.Type type, List<Long> shape, String tensor, String name) {
            try {
                return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
            } catch (ArithmeticException e) {
                throw damaged(name, Text.of("tensor %s of shape %s has more bytes than there can be", tensor, shape));
            }
        }
    }
}
