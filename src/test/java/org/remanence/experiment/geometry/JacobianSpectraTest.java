package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.measure.JacobianReading;
import org.remanence.experiment.measure.VarianceGroup;
import org.remanence.linalg.SpectralGap;
import org.remanence.result.Estimate;

/// Averages over readings made by hand, two times.
class JacobianSpectraTest {
    private static final SpectralGap GAP = new SpectralGap(SpectralGap.Criterion.LARGEST_GAP, 0, 1);

    private static JacobianSpectra.Sample sample(double square, double... values) {
        return new JacobianSpectra.Sample(new JacobianReading(values, new double[0]), new double[] {square}, 2 * square, 0);
    }

    private static JacobianSpectra spectra(JacobianSpectra.Sample[]... samples) {
        double[] times = {0.5, 1};
        return JacobianSpectra.of(9, AxisValues.of(times), samples, GAP, VarianceGroup.of(new double[] {3, 3, 3, 3}));
    }

    @Test
    void gapsAboveOneTellNothing() {
        JacobianSpectra.Sample[] pushed = {sample(1, 7, 1, 0.9, 0.1), sample(1, 7, 1, 0.9, 0.1)};
        JacobianSpectra.Sample[] plain = {sample(1, 1, 0.3, 0.2, 0.1), sample(1, 1, 0.3, 0.2, 0.1)};
        JacobianSpectra found = spectra(pushed, plain);
        assertArrayEquals(new long[] {3, 1}, found.commonGap());
        assertArrayEquals(new double[] {0.8, 0.7}, found.gapHeight().mean(), 1e-15);
        assertArrayEquals(new double[] {7, 1}, found.largest().mean(), "the values themselves are told as they are");
        assertArrayEquals(new double[] {1, 3}, found.dimension().mean());
    }

    /// Positions 1, 3, 3 and 1: the lower of two that are equally frequent.
    @Test
    void commonGapIsTheLowestOfTheMostFrequent() {
        JacobianSpectra.Sample first = sample(1, 1, 0.3, 0.2, 0.1);
        JacobianSpectra.Sample third = sample(1, 1, 0.9, 0.8, 0.1);
        assertArrayEquals(new long[] {1, 3}, spectra(new JacobianSpectra.Sample[] {first, third, third, first},
                new JacobianSpectra.Sample[] {first, third, third, third}).commonGap());
    }

    /// Mean squares 2 and 6 are √4 on average, with the error of 4 over twice the root: 2/(2·2).
    @Test
    void lengthsAreRootsOfMeanSquares() {
        JacobianSpectra.Sample[] at = {sample(2, 1, 0.5, 0.2), sample(6, 1, 0.3, 0.2)};
        JacobianSpectra found = spectra(at, at);
        assertEquals(new Estimate(2, 0.5, 2), found.directions().getFirst().ratio().at(0));
        assertEquals(4, found.directions().getFirst().count());
        assertEquals(3, found.directions().getFirst().variance());
        assertEquals(new Estimate(8, 4, 2), found.effectiveDimension().at(1));
        assertArrayEquals(new double[] {1, 0.4, 0.2}, found.singularValues().row(0), 1e-15);
        assertArrayEquals(new double[] {0, 0.1, 0}, found.singularValueErrors().row(0), 1e-15);
    }

    @Test
    void groupsFallInVariance() {
        List<VarianceGroup> groups = VarianceGroup.of(new double[] {0.5, 2, 0, 2});
        assertEquals(List.of(2.0, 0.5, 0.0), groups.stream().map(VarianceGroup::variance).toList());
        assertArrayEquals(new int[] {1, 3}, groups.getFirst().members());
    }
}
