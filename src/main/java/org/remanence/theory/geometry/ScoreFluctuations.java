package org.remanence.theory.geometry;

import java.util.Arrays;
import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;
import org.remanence.theory.Information;

/// How the empirical score of n patterns of `N(0, diag c)` scatters over data sets, to first order in 1/n, in the clock of
/// the variance-exploding process.
///
/// With `p(y|x)` the posterior of a datum, the denoiser of a data set deviates from the true one, `m(x)`, by the
/// self-normalized average `(1/n) Σ p(y_μ|x)/p(y_μ) (y_μ − m(x))`. Two states a and b see the same patterns, so their
/// deviations are correlated:
///
/// `n E[δ_i(a) δ_i(b)] = Z(a, b) [τc/(τ + 2c) + (M_i − m_i(a)) (M_i − m_i(b))]`, `M_i = c_i (a_i + b_i)/(τ + 2c_i)`,
/// `log Z = Σ_i log(τ + c) − ½ log τ(τ + 2c) − (a − b)²/4τ − (a + b)²/4(τ + 2c) + (a² + b²)/2(τ + c)`,
///
/// and the normalization biases δ by `−Z(x, x)/n · x c τ/((τ + 2c)(τ + c))`. The expansion holds where `n ≫ Z(x, x)`, far
/// above the condensation; `n/Z(x, x)` is the effective number of patterns there.
///
/// @param variances c_i, `[d]`
/// @param patterns n
/// Source: derived; the posterior of a Gaussian and the delta method for ratios.
public record ScoreFluctuations(double[] variances, double patterns) {
    /// Copies the variances.
    /// @throws IllegalArgumentException if a variance is negative, or the number of patterns not positive
    public ScoreFluctuations {
        variances = variances.clone();
        for (double each : variances) {
            Check.nonNegative("variance", each);
        }
        Check.positive("number of patterns", patterns);
    }

    /// Z(a, b).
    double overlap(double[] a, double[] b, double tau) {
        double sum = 0;
        for (int i = 0; i < variances.length; i++) {
            double c = variances[i];
            double difference = a[i] - b[i];
            double total = a[i] + b[i];
            sum += Math.log1p(c / tau) - 0.5 * Math.log1p(2 * c / tau) - difference * difference / (4 * tau)
                    - total * total / (4 * (tau + 2 * c)) + (a[i] * a[i] + b[i] * b[i]) / (2 * (tau + c));
        }
        return Math.exp(sum);
    }

    /// Effective number of patterns at a state, `n/Z(x, x)`, kept between 1 and n: the number far above the condensation.
    /// @param state x, `[d]`
    /// @param noiseToSignal τ > 0
    public double effectivePatterns(double[] state, double noiseToSignal) {
        double all = overlap(state, state, Information.checkNoise(noiseToSignal));
        return Math.clamp(patterns / all, Math.min(1, patterns), patterns);
    }

    /// Whether the expansion means anything: whether it lets more than one pattern weigh at the origin and a step √τ away
    /// from it.
    /// @param direction of the step
    /// @param noiseToSignal τ > 0
    public boolean holds(int direction, double noiseToSignal) {
        double[] step = new double[variances.length];
        double origin = overlap(step, step, Information.checkNoise(noiseToSignal));
        step[direction] = Math.sqrt(noiseToSignal);
        return Math.max(origin, overlap(step, step, noiseToSignal)) < patterns;
    }

    /// `E Σ_i [s_i(a) − s_i(b)]²` of the empirical score s, over data sets.
    /// @param a a state, `[d]`
    /// @param b another
    /// @param noiseToSignal τ > 0
    public double squaredDifference(double[] a, double[] b, double noiseToSignal) {
        Information.checkNoise(noiseToSignal);
        double tau = noiseToSignal;
        double atA = overlap(a, a, tau) / patterns;
        double atB = overlap(b, b, tau) / patterns;
        double between = overlap(a, b, tau) / patterns;
        double sum = 0;
        for (int i = 0; i < variances.length; i++) {
            double c = variances[i];
            double mean = c * (a[i] - b[i]) / (tau + c) - (a[i] - b[i]);
            double bias = bias(c, atB * b[i] - atA * a[i], tau);
            double scatter = atA * product(c, a[i], a[i], tau) + atB * product(c, b[i], b[i], tau)
                    - 2 * between * product(c, a[i], b[i], tau);
            sum += mean * mean + 2 * mean * bias + scatter;
        }
        return sum / (tau * tau);
    }

    /// Root mean square length of a column of the smoothed Jacobian at the origin, `[s(√τ e_j) − s(0)]/√τ`.
    /// @param direction j
    /// @param noiseToSignal τ > 0
    public double columnNorm(int direction, double noiseToSignal) {
        double[] step = new double[variances.length];
        step[direction] = Math.sqrt(Information.checkNoise(noiseToSignal));
        return Math.sqrt(squaredDifference(step, new double[step.length], noiseToSignal) / noiseToSignal);
    }

    /// As [#columnNorm] by central differences, `[s(√τ e_j) − s(−√τ e_j)]/2√τ`.
    /// @param direction j
    /// @param noiseToSignal τ > 0
    public double centralColumnNorm(int direction, double noiseToSignal) {
        double[] step = new double[variances.length];
        double[] back = new double[variances.length];
        step[direction] = Math.sqrt(Information.checkNoise(noiseToSignal));
        back[direction] = -step[direction];
        return Math.sqrt(squaredDifference(step, back, noiseToSignal) / noiseToSignal) / 2;
    }

    /// The noise level below which a column of the smoothed Jacobian at the origin exceeds that of the true score by a factor:
    /// where the direction is lost to memorization.
    /// @param direction j
    /// @param factor on the true length, above 1
    /// @return 0 if the direction never is lost
    public double lossTime(int direction, double factor) {
        if (!(factor > 1)) {
            throw new IllegalArgumentException("factor must exceed 1, got " + factor);
        }
        double c = variances[direction];
        double largest = Arrays.stream(variances).max().orElseThrow();
        if (largest == 0) {
            return 0;
        }
        double root = Bracket.root(log -> columnNorm(direction, Math.exp(log)) * (Math.exp(log) + c) - factor,
                Math.log(largest) - LOWEST, Math.log(largest) + HIGHEST);
        return Math.exp(root);
    }

    /// Range of log τ below and above the largest variance in which directions are lost.
    private static final double LOWEST = 40;
    private static final double HIGHEST = 20;

    private static double bias(double c, double weighted, double tau) {
        return weighted * c * tau / ((tau + 2 * c) * (tau + c));
    }

    private static double product(double c, double a, double b, double tau) {
        double middle = c * (a + b) / (tau + 2 * c);
        return tau * c / (tau + 2 * c) + (middle - c * a / (tau + c)) * (middle - c * b / (tau + c));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreFluctuations(double[] theirs, double n) && n == patterns && Arrays.equals(variances, theirs);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(variances) + Double.hashCode(patterns);
    }

    @Override
    public String toString() {
        return "ScoreFluctuations[patterns=" + patterns + ", variances=" + Arrays.toString(variances) + "]";
    }
}
