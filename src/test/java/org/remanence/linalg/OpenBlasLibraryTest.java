package org.remanence.linalg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/// What the native library is told before it is loaded.
@SuppressWarnings("restricted")
class OpenBlasLibraryTest {
    private static final String PATIENCE = "OPENBLAS_THREAD_TIMEOUT";

    @Test
    void itsThreadsAreToldToSleepSoonAfterACall() throws Throwable {
        assertTrue(OpenBlasLibrary.description().contains("OpenBLAS"));
        Linker linker = Linker.nativeLinker();
        var get = linker.downcallHandle(linker.defaultLookup().findOrThrow("getenv"),
                FunctionDescriptor.of(ADDRESS, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            var value = (MemorySegment) get.invokeExact(arena.allocateFrom(PATIENCE));
            String own = System.getenv(PATIENCE);
            assertEquals(own == null ? "20" : own, value.reinterpret(16).getString(0));
        }
    }
}
