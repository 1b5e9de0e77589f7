package org.remanence.linalg;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// The spectrum of a symmetric p × p operator as random vectors see it: for each of R unit vectors v the Gauss quadrature of
/// the measure `Σ_i (v · u_i)² δ(λ − λ_i)`, whose mean over v is the density of eigenvalues `Σ_i δ(λ − λ_i) / p`.
///
/// Each question is answered by R independent numbers, one a vector, whose mean is the answer; its error falls as 1/√(R p),
/// so that few vectors serve a large matrix.
/// @param order p
/// @param nodes θ `[R][m]`, ascending
/// @param weights of the nodes `[R][m]`, of sum 1
/// Source: Lin, Saad and Yang, "Approximating spectral densities of large matrices", SIAM Review 58, 2016, section 3.2.2.
public record SpectralMeasure(int order, double[][] nodes, double[][] weights) {
    private static final double TAIL = 1e-3;

    /// Number of vectors, R.
    public int probes() {
        return nodes.length;
    }

    /// `tr f(A) / p`, exact in the quadrature for polynomials of degree up to 2m − 1.
    public double[] mean(DoubleUnaryOperator f) {
        return IntStream.range(0, probes()).mapToDouble(r -> mean(r, f)).toArray();
    }

    /// Standard error of the mean of [#mean] over the vectors: `√(2 (⟨f²⟩ − ⟨f⟩²) / ((p + 2) R))`, since squared components of
    /// a vector uniform on the sphere have a Dirichlet law. It is steadier than the spread of R numbers, which has the law of
    /// χ² where few eigenvalues count.
    public double standardError(DoubleUnaryOperator f) {
        double first = Arrays.stream(mean(f)).average().orElseThrow();
        double variance = Arrays.stream(mean(lambda -> Math.pow(f.applyAsDouble(lambda) - first, 2))).average().orElseThrow();
        return Math.sqrt(2 * variance / ((order + 2.0) * probes()));
    }

    /// `tr A^k / p`, exact in the quadrature for k up to 2m − 1.
    /// @param k from 0
    public double[] moment(int k) {
        return mean(lambda -> Math.pow(lambda, k));
    }

    /// The function whose [#mean] is the density of eigenvalues at x, smoothed by a Gaussian.
    /// @param width standard deviation of the Gaussian; from [#resolution] on the quadrature adds no error to speak of
    public static DoubleUnaryOperator density(double x, double width) {
        double norm = 1 / (width * Math.sqrt(2 * Math.PI));
        return lambda -> norm * Math.exp(-0.5 * (x - lambda) * (x - lambda) / (width * width));
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

    /// Where the spectrum lies, less the last thousandth of its weight at either end as any of the vectors sees it: `[low, high]`.
    public double[] bulk() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < probes(); r++) {
            low = Math.min(low, nodes[r][first(r)]);
            high = Math.max(high, nodes[r][last(r)]);
        }
        return new double[] {low, high};
    }

    /// Width below which a smoothed density begins to show the nodes: 1.5 times their mean distance within the bulk. A Gaussian of
    /// 1.5 (b − a)/m is, on [a, b], a polynomial of degree 2m to about 1e-7 of its height.
    public double resolution() {
        return IntStream.range(0, probes())
                .mapToDouble(r -> 1.5 * (nodes[r][last(r)] - nodes[r][first(r)]) / (last(r) - first(r) + 1)).max().orElseThrow();
    }

    /// The first node beyond a thousandth of the weight.
    private int first(int r) {
        return (int) IntStream.range(1, nodes[r].length).takeWhile(k -> sum(r, k) < TAIL).count();
    }

    private int last(int r) {
        int last = nodes[r].length - 1;
        return last - (int) IntStream.range(0, last - first(r)).takeWhile(k -> 1 - sum(r, last - k) < TAIL).count();
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
