package org.remanence.experiment.measure;

import org.remanence.score.EmpiricalScore;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// The pattern next to each state.
/// @param nearest its row
/// @param distance Euclidean
public record Neighbours(long[] nearest, double[] distance) {
    /// So little noise that the most likely pattern is the nearest one.
    private static final double NO_NOISE = 1e-9;

    /// The neighbours of states without noise.
    /// @param states `[B × d]`
    public static Neighbours of(Matrix states, EmpiricalScore score) {
        long[] nearest = nearest(states, score);
        double[] distance = new double[nearest.length];
        Rows patterns = score.patterns();
        double[] pattern = new double[patterns.columns()];
        for (int b = 0; b < nearest.length; b++) {
            patterns.copy(nearest[b], 1, pattern, 0);
            distance[b] = distance(states.row(b), pattern);
        }
        return new Neighbours(nearest, distance);
    }

    /// How many rows of two batches have the same neighbour, row by row.
    public static long agreements(Matrix first, Matrix second, EmpiricalScore score) {
        long[] ofFirst = nearest(first, score);
        long[] ofSecond = nearest(second, score);
        long same = 0;
        for (int b = 0; b < ofFirst.length; b++) {
            same += ofFirst[b] == ofSecond[b] ? 1 : 0;
        }
        return same;
    }

    private static long[] nearest(Matrix states, EmpiricalScore score) {
        long[] nearest = new long[Math.toIntExact(states.rows())];
        int size = NoisedDraws.block(states.columns());
        for (int first = 0; first < nearest.length; first += size) {
            long[] block = score.moments(states.slice(first, Math.min(size, nearest.length - first)), NO_NOISE).nearest();
            System.arraycopy(block, 0, nearest, first, block.length);
        }
        return nearest;
    }

    private static double distance(double[] a, double[] b) {
        double square = 0;
        for (int k = 0; k < a.length; k++) {
            square = Math.fma(a[k] - b[k], a[k] - b[k], square);
        }
        return Math.sqrt(square);
    }
}
