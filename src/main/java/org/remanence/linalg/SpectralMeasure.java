package org.remanence.linalg;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// The spectrum of a symmetric p × p operator as random vectors see it: for each of R unit vectors v the Gauss quadrature of
/// the measure `Σ_i (v · u_i)² δ(λ − λ_i)`, whose mean over v is the density of eigenvalues `Σ_i δ(λ − λ_i) / p`.
///
/// Each question is answered by R independent numbers, one a vector, whose mean is the answer and whose spread gives its
/// standard error. The relative error falls as 1/√(R p): few vectors serve a large matrix.
/// @param order p
/// @param nodes θ `[R][m]`, ascending
/// @param weights of the nodes `[R][m]`, of sum 1
/// Source: Lin, Saad and Yang, "Approximating spectral densities of large matrices", SIAM Review 58, 2016, section 3.2.2.
public record SpectralMeasure(int order, double[][] nodes, double[][] weights) {
    /// Number of vectors, R.
    public int probes() {
        return nodes.length;
    }

    /// `tr f(A) / p`, exact in the quadrature for polynomials of degree up to 2m − 1.
    public double[] mean(DoubleUnaryOperator f) {
        return IntStream.range(0, probes()).mapToDouble(r -> mean(r, f)).toArray();
    }

    /// `tr A^k / p`, exact in the quadrature for k up to 2m − 1.
    /// @param k from 0
    public double[] moment(int k) {
        return mean(lambda -> Math.pow(lambda, k));
    }

    /// Density of eigenvalues at x, smoothed by a Gaussian.
    /// @param width standard deviation of the Gaussian; from [#resolution] on the quadrature adds no error to speak of
    public double[] density(double x, double width) {
        double norm = 1 / (width * Math.sqrt(2 * Math.PI));
        return mean(lambda -> norm * Math.exp(-0.5 * (x - lambda) * (x - lambda) / (width * width)));
    }

    /// Lower bound on the share of eigenvalues up to x as each vector sees it, whatever lies between the nodes.
    ///
    /// Source: the Chebyshev–Markov–Stieltjes inequalities, Szegő, "Orthogonal polynomials", section 3.41.
    public double[] shareAtLeast(double x) {
        return IntStream.range(0, probes()).mapToDouble(r -> sum(r, upTo(r, x) - 1)).toArray();
    }

    /// Upper bound on the share of eigenvalues up to x as each vector sees it; see [#shareAtLeast].
    public double[] shareAtMost(double x) {
        return IntStream.range(0, probes()).mapToDouble(r -> sum(r, upTo(r, x) + 1)).toArray();
    }

    /// Width below which a smoothed density begins to show the nodes: 1.5 times the mean distance of those that hold all but a
    /// thousandth of the weight at either end.
    ///
    /// A Gaussian of 1.5 (b − a)/m is, on [a, b], a polynomial of degree 2m to about 1e-7 of its height.
    public double resolution() {
        double widest = 0;
        for (int r = 0; r < probes(); r++) {
            int first = 0;
            while (sum(r, first + 1) < 1e-3) {
                first++;
            }
            int last = nodes[r].length - 1;
            while (1 - sum(r, last) < 1e-3 && last > first) {
                last--;
            }
            widest = Math.max(widest, 1.5 * (nodes[r][last] - nodes[r][first]) / (last - first + 1));
        }
        return widest;
    }

    private double mean(int r, DoubleUnaryOperator f) {
        double sum = 0;
        for (int k = 0; k < nodes[r].length; k++) {
            sum = Math.fma(weights[r][k], f.applyAsDouble(nodes[r][k]), sum);
        }
        return sum;
    }

    /// Number of nodes up to x.
    private int upTo(int r, double x) {
        return (int) IntStream.range(0, nodes[r].length).filter(k -> nodes[r][k] <= x).count();
    }

    /// Weight of the first nodes.
    private double sum(int r, int count) {
        double sum = 0;
        for (int k = 0; k < Math.min(count, nodes[r].length); k++) {
            sum += weights[r][k];
        }
        return sum;
    }
}
