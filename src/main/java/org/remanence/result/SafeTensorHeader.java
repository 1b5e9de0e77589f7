package org.remanence.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What stands before the numbers of a safetensors file: a few words, and where each tensor lies.
/// @param metadata words by name
/// @param places of the tensors by name, in the order of their numbers; together they fill the file
public record SafeTensorHeader(Map<String, String> metadata, Map<String, Place> places) {
    static final String METADATA = "__metadata__";
    static final JsonMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int MOST = 100_000_000;

    /// Keeps copies in the order given.
    public SafeTensorHeader {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    /// Where a tensor lies.
    /// @param type of its numbers
    /// @param shape lengths of the axes, outermost first
    /// @param begin its first byte in the file
    /// @param end the byte after its last
    public record Place(SafeTensor.Type type, List<Long> shape, long begin, long end) {
        /// The shape is copied.
        public Place {
            shape = List.copyOf(shape);
        }
    }

    /// Reads the header of a file, and none of its numbers.
    /// @throws BadInput if the file is missing, cut off or damaged, or announces numbers of another type
    public static SafeTensorHeader read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] length = in.readNBytes(Long.BYTES);
            long header = length.length < Long.BYTES ? 0 : ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
            byte[] rest = in.readNBytes(Math.clamp(header, 0, MOST));
            byte[] start = Arrays.copyOf(length, length.length + rest.length);
            System.arraycopy(rest, 0, start, length.length, rest.length);
            return parse(start, Files.size(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new BadInput(e, "%s does not exist", file);
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("%s cannot be read: %s", file, e.getMessage()), e);
        }
    }

    /// Reads a header.
    /// @param bytes the first of a file, at least all of its header
    /// @param total bytes of the file
    /// @param name what the messages call it
    /// @throws BadInput as [#read]
    static SafeTensorHeader parse(byte[] bytes, long total, String name) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < Long.BYTES) {
            throw damaged(name, "it ends before its header");
        }
        long length = in.getLong();
        if (length < 2 || length > MOST) {
            throw damaged(name, Text.of("a header has 2 to %d bytes, not %s", MOST, Long.toUnsignedString(length)));
        }
        if (length > in.remaining()) {
            throw damaged(name, "it ends within its header");
        }
        JsonNode header = header(bytes, (int) length, name);
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, Place> found = new LinkedHashMap<>();
        long start = Long.BYTES + length;
        header.properties().forEach(each -> {
            if (each.getKey().equals(METADATA)) {
                words(each.getValue(), metadata, name);
            } else {
                found.put(each.getKey(), place(each.getKey(), each.getValue(), start, name));
            }
        });
        return new SafeTensorHeader(metadata, ordered(found, start, total, name));
    }

    /// In the order of their numbers, which follow one another from the header to the end of the file.
    private static Map<String, Place> ordered(Map<String, Place> found, long start, long total, String name) {
        Map<String, Place> places = new LinkedHashMap<>();
        long[] next = {start};
        found.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end)))
                .forEach(each -> {
                    Place place = each.getValue();
                    if (place.begin != next[0] || place.end > total) {
                        throw damaged(name,
                                Text.of("tensor %s lies at bytes %d to %d of %d, and %d should be its first",
                                        each.getKey(),
                                place.begin - start, place.end - start, total - start, next[0] - start));
                    }
                    places.put(each.getKey(), place);
                    next[0] = place.end;
                });
        if (next[0] != total) {
            throw damaged(name, Text.of("its tensors have %d bytes, but %d follow the header", next[0] - start,
                    total - start));
        }
        return places;
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

    private static Place place(String tensor, JsonNode node, long start, String name) {
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
        return new Place(known, shape, start + offsets.get(0), start + offsets.get(1));
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
