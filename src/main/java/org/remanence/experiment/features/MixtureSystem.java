package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.Locale;
import org.remanence.data.GaussianMixture;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.Unused;
import org.remanence.feature.FeatureFunction;
import org.remanence.feature.RandomFeatures;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.FeatureLaw;
import org.remanence.theory.features.SeparatedMixture;

/// A random-feature score on a mixture ½ N(m, I) + ½ N(−m, I), finite or in the limit.
public record MixtureSystem(
        @Parameter(value = "8", above = 0, max = 1e6, help = "feature ratio ψ_p = p/d") double psiP,
        @Parameter(value = "4", above = 0, max = 1e6, help = "sample ratio ψ_n = n/d") double psiN,
        @Parameter(value = "2", above = 0, max = 1e6, help = "|m|², which does not grow with d; the variance of a cluster is 1") double snr,
        @Parameter(value = "0", min = 0, max = 1e3, help = "clusters farther apart, at |m| = mu √d; 0: |m|² is snr") double mu,
        @Parameter(value = "tanh", help = "function of the features, an odd one that bends") FeatureFunction activation,
        @Parameter(value = "200", min = 2, max = 1e5, help = "dimension d of the finite system") int d,
        @Parameter(value = "drawn", help = "rows of W as drawn, or scaled to length √d, which takes much of the finite-size scatter away")
                FeatureSystem.Rows rows) {
    /// Refuses parameters out of bounds, and activations with a mean, which makes an outlier of its own.
    public MixtureSystem {
        Schema.check(MixtureSystem.class, psiP, psiN, snr, mu, activation, d, rows);
        if (activation == FeatureFunction.RELU || activation == FeatureFunction.SILU) {
            throw new BadInput("""
                    activation must be odd, got %s: the mean of its features makes an outlier of order p that hides that of the mixture; \
                    choose tanh, erf or sign""", activation.name().toLowerCase(Locale.ROOT));
        }
        new FeatureSystem(psiP, psiN, 1, activation, d, rows);
    }

    /// Refuses |m|² where |m| is given in another way.
    /// @param question that has this group
    void refuseUnused(Record question) {
        if (isSeparated()) {
            Unused.refuse(question, "where mu sets the distance of the clusters", "snr");
        }
    }

    /// The same features and ratios at one time, for data of one cluster.
    FeatureSystem at(double time) {
        return new FeatureSystem(psiP, psiN, time, activation, d, rows);
    }

    /// p.
    public int features() {
        return at(1).features();
    }

    /// n.
    public int patterns() {
        return at(1).patterns();
    }

    /// |m|².
    public double separation() {
        return isSeparated() ? mu * mu * d : snr;
    }

    /// Whether |m| grows as √d.
    public boolean isSeparated() {
        return mu > 0;
    }

    /// The limit d → ∞ of the bulks where |m| stays.
    FeatureLaw law(double time) {
        return at(time).law();
    }

    /// The limit where |m| grows as √d.
    SeparatedMixture separated(double time) {
        return new SeparatedMixture(Activation.valueOf(activation.name()), time, psiP, psiN, mu, 1);
    }

    /// The law of the data.
    GaussianMixture mixture() {
        return GaussianMixture.twoClusters(d, Math.sqrt(separation() / d), 1);
    }

    /// m/|m|.
    double[] direction() {
        double[] direction = new double[d];
        Arrays.fill(direction, 1 / Math.sqrt(d));
        return direction;
    }

    /// The features of a realization.
    RandomFeatures draw(int realization, Session session) {
        return at(1).draw(realization, session);
    }

    /// The patterns of a realization, `[n × d]`.
    Matrix patterns(int realization, Session session) {
        double[] values = new double[Math.multiplyExact(patterns(), d)];
        mixture().fill(session.stream("mixture patterns " + realization), 0, patterns(), values, 0);
        Matrix patterns = Matrix.zeros(patterns(), d);
        patterns.write(0, patterns(), values, 0);
        return patterns;
    }
}
