package org.remanence.feature;

import java.lang.foreign.Arena;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Cholesky;
import org.remanence.linalg.Operand;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// The random-feature score that minimises the ridge-regularised training loss: `S(y) = −Xᵀ φ(y)/√v` with `(U + λ) X = V`.
///
/// The penalty is `v λ |A|²/(p d)`. Losses are per dimension.
/// @param weights X, `[p × d]`
/// @param trainLoss L_train, without the penalty
/// @param objective L_train with the penalty
/// Source: George et al. 2025; Urfin et al. 2026.
public record Minimiser(Matrix weights, double trainLoss, double objective) {
    /// For the average over the noise. p³/3 + 2 p² d flops, p² numbers of work space.
    /// @param training over the patterns
    /// @param ridge λ ≥ 0
    /// @throws IllegalArgumentException if U + λ is not positive definite
    public static Minimiser of(FeatureMoments training, double ridge) {
        return of(training.second(), training.cross(), 1, ridge);
    }

    /// For patterns noised a finite number of times: in features if they are fewer than noised patterns, else in those.
    /// @param ridge λ ≥ 0, positive where features are many
    /// @throws IllegalArgumentException if the moments with λ are not positive definite
    public static Minimiser of(NoisedFeatures training, double ridge) {
        double count = training.count();
        Matrix features = training.features();
        Matrix noise = training.noise();
        int d = noise.columns();
        if (features.columns() > training.count()) {
            return inSamples(training, ridge);
        }
        Matrix second = Matrix.zeros(features.columns(), features.columns());
        Blas.get().syrk(1 / count, features, Operand.TRANSPOSED, 0, second);
        Matrix cross = Matrix.zeros(features.columns(), d);
        Blas.get().gemm(1 / count, features, Operand.TRANSPOSED, noise, Operand.PLAIN, 0, cross);
        return of(second, cross, product(noise, noise) / (count * d), ridge);
    }

    /// X = Fᵀ Y with (F Fᵀ/(nm) + λ) Y = Ξ/(nm): what is left of the noise is λ n m Y, without a difference of large numbers.
    private static Minimiser inSamples(NoisedFeatures training, double ridge) {
        int count = Math.toIntExact(training.count());
        Matrix noise = training.noise();
        int d = noise.columns();
        Matrix gram = Matrix.zeros(count, count);
        Blas.get().syrk(1.0 / count, training.features(), Operand.PLAIN, 0, gram);
        Matrix dual = copy(noise);
        solve(gram, ridge, dual);
        Matrix weights = Matrix.zeros(training.features().columns(), d);
        Blas.get().gemm(1.0 / count, training.features(), Operand.TRANSPOSED, dual, Operand.PLAIN, 0, weights);
        double scale = ridge / ((double) count * d);
        return new Minimiser(weights, ridge * scale * product(dual, dual), scale * product(noise, dual));
    }

    /// @param second U, of which the lower triangle counts
    /// @param noiseSquare mean square of the noise that was drawn
    private static Minimiser of(Matrix second, Matrix cross, double noiseSquare, double ridge) {
        int d = cross.columns();
        Matrix weights = copy(cross);
        solve(second, ridge, weights);
        double objective = noiseSquare - product(weights, cross) / d;
        return new Minimiser(weights, objective - ridge * product(weights, weights) / d, objective);
    }

    /// The loss under other moments: L_emp under those over the patterns, L_test under those over their law.
    public double loss(FeatureMoments moments) {
        Matrix image = Matrix.zeros(weights.rows(), weights.columns());
        Blas.get().gemm(1, moments.second(), Operand.PLAIN, weights, Operand.PLAIN, 0, image);
        return 1 + (product(weights, image) - 2 * product(weights, moments.cross())) / weights.columns();
    }

    /// How the score answers along each coordinate, `E S_k y_k / E y_k²`; −1/E y_k² would be right for Gaussian data.
    /// @param population over the law of the data
    /// @param time of the Ornstein–Uhlenbeck process
    /// @return `[d]`
    public double[] responses(FeatureMoments population, double time) {
        double[] responses = new double[weights.columns()];
        for (long i = 0; i < weights.rows(); i++) {
            double[] row = weights.row(i);
            double[] cross = population.cross().row(i);
            for (int k = 0; k < row.length; k++) {
                responses[k] += row[k] * cross[k] / Math.expm1(-2 * time);
            }
        }
        return responses;
    }

    /// In memory that is freed at once: it may be much.
    private static void solve(Matrix symmetric, double ridge, Matrix right) {
        try (Arena arena = Arena.ofShared()) {
            Cholesky.shifted(symmetric, Check.nonNegative("ridge", ridge), arena).solve(right);
        }
    }

    private static Matrix copy(Matrix matrix) {
        Matrix copy = Matrix.zeros(matrix.rows(), matrix.columns());
        copy.segment().copyFrom(matrix.segment());
        return copy;
    }

    /// Tr(Aᵀ B).
    private static double product(Matrix a, Matrix b) {
        double sum = 0;
        for (long i = 0; i < a.rows(); i++) {
            double[] row = a.row(i);
            double[] other = b.row(i);
            double part = 0;
            for (int k = 0; k < row.length; k++) {
                part += row[k] * other[k];
            }
            sum += part;
        }
        return sum;
    }
}
