package org.remanence.experiment.networks;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.remanence.tensor.Matrix;

/// Where Jacobians are taken: states without noise, by the name of their place.
record ProbeStates(SequencedMap<String, Matrix> places) {
    /// The patterns of the training.
    static final String DATUM = "datum";
    /// Patterns that were held out.
    static final String FRESH = "fresh";
    /// x = 0.
    static final String ORIGIN = "origin";

    /// Some patterns of a training, some held out where there are any, and the origin.
    /// @param count of each at most
    static ProbeStates of(TrainedSet set, int count) {
        SequencedMap<String, Matrix> places = new LinkedHashMap<>();
        places.put(DATUM, first(set.pool().training(set.patterns()), count));
        Matrix heldOut = set.pool().heldOut(set.patterns());
        if (heldOut.rows() > 0) {
            places.put(FRESH, first(heldOut, count));
        }
        places.put(ORIGIN, Matrix.zeros(1, set.pool().dimension()));
        return new ProbeStates(places);
    }

    private static Matrix first(Matrix patterns, int count) {
        return patterns.slice(0, Math.min(count, patterns.rows()));
    }
}
