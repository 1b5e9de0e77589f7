package org.remanence.theory.features;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.hipparchus.complex.Complex;
import org.hipparchus.complex.ComplexField;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.FieldLUDecomposition;
import org.hipparchus.linear.FieldMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.remanence.tensor.Check;
import org.remanence.theory.NotConverged;

/// The spectrum of U where the coefficients of a feature depend on the feature, or where one network serves several times: a
/// matrix Dyson equation of as many rows as times.
///
/// With G(λ) = diag(w v) + λ (s sᵀ) ∘ Ω for each eigenvalue λ of the covariance of the data, and means over labels b and over λ:
/// `q(b) = 1/(s²(b) − z + Tr C(b) Ω + aᵀ E_λ[G (1 + ψ_p Q G)⁻¹] a)`, `Q = E_b a aᵀ q`, `Ω = √w L⁻¹ √w`,
/// `L = 1 + (ψ_p/ψ_n) √w (E_b C q + (s sᵀ) ∘ E_λ[λ (1 + ψ_p Q G)⁻¹ Q]) √w`.
///
/// A feature has a label b ~ N(0, 1) and the pre-activation shift s_k(b) at time t_k: t_k b for a time-integrated network
/// with bias, e^{−t} μ b for a mixture with |m| = μ √d at one time, 0 without bias. U is the sum over times of
/// `w_k E φ_k φ_kᵀ`, w_k including the variance of the noise and the weight α² of the network's output.
/// Source: derived; the talk leaves this spectrum open. For one time and no labels these are the equations of [FeatureEquations].
public final class MatrixDyson {
    private static final int STEPS = 20_000;
    private static final double ACCURACY = 1e-13;
    private static final double LABEL_STEP = 0.1;
    private static final int LABEL_NODES = 70;
    private static final double STEP = 0.25;
    private static final int NODES = 34;

    private final double featureRatio;
    private final double sampleRatio;
    private final PopulationSpectrum data;
    private final double[] weights;
    private final double[] noise;
    private final double[] scale;
    private final double[] probability;
    private final double[][] slope;
    private final double[][] mean;
    private final RealMatrix[] shared;
    private final double[] fresh;

    /// @param times t_k
    /// @param weights w_k
    /// @param data covariance of the data
    /// @param shift s(t, b)
    /// @param labelled whether the shift depends on b
    public MatrixDyson(Activation activation, double[] times, double[] weights, double featureRatio, double sampleRatio,
                       PopulationSpectrum data, DoubleBinaryOperator shift, boolean labelled) {
        Check.size("weights", weights.length, "times", times.length);
        this.featureRatio = Check.positive("feature ratio ψ_p = p/d", featureRatio);
        this.sampleRatio = Check.positive("sample ratio ψ_n = n/d", sampleRatio);
        this.data = data;
        this.weights = weights.clone();
        int count = times.length;
        int labels = labelled ? 2 * LABEL_NODES + 1 : 1;
        noise = new double[count];
        scale = new double[count];
        for (int k = 0; k < count; k++) {
            noise[k] = -Math.expm1(-2 * Check.positive("time", times[k]));
            scale[k] = Math.exp(-times[k]);
        }
        probability = new double[labels];
        slope = new double[labels][count];
        mean = new double[labels][count];
        shared = new RealMatrix[labels];
        fresh = new double[labels];
        double[] z = nodes(STEP, NODES);
        double[] density = densities(STEP, z);
        double[] b = labelled ? nodes(LABEL_STEP, LABEL_NODES) : new double[1];
        double[] labelDensity = labelled ? densities(LABEL_STEP, b) : new double[] {1};
        for (int j = 0; j < labels; j++) {
            probability[j] = labelDensity[j];
            fill(j, activation, times, z, density, shift, b[j]);
        }
    }

