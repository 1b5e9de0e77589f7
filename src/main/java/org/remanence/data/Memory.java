package org.remanence.data;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Asks whether a table fits before it is allocated, because a system that runs out of memory ends the process
/// silently.
public final class Memory {
    private static final double GIB = 1L << 30;
    private static final Path LINUX = Path.of("/proc/meminfo");

    private Memory() { }

    /// Refuses work that needs more memory than this machine (or its container) has left.
    /// @param bytes needed
    /// @param what needs them, as the subject of a sentence in the plural
    /// @param instead what helps
    /// @throws IllegalArgumentException saying what is needed, what there is and what helps
    public static void require(double bytes, String what, String instead) {
        if (!(bytes <= available())) {
            throw new BadInput("%s need %.1f GiB of memory, but %.1f GiB are free: %s", what, bytes / GIB, available() / GIB, instead);
        }
    }

    /// Whether this machine (or its container) has so much left.
    public static boolean fits(double bytes) {
        return bytes <= available();
    }

    /// Bytes of a table that must fit into what this machine (or its container) has left.
    /// @throws IllegalArgumentException saying what is needed, what there is and what helps
    static long require(long rows, int columns, Precision precision) {
        return require(rows, columns, precision, available());
    }

    /// As [#require(long, int, Precision)] for a model, which can do without memory.
    /// @param model as the user wrote it
    static void require(String model, long rows, int columns, Precision precision) {
        double needed = (double) rows * columns * precision.bytes();
        long available = available();
        if (!(needed <= available)) {
            throw new BadInput(
                    Text.of("the patterns of %s in %s precision need %.1f GiB of memory, but %.1f GiB are free: ", model, word(precision), needed / GIB, available / GIB)
                            + Text.of("write generated:%s, computed whenever they are read and never stored", model));
        }
    }

    static long require(long rows, int columns, Precision precision, long available) {
        double needed = (double) rows * columns * precision.bytes();
        if (!(needed <= available)) {
            throw new BadInput("%d patterns of %d numbers in %s precision need %.1f GiB of memory, but %.1f GiB are free: use %sa .npy "
                            + "file of floats, which is mapped instead of loaded, or generated: before a model", rows, columns, word(precision), needed / GIB,
                                    available / GIB, precision == Precision.DOUBLE ? "float precision, " : "");
        }
        return rows * columns * precision.bytes();
    }

    private static String word(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    private static long available() {
        long total = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.min(total, linuxAvailable());
    }

    /// What Linux can give without swapping, page cache included; other systems are judged by their total alone.
    private static long linuxAvailable() {
        if (!Files.isReadable(LINUX)) {
            return Long.MAX_VALUE;
        }
        try (Stream<String> lines = Files.lines(LINUX)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst().orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
