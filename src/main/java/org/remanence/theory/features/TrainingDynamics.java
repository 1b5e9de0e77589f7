package org.remanence.theory.features;

import java.util.List;
import org.hipparchus.complex.Complex;
import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;

/// Losses along gradient flow from A = 0, in the limit d → ∞, for m = ∞: sums over the spectrum of U as contour integrals.
///
/// With `f_τ(z) = (1 − e^{−4vzτ/ψ_p})/z` and `g_τ(z) = (1 − e^{−2vzτ/ψ_p})/z`:
/// `L_train = 1 − a²vψ_p F[f r]`, `L_test = 1 − 2a²vψ_p F[g r] + a²vψ_p F₁F₂[g g δr]`.
/// Source: Bonnaire et al. 2025 for the flow; the limit of L_test derived. The trapezoidal rule on 192 nodes is good to 1e-7.
public final class TrainingDynamics {
    private static final int NODES = 192;
    private static final double FIRST_LOOK = 1e-3;
    private static final double LAST_LOOK = 1e15;
    private static final double LOOK_RATIO = Math.pow(10, 0.125);

    private final FeatureLaw law;
    private final Contour contour;
    private final List<OrderParameters<Complex>> solutions;
    private final Complex[][] pairs;

    /// Solves the equations on a contour around the spectrum, a second or so.
    public TrainingDynamics(FeatureLaw law) {
        this.law = law;
        this.contour = Contour.around(0.5 * law.coefficients().fresh(), 1.3 * law.top(), NODES);
        this.solutions = contour.solve(law.resolvent());
        this.pairs = pairs();
    }

    /// Losses at one training time.
    /// @param trainLoss L_train
    /// @param testLoss L_test
    /// @param scoreError E_score
    public record Losses(double trainLoss, double testLoss, double scoreError) {
        /// L_gen = L_test − L_train.
        public double generalizationGap() {
            return testLoss - trainLoss;
        }
    }

    /// The losses after training for τ; +∞ for the minimiser.
    public Losses at(double trainingTime) {
        Check.nonNegative("training time", Double.isInfinite(trainingTime) ? 0 : trainingTime);
        double v = law.coefficients().noise();
        double factor = law.coefficients().noiseSlope() * law.featureRatio();
        double rate = 2 * v * trainingTime / law.featureRatio();
        Complex[] g = new Complex[contour.size()];
        for (int i = 0; i < g.length; i++) {
            g[i] = Relaxation.learned(contour.nodes()[i], rate).multiply(contour.weights()[i]);
        }
        double train = 1 - factor * contour.sum(i -> Relaxation.learned(contour.nodes()[i], 2 * rate)
                .multiply(solutions.get(i).r())).getRealPart();
        Complex linear = Complex.ZERO;
        Complex square = Complex.ZERO;
        for (int i = 0; i < g.length; i++) {
            linear = linear.add(g[i].multiply(solutions.get(i).r()));
            Complex row = Complex.ZERO;
            for (int j = 0; j < g.length; j++) {
                row = row.add(pairs[i][j].multiply(g[j]));
            }
            square = square.add(g[i].multiply(row));
        }
        double test = 1 - 2 * factor * linear.getRealPart() + factor * square.getRealPart();
        return new Losses(train, test, (test - law.spectrum().unexplained(law.coefficients())) / v);
    }

    /// When L_gen first reaches a level, by looking at eight times a decade and refining between two.
    /// @return +∞ if it stays below
    public double gapTime(double level) {
        double from = FIRST_LOOK;
        for (double to = from; to < LAST_LOOK; to *= LOOK_RATIO) {
            if (at(to).generalizationGap() >= level) {
                return Math.exp(Bracket.root(log -> level - at(Math.exp(log)).generalizationGap(), Math.log(from), Math.log(to)));
            }
            from = to;
        }
        return Double.POSITIVE_INFINITY;
    }

    /// When half of the final L_gen has opened: the time of memorization without reference to bulks.
    public double halfGapTime() {
        return gapTime(0.5 * at(Double.POSITIVE_INFINITY).generalizationGap());
    }

    /// The pairs (i, j), (j, i) and those of the conjugate nodes share one solution.
    private Complex[][] pairs() {
        TwoPoint twoPoint = new TwoPoint(law.equations());
        int last = contour.size() - 1;
        Complex[][] all = new Complex[last + 1][last + 1];
        for (int i = 0; 2 * i < last; i++) {
            for (int j = i; j <= last - i; j++) {
                Complex pair = twoPoint.at(solutions.get(i), solutions.get(j));
                all[i][j] = pair;
                all[j][i] = pair;
                all[last - i][last - j] = pair.conjugate();
                all[last - j][last - i] = pair.conjugate();
            }
        }
        return all;
    }
}