    /// The coefficients of features of one label.
    private void fill(int j, Activation activation, double[] times, double[] z, double[] density, DoubleBinaryOperator shift,
            double label) {
        int count = times.length;
        double variance = data.mean();
        double[][] smooth = new double[count][z.length];
        double[] square = new double[count];
        for (int k = 0; k < count; k++) {
            double s = shift.applyAsDouble(times[k], label);
            double whole = Math.sqrt(scale[k] * scale[k] * variance + noise[k]);
            for (int i = 0; i < z.length; i++) {
                double value = activation.of(whole * z[i] + s);
                mean[j][k] += density[i] * value;
                slope[j][k] += density[i] * z[i] * value / whole;
                square[k] += density[i] * value * value;
                for (int l = 0; l < z.length; l++) {
                    smooth[k][i] += density[l] * activation.of(scale[k] * Math.sqrt(variance) * z[i] + Math.sqrt(noise[k])
                            * z[l] + s);
                }
            }
        }
        shared[j] = new Array2DRowRealMatrix(count, count);
        for (int k = 0; k < count; k++) {
            for (int l = 0; l < count; l++) {
                double product = 0;
                for (int i = 0; i < z.length; i++) {
                    product += density[i] * smooth[k][i] * smooth[l][i];
                }
                if (k == l) {
                    fresh[j] += weights[k] * (square[k] - product - noise[k] * slope[j][k] * slope[j][k]);
                }
                shared[j].setEntry(k, l, product - mean[j][k] * mean[j][l] - scale[k] * slope[j][k] * scale[l] * slope[j][l]
                        * variance);
            }
        }
    }

