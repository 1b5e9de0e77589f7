package org.remanence.experiment.geometry;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Optional;
import org.remanence.data.DataModel;
import org.remanence.data.DataSource;
import org.remanence.data.GaussianModel;
import org.remanence.data.LinearManifold;
import org.remanence.data.PatternSet;
import org.remanence.data.SpectralCovariance;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Data sets of one kind and any size: drawn anew from a model, or random subsets of what is stored.
///
/// Data set r of n patterns is a function of the choice, the seed, n and r alone.
final class Ensemble {
    private final DataChoice choice;
    private final DataSource source;
    private final Session session;
    private final PatternSet whole;

    /// @param arena owner of stored patterns, and of one set of drawn ones
    Ensemble(DataChoice choice, Session session, Arena arena) {
        this.choice = choice;
        this.source = choice.source();
        this.session = session;
        this.whole = choice.open(arena, Precision.DOUBLE, session);
    }

    /// The patterns as named.
    PatternSet whole() {
        return whole;
    }

    /// Whether every data set is drawn anew.
    boolean isDrawn() {
        return source instanceof DataSource.Drawn;
    }

    /// The law they are drawn from; none for stored patterns.
    Optional<DataModel> model() {
        return source instanceof DataSource.Drawn drawn ? Optional.of(drawn.model()) : Optional.empty();
    }

    /// The covariance, if the patterns are draws from a centred Gaussian and nothing was done to them.
    Optional<SpectralCovariance> gaussian() {
        boolean raw = whole.preprocessing().isEmpty();
        return model().filter(_ -> raw).flatMap(law -> switch (law) {
            case LinearManifold manifold -> Optional.of(manifold.covariance());
            case GaussianModel gaussian when Arrays.stream(gaussian.mean()).allMatch(each -> each == 0) -> Optional.of(gaussian.covariance());
            default -> Optional.empty();
        });
    }

    /// One data set.
    /// @param patterns n
    /// @param realization r, from 0
    /// @throws IllegalArgumentException if there are not as many stored patterns
    Matrix draw(long patterns, int realization) {
        try (Arena arena = Arena.ofShared()) {
            if (!(source instanceof DataSource.Drawn drawn)) {
                return subset(patterns, realization);
            }
            var other = new DataSource.Drawn(drawn.text(), drawn.model(), patterns, DataSource.Drawn.Storage.KEPT);
            PatternSet set = choice.open(other, stream(patterns, realization), Precision.DOUBLE, arena);
            return set.toMatrix(Arena.ofAuto());
        }
    }

    /// All patterns, beginning with number r modulo n: those that one network was trained on. Behind them lies, if asked for, one
    /// that is none of them.
    /// @param realization r, from 0
    /// @param spare 0 or 1
    /// @throws IllegalArgumentException if a spare one is asked of stored patterns
    Matrix from(int realization, int spare) {
        long n = whole.rows();
        Matrix shifted = Matrix.zeros(n + spare, whole.columns());
        for (long i = 0; i < n; i++) {
            shifted.setRow(i, whole.row((realization + i) % n));
        }
        if (spare > 0) {
            if (!isDrawn()) {
                throw new BadInput("a fresh draw is known for models alone, not for %s: take at=datum or at=noised",
                        whole.name());
            }
            shifted.setRow(n, draw(1, realization + 1).row(0));
        }
        return shifted;
    }

    /// The first n entries of a permutation; all patterns in their order if n is all.
    private Matrix subset(long patterns, int realization) {
        if (patterns > whole.rows()) {
            throw new BadInput("%s holds %d patterns, so there is no subset of %d; take fewer", whole.name(), whole.rows(), patterns);
        }
        int[] order = new int[Math.toIntExact(whole.rows())];
        Arrays.setAll(order, i -> i);
        RandomStream stream = stream(patterns, realization);
        Matrix chosen = Matrix.zeros(patterns, whole.columns());
        for (int i = 0; i < patterns; i++) {
            if (patterns < order.length) {
                int j = i + stream.below(i, 0, order.length - i);
                int held = order[i];
                order[i] = order[j];
                order[j] = held;
            }
            chosen.setRow(i, whole.row(order[i]));
        }
        return chosen;
    }

    private RandomStream stream(long patterns, int realization) {
        boolean named = realization == 0 && patterns == whole.rows();
        return session.stream(named ? "patterns" : Text.of("patterns %d of %d", realization, patterns));
    }
}
