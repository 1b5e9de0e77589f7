package org.remanence.linalg;

import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// Gauss–Hermite quadrature for the standard normal: `E f(z) ≈ Σ weights_k f(nodes_k)`, exact for polynomials up to
/// degree 2n − 1.
///
/// Nodes are eigenvalues of the Jacobi matrix of the probabilists' Hermite polynomials (Golub and Welsch 1969), then one
/// Newton step; weights are the reciprocal sums of squares of the orthonormal polynomials. Both have a relative error
/// of a few hundred ulps, also the weights far out, down to underflow. About 10 ms at n = 200.
/// @param nodes `[n]`, ascending, antisymmetric
/// @param weights `[n]`, symmetric, of sum 1
public record GaussHermite(double[] nodes, double[] weights) {
    private static final int LARGEST = 512;

    /// The rule with n nodes.
    /// @throws IllegalArgumentException if n is not in [1, 512]
    public static GaussHermite of(int n) {
        Check.atLeast("number of nodes", 1, n);
        if (n > LARGEST) {
            throw new IllegalArgumentException(Text.of("number of nodes must be at most %d, got %d", LARGEST, n));
        }
        Matrix jacobi = Matrix.zeros(n, n);
        for (int k = 1; k < n; k++) {
            jacobi.set(k, k - 1, Math.sqrt(k));
            jacobi.set(k - 1, k, Math.sqrt(k));
        }
        double[] rough = SymmetricEigen.values(jacobi);
        double[] nodes = new double[n];
        double[] weights = new double[n];
        for (int k = 0; k < n / 2; k++) {
            double x = rough[k];
            double[] q = functions(n, x);
            x -= q[n] / (Math.sqrt(n) * q[n - 1]);
            nodes[k] = x;
            nodes[n - 1 - k] = -x;
            weights[k] = weight(n, x);
            weights[n - 1 - k] = weights[k];
        }
        if (n % 2 == 1) {
            weights[n / 2] = weight(n, 0);
        }
        return new GaussHermite(nodes, weights);
    }

    private static double weight(int n, double x) {
        double[] q = functions(n, x);
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += q[k] * q[k];
        }
        return q[0] / sum * q[0];
    }

    /// `He_k(x) exp(−x²/4) / √(k!)` for k = 0 … n: bounded, where the polynomials themselves overflow.
    private static double[] functions(int n, double x) {
        double[] q = new double[n + 1];
        q[0] = Math.exp(-x * x / 4);
        double before = 0;
        for (int k = 0; k < n; k++) {
            q[k + 1] = (x * q[k] - Math.sqrt(k) * before) / Math.sqrt(k + 1);
            before = q[k];
        }
        return q;
    }
}
