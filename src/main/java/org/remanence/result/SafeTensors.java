package org.remanence.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Named tensors and a few words about them in one file, as PyTorch and others read and write it: the length of a JSON
/// header
/// (8 bytes, little-endian), the header, the numbers. A reader runs nothing and allocates what the file holds, no more.
///
/// Source: the safetensors format, version 0.6.
/// @param metadata words by name
/// @param tensors by name, in the order of their numbers
public record SafeTensors(Map<String, String> metadata, Map<String, SafeTensor> tensors) {
    private static final int ALIGNMENT = 64;

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
        SafeTensorHeader header = SafeTensorHeader.parse(bytes, bytes.length, name);
        Map<String, SafeTensor> tensors = new LinkedHashMap<>();
        header.places().forEach((tensor, place) -> tensors.put(tensor, new SafeTensor(place.type(), place.shape(),
                Arrays.copyOfRange(bytes, Math.toIntExact(place.begin()), Math.toIntExact(place.end())))));
        return new SafeTensors(header.metadata(), tensors);
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

    /// Writes a file, seen under its name only when it is complete and on the disk. The numbers begin at a multiple of
    /// 64 bytes.
    /// @throws OutputFailure if it cannot be written
    public void write(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
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
        ObjectNode header = SafeTensorHeader.MAPPER.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode words = header.putObject(SafeTensorHeader.METADATA);
            metadata.forEach(words::put);
        }
        long end = 0;
        for (Map.Entry<String, SafeTensor> each : tensors.entrySet()) {
            if (each.getKey().equals(SafeTensorHeader.METADATA)) {
                throw new IllegalArgumentException("no tensor may be called " + SafeTensorHeader.METADATA);
            }
            ObjectNode place = header.putObject(each.getKey()).put("dtype", each.getValue().type().name());
            ArrayNode shape = place.putArray("shape");
            each.getValue().shape().forEach(shape::add);
            place.putArray("data_offsets").add(end).add(end + each.getValue().byteSize());
            end += each.getValue().byteSize();
        }
        byte[] text = SafeTensorHeader.MAPPER.writeValueAsBytes(header);
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
}
