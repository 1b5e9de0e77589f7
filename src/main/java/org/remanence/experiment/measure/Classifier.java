package org.remanence.experiment.measure;

import org.remanence.tensor.Matrix;

/// Tells the class of a state.
public interface Classifier {
    /// The class of each row, from 0.
    /// @param states `[B × d]`, without noise
    int[] classes(Matrix states);

    /// How many rows of two batches fall into the same class, row by row.
    default long agreements(Matrix first, Matrix second) {
        int[] one = classes(first);
        int[] other = classes(second);
        long same = 0;
        for (int b = 0; b < one.length; b++) {
            same += one[b] == other[b] ? 1 : 0;
        }
        return same;
    }
}
