package org.remanence.server;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/// Regions of the system's shared memory that clients registered: tensors lie there instead of in a body.
final class SharedMemory {
    private static final Path FOLDER = Path.of("/dev/shm");
    private static final int MOST = 64;
    private static final String REGION = "shared_memory_region";
    private static final String SIZE = "shared_memory_byte_size";
    private static final String OFFSET = "shared_memory_offset";

    private final boolean allowed;
    private final SequencedMap<String, Region> regions = new LinkedHashMap<>();

    /// @param allowed whether clients may use it at all
    SharedMemory(boolean allowed) {
        this.allowed = allowed;
    }

    /// A region as the protocol shows it.
    /// @param key name of the file
    private record Region(String name, String key, long offset, long size, MemorySegment memory) {
        Map<String, Object> shown() {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("name", name);
            shown.put("key", key);
            shown.put("offset", offset);
            shown.put("byte_size", size);
            return shown;
        }
    }

    /// Where a tensor lies. The memory stays mapped while this is held, even if the region is unregistered meanwhile.
    record Slice(MemorySegment memory) {
        long size() {
            return memory.byteSize();
        }
    }

    boolean isAllowed() {
        return allowed;
    }

    /// All regions, or the one of that name.
    /// @throws Refusal if it is not registered
    synchronized List<Map<String, Object>> status(Optional<String> name) {
        checkAllowed();
        return name.isEmpty() ? regions.values().stream().map(Region::shown).toList()
                : List.of(named(name.get()).shown());
    }

    /// @param document with `key`, `offset` and `byte_size`
    /// @throws Refusal if there is no such memory, or the name is taken
    synchronized void register(String name, JsonNode document) {
        checkAllowed();
        String key = document.path("key").asString("");
        long offset = whole(document, "offset", 0);
        long size = whole(document, "byte_size", -1);
        if (regions.containsKey(name)) {
            throw Refusal.of(Refusal.BAD_REQUEST, "shared memory region %s is registered already", name);
        }
        if (regions.size() >= MOST) {
            throw Refusal.of(Refusal.BAD_REQUEST, "%d regions are registered already: unregister one first", MOST);
        }
        regions.put(name, new Region(name, key, offset, size, map(key, offset, size)));
    }

    synchronized void unregister(Optional<String> name) {
        checkAllowed();
        // the collector unmaps what no request uses any more
        name.ifPresentOrElse(regions::remove, regions::clear);
    }

    /// The memory that parameters of a tensor name, if they name any.
    /// @throws Refusal if they name it wrongly
    synchronized Optional<Slice> slice(JsonNode parameters) {
        if (!parameters.has(REGION)) {
            return Optional.empty();
        }
        checkAllowed();
        Region region = named(parameters.path(REGION).asString(""));
        long size = whole(parameters, SIZE, -1);
        long offset = whole(parameters, OFFSET, 0);
        if (offset > region.size || size > region.size - offset) {
            throw Refusal.of(Refusal.BAD_REQUEST, "shared memory region %s has %d bytes, not %d from %d on",
                    region.name, region.size, size, offset);
        }
        return Optional.of(new Slice(region.memory.asSlice(offset, size)));
    }

    private Region named(String name) {
        return Optional.ofNullable(regions.get(name))
                .orElseThrow(() -> Refusal.of(Refusal.NOT_FOUND, "shared memory region %s is not registered", name));
    }

    private void checkAllowed() {
        if (!allowed) {
            throw Refusal.of(Refusal.NOT_IMPLEMENTED,
                    "shared memory is off: the server must be started with --allow-shm");
        }
    }

    private static long whole(JsonNode document, String name, long absent) {
        JsonNode value = document.path(name);
        long number = value.isMissingNode() ? absent : value.isIntegralNumber() && value.canConvertToLong()
                ? value.asLong() : -1;
        if (number < 0) {
            throw Refusal.of(Refusal.BAD_REQUEST, "%s must be a number of bytes, got %s", name, value.isMissingNode()
                    ? "none" : value);
        }
        return number;
    }

    /// A plain file of the folder of shared memory, no link, none below it.
    private static MemorySegment map(String key, long offset, long size) {
        String file = key.startsWith("/") ? key.substring(1) : key;
        Path path = file.matches("[A-Za-z0-9._-]{1,200}") && !file.matches("\\.+") ? FOLDER.resolve(file) : FOLDER;
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.of(Refusal.BAD_REQUEST, "there is no shared memory of the key %s", key);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            if (offset > channel.size() || size > channel.size() - offset) {
                throw Refusal.of(Refusal.BAD_REQUEST, "shared memory %s has %d bytes, not %d from %d on", key,
                        channel.size(), size, offset);
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, offset, size, Arena.ofAuto());
        } catch (IOException e) {
            throw Refusal.of(Refusal.BAD_REQUEST, "shared memory %s cannot be opened", key);
        }
    }
}
