package org.remanence.feature;

/// Training step by step, on B = A/√p `[d × p]` from 0: what closed forms are held to.
///
/// Loss a dimension: `c + (v/d) Tr(B U Bᵀ) + (2 √v/d) Tr(B V)`.
final class TrainingSteps {
    private final double[][] second;
    private final double[][] cross;
    private final double noise;
    private final int p;
    private final int d;

    TrainingSteps(FeatureMoments moments, double time) {
        this.second = moments.second().toArray();
        this.cross = moments.cross().toArray();
        this.noise = -Math.expm1(-2 * time);
        this.p = second.length;
        this.d = cross[0].length;
    }

    /// Explicit Euler steps of `dB/dτ = −2 v (d/p) B U − 2 √v (d/p) Vᵀ`.
    double[][] euler(double until, int steps) {
        double[][] b = new double[d][p];
        double h = until / steps * d * d / p;
        for (int step = 0; step < steps; step++) {
            double[][] gradient = gradient(b);
            for (int k = 0; k < d; k++) {
                for (int i = 0; i < p; i++) {
                    b[k][i] -= h * gradient[k][i];
                }
            }
        }
        return b;
    }

    /// Euler steps extrapolated to step 0 by two halvings: what is left is of third order in the step.
    double[][] limit(double until, int steps) {
        double[][] whole = euler(until, steps);
        double[][] half = euler(until, 2 * steps);
        double[][] quarter = euler(until, 4 * steps);
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < p; i++) {
                whole[k][i] = (whole[k][i] - 6 * half[k][i] + 8 * quarter[k][i]) / 3;
            }
        }
        return whole;
    }

    /// Adam with its usual decay of averages and a rate that falls as 1/√k.
    /// Source: Kingma and Ba, 2015.
    double[][] adam(double rate, int steps) {
        double[][] b = new double[d][p];
        double[][] first = new double[d][p];
        double[][] square = new double[d][p];
        for (int step = 1; step <= steps; step++) {
            double[][] gradient = gradient(b);
            for (int k = 0; k < d; k++) {
                for (int i = 0; i < p; i++) {
                    first[k][i] = 0.9 * first[k][i] + 0.1 * gradient[k][i];
                    square[k][i] = 0.999 * square[k][i] + 0.001 * gradient[k][i] * gradient[k][i];
                    b[k][i] -= rate / Math.sqrt(step) * first[k][i] / (1 - Math.pow(0.9, step))
                            / (Math.sqrt(square[k][i] / (1 - Math.pow(0.999, step))) + 1e-12);
                }
            }
        }
        return b;
    }

    /// `(2/d) (v B U + √v Vᵀ)`.
    private double[][] gradient(double[][] b) {
        double[][] gradient = new double[d][p];
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < p; i++) {
                double sum = Math.sqrt(noise) * cross[i][k];
                for (int j = 0; j < p; j++) {
                    sum += noise * b[k][j] * second[j][i];
                }
                gradient[k][i] = 2 * sum / d;
            }
        }
        return gradient;
    }

    double loss(double[][] b) {
        double loss = 1;
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < p; i++) {
                loss += 2 * Math.sqrt(noise) / d * b[k][i] * cross[i][k];
                for (int j = 0; j < p; j++) {
                    loss += noise / d * b[k][i] * second[i][j] * b[k][j];
                }
            }
        }
        return loss;
    }
}
