package org.remanence.linalg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.remanence.text.Text;

/// The one copy of OpenBLAS in this process: its symbols and its number of threads.
///
/// JavaCPP unpacks the library of the platform once into its cache, nothing more: its own loader would load a second
/// copy with a second pool of threads. Calls go through the foreign function interface. The number
/// of threads is global to the library: it is 1 except while a call that asked for more holds the lock alone.
@SuppressWarnings("restricted")
final class OpenBlasLibrary {
    /// What the library needs, in its own folder, and last the library. Not every system needs all.
    private static final Map<String, List<String>> FILES = Map.of(
            "linux", List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0"),
            "macosx", List.of("libgcc_s.1.1.dylib", "libquadmath.0.dylib", "libgfortran.5.dylib",
                    "libopenblas.0.dylib"),
            "windows", List.of("libopenblas.dll"));
    /// How long the library's threads spin after a call, as a power of two of clock cycles; it reads this when it is loaded.
    private static final String PATIENCE = "OPENBLAS_THREAD_TIMEOUT";
    private static final SymbolLookup SYMBOLS = load();
    private static final ReadWriteLock LOCK = new ReentrantReadWriteLock();

    static final MethodHandle DGEMM = find("cblas_dgemm", null, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
            JAVA_INT, JAVA_DOUBLE, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_DOUBLE, ADDRESS, JAVA_INT);
    static final MethodHandle SGEMM = find("cblas_sgemm", null, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
            JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT);
    static final MethodHandle DSYRK = find("cblas_dsyrk", null, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
            JAVA_DOUBLE, ADDRESS, JAVA_INT, JAVA_DOUBLE, ADDRESS, JAVA_INT);
    static final MethodHandle DSYEVD = divideAndConquer("LAPACKE_dsyevd");
    static final MethodHandle SSYEVD = divideAndConquer("LAPACKE_ssyevd");
    static final MethodHandle DSYEVR = relativelyRobust("LAPACKE_dsyevr", JAVA_DOUBLE);
    static final MethodHandle SSYEVR = relativelyRobust("LAPACKE_ssyevr", JAVA_FLOAT);
    static final MethodHandle DGESDD = find("LAPACKE_dgesdd", JAVA_INT, JAVA_INT, JAVA_BYTE, JAVA_INT, JAVA_INT,
            ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    static final MethodHandle DPOTRF = find("LAPACKE_dpotrf", JAVA_INT, JAVA_INT, JAVA_BYTE, JAVA_INT, ADDRESS,
            JAVA_INT);

    private static final MethodHandle SET_THREADS = find("openblas_set_num_threads", null, JAVA_INT);
    private static final MethodHandle GET_THREADS = find("openblas_get_num_threads", JAVA_INT);

    static {
        setThreads(1);
    }

    private OpenBlasLibrary() { }

    /// A native call; its arguments are those of the routine.
    @FunctionalInterface
    interface Call<T> {
        T run() throws Throwable;
    }

    /// Runs a call with that many threads inside the library.
    static <T> T call(int threads, Call<T> call) {
        Lock lock = threads == 1 ? LOCK.readLock() : LOCK.writeLock();
        lock.lock();
        try {
            if (threads == 1) {
                return run(call);
            }
            setThreads(threads);
            try {
                return run(call);
            } finally {
                setThreads(1);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets a call that nobody waits for any more go on with one thread, if it is running: otherwise it takes the library's lock
    /// again and again, and the library, which wants that lock when the process ends, would make the process wait for it.
    static void withdrawThreads() {
        run(() -> {
            SET_THREADS.invokeExact(1);
            return SYMBOLS;
        });
    }

    /// Version, build options and the processor family the library chose its code for.
    static String description() {
        return text("openblas_get_config") + ", code for " + text("openblas_get_corename");
    }

    private static void setThreads(int threads) {
        int actual = run(() -> {
            SET_THREADS.invokeExact(threads);
            return (int) GET_THREADS.invokeExact();
        });
        if (actual != threads) {
            throw new IllegalStateException(Text.of("OpenBLAS was asked for %d threads and uses %d", threads, actual));
        }
    }

    private static String text(String function) {
        MethodHandle handle = find(function, ADDRESS);
        MemorySegment text = run(() -> {
            return (MemorySegment) handle.invokeExact();
        });
        return text.reinterpret(1024).getString(0).strip();
    }

    private static <T> T run(Call<T> call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Its threads would go on spinning after a call and take the cores from whatever runs next, a tenth of a second long and
    /// more; half a millisecond is enough between the calls inside a decomposition. What the user has set stays.
    private static SymbolLookup load() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("setenv").ifPresent(symbol -> shortenPatience(
                linker.downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))));
        return SymbolLookup.libraryLookup(locate(), Arena.global());
    }

    private static void shortenPatience(MethodHandle set) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(PATIENCE);
            MemorySegment cycles = arena.allocateFrom("20");
            run(() -> {
                return (int) set.invokeExact(name, cycles, 0);
            });
        }
    }

    private static Path locate() {
        String platform = Loader.getPlatform();
        File file = null;
        for (String name : FILES.getOrDefault(platform.replaceFirst("-.*", ""), List.of())) {
            try {
                file = Loader.cacheResource(openblas.class, "/org/bytedeco/openblas/" + platform + "/" + name);
            } catch (IOException e) {
                throw new UncheckedIOException("OpenBLAS could not be unpacked", e);
            }
        }
        if (file == null) {
            throw new MissingLibrary(Text.of("since this build has no OpenBLAS for %s: they are slower", platform));
        }
        return file.toPath();
    }

    /// There is no library for this platform.
    @SuppressWarnings("serial")
    static final class MissingLibrary extends IllegalStateException {
        private MissingLibrary(String sentence) {
            super(sentence);
        }
    }

    private static MethodHandle divideAndConquer(String name) {
        return find(name, JAVA_INT, JAVA_INT, JAVA_BYTE, JAVA_BYTE, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    }

    private static MethodHandle relativelyRobust(String name, MemoryLayout real) {
        return find(name, JAVA_INT, JAVA_INT, JAVA_BYTE, JAVA_BYTE, JAVA_BYTE, JAVA_INT, ADDRESS, JAVA_INT, real, real,
                JAVA_INT, JAVA_INT, real, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    }

    private static MethodHandle find(String name, MemoryLayout result, MemoryLayout... arguments) {
        FunctionDescriptor type = result == null
                ? FunctionDescriptor.ofVoid(arguments)
                : FunctionDescriptor.of(result, arguments);
        return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name), type);
    }
}
