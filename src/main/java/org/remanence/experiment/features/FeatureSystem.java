package org.remanence.experiment.features;

import java.util.Arrays;
import org.remanence.data.Memory;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.feature.FeatureFunction;
import org.remanence.feature.FeatureMoments;
import org.remanence.feature.RandomFeatures;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.FeatureLaw;

/// A random-feature score on Gaussian data N(0, Σ), finite or in the limit.
public record FeatureSystem(
        @Parameter(value = "8", above = 0, max = 1e6, help = "feature ratio ψ_p = p/d") double psiP,
        @Parameter(value = "4", above = 0, max = 1e6, help = "sample ratio ψ_n = n/d") double psiN,
        @Parameter(value = "0.1", above = 0, max = 20, unit = "Ornstein–Uhlenbeck time", help = "time whose score is learned") double time,
        @Parameter(value = "tanh", help = "function of the features") FeatureFunction activation,
        @Parameter(value = "100", min = 2, max = 1e5, help = "dimension d of the finite system") int d,
        @Parameter(value = "drawn", help = "rows of W as drawn, or scaled to length √d, which takes much of the finite-size scatter away")
                Rows rows,
        @Parameter(value = "1", help = """
                variances of the data, each with its share of directions: 0.5x0.5+1.5x0.5; directions left over do not vary, and a \
                last variance without a share takes them all""") String variances) implements DrawnFeatures {
    /// What is done to the rows of W.
    public enum Rows {
        /// Nothing.
        DRAWN,
        /// Scaled to length √d.
        NORMALIZED
    }

    /// Refuses parameters out of bounds, and a linear activation, whose U has no random part.
    public FeatureSystem {
        Schema.check(FeatureSystem.class, psiP, psiN, time, activation, d, rows, variances);
        if (activation == FeatureFunction.IDENTITY) {
            throw new BadInput("activation must bend, got identity: its U is W times a sample covariance, for which spectrum has the law");
        }
        count("features p = psi-p · d", psiP * d);
        count("patterns n = psi-n · d", psiN * d);
        VarianceShares.parse(variances);
    }

    /// For data N(0, I).
    public FeatureSystem(double psiP, double psiN, double time, FeatureFunction activation, int d, Rows rows) {
        this(psiP, psiN, time, activation, d, rows, "1");
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
    public int dimension() {
        return d;
    }

    @Override
    public FeatureLaw law() {
        return FeatureLaw.of(Activation.valueOf(activation.name()), time, psiP, psiN, VarianceShares.parse(variances).spectrum());
    }

    /// Refuses systems that memory cannot hold.
    /// @param matrices p × p, held at once
    void requireMemory(int matrices) {
        Memory.require(8.0 * features() * (matrices * (double) features() + 6.0 * patterns()),
                Text.of("%d features of %d patterns", features(), patterns()), "choose a smaller --d or --psi-p");
    }

    @Override
    public RandomFeatures draw(int realization, Session session) {
        return RandomFeatures.draw(features(), d, activation, rows == Rows.NORMALIZED,
                session.stream("feature weights " + realization));
    }

    @Override
    public Matrix patterns(int realization, Session session) {
        Matrix patterns = Matrix.zeros(patterns(), d);
        double[] sigma = Arrays.stream(VarianceShares.parse(variances).coordinates(d)).map(Math::sqrt).toArray();
        double[] row = new double[d];
        for (int i = 0; i < patterns(); i++) {
            session.stream("feature patterns " + realization).gaussians(i, 0, row, 0, d);
            for (int k = 0; k < d; k++) {
                row[k] *= sigma[k];
            }
            patterns.setRow(i, row);
        }
        return patterns;
    }

    /// The moments over the patterns of a realization.
    FeatureMoments moments(RandomFeatures features, int realization, Session session) {
        return FeatureMoments.of(features, patterns(realization, session), time, session);
    }

    /// The moments over the law of the data.
    FeatureMoments population(RandomFeatures features, Session session) {
        return FeatureMoments.population(features, noised(), time, session);
    }

    /// Variances of the noised coordinates, s² σ² + v, `[d]`.
    double[] noised() {
        double signal = Math.exp(-2 * time);
        double noise = -Math.expm1(-2 * time);
        return Arrays.stream(VarianceShares.parse(variances).coordinates(d)).map(variance -> signal * variance + noise).toArray();
    }

    /// C_t of the finite system, the part of the noise that even the true score cannot tell.
    double unexplained() {
        return 1 + Math.expm1(-2 * time) * Arrays.stream(noised()).map(each -> 1 / each).average().orElseThrow();
    }
}
