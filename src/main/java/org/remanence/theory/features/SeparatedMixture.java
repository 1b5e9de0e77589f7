package org.remanence.theory.features;

import java.util.function.DoubleUnaryOperator;
import org.remanence.tensor.Check;
import org.remanence.theory.NotConverged;

/// The spectrum of U for a mixture of clusters at ±m as far apart as noise is long, |m| = μ √d: features lean to one side by
/// e^{−t} μ g, g ~ N(0, 1) each, so their means `h(g) = E_z σ(e^{−t} μ g + Γ z)` make an outlier of order p, and the bulk is
/// that of unequal features.
///
/// The outlier lies at `p E h² + E[h² Var σ]/E h² + (ψ_p/ψ_n) E K`, with Var σ the variance of a feature about h and K the part
/// of it that patterns share with their noisings; its eigenvector is h.
/// @param activation odd
/// @param time t > 0
/// @param featureRatio ψ_p
/// @param sampleRatio ψ_n
/// @param mu μ
/// @param variance σ² of a cluster
/// Source: derived; the terms of order 1 by perturbation.
public record SeparatedMixture(Activation activation, double time, double featureRatio, double sampleRatio, double mu,
        double variance) {
    private static final double DENSE = 0.02;
    private static final double HEIGHT = 1e-4;
    private static final double STEP = 1.05;
    private static final int MOST = 200;
    private static final int APPROACHES = 3;
    private static final double CLOSER = 0.3;

    /// Refuses clusters that coincide, and functions whose mean over both clusters does not vanish.
    public SeparatedMixture {
        Check.positive("separation μ", mu);
        Check.positive("variance", variance);
        if (Math.abs(activation.of(1) + activation.of(-1)) > 0) {
            throw new IllegalArgumentException("the activation must be odd");
        }
    }

    /// The outlier of p features.
    public double eigenvalue(int features) {
        double mean = mean(g -> square(h(g)));
        double spread = mean(g -> square(h(g)) * (activationSquare(g) - square(h(g)))) / mean;
        double shared = mean(g -> Activation.average(1, u -> square(activation.smoothed(lean(g) + Math.exp(-time)
                * Math.sqrt(variance) * u, noise())))
                - square(h(g)));
        return features * mean + spread + featureRatio / sampleRatio * shared;
    }

    /// Squared overlap of the outlier's eigenvector with W m/|W m|.
    public double overlapSquared() {
        return square(mean(g -> g * h(g))) / mean(g -> square(h(g)));
    }

    /// Squared overlap of Wᵀ times the eigenvector with m/|m|: the rest of Wᵀ is random.
    public double dataOverlapSquared() {
        double along = featureRatio * overlapSquared();
        return along / (along + 1);
    }

    /// The upper edge of the bulk, good to 2e-3 of itself: above it (dz/dq)² falls to zero linearly, and is extrapolated.
    /// @throws NotConverged if there is no density at and below twice the largest edge of equal features
    public double edge() {
        MatrixDyson dyson = new MatrixDyson(activation, new double[] {time}, new double[] {1}, featureRatio, sampleRatio,
                PopulationSpectrum.isotropic(variance), (t, b) -> Math.exp(-t) * mu * b, true);
        double inside = 2 * FeatureLaw.of(activation, time, featureRatio, sampleRatio, PopulationSpectrum.isotropic(variance))
                .top();
        for (int i = 0; dyson.stieltjes(inside, HEIGHT * inside)[1] * inside < DENSE; i++) {
            if (i == MOST) {
                throw new NotConverged("no upper edge of the feature spectrum was found above %s", inside);
            }
            inside /= STEP;
        }
        double near = inside * STEP * STEP;
        double far = near * STEP;
        double edge = near;
        for (int i = 0; i < APPROACHES; i++) {
            double slope = squaredSlope(dyson, near);
            edge = near - slope * (far - near) / (squaredSlope(dyson, far) - slope);
            far = near;
            near = edge + CLOSER * (near - edge);
        }
        return edge;
    }

    /// (dz/dq)² outside the bulk, by the equations of Cauchy and Riemann.
    private static double squaredSlope(MatrixDyson dyson, double x) {
        return square(HEIGHT * x / dyson.stieltjes(x, HEIGHT * x)[1]);
    }

    private double noise() {
        return -Math.expm1(-2 * time);
    }

    private double lean(double g) {
        return Math.exp(-time) * mu * g;
    }

    private double whole() {
        return Math.exp(-2 * time) * variance + noise();
    }

    private double h(double g) {
        return activation.smoothed(lean(g), whole());
    }

    private double activationSquare(double g) {
        double width = Math.sqrt(whole());
        return Activation.average(width, z -> square(activation.of(lean(g) + width * z)));
    }

    private double mean(DoubleUnaryOperator f) {
        return Activation.average(lean(1), f);
    }

    private static double square(double x) {
        return x * x;
    }
}
