package org.remanence.experiment.features;

import org.remanence.data.Memory;
import org.remanence.experiment.measure.SessionMonitor;
import org.remanence.feature.GradientFlow;
import org.remanence.feature.IntegratedMoments;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;
import org.remanence.theory.features.MatrixDyson;

/// Networks for all times on patterns of a data set, tested on others of it that are held out.
final class IntegratedData implements IntegratedTraining {
    private final IntegratedSystem system;
    private final int features;
    private final NamedPatterns named;
    private final int heldOut;

    /// Refuses what memory cannot hold.
    IntegratedData(IntegratedSystem system, TrainingData training, NamedPatterns named) {
        this.system = system;
        this.features = training.named().features();
        this.named = named;
        this.heldOut = training.heldOut(named);
        Memory.require(8.0 * features * (8.0 * features + 6.0 * named.count()),
                Text.of("%d features of %d patterns", features, named.count()), "choose fewer --features");
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public int patterns() {
        return named.count() - heldOut;
    }

    @Override
    public int heldOut() {
        return heldOut;
    }

    @Override
    public int dimension() {
        return named.dimension();
    }

    @Override
    public double meanVariance() {
        return named.spectrum().mean();
    }

    @Override
    public Realization draw(int realization, Session session) {
        return new Realization(system.network(realization, features, dimension(), meanVariance(), session),
                named.split(realization, heldOut, session).trained());
    }

    @Override
    public GradientFlow flow(int realization, Realization drawn, Session session) {
        return new GradientFlow(IntegratedMoments.of(drawn.network(), system.quadrature(), drawn.patterns(), session),
                IntegratedMoments.of(drawn.network(), system.quadrature(), fresh(realization, heldOut, session), session),
                new SessionMonitor(session));
    }

    @Override
    public Matrix fresh(int realization, int count, Session session) {
        return named.split(realization, heldOut, session).heldOut();
    }

    @Override
    public MatrixDyson limit() {
        return system.limit((double) features / dimension(), (double) patterns() / dimension(), named.spectrum());
    }
}
