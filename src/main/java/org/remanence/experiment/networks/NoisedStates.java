package org.remanence.experiment.networks;

import org.remanence.random.RandomStream;
import org.remanence.result.Estimate;
import org.remanence.score.Score;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// Patterns with noise of one strength, `x = y + σ z`, and that noise: where scores are compared.
/// @param sigma standard deviation of the noise
/// @param states x, `[B × d]`
/// @param noise z, `[B × d]`
record NoisedStates(double sigma, Matrix states, Matrix noise) {
    /// State i holds pattern i modulo n and draw i of the stream, whatever the strength.
    static NoisedStates of(Rows patterns, int count, double sigma, RandomStream stream) {
        int d = patterns.columns();
        Matrix states = Matrix.zeros(count, d);
        Matrix noise = Matrix.zeros(count, d);
        double[] x = new double[d];
        double[] z = new double[d];
        for (int i = 0; i < count; i++) {
            patterns.copy(i % patterns.rows(), 1, x, 0);
            stream.gaussians(i, 0, z, 0, d);
            for (int k = 0; k < d; k++) {
                x[k] = Math.fma(sigma, z[k], x[k]);
            }
            states.setRow(i, x);
            noise.setRow(i, z);
        }
        return new NoisedStates(sigma, states, noise);
    }

    /// What a score takes for the noise, `−σ ∇ log p`.
    /// @param score of the variance-exploding process
    Matrix toldBy(Score score) {
        Matrix told = Matrix.zeros(states.rows(), states.columns());
        score.score(states, sigma * sigma, told);
        double[] row = new double[told.columns()];
        for (long i = 0; i < told.rows(); i++) {
            told.copy(i, 1, row, 0);
            for (int k = 0; k < row.length; k++) {
                row[k] *= -sigma;
            }
            told.setRow(i, row);
        }
        return told;
    }

    /// The same noise at other states.
    /// @param elsewhere `[B × d]`
    NoisedStates at(Matrix elsewhere) {
        return new NoisedStates(sigma, elsewhere, noise);
    }

    /// Mean square error a coordinate of what is told about the noise; its error is that of the noise drawn.
    Estimate loss(Matrix told) {
        double[] squares = new double[Math.toIntExact(states.rows())];
        for (int i = 0; i < squares.length; i++) {
            double[] error = difference(told.row(i), noise.row(i));
            squares[i] = product(error, error) / error.length;
        }
        return Estimate.of(squares);
    }

    /// `m = Σ (told − law)·(patterns − law) / Σ |patterns − law|²`: 0 where the law is told, 1 where the patterns are.
    /// Its error is that of a ratio of means.
    /// @param told about the noise by the score in question
    /// @param law told by the score of the law
    /// @param patterns told by the score of the patterns
    static Estimate overlap(Matrix told, Matrix law, Matrix patterns) {
        int count = Math.toIntExact(told.rows());
        double[] along = new double[count];
        double[] whole = new double[count];
        double alongSum = 0;
        double wholeSum = 0;
        for (int i = 0; i < count; i++) {
            double[] way = difference(patterns.row(i), law.row(i));
            along[i] = product(difference(told.row(i), law.row(i)), way);
            whole[i] = product(way, way);
            alongSum += along[i];
            wholeSum += whole[i];
        }
        double overlap = alongSum / wholeSum;
        double square = 0;
        for (int i = 0; i < count; i++) {
            double residual = along[i] - overlap * whole[i];
            square += residual * residual;
        }
        return new Estimate(overlap, Math.sqrt(square * count / (count - 1.0)) / wholeSum, count);
    }

    private static double[] difference(double[] a, double[] b) {
        for (int k = 0; k < a.length; k++) {
            a[k] -= b[k];
        }
        return a;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum = Math.fma(a[k], b[k], sum);
        }
        return sum;
    }
}
