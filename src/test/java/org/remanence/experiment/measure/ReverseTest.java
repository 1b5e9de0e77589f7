package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.experiment.AxisValues;
import org.remanence.linalg.Spectrum;
import org.remanence.process.Diffusion;
import org.remanence.process.TimeGrid;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class ReverseTest {
    /// Two patterns and a spectrum (1000, 0): noise over signal is τ, its start (1 + Λ)e⁶, its end a thousandth of the τ of the
    /// collapse, ½ log(1 + 1000/τ) = log 2, τ = 1000/3.
    @ParameterizedTest
    @ValueSource(strings = {"ou", "ve"})
    void gridGoesFromHiddenToRevealedInEqualRatios(String name) {
        Diffusion process = Diffusion.named(name);
        try (Session session = Session.seeded(1)) {
            TimeGrid grid = reverse(process, session, 50).grid();
            double start = process.noiseToSignal(grid.start());
            double end = process.noiseToSignal(grid.end());
            assertEquals(1001 * Math.exp(6), start, 1e-9 * start, "rounding of the time");
            assertEquals(1 / 3.0, end, 1e-9, "rounding of the time");
            assertEquals(50, grid.steps());
            for (int i = 1; i < 50; i++) {
                assertEquals(Math.log(start / end) / 50,
                        Math.log(process.noiseToSignal(grid.time(i - 1)) / process.noiseToSignal(grid.time(i))),
                        1e-9, "rounding of the time");
            }
        }
    }

    /// Times beyond either end are spanned by a factor of two in the noise, in steps no longer than the others; what was
    /// there stays.
    @ParameterizedTest
    @ValueSource(strings = {"ou", "ve"})
    void spansTimesBeyondItsEnds(String name) {
        Diffusion process = Diffusion.named(name);
        try (Session session = Session.seeded(1)) {
            ReverseProcess inner = reverse(process, session, 50);
            double late = process.timeAt(5e6);
            double early = process.timeAt(1e-3);
            TimeGrid grid = Reverse.spanning(AxisValues.of(early, 1, late), inner).grid();
            assertEquals(1e7, process.noiseToSignal(grid.start()), 1e-6 * 1e7);
            assertEquals(5e-4, process.noiseToSignal(grid.end()), 1e-9);
            double step = Math.log(1001 * Math.exp(6) * 3) / 50;
            for (int i = 1; i <= grid.steps(); i++) {
                assertTrue(Math.log(process.noiseToSignal(grid.time(i - 1)) / process.noiseToSignal(grid.time(i))) < step * (1 + 1e-9));
            }
            TimeGrid same = Reverse.spanning(AxisValues.of(inner.grid().time(1), inner.grid().time(49)), inner).grid();
            assertEquals(inner.grid().start(), same.start());
            assertEquals(inner.grid().end(), same.end());
            assertEquals(50, same.steps());
        }
    }

    @Test
    void exactSchemesTakeFewSteps() {
        assertEquals(4, Reverse.stepsOfClones(Scheme.ANCESTRAL, 60));
        assertEquals(3, Reverse.stepsOfClones(Scheme.ANCESTRAL, 3));
        assertEquals(60, Reverse.stepsOfClones(Scheme.EI_HEUN, 60));
    }

    private static ReverseProcess reverse(Diffusion process, Session session, int steps) {
        var score = new EmpiricalScore(Matrix.of(new double[][] {{1, 0}, {-1, 0}}), process, Precision.DOUBLE, session);
        return Reverse.of(score, new Spectrum(new double[2], new double[] {1000, 0}), Scheme.EI_HEUN, steps, session);
    }
}
