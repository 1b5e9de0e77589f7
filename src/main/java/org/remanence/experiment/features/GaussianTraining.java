package org.remanence.experiment.features;

import org.remanence.experiment.measure.SessionMonitor;
import org.remanence.feature.GradientFlow;
import org.remanence.feature.RandomFeatures;
import org.remanence.session.Session;
import org.remanence.theory.features.FeatureLaw;

/// Training on draws from N(0, Σ), tested on their law.
/// @param system that is trained
record GaussianTraining(FeatureSystem system) implements TrainedSystem {
    GaussianTraining {
        system.requireMemory(6);
    }

    @Override
    public int features() {
        return system.features();
    }

    @Override
    public int patterns() {
        return system.patterns();
    }

    @Override
    public int heldOut() {
        return 0;
    }

    @Override
    public int dimension() {
        return system.d();
    }

    @Override
    public double meanVariance() {
        return system.law().spectrum().mean();
    }

    @Override
    public GradientFlow flow(int realization, Session session) {
        RandomFeatures features = system.draw(realization, session);
        return new GradientFlow(system.moments(features, realization, session), system.population(features, session),
                system.time(),
                new SessionMonitor(session));
    }

    @Override
    public double unexplained(int realization, Session session) {
        return system.unexplained();
    }

    @Override
    public FeatureLaw law() {
        return system.law();
    }
}
