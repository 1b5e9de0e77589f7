package org.remanence.linalg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.remanence.tensor.Matrix;

/// What the native library is told before it is loaded.
@SuppressWarnings("restricted")
class OpenBlasLibraryTest {
    private static final String PATIENCE = "OPENBLAS_THREAD_TIMEOUT";

    /// As on a system for which there is no library: JavaCPP reads its platform from this property.
    @Test
    void withoutALibraryPlainLoopsSayWhy() throws Exception {
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@native-config/jvm.args", "-Dorg.bytedeco.javacpp.platform=plan9-riscv64", "-cp",
                        System.getProperty("java.class.path"),
                Choice.class.getName())).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor());
        assertEquals("plain: plain loops, since this build has no OpenBLAS for plan9-riscv64: they are slower; 11.0",
                said);
    }

    /// Prints which library was chosen, and a product.
    static final class Choice {
        private Choice() { }

        public static void main(String[] args) {
            Matrix product = Matrix.zeros(1, 1);
            Blas.get().gemm(1, Matrix.of(new double[][] {{1, 2}}), Operand.PLAIN, Matrix.of(new double[][] {{3}, {4}}),
                    Operand.PLAIN, 0, product);
            System.out.println(Blas.get().name() + ": " + Blas.get().description() + "; " + product.get(0, 0));
        }
    }

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
