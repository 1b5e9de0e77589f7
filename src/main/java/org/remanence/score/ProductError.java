package org.remanence.score;

import java.util.stream.IntStream;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.States;
import org.remanence.tensor.Precision;

/// How wrong the log-weights from products can be, for each state of a batch, and whether that will do.
/// @param all the batch
/// @param roundings of the products, `[B]`
/// @param radius how far the patterns reach from their centre
/// @param tolerance largest bound that is taken without scoring again, in nats
record ProductError(States all, Rounding[] roundings, double radius, double tolerance) {
    /// @param by precision of the products
    static ProductError of(States all, Precision by, double radius, double tolerance) {
        return new ProductError(all, IntStream.range(0, all.count()).mapToObj(b -> Rounding.of(all, b, by)).toArray(Rounding[]::new),
                radius, tolerance);
    }

    /// Bound on the error of any log-weight of a state, in nats.
    double bound(int state) {
        return roundings[state].of(radius);
    }

    /// Whether products resolve the log-weights of a state: to the tolerance, or no worse than direct distances would. For
    /// far states they are better.
    boolean isTolerable(int state) {
        return bound(state) <= tolerance || isBelowDirect(state);
    }

    /// Whether direct distances could not be better.
    boolean isBelowDirect(int state) {
        return bound(state) <= Rounding.leastDirect(all, state, radius);
    }
}
