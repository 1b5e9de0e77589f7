package org.remanence.perceptron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.remanence.channel.HardMargin;
import org.remanence.channel.LogPotential;
import org.remanence.channel.WeightPrior;
import org.remanence.session.Session;

/// Localization and Monte Carlo against the laws that they sample.
class LocalizationTest {
    private static final Session SESSION = Session.seeded(11);

    /// With the exact denoiser every solution of a small instance is equally likely; false alarm 1e-4.
    @Test
    void exactLocalizationIsFair() {
        var constraints = Constraints.gaussian(5, 9, SESSION.stream("constraints"), SESSION);
        var exact = new ExactDenoiser(new HardMargin(0), constraints);
        double[] times = LocalizationGrid.times(0.02, 0.05, 20);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int run = 0; run < 4000; run++) {
            double[] means = Localization.run((_, field) -> exact.means(field), 9, times, SESSION.stream("noise"), run);
            counts.merge(code(Localization.round(WeightPrior.BINARY, means)), 1, Integer::sum);
        }
        long[] observed = Arrays.stream(exact.solutions()).mapToLong(each -> counts.getOrDefault(code(each), 0)).toArray();
        assertTrue(observed.length > 3, "solutions " + observed.length);
        assertTrue(ChiSquareTest.withDefaults().test(observed).getPValue() > 1e-4, Arrays.toString(observed));
        assertEquals(4000, Arrays.stream(observed).sum(), "all runs end at solutions");
    }

    /// Metropolis dynamics at fixed τ visits states as the potential weighs them; false alarm 1e-4 for independent draws, one
    /// in 20 sweeps.
    @Test
    void chainsAreInEquilibrium() {
        int n = 6;
        double tau = 0.5;
        var constraints = Constraints.gaussian(4, n, SESSION.stream("constraints"), SESSION);
        var chain = new AnnealedChains(constraints, 1, SESSION.stream("chain"), 1);
        long[] observed = new long[1 << n];
        for (int sweep = 0; sweep < 200_000; sweep++) {
            chain.sweep(tau);
            if (sweep % 20 == 19) {
                observed[code(chain.signs(0))]++;
            }
        }
        double[] expected = new double[1 << n];
        for (int c = 0; c < expected.length; c++) {
            double[] w = new double[n];
            for (int i = 0; i < n; i++) {
                w[i] = (c >> i & 1) == 0 ? 1 : -1;
            }
            double[] s = new double[4];
            constraints.stabilities(w, s);
            expected[c] = Math.exp(-Arrays.stream(s).map(x -> AnnealedPotential.at(x, tau)).sum());
        }
        assertTrue(ChiSquareTest.withDefaults().test(expected, observed).getPValue() > 1e-4);
    }

    /// Annealing finds solutions; without it the chain gets stuck at some 60 violations (another implementation; it scatters by 6).
    @Test
    void annealingIsNeeded() {
        var constraints = Constraints.gaussian(300, 1000, SESSION.stream("constraints"), SESSION);
        var chains = new AnnealedChains(constraints, 2, SESSION.stream("chain"), 2);
        for (int sweep = 0; sweep < 100; sweep++) {
            chains.sweep(1 - 0.99 * sweep / 99, 0.01);
        }
        assertEquals(0, constraints.violations(chains.signs(0), 0));
        assertEquals(60, constraints.violations(chains.signs(1), 0), 30);
    }

    /// Localization by message passing follows state evolution and ends at a solution.
    @Test
    void messagePassingLocalizes() {
        var constraints = Constraints.gaussian(120, 400, SESSION.stream("constraints"), SESSION);
        var passing = new MessagePassing(WeightPrior.BINARY, new LogPotential(2), constraints, 0, SESSION);
        double[] times = LocalizationGrid.times(0.05, 0.04, 25);
        double[] overlaps = new double[times.length];
        double[] means = Localization.run((step, field) -> {
            passing.run(field, 1e-4, 100);
            overlaps[step] = passing.overlap();
            return passing.means();
        }, 400, times, SESSION.stream("noise"), 0);
        assertEquals(0, constraints.violations(Localization.round(WeightPrior.BINARY, means), 0));
        int at = (int) Arrays.stream(times).filter(t -> t < 2).count();
        assertEquals(0.888, overlaps[at], 0.06, "q(t = 2) of state evolution; a run scatters by 0.01 at this size");
    }

    private static int code(double[] signs) {
        int code = 0;
        for (int i = 0; i < signs.length; i++) {
            code |= signs[i] < 0 ? 1 << i : 0;
        }
        return code;
    }
}
