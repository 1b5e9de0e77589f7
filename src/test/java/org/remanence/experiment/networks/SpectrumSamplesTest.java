package org.remanence.experiment.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.remanence.data.SpectralCovariance;
import org.remanence.experiment.measure.DataAxes;
import org.remanence.linalg.SpectralGap;
import org.remanence.process.Diffusion;
import org.remanence.process.VarianceExploding;
import org.remanence.score.DifferentiableScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// Readings of Jacobians that are known by hand.
class SpectrumSamplesTest {
    private static final GapRule RULE = new GapRule(SpectralGap.Criterion.LARGEST_GAP, 0, 10, 0.1);

    /// A linear score of any matrix.
    private record LinearScore(Matrix jacobian) implements DifferentiableScore {
        @Override
        public int dimension() {
            return jacobian.columns();
        }

        @Override
        public Diffusion diffusion() {
            return new VarianceExploding();
        }

        @Override
        public void score(Matrix states, double time, Matrix into) {
            throw new IllegalStateException("the Jacobian is all that is asked for");
        }

        @Override
        public Matrix jacobian(double[] state, double time) {
            return jacobian;
        }
    }

    private static SpectrumSamples samples(double[][] jacobian, int states, DataAxes axes) {
        try (Session session = Session.seeded(1)) {
            return SpectrumSamples.of(new LinearScore(Matrix.of(jacobian)), Matrix.zeros(states, jacobian.length),
                    new double[] {0.5}, axes, session);
        }
    }

    /// J = −4 diag(1, 0.5, 0.1) with a rotation by a quarter in the first plane: columns (0, 4, 0), (−2, 0, 0), (0, 0,
    /// −0.4). At σ² = 1/4 the singular values are 1, 0.5, 0.1; |J − Jᵀ|² = 2·6² over |J|² = 16 + 4 + 0.16; the trace is
    /// −0.4. Variances 1, 1, 0 by axis: true columns 0.2, 0.2, 1.
    @Test
    void aRotatedJacobianIsReadAsItIs() {
        double[][] jacobian = {{0, -2, 0}, {4, 0, 0}, {0, 0, -0.4}};
        var axes = DataAxes.of(3, Optional.of(SpectralCovariance.onAxes(3, 1, 1)));
        SpectrumSamples.Sample sample = samples(jacobian, 1, axes).levels().getFirst().getFirst();
        assertArrayEquals(new double[] {1, 0.5, 0.1}, sample.reading().singularValues(), 1e-14, "rounding");
        assertEquals(Math.sqrt(72 / 20.16), sample.asymmetry(), 1e-14, "rounding");
        assertEquals(2.9, sample.effectiveDimension(), 1e-14, "rounding");
        assertArrayEquals(new double[] {(1 + 0.25) / 2 / 0.04, 0.01}, sample.squares(), 1e-13, "rounding");
    }

    @Test
    void meansAreOverStatesOfOneRunAndOverRunsOfSeveral() {
        var axes = DataAxes.of(3, Optional.empty());
        SpectrumSamples sharp = samples(new double[][] {{-4, 0, 0}, {0, -4, 0}, {0, 0, -0.4}}, 2, axes);
        SpectrumSamples flat = samples(new double[][] {{-4, 0, 0}, {0, -2, 0}, {0, 0, -0.4}}, 3, axes);
        NetworkSpectra one = NetworkSpectra.of(new double[] {0.5}, List.of(sharp), RULE, List.of());
        assertArrayEquals(new double[] {1, 1, 0.1}, one.singularValues().row(0), 1e-14);
        assertEquals(2, one.gapPosition().at(0).mean());
        assertEquals(1, one.dimension().at(0).mean());
        assertEquals(0.9, one.gapHeight().at(0).mean(), 1e-14);
        assertEquals(2, one.gapPosition().at(0).count());
        NetworkSpectra both = NetworkSpectra.of(new double[] {0.5}, List.of(sharp, flat), RULE, List.of());
        assertEquals(1.5, both.gapPosition().at(0).mean(), 1e-15);
        assertEquals(0.5, both.gapPosition().at(0).stderr(), 1e-15, "half the difference of two runs");
        assertEquals(0.75, both.singularValues().get(0, 1), 1e-14);
        assertArrayEquals(new long[] {1}, both.commonGap(), "three states against two");
    }

    @Test
    void spectraWithoutAGapAreAllNormalOrAllTangent() {
        assertEquals(0, RULE.of(new double[] {1, 0.98, 0.96}).dimension());
        assertEquals(3, RULE.of(new double[] {1, 0.98, 0.96}).position());
        assertEquals(3, RULE.of(new double[] {0.2, 0.15, 0.1}).dimension());
        assertEquals(0, RULE.of(new double[] {0.2, 0.15, 0.1}).position());
        assertEquals(1, RULE.of(new double[] {1, 0.9, 0.7}).dimension());
    }
}
