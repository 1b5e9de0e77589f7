package org.remanence.score;

import org.remanence.kernel.Moments;
import org.remanence.kernel.States;
import org.remanence.tensor.Precision;

/// The pass that learns how far the patterns reach from their centre, made before anything is decided by that.
/// @param centre and the radius of all patterns around it
/// @param which states that products would resolve if no pattern lay farther than those seen before
/// @param moments of these
record FirstPass(Centre centre, Selection which, Moments moments) {
    /// Learns the radius from the pass that most states need anyway, or, where none can do with it or it would see the
    /// patterns rounded, from a reading for nothing else. The radius is the same number either way; if it is known,
    /// nothing is done.
    static FirstPass over(PatternScoring set, Centre centre, States all, boolean weighted) {
        if (centre.read()) {
            return without(centre);
        }
        ProductError hoped = ProductError.of(all, set.precision(), centre.radius(), set.tolerance());
        Selection which = Selection.all(all.count()).filter(hoped::isTolerable);
        if (which.isEmpty() || set.precision() == Precision.FLOAT && set.patterns().precision() == Precision.DOUBLE) {
            return without(centre.reaching(set.passes(centre.point(), set.precision()).radius()));
        }
        Passes.Reached reached = set.passes(centre.point(), set.precision()).reaching(which.of(all), weighted);
        return new FirstPass(centre.reaching(reached.radius()), which, reached.moments());
    }

    private static FirstPass without(Centre centre) {
        return new FirstPass(centre, Selection.NONE, Moments.neutral(0, 0));
    }
}
