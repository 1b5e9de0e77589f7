package org.remanence.experiment.regimes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.remanence.experiment.Asking.assertNear;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.remanence.data.GaussianModel;
import org.remanence.experiment.AxisValues;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.session.Session;
import org.remanence.theory.IsotropicGaussian;
import org.remanence.theory.regimes.AnnealedLaw;

class InformationDensityTest {
    private static InformationDensity draw(double patterns, double[] times, int draws) {
        try (Session session = Session.seeded(3)) {
            return InformationDensity.annealed(AxisValues.of(times), patterns, GaussianModel.isotropic(3, 1.5), draws,
                    new InformationDensity.Setting(new OrnsteinUhlenbeck(), session));
        }
    }

    /// Under overwhelming noise nothing tells two patterns apart: half of the clones agree, and the entropy is log 2.
    @Test
    void twoPatternsFarFromTheDataAreAlike() {
        InformationDensity late = draw(2, new double[] {12, 14}, 700);
        assertArrayEquals(new double[] {1, 1}, late.excessEntropy().mean(), 1e-4, "√d σ e^{−12} in the density");
        assertArrayEquals(new double[] {0.5, 0.5}, late.sameNeighbour().mean(), 1e-4, "√d σ e^{−12} in the density");
    }

    /// One round cluster has its averages in closed form, as integrals over the difference of two gamma numbers.
    @Test
    void oneClusterFollowsItsQuadrature() {
        double[] times = {0.2, 0.6, 1.5};
        for (int patterns : new int[] {2, 3, 1000}) {
            InformationDensity drawn = draw(patterns, times, 6000);
            AnnealedLaw law = new AnnealedLaw(new IsotropicGaussian(3, 1.5), Math.log(patterns));
            assertNear(Arrays.stream(times).map(t -> law.normalized(Math.expm1(2 * t))).toArray(), drawn.excessEntropy());
            assertNear(Arrays.stream(times).map(t -> law.sameNeighbour(Math.expm1(2 * t))).toArray(), drawn.sameNeighbour());
        }
    }
}
