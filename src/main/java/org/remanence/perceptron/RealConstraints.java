package org.remanence.perceptron;

import java.util.Arrays;
import org.remanence.random.RandomStream;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;

/// Constraints with real entries, 8 bytes each.
public final class RealConstraints implements Constraints {
    private static final int LANES = 8;

    private final double[][] rows;
    private final RowPartition partition;

    /// @param rows F, `[M × N]`, not copied
    /// @param session whose workers share the products
    public RealConstraints(double[][] rows, Session session) {
        Check.atLeast("constraints", 1, rows.length);
        this.rows = rows;
        this.partition = new RowPartition(session);
    }

    static RealConstraints gaussian(int count, int weights, RandomStream stream, Session session) {
        double[][] rows = new double[count][weights];
        double scale = 1 / Math.sqrt(weights);
        new RowPartition(session).run(count, 20.0 * weights, (_, from, to) -> {
            for (int mu = (int) from; mu < to; mu++) {
                stream.gaussians(mu, 0, rows[mu], 0, weights);
                for (int i = 0; i < weights; i++) {
                    rows[mu][i] *= scale;
                }
            }
        });
        return new RealConstraints(rows, session);
    }

    @Override
    public int count() {
        return rows.length;
    }

    @Override
    public int weights() {
        return rows[0].length;
    }

    @Override
    public void stabilities(double[] w, double[] into) {
        partition.run(rows.length, weights(), (_, from, to) -> {
            for (int mu = (int) from; mu < to; mu++) {
                into[mu] = dot(rows[mu], w);
            }
        });
    }

    @Override
    public void fields(double[] g, double[] into) {
        partition.run(weights(), rows.length, (_, from, to) -> {
            int first = (int) from;
            int end = (int) to;
            Arrays.fill(into, first, end, 0);
            for (int mu = 0; mu < rows.length; mu++) {
                double factor = g[mu];
                double[] row = rows[mu];
                for (int i = first; i < end; i++) {
                    into[i] += factor * row[i];
                }
            }
        });
    }

    /// The columns in float, contiguous, for steps that change one weight: `[N × M]`, filled up with zeros to a multiple.
    float[][] columns(int multiple) {
        float[][] columns = new float[weights()][Math.ceilDiv(rows.length, multiple) * multiple];
        for (int mu = 0; mu < rows.length; mu++) {
            for (int i = 0; i < columns.length; i++) {
                columns[i][mu] = (float) rows[mu][i];
            }
        }
        return columns;
    }

    /// In eight sums, which a core adds side by side.
    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int whole = a.length / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        double rest = 0;
        for (int i = whole; i < a.length; i++) {
            rest += a[i] * b[i];
        }
        return s0 + s1 + s2 + s3 + (s4 + s5 + s6 + s7) + rest;
    }
}
