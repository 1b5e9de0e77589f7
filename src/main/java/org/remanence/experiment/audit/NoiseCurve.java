package org.remanence.experiment.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.NearestTable;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// How much more likely the training set makes a state than the points held out do, at each variance τ of the noise:
/// `g = 2τ (log p_T − log p_H)/d_H²`, d_H the distance to the nearest point held out. It tends to 1 − (d_T/d_H)² for small τ, which is 1
/// for a copy, and to 0 for large ones.
/// @param samples of some samples
/// @param heldOut median of points held out, each without itself
/// @param heldOutLower 2.5 per cent of them lie below
/// @param heldOutUpper 2.5 per cent of them lie above
/// @param entropy of the responsibilities of those samples, in nats
/// @param localDimension of those samples, `tr Cov_w/τ = d + τ tr J`
/// @param copies whether the samples are discoveries
public record NoiseCurve(Curve samples, double[] heldOut, double[] heldOutLower, double[] heldOutUpper, Curve entropy, Curve localDimension,
        boolean copies) {
    private static final int POINTS = 24;
    private static final double TAIL = 0.025;
    /// Below this share of the weight, the weight of the others is better known from the distances.
    private static final double UNRESOLVED = 1e-200;

    /// @param train training set
    /// @param heldOut m rows
    /// @param samples some samples, not all of them points held out
    /// @param own distances of the samples to their nearest points held out
    /// @param points some of the points held out, by row; each differs from all others
    /// @param others lists of those among the points held out, themselves included
    /// @param middle variance at the middle of the axis
    static NoiseCurve of(Rows train, Rows heldOut, Matrix samples, double[] own, int[] points, NearestTable others, double middle, boolean copies,
            Session session) {
        VarianceExploding process = new VarianceExploding();
        EmpiricalScore ofTrain = new EmpiricalScore(train, process, Precision.FLOAT, session);
        // Float would pass over all patterns but the point itself.
        EmpiricalScore ofHeldOut = new EmpiricalScore(heldOut, process, Precision.DOUBLE, session);
        Matrix held = GatheredRows.of(heldOut, points);
        double[] tau = new double[POINTS];
        Arrays.setAll(tau, i -> middle * Math.pow(10, -2 + 4.0 * i / (POINTS - 1)));
        Estimate[][] means = new Estimate[3][POINTS];
        double[][] bands = new double[3][POINTS];
        session.progress().begin("curve against noise", POINTS);
        for (int i = 0; i < POINTS; i++) {
            session.checkCancelled();
            double noise = tau[i];
            Posterior posterior = ofTrain.posterior(samples, noise);
            double[] p = ofHeldOut.logDensity(samples, noise);
            means[0][i] = Estimate.of(IntStream.range(0, p.length).filter(b -> own[b] > 0)
                    .mapToDouble(b -> 2 * noise * (posterior.logDensity()[b] - p[b]) / (own[b] * own[b])).toArray());
            means[1][i] = Estimate.of(posterior.entropy());
            means[2][i] = Estimate.of(Arrays.stream(posterior.traceCovariance()).map(each -> each / noise).toArray());
            double[] g = heldOut(ofTrain.logDensity(held, noise), ofHeldOut.moments(held, noise), points, others, heldOut, noise);
            Arrays.sort(g);
            bands[0][i] = quantile(g, 0.5);
            bands[1][i] = quantile(g, TAIL);
            bands[2][i] = quantile(g, 1 - TAIL);
            session.progress().advance(1);
        }
        session.progress().end();
        return new NoiseCurve(Curve.of("noise variance", tau, List.of(means[0])), bands[0], bands[1], bands[2],
                Curve.of("noise variance", tau, List.of(means[1])), Curve.of("noise variance", tau, List.of(means[2])), copies);
    }

    private static double[] heldOut(double[] ofTrain, Posterior whole, int[] points, NearestTable others, Rows heldOut, double noise) {
        long m = heldOut.rows();
        double normalization = 0.5 * heldOut.columns() * Math.log(2 * Math.PI * noise);
        double[] g = new double[points.length];
        for (int b = 0; b < g.length; b++) {
            int row = points[b];
            double[] squares = IntStream.range(0, others.wanted()).filter(i -> others.pattern(row, i) != row)
                    .mapToDouble(i -> others.square(row, i)).toArray();
            double near = squares[0];
            double log = whole.remainder()[b] > UNRESOLVED && whole.nearest()[b] == row
                    ? whole.logDensity()[b] + Math.log(whole.remainder()[b]) + Math.log((double) m / (m - 1))
                    : -near / (2 * noise) + Math.log(Arrays.stream(squares).map(each -> Math.exp((near - each) / (2 * noise))).sum())
                            - Math.log(m - 1.0) - normalization;
            g[b] = 2 * noise * (ofTrain[b] - log) / near;
        }
        return g;
    }

    private static double quantile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
