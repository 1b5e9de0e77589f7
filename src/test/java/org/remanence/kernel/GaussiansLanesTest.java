package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The width of the vectors is fixed per process, so each width gets a process.
class GaussiansLanesTest {
    private static final String HURRY = "-XX:CompileCommand=%s,org.remanence.kernel.simd.SimdGaussians::*,%s";

    @ParameterizedTest
    @CsvSource({"scalar, preferred", "simd, 128", "simd, 256", "simd, 512"})
    void sameBitsOnLanesOfAnyWidth(String kernels, String lanes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@native-config/jvm.args",
                "-XX:CompileCommand=quiet", HURRY.formatted("CompileThresholdScaling", "0.05"),
                HURRY.formatted("BackgroundCompilation", "false"),
                "-Dremanence.kernels=" + kernels, "-Dremanence.lanes=" + lanes,
                "-cp", System.getProperty("java.class.path"), Digest.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor());
        assertEquals(kernels + " " + Digest.of(Gaussians.SCALAR), printed.replaceFirst("-\\d+ ", " "));
    }

    /// Prints which kernels ran and the hash of fills: by then a hurried compiler has compiled them.
    static final class Digest {
        private Digest() { }

        public static void main(String[] args) {
            System.out.println(Kernels.get().name() + " " + of(Kernels.get().gaussians()));
        }

        static int of(Gaussians gaussians) {
            double[] doubles = new double[4 * 517];
            float[] floats = new float[4 * 517];
            int hash = 0;
            for (int i = 0; i < 80; i++) {
                gaussians.into(i, 2L << 40, 3L << 33, doubles, 0, 517);
                gaussians.into(i, 2L << 40, 3L << 33, floats, 0, 517);
                hash = 31 * hash + Arrays.hashCode(doubles);
                hash = 31 * hash + Arrays.hashCode(floats);
                int blocks = 1 + i % 20;
                gaussians.rows(i, 2L << 40, 517 / blocks, blocks, doubles, 0);
                gaussians.rows(i, 2L << 40, 517 / blocks, blocks, floats, 0);
                hash = 31 * hash + Arrays.hashCode(doubles);
                hash = 31 * hash + Arrays.hashCode(floats);
            }
            return hash;
        }
    }
}
