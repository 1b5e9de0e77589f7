package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Distance;
import org.remanence.kernel.Partials;

/// [Distance] on lanes: a vector holds neighbouring partial sums, so the order of the additions is that of the twin.
public final class SimdDistance implements Distance {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();

    @Override
    public double squared(double[] a, int ai, double[] x, int xi, int d, double scale, double remainder, double[] residual) {
        double[] partial = new double[PARTIALS];
        int whole = d / PARTIALS * PARTIALS;
        DoubleVector s = DoubleVector.broadcast(SPECIES, -scale);
        DoubleVector low = DoubleVector.broadcast(SPECIES, -remainder);
        for (int column = 0; column < PARTIALS; column += LANES) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int k = column; k < whole; k += PARTIALS) {
                DoubleVector pattern = DoubleVector.fromArray(SPECIES, a, ai + k);
                DoubleVector r = low.fma(pattern, s.fma(pattern, DoubleVector.fromArray(SPECIES, x, xi + k)));
                r.intoArray(residual, k);
                sum = r.fma(r, sum);
            }
            sum.intoArray(partial, column);
        }
        for (int k = whole; k < d; k++) {
            double r = Math.fma(-remainder, a[ai + k], Math.fma(-scale, a[ai + k], x[xi + k]));
            residual[k] = r;
            partial[k - whole] = Math.fma(r, r, partial[k - whole]);
        }
        return Partials.total(partial);
    }
}
