package org.remanence.theory.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.remanence.text.BadInput;

/// Bulks where they touch s², are tiny, or lie close to it.
final class FeatureBulksTest {
    private static FeatureBulks bulks(double time, double psiP, double psiN) {
        return new FeatureBulks(FeatureLaw.of(Activation.TANH, time, psiP, psiN, PopulationSpectrum.isotropic(1)));
    }

    /// At ψ_p = 1 + ψ_n the atom has no mass and the lowest bulk begins at s², where its density grows like distance^{−1/2}: the
    /// mass
    /// is integrated over the fourth root of the distance.
    @Test
    void theLowestBulkBeginsAtTheAtomWhereThatVanishes() {
        for (double psiN : new double[] {2, 4}) {
            FeatureBulks spectrum = bulks(0.05, 1 + psiN, psiN);
            Bulk lowest = spectrum.bulks().getFirst();
            double origin = spectrum.law().coefficients().fresh();
            assertEquals(origin, lowest.lower());
            int count = 400;
            double mass = 0;
            for (int i = 0; i < count; i++) {
                double root = (i + 0.5) / count;
                double x = origin + (lowest.upper() - origin) * Math.pow(root, 4);
                mass += spectrum.density(x)[0] * 4 * (lowest.upper() - origin) * Math.pow(root, 3) / count;
            }
            assertEquals(psiN / (1 + psiN), lowest.mass(), 1e-9);
            assertEquals(lowest.mass(), mass, 1e-3);
            double fall = 1 - MinimiserLosses.of(spectrum.law().coefficients(), 1 + psiN, psiN, Double.POSITIVE_INFINITY,
                    PopulationSpectrum.isotropic(1), 0).trainLoss();
            assertEquals(fall, spectrum.bulks().stream().mapToDouble(Bulk::lossShare).sum(), 1e-9);
        }
    }

    /// The edge leaves s² on both sides of ψ_p = 1 + ψ_n.
    @Test
    void aNarrowGapIsSeen() {
        double origin = bulks(0.1, 3, 2.001).law().coefficients().fresh();
        assertTrue(bulks(0.1, 3, 2.001).bulks().getFirst().lower() > origin);
        assertTrue(bulks(0.1, 3, 1.999).bulks().getFirst().lower() > origin);
        assertEquals(origin, bulks(0.1, 3, 2).bulks().getFirst().lower());
    }

    /// Masses 1/ψ_p of few eigenvalues among very many features.
    @Test
    void bulksOfLittleMassAreFound() {
        FeatureBulks few = bulks(0.05, 1e4, 1);
        assertEquals(2, few.bulks().size());
        few.bulks().forEach(bulk -> assertEquals(1e-4, bulk.mass(), 1e-9));
        FeatureBulks fewer = bulks(0.05, 1e6, 10);
        assertEquals(3, fewer.bulks().size());
        assertEquals(9e-6, fewer.bulks().get(1).mass(), 1e-10);
        assertEquals(2, bulks(0.1, 1e6, 1e6).bulks().size());
    }

    /// Early on the memorization bulk is s² and (ψ_p/ψ_n) v² v/(s² x + v), both proportional to t: so are its edges, to first
    /// order in t.
    @Test
    void theLowestBulkScalesWithTimeEarlyOn() {
        for (double time : new double[] {1e-5, 1e-7}) {
            Bulk one = bulks(time, 64, 8).bulks().getFirst();
            Bulk two = bulks(2 * time, 64, 8).bulks().getFirst();
            assertEquals("memorization", one.name());
            assertEquals(2, two.lower() / one.lower(), 100 * time);
            assertEquals(2, two.upper() / one.upper(), 100 * time);
        }
    }

    /// v² = c₃² ρ³/3! with ρ = e^{−2t}, to relative order ρ²; and where it is lost beside s² a sentence says so.
    @Test
    void whatIsSharedLateIsExactUntilItIsLost() {
        double third = 6 * Activation.TANH.nonlinearPair(1, 1e-6) / 1e-18;
        for (double time : new double[] {2, 5, 10, 20}) {
            double correlation = Math.exp(-2 * time);
            double shared = FeatureCoefficients.of(Activation.TANH, time, 1).shared();
            assertEquals(1, shared / (third * Math.pow(correlation, 3) / 6), 10 * correlation * correlation + 1e-11);
        }
        assertTrue(bulks(2.5, 4, 2).bulks().size() > 1);
        assertTrue(assertThrows(BadInput.class, () -> bulks(20, 4, 2)).getMessage().contains("choose an earlier time"));
    }

    /// The series of nearly independent inputs goes over into the difference of closed forms.
    @Test
    void theSeriesOfSmallCorrelationsIsTheDifference() {
        for (Activation each : Activation.values()) {
            double series = each.nonlinearPair(1.3, 1.3 * 0.0499999);
            double difference = each.nonlinearPair(1.3, 1.3 * 0.0500001);
            double growth = 4 * 4e-6;
            assertEquals(difference, series, (Math.abs(difference) * growth) + 1e-15, each.word());
        }
    }

    /// tanh of wide data is a sign: `a Γ → √(2/π)`, to relative order 1/Γ²; half a step of the rule would be wrong by more.
    @Test
    void activationsOfWideDataAreSigns() {
        for (double variance : new double[] {1e3, 1e4}) {
            FeatureCoefficients c = FeatureCoefficients.of(Activation.TANH, 0.1, variance);
            double width = Math.sqrt(c.signal() * variance + c.noise());
            assertEquals(1, c.slope() * width / Math.sqrt(2 / Math.PI), 1 / (width * width));
        }
        assertThrows(BadInput.class, () -> FeatureCoefficients.of(Activation.TANH, 0.1, 1e7));
    }
}
