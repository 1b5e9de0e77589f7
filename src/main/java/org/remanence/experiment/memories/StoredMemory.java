package org.remanence.experiment.memories;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.data.PatternSet;
import org.remanence.hopfield.DenseMemory;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// A dense memory with some of its patterns, from which retrieval is tried.
/// @param memory of all patterns
/// @param patterns the first of them, `[B × N]`
record StoredMemory(DenseMemory memory, Matrix patterns) {
    /// Squared distance per dimension to the pattern that still counts as retrieved, over the mean squared coordinate.
    static final double NEAR = 0.1;
    private static final double STILL = 1e-8;

    static StoredMemory of(PatternSet set, int looked, Session session) {
        int count = (int) Math.min(looked, set.rows());
        Matrix patterns = Matrix.zeros(count, set.columns());
        for (int i = 0; i < count; i++) {
            patterns.setRow(i, set.row(i));
        }
        return new StoredMemory(new DenseMemory(set, Precision.DOUBLE, session), patterns);
    }

    /// Share of the patterns that outweigh all others together where they are.
    double ownShare(double lambda) {
        return Arrays.stream(memory.ownWeights(patterns, lambda)).filter(weight -> weight > 0.5)
                .count() / (double) patterns.rows();
    }

    /// Where retrieval from cues ends.
    DenseMemory.Retrieved retrieve(CueChoice.Cues cues, double lambda, double variance, int steps) {
        return memory.retrieve(cues.states(), cues.kept(), lambda, STILL * variance, steps);
    }

    /// Share of the cues from which retrieval ends near their pattern.
    double retrievedShare(CueChoice.Cues cues, double lambda, int steps) {
        DenseMemory.Retrieved end = retrieve(cues, lambda, 1, steps);
        return IntStream.range(0, Math.toIntExact(patterns.rows())).filter(i -> isNear(end, i, 1))
                .count() / (double) patterns.rows();
    }

    /// Whether retrieval from the cue of pattern i ended near it.
    /// @param variance mean squared coordinate of patterns
    boolean isNear(DenseMemory.Retrieved end, int i, double variance) {
        return DenseMemory.squaredDistance(end.states().row(i), patterns.row(i)) < NEAR * variance * patterns.columns();
    }
}
