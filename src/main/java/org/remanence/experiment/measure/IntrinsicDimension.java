package org.remanence.experiment.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.remanence.experiment.AxisValues;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// How many directions the data still have at a noise level, seen by the empirical score at noised patterns.
///
/// `I + v J = s² Cov_w(a) / v` has an eigenvalue near 1 for each direction that the data fill at that scale and near 0 where
/// nothing is left of them. Its trace d + v tr J is the effective dimension. The true score keeps the dimension of the
/// manifold down to t = 0; the empirical score loses it at the collapse.
/// @param effective d + v tr J in time
/// @param spectra eigenvalues at a few times
/// Source: Achilli et al., "Losing dimensions: geometric memorization in generative diffusion", 2024; trace derived.
public record IntrinsicDimension(Curve effective, List<JacobianSpectrum> spectra) {
    private static final int LARGEST = 1024;
    private static final int MOST_POINTS = 4;
    /// Multiply-adds spent on a spectrum, some seconds of one core.
    private static final double WORK = 1e11;

    /// Eigenvalues of `I + v J`.
    /// @param time of the states
    /// @param eigenvalues in decreasing order, mean over some states, over their rank from 1
    public record JacobianSpectrum(double time, Curve eigenvalues) { }

    /// Measures both.
    /// @param times of the effective dimension
    /// @param draws noised patterns a time
    /// @param spectrumTimes of the eigenvalues; none in more than 1024 dimensions, where the matrices alone take minutes
    public static IntrinsicDimension of(AxisValues times, int draws, double[] spectrumTimes, EmpiricalScore score, Session session) {
        session.progress().begin("effective dimension", (long) times.size() * draws);
        Curve effective = Curve.of("time", times.values(), Arrays.stream(times.values())
                .mapToObj(time -> Estimate.of(effective(time, 0, draws, score, session))).toList());
        session.progress().end();
        boolean feasible = score.dimension() <= LARGEST;
        int points = points(score);
        session.progress().begin("Jacobians", feasible ? (long) spectrumTimes.length * points : 0);
        List<JacobianSpectrum> spectra = feasible
                ? Arrays.stream(spectrumTimes).mapToObj(time -> spectrum(time, points, score, session)).toList() : List.of();
        session.progress().end();
        return new IntrinsicDimension(effective, spectra);
    }

    /// Noised patterns a spectrum: as many as the work allows, 1 to 4.
    private static int points(EmpiricalScore score) {
        double each = (double) score.patterns().rows() * score.dimension() * score.dimension();
        return (int) Math.clamp(WORK / each, 1, MOST_POINTS);
    }

    /// d + v tr J at noised patterns.
    /// @param from number of the first draw
    public static double[] effective(double time, int from, int draws, EmpiricalScore score, Session session) {
        var noised = new NoisedDraws(score.patterns(), score.diffusion(), session);
        double ratio = 1 / score.diffusion().noiseToSignal(time);
        double[] dimension = new double[draws];
        Matrix states = Matrix.zeros(Math.min(draws, NoisedDraws.block(score.dimension())), score.dimension());
        for (int first = 0; first < draws; first += (int) states.rows()) {
            session.checkCancelled();
            Matrix block = states.slice(0, Math.min(states.rows(), draws - first));
            noised.states(from + first, time, block);
            Posterior posterior = score.posterior(block, time);
            for (int b = 0; b < block.rows(); b++) {
                dimension[first + b] = ratio * posterior.traceCovariance()[b];
            }
            session.progress().advance(block.rows());
        }
        return dimension;
    }

    private static JacobianSpectrum spectrum(double time, int points, EmpiricalScore score, Session session) {
        int d = score.dimension();
        Matrix states = Matrix.zeros(points, d);
        new NoisedDraws(score.patterns(), score.diffusion(), session).states(0, time, states);
        double variance = score.diffusion().variance(time);
        double[][] eigenvalues = new double[d][points];
        for (int b = 0; b < points; b++) {
            session.checkCancelled();
            double[] ascending = SymmetricEigen.values(score.jacobian(states.row(b), time));
            for (int k = 0; k < d; k++) {
                eigenvalues[k][b] = 1 + variance * ascending[d - 1 - k];
            }
            session.progress().advance(1);
        }
        List<Estimate> means = new ArrayList<>();
        double[] rank = new double[d];
        for (int k = 0; k < d; k++) {
            rank[k] = k + 1;
            means.add(Estimate.of(eigenvalues[k]));
        }
        return new JacobianSpectrum(time, Curve.of("rank", rank, means));
    }
}
