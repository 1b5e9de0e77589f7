package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.Slow;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.result.Npy;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// A file 25 times larger than the heap, scored in place.
@Slow
class MappedTest {
    private static final String HEAP = "-Xmx256m";
    private static final int D = 128;
    private static final long PATTERNS = 13L << 20;
    private static final String MODEL = "generated:gaussian:d=" + D + ",n=" + PATTERNS;
    private static final int STATES = 16;
    /// Late enough for float to resolve every state: one pass.
    private static final double TIME = 3;
    /// Of what reading the file costs, at least; the best of three, in turn.
    private static final double TARGET = 0.8;

    @TempDir
    private Path folder;

    @Test
    void streamsAFileAtTheSpeedOfTheDisk() throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/maps")), "the page cache can be emptied on Linux alone");
        long needed = PATTERNS * D * Float.BYTES;
        long free = Files.getFileStore(folder).getUsableSpace();
        assumeTrue(free > 2 * needed, "a file of %.1f GiB needs twice that on the disk of %s, but %.1f GiB are free: set java.io.tmpdir"
                .formatted(gib(needed), folder, gib(free)));
        Path file = folder.resolve("large.npy");
        // an interrupted test leaves no six gibibytes behind
        file.toFile().deleteOnExit();
        try (Arena arena = Arena.ofShared()) {
            Npy.write(file, generated(arena));
        }
        assertTrue(Files.size(file) > 6L << 30, "the file has %.2f GiB".formatted(gib(Files.size(file))));
        Map<String, Double> measured = inSmallHeap(file);
        IO.println("streaming a mapped file: " + measured);
        try (Arena arena = Arena.ofShared(); Session session = Session.seeded(1)) {
            Posterior twin = score(generated(arena), session).moments(states(), TIME);
            assertEquals(Arrays.hashCode(twin.logDensity()) * 31 + Arrays.hashCode(twin.entropy()), measured.get("hash").intValue());
        }
        assertTrue(measured.get("heap MiB") < 300, "the heap holds %s MiB".formatted(measured.get("heap MiB")));
        assertTrue(measured.get("anonymous MiB") < 700, "the process holds %s MiB of its own".formatted(measured.get("anonymous MiB")));
        assertTrue(measured.get("ratio") >= TARGET, "a pass of %d states streams at %.2f of the speed of reading the file"
                .formatted(STATES, measured.get("ratio")));
    }

    private static Map<String, Double> inSmallHeap(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@native-config/jvm.args", HEAP, "-cp", System.getProperty("java.class.path"), Streaming.class.getName(),
                file.toString())).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        Map<String, Double> measured = new TreeMap<>();
        printed.lines().map(line -> line.split("=")).forEach(pair -> measured.put(pair[0], Double.parseDouble(pair[1])));
        return measured;
    }

    private static PatternSet generated(Arena arena) {
        return DataSource.open(MODEL, RandomStream.named(5, "patterns"), Precision.FLOAT, arena);
    }

    private static EmpiricalScore score(PatternSet patterns, Session session) {
        return new EmpiricalScore(patterns, new OrnsteinUhlenbeck(), Precision.FLOAT, session);
    }

    private static Matrix states() {
        Matrix states = Matrix.zeros(STATES, D);
        double[] x = new double[D];
        for (int b = 0; b < STATES; b++) {
            RandomStream.named(5, "states").gaussians(b, 0, x, 0, D);
            states.setRow(b, x);
        }
        return states;
    }

    private static double gib(long bytes) {
        return bytes / 0x1p30;
    }

    /// Reads the file plainly and scores it in place, in turn, each time from the disk, and prints what it took.
    static final class Streaming {
        private static final int BUFFER = 4 << 20;
        private static final int ROUNDS = 3;
        private static final int DONT_NEED = 4;

        private Streaming() { }

        public static void main(String[] args) throws Throwable {
            Path file = Path.of(args[0]);
            try (Arena arena = Arena.ofShared(); Session session = Session.seeded(1)) {
                PatternSet patterns = DataSource.open(file.toString(), session.stream("none"), Precision.FLOAT, arena);
                EmpiricalScore score = score(patterns, session);
                Posterior posterior = score.moments(states(), TIME);
                double reading = Double.POSITIVE_INFINITY;
                double scoring = Double.POSITIVE_INFINITY;
                for (int round = 0; round < ROUNDS; round++) {
                    evict(file);
                    reading = Math.min(reading, seconds(() -> read(file)));
                    evict(file);
                    scoring = Math.min(scoring, seconds(() -> score.moments(states(), TIME)));
                }
                IO.println("hash=" + (Arrays.hashCode(posterior.logDensity()) * 31 + Arrays.hashCode(posterior.entropy())));
                IO.println("read GB/s=" + Files.size(file) / reading / 1e9);
                IO.println("score GB/s=" + Files.size(file) / scoring / 1e9);
                IO.println("ratio=" + reading / scoring);
                IO.println("heap MiB=" + Runtime.getRuntime().totalMemory() / 0x1p20);
                IO.println("anonymous MiB=" + anonymous());
            }
        }

        private static double seconds(Runnable task) {
            long start = System.nanoTime();
            task.run();
            return (System.nanoTime() - start) / 1e9;
        }

        private static void read(Path file) {
            try (FileChannel channel = FileChannel.open(file)) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
                while (channel.read(buffer.clear()) >= 0) {
                    continue;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Mebibytes that are not pages of a file.
        private static double anonymous() throws IOException {
            try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
                return lines.filter(line -> line.startsWith("RssAnon:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() / 1024.0;
            }
        }

        /// Drops the pages of a file from this process and from the page cache.
        @SuppressWarnings("restricted")
        private static void evict(Path file) throws Throwable {
            Linker linker = Linker.nativeLinker();
            var symbols = linker.defaultLookup();
            var madvise = linker.downcallHandle(symbols.find("madvise").orElseThrow(), FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
            var open = linker.downcallHandle(symbols.find("open").orElseThrow(), FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), Linker.Option.firstVariadicArg(2));
            var close = linker.downcallHandle(symbols.find("close").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            var advise = linker.downcallHandle(symbols.find("posix_fadvise").orElseThrow(), FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
            for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                if (line.endsWith(file.toString())) {
                    String[] range = line.split("[- ]");
                    long from = Long.parseUnsignedLong(range[0], 16);
                    check((int) madvise.invokeExact(from, Long.parseUnsignedLong(range[1], 16) - from, DONT_NEED));
                }
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment name = arena.allocateFrom(file.toString());
                int descriptor = (int) open.invokeExact(name, 0);
                check((int) advise.invokeExact(descriptor, 0L, 0L, DONT_NEED));
                check((int) close.invokeExact(descriptor));
            }
        }

        private static void check(int code) {
            if (code != 0) {
                throw new IllegalStateException("the page cache was not emptied: code " + code);
            }
        }
    }
}
