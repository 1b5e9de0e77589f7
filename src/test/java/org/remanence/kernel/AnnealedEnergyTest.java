package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.random.RandomStream;

/// Against the definition of the potential in double.
@Tag("lanes")
class AnnealedEnergyTest {
    private static final RandomStream STREAM = RandomStream.named(6, "annealed energy");

    /// Numbers of another implementation, on both sides of 0 and of 1.
    @Test
    void values() {
        check(0.5f, 0.1f, 0.6696700846319259);
        check(2, 0.01f, -0.6955550056718884);
        check(-0.5f, 0.1f, 15);
        check(1, 0.1f, 0);
        check(0, 0.01f, 100);
        check(1e-40f, 1, 1);
    }

    private static void check(float s, float tau, double expected) {
        for (Kernels kernels : Kernels.all()) {
            assertEquals(expected, energies(kernels, new float[] {s}, tau)[0], 3e-7 * (Math.abs(expected) + Math.abs(s) / tau));
        }
    }

    /// The stated error holds, also where U vanishes, next to s = 1; lanes return the bits of the definition.
    @ParameterizedTest
    @CsvSource({"1", "0.5", "0.1", "0.01"})
    void isWithinItsBound(float tau) {
        float[] s = new float[4096];
        for (int mu = 0; mu < s.length; mu++) {
            s[mu] = switch (mu % 4) {
                case 0 -> (float) Math.exp(0.02 * (mu - 3900));
                case 1 -> 1 + (mu - 2048) * 1e-5f;
                case 2 -> -mu * 0.01f;
                default -> mu * 0.01f;
            };
        }
        float[] twin = energies(Kernels.scalar(), s, tau);
        for (int mu = 0; mu < s.length; mu++) {
            double exact = s[mu] > 0 ? -Math.expm1(tau * Math.log(s[mu])) / tau : (1 - (double) s[mu]) / tau;
            assertEquals(exact, twin[mu], 3e-7 * (Math.abs(exact) + Math.abs(s[mu]) / tau), "s = " + s[mu]);
        }
        for (Kernels kernels : Kernels.all()) {
            assertArrayEquals(twin, energies(kernels, s, tau), 0f, kernels.name());
        }
    }

    /// Sums of changes are those of the energies, the same bits on all lanes.
    @ParameterizedTest
    @CsvSource({"16", "304", "1024", "5008"})
    void changes(int count) {
        float[] s = new float[count];
        float[] column = new float[count];
        STREAM.gaussians(1, 0, s, 0, count);
        STREAM.gaussians(2, 0, column, 0, count);
        float[] before = energies(Kernels.scalar(), s, 0.1f);
        double[] changes = Kernels.all().stream().mapToDouble(kernels -> {
            float[] after = new float[count];
            double change = kernels.annealed().flip(s, column, -0.2f, 0.1f, before, after, count);
            double sum = 0;
            double size = 0;
            for (int mu = 0; mu < count; mu++) {
                sum += (double) after[mu] - before[mu];
                size += Math.abs(after[mu] - before[mu]);
            }
            // At most 64 terms of a partial sum in float.
            assertEquals(sum, change, 64 * 0x1p-24 * size);
            return change;
        }).toArray();
        assertEquals(1, Arrays.stream(changes).distinct().count());
    }

    private static float[] energies(Kernels kernels, float[] s, float tau) {
        int count = Math.ceilDiv(s.length, AnnealedEnergy.PARTIALS) * AnnealedEnergy.PARTIALS;
        float[] after = new float[count];
        kernels.annealed().flip(Arrays.copyOf(s, count), new float[count], 0, tau, new float[count], after, count);
        return Arrays.copyOf(after, s.length);
    }
}
