package org.remanence.experiment.features;

import java.util.Arrays;
import org.remanence.data.Memory;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.SessionMonitor;
import org.remanence.feature.FeatureFunction;
import org.remanence.feature.GradientFlow;
import org.remanence.feature.IntegratedMoments;
import org.remanence.feature.Preconditioning;
import org.remanence.feature.RandomFeatures;
import org.remanence.feature.TimeIntegratedNetwork;
import org.remanence.feature.TimeQuadrature;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.MatrixDyson;
import org.remanence.theory.features.PopulationSpectrum;

/// One random-feature network for all times, on Gaussian data N(0, I) if no others are named, finite or in the limit.
public record IntegratedSystem(
        @Parameter(value = "16", above = 0, max = 1e6, help = "feature ratio ψ_p = p/d") double psiP,
        @Parameter(value = "4", above = 0, max = 1e6, help = "sample ratio ψ_n = n/d") double psiN,
        @Parameter(value = "60", min = 2, max = 1e5, help = "dimension d of the finite system") int d,
        @Parameter(value = "tanh", help = "function of the features") FeatureFunction activation,
        @Parameter(value = "drawn", help = "rows of W as drawn, or scaled to length √d, which takes much of the finite-size scatter away")
                FeatureSystem.Rows rows,
        @Parameter(value = "log-uniform", help = "law of the times, between the earliest and the latest") TimeQuadrature.Law law,
        @Parameter(value = "0.01", above = 0, max = 20, unit = "Ornstein–Uhlenbeck time", help = "earliest time") double earliest,
        @Parameter(value = "3", above = 0, max = 20, unit = "Ornstein–Uhlenbeck time", help = "latest time") double latest,
        @Parameter(value = "8", min = 1, max = 64, help = "nodes of the Gauss–Legendre rule that averages over time") int nodes,
        @Parameter(value = "on", help = "whether features know the time, by a bias t b with b ~ N(0, 1)") Bias bias,
        @Parameter(value = "none", help = """
                none: S = F; noise: S = F/√v; full: S = s F/(√v Γ) − x/Γ², which starts from the score of N(0, I)""")
                Preconditioning preconditioning) implements IntegratedTraining {
    /// Whether features know the time.
    public enum Bias {
        /// By a bias t b.
        ON,
        /// Not at all.
        OFF
    }

    /// Refuses parameters out of bounds, and a linear activation.
    public IntegratedSystem {
        Schema.check(IntegratedSystem.class, psiP, psiN, d, activation, rows, law, earliest, latest, nodes, bias,
                preconditioning);
        if (activation == FeatureFunction.IDENTITY) {
            throw new BadInput("activation must bend, got identity: its U is W times a sample covariance, for which spectrum has the law");
        }
        count("features p = psi-p · d", psiP * d);
        count("patterns n = psi-n · d", psiN * d);
        TimeQuadrature.of(law, earliest, latest, nodes);
    }

    private static int count(String what, double value) {
        long whole = Math.round(value);
        if (whole < 1 || whole > 1_000_000) {
            throw new BadInput("%s must round to a number from 1 to 1000000, got %s: choose another d or ratio", what, value);
        }
        return (int) whole;
    }

    @Override
    public int features() {
        return count("features", psiP * d);
    }

    @Override
    public int patterns() {
        return count("patterns", psiN * d);
    }

    @Override
    public int heldOut() {
        return 0;
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public double meanVariance() {
        return 1;
    }

    /// Refuses systems that memory cannot hold.
    void requireMemory() {
        Memory.require(8.0 * features() * (8.0 * features() + 6.0 * patterns()),
                Text.of("%d features of %d patterns", features(), patterns()),
                "choose a smaller --d or --psi-p");
    }

    @Override
    public Realization draw(int realization, Session session) {
        return new Realization(network(realization, features(), d, 1, session),
                normal(patterns(), "feature patterns " + realization, session));
    }

    /// The network of a realization.
    /// @param features p
    /// @param dimension d
    /// @param variance of a coordinate of the data
    TimeIntegratedNetwork network(int realization, int features, int dimension, double variance, Session session) {
        RandomFeatures drawn = RandomFeatures.draw(features, dimension, activation, rows == FeatureSystem.Rows.NORMALIZED,
                session.stream("feature weights " + realization));
        double[] labels = new double[features];
        if (bias == Bias.ON) {
            session.stream("feature biases " + realization).gaussians(0, 0, labels, 0, labels.length);
        }
        return new TimeIntegratedNetwork(drawn, labels, preconditioning, variance);
    }

    /// Draws from N(0, I), `[count × d]`.
    private Matrix normal(int count, String purpose, Session session) {
        Matrix rows = Matrix.zeros(count, d);
        double[] row = new double[d];
        for (int i = 0; i < count; i++) {
            session.stream(purpose).gaussians(i, 0, row, 0, d);
            rows.setRow(i, row);
        }
        return rows;
    }

    @Override
    public Matrix fresh(int realization, int count, Session session) {
        return normal(count, "fresh draws", session);
    }

    @Override
    public GradientFlow flow(int realization, Realization drawn, Session session) {
        double[] variances = new double[d];
        Arrays.fill(variances, 1);
        return new GradientFlow(IntegratedMoments.of(drawn.network(), quadrature(), drawn.patterns(), session),
                IntegratedMoments.population(drawn.network(), quadrature(), variances, session), new SessionMonitor(session));
    }

    /// The times and their weights.
    TimeQuadrature quadrature() {
        return TimeQuadrature.of(law, earliest, latest, nodes);
    }

    @Override
    public MatrixDyson limit() {
        return limit(psiP, psiN, PopulationSpectrum.isotropic(1));
    }

    /// The spectrum of U in the limit d → ∞.
    /// @param featureRatio ψ_p
    /// @param sampleRatio ψ_n
    /// @param data covariance of the data
    MatrixDyson limit(double featureRatio, double sampleRatio, PopulationSpectrum data) {
        TimeQuadrature quadrature = quadrature();
        double[] weights = new double[quadrature.size()];
        for (int k = 0; k < weights.length; k++) {
            double time = quadrature.times()[k];
            double output = preconditioning.output(time, data.mean());
            weights[k] = quadrature.weights()[k] * -Math.expm1(-2 * time) * output * output;
        }
        boolean biased = bias == Bias.ON;
        return new MatrixDyson(Activation.valueOf(activation.name()), quadrature.times(), weights, featureRatio, sampleRatio,
                data, (t, b) -> biased ? t * b : 0, biased);
    }
}
