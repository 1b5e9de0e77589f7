package org.remanence.theory.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.theory.AnisotropicGaussian;

class DenoisingFloorTest {
    private static DenoisingFloor manifold() {
        double[] eigenvalues = new double[30];
        Arrays.fill(eigenvalues, 0, 2, 1);
        Arrays.fill(eigenvalues, 2, 7, 0.3);
        return new DenoisingFloor(new AnisotropicGaussian(eigenvalues));
    }

    @Test
    void floorsOfAManifold() {
        for (String sigma : new String[] {"0.01", "0.1", "1", "3"}) {
            Golden.read("denoising", "floor_true_" + sigma).getFirst().check(manifold().at(Double.parseDouble(sigma)));
        }
        Golden.read("denoising", "floor_true_mean").getFirst().check(manifold().mean(0.01, 50));
    }

    @Test
    void withoutNoiseOnlyDirectionsOfTheDataAreUnknown() {
        assertEquals(7 / 30.0, manifold().at(1e-9), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> manifold().at(0));
        assertThrows(IllegalArgumentException.class, () -> manifold().at(Double.NaN));
    }
}
