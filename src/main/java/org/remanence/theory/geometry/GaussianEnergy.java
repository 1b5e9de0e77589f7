package org.remanence.theory.geometry;

import java.util.TreeMap;
import org.remanence.tensor.Check;
import org.remanence.theory.Information;

/// Energies of Gaussian patterns: ½ Σ_i (x_i − y_i)², y_i ~ N(0, σ_i²) independent, a weighted sum of noncentral χ²
/// variables. Directions with σ_i = 0 are left out, those with equal σ_i are taken together.
///
/// log E e^{−βE} = −½ Σ [log(1 + βσ²) + β x²/(1 + βσ²)].
public final class GaussianEnergy implements EnergyLaw {
    /// Below this u the information of a direction is its series, whose next term is 4u⁴/5 of the first.
    private static final double SMALL = 1e-4;
    /// Exponent beyond which a tail is left out, e^{−42} < 10⁻¹⁸.
    private static final double NOTHING = 42;

    private final double[] variance;
    private final double[] count;
    private final double[] square;
    private final SaddleContour contour;

    /// @param variances σ_i², in the directions in which the data are uncorrelated
    /// @param squares x_i² in the same directions, x measured from the mean of the data
    /// @throws IllegalArgumentException if one is negative or not finite, or the lengths differ
    public GaussianEnergy(double[] variances, double[] squares) {
        Check.size("squares of the state", squares.length, "variances", variances.length);
        var counts = new TreeMap<Double, Integer>();
        var sums = new TreeMap<Double, Double>();
        for (int i = 0; i < variances.length; i++) {
            Check.nonNegative("square of the state", squares[i]);
            if (Check.nonNegative("variance", variances[i]) > 0) {
                counts.merge(variances[i], 1, Integer::sum);
                sums.merge(variances[i], squares[i], Double::sum);
            }
        }
        variance = counts.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        count = counts.values().stream().mapToDouble(Integer::doubleValue).toArray();
        square = sums.values().stream().mapToDouble(Double::doubleValue).toArray();
        contour = new SaddleContour(variance, count, square);
    }

    @Override
    public boolean isConstant() {
        return variance.length == 0;
    }

    @Override
    public double logMoment(double beta) {
        double sum = 0;
        for (int j = 0; j < variance.length; j++) {
            double u = beta * variance[j];
            sum += count[j] * Math.log1p(u) + beta * square[j] / (1 + u);
        }
        return -0.5 * sum;
    }

    @Override
    public double meanEnergy(double beta) {
        double sum = 0;
        for (int j = 0; j < variance.length; j++) {
            double factor = 1 / (1 + beta * variance[j]);
            sum += factor * (count[j] * variance[j] + square[j] * factor);
        }
        return 0.5 * sum;
    }

    /// ½ Σ [log(1 + u) − u/(1 + u) + x²σ²/(t + σ²)²], u = σ²/t.
    @Override
    public double information(double time) {
        Information.checkNoise(time);
        double sum = 0;
        for (int j = 0; j < variance.length; j++) {
            double u = variance[j] / time;
            double length = u < SMALL ? u * u * (0.5 - u * (2.0 / 3 - 0.75 * u)) : Math.log1p(u) - u / (1 + u);
            double total = time + variance[j];
            sum += count[j] * length + square[j] / total * (variance[j] / total);
        }
        return 0.5 * sum;
    }

    @Override
    public double lengthTerm() {
        return sum((s, k, _) -> 0.25 * k * s * s);
    }

    @Override
    public double directionTerm() {
        return sum((s, _, a) -> 0.5 * a * s);
    }

    @Override
    public double thirdOrder() {
        return sum((s, k, a) -> s * s * (k * s / 3 + a));
    }

    /// exp[(1/m) Σ (log σ² − 1 + x²/σ²) − 2·nats/m], m the number of directions with σ > 0.
    @Override
    public double largeLoad(double nats) {
        double directions = sum((_, k, _) -> k);
        return isConstant() ? 0
                : Math.exp((sum((s, k, a) -> k * (Math.log(s) - 1) + a / s) - 2 * nats) / directions);
    }

    /// With r = log β, at the energy whose probability has its saddle point at β.
    @Override
    public EnergyTail tail(double coordinate) {
        return contour.tail(coordinate);
    }

    /// 1/(1 + βδ), δ the standard deviation of the energy under the weight e^{−βE}.
    @Override
    public double step(double coordinate) {
        double beta = Math.exp(coordinate);
        double spread = sum((s, k, a) -> {
            double share = 1 / (1 + 1 / (beta * s));
            return share * share * (0.5 * k + a / (s + beta * s * s));
        });
        return 1 / (1 + Math.sqrt(spread));
    }

    /// From Laurent's and Massart's bound P(E ≥ mean + √(2Vx) + σ_max² x) ≤ e^{−x}, V the variance of E.
    @Override
    public double start() {
        double largest = variance[variance.length - 1];
        double spread = sum((s, k, a) -> s * (0.5 * k * s + a));
        return -Math.log(meanEnergy(0) + Math.sqrt(2 * spread * NOTHING) + largest * NOTHING);
    }

    private interface Term {
        double of(double variance, double count, double square);
    }

    private double sum(Term term) {
        double sum = 0;
        for (int j = 0; j < variance.length; j++) {
            sum += term.of(variance[j], count[j], square[j]);
        }
        return sum;
    }
}
