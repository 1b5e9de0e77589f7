package org.remanence.score;

import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Directions in which a score is differenced.
/// @param rows `[K × d]`, one a row
/// @param norm n such that `Σ_k u_k u_kᵀ = n² I`, exactly or on average: what singular values are divided by
public record Directions(Matrix rows, double norm) {
    /// The coordinate axes.
    public static Directions axes(int dimension) {
        Matrix rows = Matrix.zeros(dimension, dimension);
        for (int k = 0; k < dimension; k++) {
            rows.set(k, k, 1);
        }
        return new Directions(rows, 1);
    }

    /// An orthonormal basis that begins with given directions.
    /// @param given orthonormal rows, `[m × d]`; the axes fill what they leave
    public static Directions completing(Matrix given) {
        int d = given.columns();
        double[][] basis = new double[d][];
        int held = 0;
        for (; held < given.rows(); held++) {
            basis[held] = given.row(held);
        }
        for (int axis = 0; held < d && axis < d; axis++) {
            double[] row = new double[d];
            row[axis] = 1;
            // what all axes leave together is at least 1, so one of them leaves more than this as long as the basis lacks a vector
            if (orthogonalize(row, basis, held) > 0.5 / Math.sqrt(d)) {
                basis[held++] = row;
            }
        }
        return new Directions(Matrix.of(basis), 1);
    }

    /// Independent standard normal vectors, of length about √d, with `Σ u uᵀ = K I` on average.
    /// @param stream read at the index, from position 0 on
    /// @param count K; spectra take 4d and more to settle
    public static Directions gaussian(RandomStream stream, long index, int count, int dimension) {
        return new Directions(normals(stream, index, (int) Check.atLeast("directions", 1, count), dimension), Math.sqrt(count));
    }

    /// A random orthonormal basis, uniform over rotations and reflections: Gaussian vectors, each made orthogonal to those
    /// before. 2 d³ flop.
    /// @param stream read at the index, from position 0 on
    public static Directions haar(RandomStream stream, long index, int dimension) {
        double[][] basis = normals(stream, index, dimension, dimension).toArray();
        for (int i = 0; i < dimension; i++) {
            orthogonalize(basis[i], basis, i);
        }
        return new Directions(Matrix.of(basis), 1);
    }

    private static Matrix normals(RandomStream stream, long index, int count, int dimension) {
        Matrix rows = Matrix.zeros(count, dimension);
        double[] row = new double[dimension];
        long stride = (dimension + 3) / 4 * 4L;
        for (int i = 0; i < count; i++) {
            stream.gaussians(index, i * stride, row, 0, dimension);
            rows.setRow(i, row);
        }
        return rows;
    }

    /// Makes a row orthogonal to the first of a basis and of length 1; the second pass removes what rounding left of the first.
    /// @return the length that was left
    private static double orthogonalize(double[] row, double[][] basis, int held) {
        for (int pass = 0; pass < 2; pass++) {
            for (int j = 0; j < held; j++) {
                add(-dot(row, basis[j]), basis[j], row);
            }
        }
        double length = Math.sqrt(dot(row, row));
        for (int k = 0; k < row.length; k++) {
            row[k] /= length;
        }
        return length;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void add(double factor, double[] from, double[] into) {
        for (int k = 0; k < from.length; k++) {
            into[k] += factor * from[k];
        }
    }
}
