package org.remanence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.result.Npy;
import org.remanence.result.OutputDirectory;
import org.remanence.text.Text;
import tools.jackson.databind.JsonNode;

/// Two result folders beside each other: numbers of `result.json`, arrays and other data, to the bit. Pictures and
/// pages show the same numbers, and are left out.
final class ResultComparison {
    private static final String RESULT = "result.json";
    private static final String ARRAY = ".npy";
    private static final Set<String> SHOWN = Set.of("html", "svg", "png");
    private static final List<String> PARTS = List.of("parameters", "result", "theory");

    private final Path then;
    private final Path now;
    private long numbers;
    private int arrays;
    private int files;
    private Optional<Difference> difference = Optional.empty();

    private ResultComparison(Path then, Path now) {
        this.then = then;
        this.now = now;
    }

    /// The first difference.
    /// @param file in which it is
    /// @param at where: a path in JSON, an index of an array, or a byte
    /// @param then what stands in the first folder
    /// @param now what stands in the second
    record Difference(String file, String at, String then, String now) {
        @Override
        public String toString() {
            return at.isEmpty() ? Text.of("%s was %s, is %s", file, then, now)
                    : Text.of("%s of %s was %s, is %s", at, file, then, now);
        }
    }

    /// Compares them.
    static ResultComparison of(Path then, Path now) {
        ResultComparison comparison = new ResultComparison(then, now);
        comparison.run();
        return comparison;
    }

    /// The first difference, none if all bits are the same.
    Optional<Difference> difference() {
        return difference;
    }

    /// What was compared, in words.
    String extent() {
        return Text.of("%d values in result.json, %d arrays, %d other files", numbers, arrays, files);
    }

    private void run() {
        for (String part : PARTS) {
            tree("/" + part, StoredQuestion.tree(then.resolve(RESULT)).path(part),
                    StoredQuestion.tree(now.resolve(RESULT)).path(part));
        }
        Set<String> names = new TreeSet<>(names(then));
        names.addAll(names(now));
        for (String name : names) {
            if (!Files.exists(then.resolve(name)) || !Files.exists(now.resolve(name))) {
                differs(name, "", Files.exists(then.resolve(name)) ? "there" : "missing",
                        Files.exists(now.resolve(name)) ? "there" : "missing");
            } else {
                bytes(name);
            }
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isRegularFile).map(each -> each.getFileName().toString())
                    .filter(name -> !name.equals(RESULT)
                    && !name.equals(OutputDirectory.MANIFEST)
                    && !SHOWN.contains(name.substring(name.lastIndexOf('.') + 1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tree(String at, JsonNode before, JsonNode after) {
        if (before.isObject() && after.isObject()) {
            Set<String> keys = new LinkedHashSet<>(before.propertyNames());
            keys.addAll(after.propertyNames());
            keys.forEach(key -> tree(at + "/" + key, before.path(key), after.path(key)));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            IntStream.range(0, before.size()).forEach(i -> tree(at + "/" + i, before.get(i), after.get(i)));
        } else {
            numbers++;
            if (!before.equals(after)) {
                differs(RESULT, at, shown(before), shown(after));
            }
        }
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.isContainer() ? Text.of("%d values", node.size())
                : node.toString();
    }

    private void bytes(String name) {
        boolean array = name.endsWith(ARRAY);
        arrays += array ? 1 : 0;
        files += array ? 0 : 1;
        try {
            long first = Files.mismatch(then.resolve(name), now.resolve(name));
            if (first >= 0) {
                where(name, first, array);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void where(String name, long first, boolean array) throws IOException {
        long before = Files.size(then.resolve(name));
        long after = Files.size(now.resolve(name));
        if (array) {
            Npy one = header(then.resolve(name));
            Npy two = header(now.resolve(name));
            int width = one.type().matches("<[fi][1248]") ? one.type().charAt(2) - '0' : 0;
            if (!one.equals(two)) {
                differs(name, "shape", Text.of("%s %s", one.type(), one.shape()),
                        Text.of("%s %s", two.type(), two.shape()));
                return;
            }
            if (width > 0 && before == after) {
                long index = (first - one.offset()) / width;
                differs(name, index(one.shape(), index), value(then.resolve(name), one, index, width),
                        value(now.resolve(name), two, index, width));
                return;
            }
        }
        differs(name, Text.of("byte %d", first), Text.of("other, %d bytes in all", before),
                Text.of("this, %d bytes in all", after));
    }

    private static Npy header(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Npy.read(in, file.toString());
        }
    }

    private static String index(List<Long> shape, long number) {
        long[] index = new long[shape.size()];
        long left = number;
        for (int i = index.length - 1; i >= 0; i--) {
            index[i] = left % shape.get(i);
            left /= shape.get(i);
        }
        return Arrays.stream(index).mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String value(Path file, Npy header, long index, int width) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(width).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(bytes, header.offset() + index * width);
        }
        bytes.flip();
        return switch (header.type()) {
            case "<f8" -> Double.toString(bytes.getDouble());
            case "<f4" -> Float.toString(bytes.getFloat());
            case "<i8" -> Long.toString(bytes.getLong());
            case "<i4" -> Integer.toString(bytes.getInt());
            default -> Arrays.toString(bytes.array());
        };
    }

    private void differs(String file, String at, String before, String after) {
        if (difference.isEmpty()) {
            difference = Optional.of(new Difference(file, at, before, after));
        }
    }
}
