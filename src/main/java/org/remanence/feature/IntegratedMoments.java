package org.remanence.feature;

import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// The moments that decide the training of one network for all times, whose loss is `c + Tr(B U Bᵀ)/d + 2 Tr(B V)/d` with B =
/// A/√p:
/// `U = E_t v α² E φ φᵀ`, `V = E_t √v α E φ (ξ + √v β x_t)ᵀ`, `c = E_t E |ξ + √v β x_t|²/d`.
///
/// Exact in the average over the noise, as [FeatureMoments] at each node of the times.
/// @param moments U and V
/// @param constant c
public record IntegratedMoments(FeatureMoments moments, double constant) {
    /// Over a set of patterns: as many [FeatureMoments#of] as there are nodes.
    /// @param patterns `[n × d]`
    public static IntegratedMoments of(TimeIntegratedNetwork network, TimeQuadrature quadrature, Matrix patterns,
            Session session) {
        double square = 0;
        for (long i = 0; i < patterns.rows(); i++) {
            for (double each : patterns.row(i)) {
                square += each * each;
            }
        }
        double dataSquare = square / (patterns.rows() * patterns.columns());
        return integrate(network, quadrature, dataSquare, time -> {
            RandomFeatures features = network.at(time);
            FeatureMoments moments = FeatureMoments.of(features, patterns, time, session);
            Matrix state = Matrix.zeros(features.features(), features.dimension());
            if (network.skip(time) != 0) {
                Matrix smooth = smooth(features, patterns, time, session);
                Blas.get().gemm(Math.exp(-time) / patterns.rows(), smooth, Operand.PLAIN, patterns, Operand.PLAIN, 0, state);
                add(state, Math.sqrt(-Math.expm1(-2 * time)), moments.cross());
            }
            return new Node(moments, state);
        });
    }

    /// Over Gaussian data of independent coordinates and mean 0.
    /// @param variances of the coordinates, `[d]`
    public static IntegratedMoments population(TimeIntegratedNetwork network, TimeQuadrature quadrature, double[] variances,
            Session session) {
        double sum = 0;
        for (double each : variances) {
            sum += each;
        }
        return integrate(network, quadrature, sum / variances.length, time -> {
            double noise = -Math.expm1(-2 * time);
            double[] noised = new double[variances.length];
            for (int k = 0; k < noised.length; k++) {
                noised[k] = Math.exp(-2 * time) * variances[k] + noise;
            }
            FeatureMoments moments = FeatureMoments.population(network.at(time), noised, time, session);
            // E φ x_tᵀ = E σ′ W Σ_t/√d, and V = √v E σ′ W/√d.
            Matrix state = Matrix.zeros(moments.cross().rows(), variances.length);
            for (long i = 0; i < state.rows(); i++) {
                double[] row = moments.cross().row(i);
                for (int k = 0; k < row.length; k++) {
                    row[k] *= noised[k] / Math.sqrt(noise);
                }
                state.setRow(i, row);
            }
            return new Node(moments, state);
        });
    }

    /// What is averaged over time.
    /// @param moments at one time
    /// @param state E φ x_tᵀ, `[p × d]`; anything where β = 0
    private record Node(FeatureMoments moments, Matrix state) { }

    private interface Nodes {
        Node at(double time);
    }

    private static IntegratedMoments integrate(TimeIntegratedNetwork network, TimeQuadrature quadrature, double dataSquare,
            Nodes nodes) {
        int p = network.features().features();
        Matrix second = Matrix.zeros(p, p);
        Matrix cross = Matrix.zeros(p, network.features().dimension());
        double constant = 0;
        for (int k = 0; k < quadrature.size(); k++) {
            double time = quadrature.times()[k];
            double weight = quadrature.weights()[k];
            double noise = -Math.expm1(-2 * time);
            double output = network.output(time);
            double skip = network.skip(time);
            Node node = nodes.at(time);
            add(second, weight * noise * output * output, node.moments.second());
            add(cross, weight * Math.sqrt(noise) * output, node.moments.cross());
            if (skip != 0) {
                add(cross, weight * noise * output * skip, node.state);
            }
            constant += weight * (1 + 2 * noise * skip + noise * skip * skip * (Math.exp(-2 * time) * dataSquare + noise));
        }
        return new IntegratedMoments(new FeatureMoments(second, cross), constant);
    }

    /// E_ξ φ at each pattern, `[p × n]`.
    private static Matrix smooth(RandomFeatures features, Matrix patterns, double time, Session session) {
        int p = features.features();
        int n = Math.toIntExact(patterns.rows());
        Matrix smooth = Matrix.zeros(p, n);
        double factor = Math.exp(-time) / Math.sqrt(features.dimension());
        Blas.get().gemm(factor, features.weights(), Operand.PLAIN, patterns, Operand.TRANSPOSED, 0, smooth);
        double[] lengths = features.lengths();
        double noise = Math.sqrt(-Math.expm1(-2 * Check.positive("time", time)));
        new RowPartition(session).run(p, 200.0 * n, (_, from, to) -> {
            double[] moments = new double[2];
            for (long i = from; i < to; i++) {
                double[] row = smooth.row(i);
                for (int nu = 0; nu < n; nu++) {
                    features.function().moments(row[nu] + features.shifts()[(int) i], lengths[(int) i] * noise, moments);
                    row[nu] = moments[0];
                }
                smooth.setRow(i, row);
            }
        });
        return smooth;
    }

    private static void add(Matrix sum, double factor, Matrix summand) {
        for (long i = 0; i < sum.rows(); i++) {
            double[] row = sum.row(i);
            double[] other = summand.row(i);
            for (int k = 0; k < row.length; k++) {
                row[k] += factor * other[k];
            }
            sum.setRow(i, row);
        }
    }
}