    private static double[] nodes(double step, int count) {
        double[] nodes = new double[2 * count + 1];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = step * (i - count);
        }
        return nodes;
    }

    private static double[] densities(double step, double[] nodes) {
        double[] densities = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            densities[i] = step * Math.exp(-0.5 * nodes[i] * nodes[i]) / Math.sqrt(2 * Math.PI);
        }
        return densities;
    }

    /// The Stieltjes transform Tr (U − z)⁻¹/p in the limit; its imaginary part over π is the density.
    /// @param re real part of z
    /// @param im imaginary part of z, > 0
    /// @return real and imaginary part
    /// @throws NotConverged if the iteration does not settle
    public double[] stieltjes(double re, double im) {
        Complex z = new Complex(re, Check.positive("imaginary part of z", im));
        Complex[] q = new Complex[probability.length];
        Arrays.fill(q, z.reciprocal().negate());
        FieldMatrix<Complex> omega = diagonal(weights);
        double change = Double.POSITIVE_INFINITY;
        for (int i = 0; i < STEPS && change > ACCURACY; i++) {
            FieldMatrix<Complex> nextOmega = omega(q, omega);
            FieldMatrix<Complex> coupling = coupling(q, nextOmega);
            change = 0;
            for (int j = 0; j < q.length; j++) {
                Complex next = next(j, z, nextOmega, coupling);
                change = Math.max(change, next.subtract(q[j]).norm() / next.norm());
                q[j] = q[j].add(next).multiply(0.5);
            }
            omega = omega.add(nextOmega).scalarMultiply(new Complex(0.5));
        }
        if (change > ACCURACY) {
            throw new NotConverged("the matrix Dyson equation at %s + %si still changes by %.3g", re, im, change);
        }
        Complex sum = Complex.ZERO;
        for (int j = 0; j < q.length; j++) {
            sum = sum.add(q[j].multiply(probability[j]));
        }
        return new double[] {sum.getRealPart(), sum.getImaginaryPart()};
    }

    private Complex next(int j, Complex z, FieldMatrix<Complex> omega, FieldMatrix<Complex> coupling) {
        Complex sum = z.negate().add(fresh[j]);
        for (int k = 0; k < weights.length; k++) {
            for (int l = 0; l < weights.length; l++) {
                sum = sum.add(omega.getEntry(l, k).multiply(shared[j].getEntry(k, l)))
                        .add(coupling.getEntry(k, l).multiply(slope[j][k] * slope[j][l]));
            }
        }
        return sum.reciprocal();
    }

    /// Q = E_b a aᵀ q.
    private FieldMatrix<Complex> linear(Complex[] q) {
        FieldMatrix<Complex> sum = zeros();
        for (int j = 0; j < q.length; j++) {
            for (int k = 0; k < weights.length; k++) {
                for (int l = 0; l < weights.length; l++) {
                    sum.addToEntry(k, l, q[j].multiply(probability[j] * slope[j][k] * slope[j][l]));
                }
            }
        }
        return sum;
    }

    /// G for one eigenvalue of the covariance.
    private FieldMatrix<Complex> gram(FieldMatrix<Complex> omega, double eigenvalue) {
        FieldMatrix<Complex> gram = omega.copy();
        for (int k = 0; k < weights.length; k++) {
            for (int l = 0; l < weights.length; l++) {
                gram.multiplyEntry(k, l, new Complex(eigenvalue * scale[k] * scale[l]));
            }
            gram.addToEntry(k, k, new Complex(weights[k] * noise[k]));
        }
        return gram;
    }

    /// E G (1 + ψ_p Q G)⁻¹, over the eigenvalues of the covariance.
    private FieldMatrix<Complex> coupling(Complex[] q, FieldMatrix<Complex> omega) {
        FieldMatrix<Complex> linear = linear(q);
        FieldMatrix<Complex> sum = zeros();
        for (int i = 0; i < data.eigenvalues().length; i++) {
            FieldMatrix<Complex> gram = gram(omega, data.eigenvalues()[i]);
            sum = sum.add(gram.multiply(inverse(linear.multiply(gram))).scalarMultiply(new Complex(data.weights()[i])));
        }
        return sum;
    }

    /// E λ (1 + ψ_p Q G)⁻¹ Q, over the eigenvalues of the covariance.
    private FieldMatrix<Complex> seen(FieldMatrix<Complex> linear, FieldMatrix<Complex> omega) {
        FieldMatrix<Complex> sum = zeros();
        for (int i = 0; i < data.eigenvalues().length; i++) {
            double eigenvalue = data.eigenvalues()[i];
            sum = sum.add(inverse(linear.multiply(gram(omega, eigenvalue)))
                    .scalarMultiply(new Complex(data.weights()[i] * eigenvalue)));
        }
        return sum.multiply(linear);
    }

    /// Ω = √w L⁻¹ √w.
    private FieldMatrix<Complex> omega(Complex[] q, FieldMatrix<Complex> before) {
        FieldMatrix<Complex> seen = seen(linear(q), before);
        FieldMatrix<Complex> load = zeros();
        for (int k = 0; k < weights.length; k++) {
            for (int l = 0; l < weights.length; l++) {
                Complex sum = seen.getEntry(k, l).multiply(scale[k] * scale[l]);
                for (int j = 0; j < q.length; j++) {
                    sum = sum.add(q[j].multiply(probability[j] * shared[j].getEntry(k, l)));
                }
                load.setEntry(k, l, sum.multiply(Math.sqrt(weights[k] * weights[l]) / sampleRatio));
            }
        }
        FieldMatrix<Complex> omega = inverse(load);
        for (int k = 0; k < weights.length; k++) {
            for (int l = 0; l < weights.length; l++) {
                omega.multiplyEntry(k, l, new Complex(Math.sqrt(weights[k] * weights[l])));
            }
        }
        return omega;
    }

    /// (1 + ψ_p M)⁻¹.
    private FieldMatrix<Complex> inverse(FieldMatrix<Complex> matrix) {
        FieldMatrix<Complex> sum = matrix.scalarMultiply(new Complex(featureRatio))
                .add(MatrixUtils.createFieldIdentityMatrix(ComplexField.getInstance(), weights.length));
        return new FieldLUDecomposition<>(sum).getSolver().getInverse();
    }

    private FieldMatrix<Complex> zeros() {
        return MatrixUtils.createFieldMatrix(ComplexField.getInstance(), weights.length, weights.length);
    }

    private FieldMatrix<Complex> diagonal(double[] values) {
        FieldMatrix<Complex> diagonal = zeros();
        for (int k = 0; k < values.length; k++) {
            diagonal.setEntry(k, k, new Complex(values[k]));
        }
        return diagonal;
    }

    /// Outliers of order p that the mean of the features adds, over p, descending: eigenvalues of √(w w′) E_b μ₀ μ₀ᵀ.
    public double[] meanOutliers() {
        RealMatrix matrix = new Array2DRowRealMatrix(weights.length, weights.length);
        for (int k = 0; k < weights.length; k++) {
            for (int l = 0; l < weights.length; l++) {
                for (int j = 0; j < probability.length; j++) {
                    matrix.addToEntry(k, l, probability[j] * mean[j][k] * mean[j][l] * Math.sqrt(weights[k] * weights[l]));
                }
            }
        }
        return new EigenDecompositionSymmetric(matrix).getEigenvalues();
    }
}
