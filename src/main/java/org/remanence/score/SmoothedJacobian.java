package org.remanence.score;

import org.remanence.linalg.Svd;
import org.remanence.tensor.Matrix;

/// The Jacobian of a score over the width √v of the noise, by differences along a set of directions, in units of 1/v: a
/// normal direction of the data has singular value 1, a tangent one less.
///
/// @param columns `v J u_k` for each direction, one a row, `[K × d]`
/// @param norm of the directions
/// Source: Achilli et al., "Losing dimensions: geometric memorization in generative diffusion", 2024, eq. 5 and
/// algorithms 1 and 2; Stanczuk et al., "Your diffusion model secretly knows the dimension of the data manifold", 2022.
public record SmoothedJacobian(Matrix columns, double norm) {
    /// What stands for the derivative along u.
    public enum Difference {
        /// `[s(x + √v u) − s(x)]/√v`, eq. 5.
        FORWARD,
        /// `[s(x + √v u) − s(x − √v u)]/2√v` with the same u, algorithm 2 as its text means it.
        CENTRAL,
        /// `s(x + √v u)/√v`, algorithm 1: the score at x itself is left in each column, and swells the largest singular value.
        ONE_SIDED
    }

    /// Evaluates a score at 1 or 2 states a direction.
    /// @param state x, `[d]`
    public static SmoothedJacobian of(Score score, double[] state, double time, Directions directions, Difference difference) {
        double root = Math.sqrt(score.diffusion().variance(time));
        int count = Math.toIntExact(directions.rows().rows());
        int all = switch (difference) {
            case FORWARD -> count + 1;
            case CENTRAL -> 2 * count;
            case ONE_SIDED -> count;
        };
        Matrix states = Matrix.zeros(all, state.length);
        for (int i = 0; i < all; i++) {
            states.setRow(i, shifted(state, i < count ? root : -root, directions.rows(), i, count, difference));
        }
        Matrix scores = Matrix.zeros(all, state.length);
        score.score(states, time, scores);
        return new SmoothedJacobian(differences(scores, count, root, difference), directions.norm());
    }

    private static double[] shifted(double[] state, double step, Matrix directions, int i, int count, Difference difference) {
        double[] shifted = state.clone();
        if (i < count || difference == Difference.CENTRAL) {
            double[] direction = directions.row(i % count);
            for (int k = 0; k < shifted.length; k++) {
                shifted[k] = Math.fma(step, direction[k], shifted[k]);
            }
        }
        return shifted;
    }

    private static Matrix differences(Matrix scores, int count, double root, Difference difference) {
        Matrix columns = Matrix.zeros(count, scores.columns());
        for (int i = 0; i < count; i++) {
            double[] column = scores.row(i);
            double[] other = switch (difference) {
                case FORWARD -> scores.row(count);
                case CENTRAL -> scores.row(count + i);
                case ONE_SIDED -> new double[column.length];
            };
            double factor = difference == Difference.CENTRAL ? root / 2 : root;
            for (int k = 0; k < column.length; k++) {
                column[k] = factor * (column[k] - other[k]);
            }
            columns.setRow(i, column);
        }
        return columns;
    }

    /// Singular values in decreasing order, divided by the norm of the directions.
    public double[] singularValues() {
        double[] values = Svd.singularValues(columns);
        for (int k = 0; k < values.length; k++) {
            values[k] /= norm;
        }
        return values;
    }

    /// Length of `v J u` for a direction, itself not normalized.
    /// @param direction index k
    public double length(int direction) {
        double squares = 0;
        for (double each : columns.row(direction)) {
            squares += each * each;
        }
        return Math.sqrt(squares);
    }
}
