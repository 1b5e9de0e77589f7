package org.remanence.experiment.features;

import org.remanence.feature.RandomFeatures;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.FeatureLaw;

/// Random features of the patterns of a data set, the same in each realization.
/// @param system whose time, activation and kind of rows they have
/// @param features p
record NamedFeatures(FeatureSystem system, int features, NamedPatterns named) implements DrawnFeatures {
    @Override
    public int patterns() {
        return named.count();
    }

    @Override
    public int dimension() {
        return named.dimension();
    }

    @Override
    public RandomFeatures draw(int realization, Session session) {
        return RandomFeatures.draw(features, dimension(), system.activation(), system.rows() == FeatureSystem.Rows.NORMALIZED,
                session.stream("feature weights " + realization));
    }

    @Override
    public Matrix patterns(int realization, Session session) {
        return named.all();
    }

    @Override
    public FeatureLaw law() {
        return FeatureLaw.of(Activation.valueOf(system.activation().name()), system.time(), (double) features / dimension(),
                (double) patterns() / dimension(), named.spectrum());
    }
}
