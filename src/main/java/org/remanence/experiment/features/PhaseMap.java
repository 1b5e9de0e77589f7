package org.remanence.experiment.features;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.remanence.experiment.AxisValues;
import org.remanence.result.Curve;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.theory.Bracket;
import org.remanence.theory.features.FeatureCoefficients;
import org.remanence.theory.features.MinimiserLosses;
import org.remanence.theory.features.PopulationSpectrum;

/// Losses of the minimiser for d → ∞ over the plane of ψ_p and ψ_n, and the lines that part its phases.
/// @param plane where, and at which time, ridge and m
/// @param trainLoss L_train, `[ψ_n][ψ_p]`, rows from the first ψ_n
/// @param scoreError E_test, `[ψ_n][ψ_p]`
record PhaseMap(Plane plane, double[][] trainLoss, double[][] scoreError) {
    private static final double WORK = 1e5;

    /// Which losses of which network.
    /// @param psiP columns, increasing
    /// @param psiN rows, increasing
    /// @param coefficients of the activation
    /// @param spectrum of Σ
    /// @param m noisings of each pattern
    /// @param ridge λ
    /// @param threshold θ of both criteria
    record Plane(AxisValues psiP, AxisValues psiN, FeatureCoefficients coefficients, PopulationSpectrum spectrum, Noisings m,
                 double ridge, double threshold) {
        MinimiserLosses at(double psiP, double psiN) {
            return MinimiserLosses.of(coefficients, psiP, psiN, m.number(), spectrum, ridge);
        }

        /// C_t.
        double unexplained() {
            return spectrum.unexplained(coefficients);
        }

        /// Score error of the score 0.
        double nullError() {
            return (1 - unexplained()) / coefficients.noise();
        }

        /// θ − E_test/E_0, positive where the law is known.
        double knows(double scoreError) {
            return threshold - scoreError / nullError();
        }

        /// 1 − θ − L_train/C_t, positive where noise has been learned by heart.
        double fits(double trainLoss) {
            return 1 - threshold - trainLoss / unexplained();
        }

        /// The phase of a network with these losses.
        Phase phase(double trainLoss, double scoreError) {
            return Phase.of(knows(scoreError) > 0, fits(trainLoss) > 0);
        }
    }

    static PhaseMap of(Plane plane, Session session) {
        int rows = plane.psiN.size();
        int columns = plane.psiP.size();
        double[][] train = new double[rows][columns];
        double[][] error = new double[rows][columns];
        session.progress().begin("phase picture", rows);
        new RowPartition(session).run(rows, columns * WORK, (_, from, to) -> {
            for (int i = (int) from; i < to; i++) {
                session.checkCancelled();
                for (int j = 0; j < columns; j++) {
                    MinimiserLosses losses = plane.at(plane.psiP.at(j), plane.psiN.at(i));
                    train[i][j] = losses.trainLoss();
                    error[i][j] = losses.scoreError();
                }
                session.progress().advance(1);
            }
        });
        session.progress().end();
        return new PhaseMap(plane, train, error);
    }

    /// ψ_n up to which noise is learned by heart, for each ψ_p where that lies in the picture.
    Curve memorization() {
        return boundary((i, j) -> plane.fits(trainLoss[i][j]), psiP -> psiN -> plane.fits(plane.at(psiP, psiN).trainLoss()));
    }

    /// ψ_n from which on the law is known.
    Curve generalization() {
        return boundary((i, j) -> -plane.knows(scoreError[i][j]),
                psiP -> psiN -> -plane.knows(plane.at(psiP, psiN).scoreError()));
    }

    private interface OnGrid {
        double at(int row, int column);
    }

    private interface Anywhere {
        DoubleUnaryOperator at(double psiP);
    }

    /// The largest ψ_n at which a quantity falls through 0, found on the grid and refined between two of its rows.
    private Curve boundary(OnGrid grid, Anywhere exact) {
        int[] row = IntStream.range(0, plane.psiP.size()).map(j -> IntStream.range(1, plane.psiN.size())
                .filter(i -> grid.at(i - 1, j) > 0 && grid.at(i, j) <= 0).max().orElse(0)).toArray();
        int[] known = IntStream.range(0, row.length).filter(j -> row[j] > 0).toArray();
        double[] x = IntStream.of(known).mapToDouble(plane.psiP::at).toArray();
        double[] y = IntStream.of(known).mapToDouble(j -> root(exact.at(plane.psiP.at(j)), plane.psiN.at(row[j] - 1),
                plane.psiN.at(row[j])))
                .toArray();
        return new Curve("psiP", x, y, new double[x.length], new long[x.length]);
    }

    private static double root(DoubleUnaryOperator falling, double lower, double upper) {
        return Math.exp(Bracket.root(log -> falling.applyAsDouble(Math.exp(log)), Math.log(lower), Math.log(upper)));
    }
}
