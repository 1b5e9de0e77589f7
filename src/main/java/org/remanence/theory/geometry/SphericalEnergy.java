package org.remanence.theory.geometry;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.hipparchus.analysis.integration.gauss.LegendreRuleFactory;
import org.hipparchus.util.Pair;
import org.remanence.tensor.Check;
import org.remanence.theory.Information;
import org.remanence.theory.Stable;

/// Energies of patterns of one length, uniform on a sphere of radius R about the origin: E = |x| R (1 − cos θ), where
/// (1 − cos θ)/2 follows the beta law with both parameters (d − 1)/2.
///
/// At the centre of the sphere all energies are equal.
public final class SphericalEnergy implements EnergyLaw {
    private static final double NOTHING = 42;
    private static final Pair<double[], double[]> RULE = new LegendreRuleFactory().getRule(16);

    private final double shape;
    private final double strength;
    private final int dimension;

    /// @param dimension d of the space around the sphere, from 2
    /// @param radius R
    /// @param length |x|
    public SphericalEnergy(int dimension, double radius, double length) {
        this.dimension = (int) Check.atLeast("dimension of the space around a sphere", 2, dimension);
        this.shape = 0.5 * (dimension - 1);
        this.strength = Check.positive("radius", radius) * Check.nonNegative("length of the state", length);
    }

    @Override
    public boolean isConstant() {
        return strength == 0;
    }

    @Override
    public double logMoment(double beta) {
        return average(2 * strength * beta, _ -> 1)[0];
    }

    @Override
    public double meanEnergy(double beta) {
        return average(2 * strength * beta, b -> b)[1] * 2 * strength;
    }

    @Override
    public double information(double time) {
        if (isConstant()) {
            return 0;
        }
        double kappa = 2 * strength / Information.checkNoise(time);
        double[] average = average(kappa, b -> b);
        return Math.max(0, -kappa * average[1] - average[0]);
    }

    @Override
    public double lengthTerm() {
        return 0;
    }

    @Override
    public double directionTerm() {
        return 0.5 * strength * strength / dimension;
    }

    @Override
    public double thirdOrder() {
        return 0;
    }

    /// From the law of θ near 0, that of a Gaussian in d − 1 dimensions.
    @Override
    public double largeLoad(double nats) {
        double constant = shape + LogGamma.value(0.5 * dimension) + (0.5 * dimension - 1) * Math.log(2)
                - 0.5 * Math.log(2 * Math.PI);
        return strength * Math.exp(-(nats + constant) / shape);
    }

    /// With r the log odds of (1 + cos θ)/2.
    @Override
    public EnergyTail tail(double coordinate) {
        double low = Stable.logistic(-coordinate);
        double high = Stable.logistic(coordinate);
        double logDensity = (shape - 1) * (Math.log(low) + Math.log(high)) - LogBeta.value(shape, shape);
        double logCumulative = Math.log(RegularizedBeta.value(low, shape, shape));
        return new EnergyTail(coordinate, 2 * strength * low, 2 * strength * low * high,
                logDensity - Math.log(2 * strength), logCumulative, 1e-14);
    }

    @Override
    public double step(double coordinate) {
        return 1 / (1 + Math.sqrt(shape));
    }

    @Override
    public double start() {
        return -NOTHING / shape - 2 * Math.log(2);
    }

    /// log E e^{−κb} and E f(b) e^{−κb} / E e^{−κb}, b the beta variable, by panels in the log odds about the peak.
    private double[] average(double kappa, DoubleUnaryOperator f) {
        double peak = peak(kappa);
        double top = exponent(kappa, peak);
        double panel = 2 / (1 + Math.sqrt(shape));
        double norm = 0;
        double sum = 0;
        for (int side = -1; side <= 1; side += 2) {
            boolean more = true;
            for (double from = 0; more; from += panel) {
                double before = norm;
                for (int i = 0; i < RULE.getFirst().length; i++) {
                    double r = peak + side * (from + 0.5 * panel * (1 + RULE.getFirst()[i]));
                    double weight = 0.5 * panel * RULE.getSecond()[i] * Math.exp(exponent(kappa, r) - top);
                    norm += weight;
                    sum += weight * f.applyAsDouble(Stable.logistic(-r));
                }
                more = norm - before > 1e-18 * norm;
            }
        }
        return new double[] {top + Math.log(norm) - LogBeta.value(shape, shape), sum / norm};
    }

    private double exponent(double kappa, double r) {
        return -shape * (Stable.softplus(r) + Stable.softplus(-r)) - kappa * Stable.logistic(-r);
    }

    /// Where a(1 − 2b) = κ b(1 − b).
    private double peak(double kappa) {
        double q = 2 * shape + kappa;
        double b = 2 * shape / (q + Math.sqrt(q * q - 4 * shape * kappa));
        return Math.log1p(-b) - Math.log(b);
    }
}
