package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.remanence.data.PatternSet;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.FineAxis;
import org.remanence.process.Diffusion;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;

class CollapseTheoryTest {
    private static CollapseTheory of(String text, String process) {
        try (Session session = Session.seeded(1); Arena arena = Arena.ofShared()) {
            DataChoice data = new DataChoice(text, DataChoice.ScaleChoice.AUTO, DataChoice.Centering.AUTO);
            PatternSet patterns = data.open(arena, Precision.DOUBLE, session);
            return CollapseTheory.of(data, patterns, data.spectrum(patterns), Diffusion.named(process));
        }
    }

    /// One Gaussian: ½ d log(1 + σ²/τ) = log n, with τ = e^{2t} − 1 or t.
    @Test
    void oneGaussianCollapsesInClosedForm() {
        double tau = 2.25 / Math.expm1(2 * Math.log(300) / 16);
        CollapseTheory ou = of("gaussian:d=16,n=300,sigma=1.5", "ou");
        assertEquals(0.5 * Math.log1p(tau), ou.collapseTime(), 1e-13, "rounding");
        assertEquals(tau, of("gaussian:d=16,n=300,sigma=1.5", "ve").collapseTime(), 1e-12, "rounding");
        assertEquals(ou.collapseTime(), ou.times().isotropic(), 1e-13, "the same law");
        assertEquals(ou.collapseTime(), ou.times().anisotropic(), 1e-13, "the same law");
        assertEquals(16 * 2.25 / (Math.expm1(1.4) + 2.25), ou.dimension(0.7), 1e-12, "Σ c/(τ + c)");
        double share = 1 - 8 * Math.log1p(2.25 / Math.expm1(3)) / Math.log(300);
        assertEquals(share, ou.excessEntropy(1.5), 1e-12, "1 − I/log n");
        assertEquals(0, ou.excessEntropy(0.9 * ou.collapseTime()));
    }

    /// Far apart, two clusters tell the class as well: each holds half of the patterns.
    @Test
    void classesLeaveAClusterOfHalfThePatterns() {
        CollapseTheory two = of("mixture:d=256,n=300,mu=9,sigma=1.5", "ou");
        double tau = 2.25 / Math.expm1(2 * Math.log(150) / 256);
        assertEquals(0.5 * Math.log1p(tau), two.collapseTime(), 1e-9, "the other cluster is e^{−ρ²/2} away");
        assertEquals(two.collapseTime(), two.times().perClass(), 1e-9);
        assertEquals(0.5 * Math.log1p(2.25 / Math.expm1(2 * Math.log(300) / 256)), two.times().isotropic(), 1e-12);
    }

    @Test
    void fineTimesSpanTheOthersInEqualRatios() {
        double[] fine = FineAxis.ratios(AxisValues.of(2, 0.5, 8));
        assertEquals(161, fine.length);
        assertEquals(0.5, fine[0], 1e-15);
        assertEquals(8, fine[160], 1e-13);
        double[] ratio = new double[160];
        double[] equal = new double[160];
        for (int i = 0; i < 160; i++) {
            ratio[i] = fine[i + 1] / fine[i];
            equal[i] = Math.pow(16, 1.0 / 160);
        }
        assertArrayEquals(equal, ratio, 1e-13);
    }
}
