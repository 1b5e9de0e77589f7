package org.remanence.experiment.measure;

import org.remanence.data.PatternSet;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// The class of a state is that of the nearest labelled pattern.
public final class NearestLabel implements Classifier {
    private final PatternSet labelled;
    private final EmpiricalScore score;

    /// @param labelled patterns with labels
    /// @param session whose workers search
    public NearestLabel(PatternSet labelled, Session session) {
        this.labelled = labelled;
        this.score = new EmpiricalScore(labelled, new OrnsteinUhlenbeck(), Precision.DOUBLE, session);
    }

    @Override
    public int[] classes(Matrix states) {
        long[] nearest = Neighbours.of(states, score).nearest();
        int[] classes = new int[nearest.length];
        for (int b = 0; b < classes.length; b++) {
            classes[b] = labelled.label(nearest[b]);
        }
        return classes;
    }
}
