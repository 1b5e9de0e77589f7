package org.remanence.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.remanence.Golden;

class ScheduleTest {
    @Test
    void ddpmMatchesReferences() {
        DdpmSchedule schedule = new DdpmSchedule();
        Golden.read("kernel", "ddpm_alphabar").forEach(g -> g.check(schedule.alphaBar(999)));
        Golden.read("kernel", "ddpm_tOU").forEach(g -> g.check(schedule.time((int) g.param("k"))));
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
        Golden.read("kernel", "vesde_sigma").forEach(g -> g.check(clock.sigma(g.param("t"))));
        assertEquals(0.37, clock.reading(clock.time(0.37)), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> new SigmaClock(1, 1));
    }
}
