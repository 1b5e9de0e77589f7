package org.remanence.theory.features;

import java.util.List;
import org.hipparchus.complex.Complex;
import org.remanence.tensor.Check;

/// Losses along gradient flow from A = 0, in the limit d → ∞, for m = ∞: sums over the spectrum of U as contour integrals.
///
/// With `f_τ(z) = (1 − e^{−4vzτ/ψ_p})/z` and `g_τ(z) = (1 − e^{−2vzτ/ψ_p})/z`:
/// `L_train = 1 − a²vψ_p F[f r]`, `L_test = 1 − 2a²vψ_p F[g r] + a²vψ_p F₁F₂[g g δr]`.
/// Source: Bonnaire et al. 2025 for the flow; the limit of L_test derived. The trapezoidal rule on 192 nodes is good to 1e-7.
public final class TrainingDynamics {
    private static final int NODES = 192;

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
        double train = 1 - factor * contour.sum(i -> Relaxation.learned(contour.nodes()[i], 2 * rate).multiply(solutions.get(i).r())).getRealPart();
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

    /// Those of conjugate nodes are conjugates.
    private Complex[][] pairs() {
        TwoPoint twoPoint = new TwoPoint(law.equations());
        int count = contour.size();
        Complex[][] all = new Complex[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                all[i][j] = twoPoint.at(solutions.get(i), solutions.get(j));
                all[j][i] = all[i][j];
            }
        }
        return all;
    }
}
