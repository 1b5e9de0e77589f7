package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.process.Diffusion;
import org.remanence.process.TimeGrid;
import org.remanence.text.BadInput;

class GridChoiceTest {
    private static final Diffusion OU = Diffusion.named("ou");
    private static final Diffusion VE = Diffusion.named("ve");

    private static double[] times(String grid, int steps, Diffusion process) {
        return new GridChoice(grid).of(TimeGrid.geometric(process.timeAt(100), process.timeAt(1e-4), steps), process).toArray();
    }

    /// Karras et al., eq. 5, computed elsewhere: σ of 5 times from 80 to 0.002.
    @Test
    void edmIsItsFormula() {
        double[] sigma = {80, 17.527832, 2.5152190, 0.16975276, 0.002};
        double[] found = times("edm", 4, VE);
        for (int i = 0; i < sigma.length; i++) {
            assertEquals(sigma[i], Math.sqrt(found[i]), 1e-6 * sigma[i], "seven printed digits");
        }
        double[] ou = times("edm", 4, OU);
        for (int i = 0; i < sigma.length; i++) {
            assertEquals(found[i], OU.noiseToSignal(ou[i]), 1e-9 * found[i], "the same noise on the other clock");
        }
        double[] between = times("karras", 4, VE);
        assertEquals(10, Math.sqrt(between[0]), 1e-9);
        assertEquals(0.01, Math.sqrt(between[4]), 1e-9);
    }

    /// ᾱ_999 = 4.0358e-05 of the linear schedule is printed by its authors' code; the first is 1 − 10⁻⁴.
    @Test
    void ddpmRunsFromItsLastTimeToItsFirst() {
        double[] linear = times("ddpm-linear", 10, OU);
        assertEquals(11, linear.length);
        assertEquals(4.0358e-05, Math.exp(-2 * linear[0]), 1e-9);
        assertEquals(1 - 1e-4, Math.exp(-2 * linear[10]), 1e-12);
        double[] cosine = times("ddpm-cosine", 10, OU);
        double half = Math.pow(Math.cos(Math.PI / 2 * (0.501 + 0.008) / 1.008) / Math.cos(Math.PI / 2 * 0.008 / 1.008), 2);
        assertEquals(half, Math.exp(-2 * cosine[5]), 1e-9, "index 500 of ᾱ");
        assertTrue(assertThrows(BadInput.class, () -> times("ddpm-linear", 1000, OU)).getMessage()
                .contains("steps must be below 1000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 2 0.5", "0.5\n2\n3\n", "3,2,0.5", " 3;2;\t0.5"})
    void aFileHoldsTimesInEitherOrder(String text, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("grid.txt"), text);
        assertArrayEquals(new double[] {3, 2, 0.5}, times(file.toString(), 100, OU));
        assertEquals(1, new GridChoice(file.toString()).sources().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"3 x 1 | must hold times as text", "3 | at least two times",
            "3 1 2 | each above the next", "-1 2 | each above the next"})
    void otherFilesAreRefused(String text, String message, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("grid.txt"), text);
        assertTrue(assertThrows(BadInput.class, () -> times(file.toString(), 9, OU)).getMessage().contains(message));
    }

    @Test
    void otherWordsAreRefused() {
        assertEquals("grid must be auto, ddpm-linear, ddpm-cosine, edm, karras or a file of times, got 'cosine', and there is no such file",
                assertThrows(BadInput.class, () -> new GridChoice("cosine")).getMessage());
    }
}
