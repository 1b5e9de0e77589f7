package org.remanence.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;

class ScheduleTest {
    private static double[] at(Golden golden, IntToDoubleFunction value) {
        return Arrays.stream(golden.params("index")).map(k -> value.applyAsDouble((int) k)).toArray();
    }

    @Test
    void ddpmMatchesReferences() {
        DdpmSchedule schedule = new DdpmSchedule();
        Golden.read("conversions", "ddpm_alpha_bar").forEach(g -> g.check(at(g, schedule::alphaBar)));
        Golden.read("conversions", "ddpm_ou_time").forEach(g -> g.check(at(g, schedule::time)));
        Golden.read("conversions", "ddpm_sigma").forEach(g -> g.check(at(g, k -> Math.sqrt(Math.expm1(2 * schedule.time(k))))));
        Golden.read("kernel", "ddpm_alphabar").forEach(g -> g.check(schedule.alphaBar(999)));
        Golden.read("kernel", "ddpm_tOU").forEach(g -> g.check(schedule.time((int) g.param("k"))));
    }

    /// ᾱ of indices 0, 300 and 999 at 40 digits, by the formulas of Rombach et al. (2022) and of Nichol and Dhariwal (2021).
    @Test
    void otherSchedulesMatchReferences() {
        double[] scaled = {0.99915, 0.5905010587996118, 0.00466009851307724};
        double[] cosine = {0.9999587157751783, 0.7856324127717934, 2.4287669070344683e-09};
        int[] indices = {0, 300, 999};
        for (int i = 0; i < indices.length; i++) {
            assertEquals(scaled[i], DdpmSchedule.scaledLinear(1000, 0.00085, 0.012).alphaBar(indices[i]), 1e-12 * scaled[i]);
            assertEquals(cosine[i], DdpmSchedule.cosine(1000).alphaBar(indices[i]), 1e-10 * cosine[i]);
        }
    }

    @Test
    void speciationIndicesAreThePublishedOnes() {
        // largest eigenvalues and indices of MNIST, CIFAR, ImageNet16, ImageNet32 and LSUN
        double[] eigenvalues = {7.66, 16.72, 3.05, 12.11, 60.52};
        int[] indices = {446, 526, 329, 495, 635};
        for (int i = 0; i < indices.length; i++) {
            assertEquals(indices[i], new DdpmSchedule().speciationIndex(eigenvalues[i]).orElseThrow());
        }
    }

    @Test
    void speciationIndexIsEmptyBeyondTheSchedule() {
        assertTrue(new DdpmSchedule().speciationIndex(1e5).isEmpty());
        assertEquals(0, new DdpmSchedule().speciationIndex(0.5).orElseThrow());
        assertThrows(IllegalArgumentException.class, () -> new DdpmSchedule().speciationIndex(0));
    }

    @Test
    void ddpmRefusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> new DdpmSchedule(1, 1e-4, 2e-2));
        assertThrows(IllegalArgumentException.class, () -> new DdpmSchedule(10, 2e-2, 1e-4));
        assertThrows(IllegalArgumentException.class, () -> new DdpmSchedule(10, 1e-4, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> new DdpmSchedule().time(1000));
    }

    @Test
    void ddpmGridDescendsThroughAllIndices() {
        TimeGrid grid = new DdpmSchedule().grid();
        assertEquals(999, grid.steps());
        assertEquals(new DdpmSchedule().time(999), grid.start());
        assertEquals(new DdpmSchedule().time(0), grid.end());
    }

    @Test
    void sigmaClockMatchesReferences() {
        SigmaClock clock = new SigmaClock();
        Golden.read("conversions", "ve_clock_sigma").forEach(g -> g.check(Arrays.stream(g.params("u")).map(clock::sigma).toArray()));
        Golden.read("kernel", "vesde_sigma").forEach(g -> g.check(clock.sigma(g.param("t"))));
        assertEquals(0.37, clock.reading(clock.time(0.37)), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> new SigmaClock(1, 1));
    }
}
