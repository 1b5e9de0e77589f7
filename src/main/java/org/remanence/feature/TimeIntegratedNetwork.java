package org.remanence.feature;

import java.util.Arrays;
import org.remanence.tensor.Check;

/// One network for all times: `S_A(x, t) = α_t A/√p σ(W x/√d + t b) + β_t x`.
/// @param features W and σ
/// @param bias b, `[p]`; zeros for features that do not know the time
/// @param preconditioning α and β
/// @param dataVariance of a coordinate, mean over coordinates
public record TimeIntegratedNetwork(RandomFeatures features, double[] bias, Preconditioning preconditioning,
        double dataVariance) {
    /// Refuses another number of biases than of features.
    public TimeIntegratedNetwork {
        Check.size("biases", bias.length, "features", features.features());
        Check.positive("variance of the data", dataVariance);
    }

    /// The features at a time, `σ(W x/√d + t b)`.
    public RandomFeatures at(double time) {
        return features.shifted(Arrays.stream(bias).map(each -> time * each).toArray());
    }

    /// α.
    public double output(double time) {
        return preconditioning.output(time, dataVariance);
    }

    /// β.
    public double skip(double time) {
        return preconditioning.skip(time, dataVariance);
    }
}
