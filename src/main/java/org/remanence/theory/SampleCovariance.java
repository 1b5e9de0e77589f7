package org.remanence.theory;

import java.util.Arrays;
import java.util.TreeMap;
import org.hipparchus.complex.Complex;
import org.remanence.tensor.Check;
import org.remanence.text.Text;

/// Eigenvalues of the sample covariance of n points of any population covariance in d dimensions, for n, d → ∞ at fixed d/n.
///
/// With population eigenvalues λ_k of weight w_k, v(z) is the root in the upper half plane of
/// `z = −1/v + (d/n) Σ w_k λ_k / (1 + λ_k v)`, and the density is `Im v(x + i0) n / (π d)`. A population eigenvalue of
/// weight 1/d that stands apart shows as a bulk of its own of about the right place and width.
///
/// The root is followed from far above the axis down to 1e-12 of the upper edge, by Newton steps: the density is good to
/// about 1e-6 of its height, except within that distance of an edge.
/// Source: Silverstein and Choi, "Analysis of the limiting spectral distribution of large dimensional random matrices", 1995.
public final class SampleCovariance implements SpectralLaw {
    private static final double HEIGHT = 1e-12;
    private static final int NEWTON_STEPS = 60;
    private static final int PLAIN_STEPS = 2000;

    private final double ratio;
    private final double[] lambda;
    private final double[] weight;
    private final double lowerEdge;
    private final double upperEdge;

    private SampleCovariance(double ratio, double[] lambda, double[] weight) {
        this.ratio = ratio;
        this.lambda = lambda;
        this.weight = weight;
        this.upperEdge = edge(above());
        double filled = ratio * Arrays.stream(weight).sum();
        this.lowerEdge = filled == 1 ? 0 : edge(filled < 1 ? below() : -beyond(filled));
    }

    /// The law for a population.
    /// @param ratio d/n
    /// @param eigenvalues of the population covariance, in any order, each of weight 1/d
    /// @throws IllegalArgumentException if none is positive, or one is negative or not finite
    public static SampleCovariance of(double ratio, double... eigenvalues) {
        Check.positive("ratio d/n", ratio);
        TreeMap<Double, Integer> counts = new TreeMap<>();
        for (double each : eigenvalues) {
            if (Check.nonNegative("population eigenvalue", each) > 0) {
                counts.merge(each, 1, Integer::sum);
            }
        }
        Check.atLeast("number of positive population eigenvalues", 1, counts.size());
        double[] lambda = counts.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] weight = counts.values().stream().mapToDouble(count -> (double) count / eigenvalues.length).toArray();
        return new SampleCovariance(ratio, lambda, weight);
    }

    @Override
    public double density(double x) {
        return x <= lowerEdge || x >= upperEdge ? 0 : Math.max(0, companion(x).getImaginaryPart()) / (Math.PI * ratio);
    }

    @Override
    public double lowerEdge() {
        return lowerEdge;
    }

    @Override
    public double upperEdge() {
        return upperEdge;
    }

    @Override
    public double atom() {
        return Math.max(0, 1 - Math.min(Arrays.stream(weight).sum(), 1 / ratio));
    }

    /// `v(x + i HEIGHT)`.
    private Complex companion(double x) {
        Complex v = new Complex(x, upperEdge).negate().reciprocal();
        for (double height = 1; height > HEIGHT; height /= 2) {
            v = solve(new Complex(x, height * upperEdge), v);
        }
        return v;
    }

    private Complex solve(Complex z, Complex start) {
        Complex v = start;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            Complex sum = z.add(v.reciprocal());
            Complex derivative = v.multiply(v).reciprocal().negate();
            for (int k = 0; k < lambda.length; k++) {
                Complex part = v.multiply(lambda[k]).add(1).reciprocal().multiply(lambda[k]);
                sum = sum.subtract(part.multiply(ratio * weight[k]));
                derivative = derivative.add(part.multiply(part).multiply(ratio * weight[k]));
            }
            Complex change = sum.divide(derivative);
            v = v.subtract(change);
            if (!(v.getImaginaryPart() > 0)) {
                break;
            }
            if (change.norm() <= 1e-14 * v.norm()) {
                return v;
            }
        }
        return iterated(z, start);
    }

    /// The map whose fixed point is v maps the upper half plane into itself and contracts there; slow near the axis, and used
    /// where Newton's step leaves the plane.
    private Complex iterated(Complex z, Complex start) {
        Complex v = start;
        for (int step = 0; step < PLAIN_STEPS; step++) {
            Complex sum = z.negate();
            for (int k = 0; k < lambda.length; k++) {
                sum = sum.add(v.multiply(lambda[k]).add(1).reciprocal().multiply(ratio * weight[k] * lambda[k]));
            }
            Complex next = v.add(sum.reciprocal()).multiply(0.5);
            if (next.subtract(v).norm() <= 1e-14 * next.norm()) {
                return next;
            }
            v = next;
        }
        return v;
    }

    /// Outside the support x is real and increases with y = −1/v; the edges are where `dx/dy = 1 − spread(y)` vanishes.
    private double edge(double y) {
        double x = y;
        for (int k = 0; k < lambda.length; k++) {
            x += ratio * weight[k] * lambda[k] * y / (y - lambda[k]);
        }
        return x;
    }

    private double spread(double y) {
        double sum = 0;
        for (int k = 0; k < lambda.length; k++) {
            double share = lambda[k] / (lambda[k] - y);
            sum += ratio * weight[k] * share * share;
        }
        return sum;
    }

    /// Beyond the largest population eigenvalue, where the spread falls from ∞ to 0.
    private double above() {
        int last = lambda.length - 1;
        double nearest = lambda[last] * (1 + 0.5 * Math.sqrt(ratio * weight[last]));
        double farthest = lambda[last] * (1 + 2 * Math.sqrt(ratio));
        return Bracket.root(y -> spread(y) - 1, nearest, farthest);
    }

    /// Below the smallest, where the spread falls, seen from there, from ∞ to d/n < 1 at 0.
    private double below() {
        double nearest = lambda[0] * (1 - 0.5 * Math.sqrt(ratio * weight[0]));
        return Bracket.root(y -> 1 - spread(y), 0, nearest);
    }

    /// Below zero, where the spread falls from d/n > 1 to 0.
    private double beyond(double filled) {
        return Bracket.root(y -> spread(-y) - 1, 0, 2 * lambda[lambda.length - 1] * Math.sqrt(filled));
    }

    @Override
    public String toString() {
        return Text.of("SampleCovariance[ratio=%s, edges=%s to %s]", ratio, lowerEdge, upperEdge);
    }
}
