package org.remanence.experiment.audit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.score.NearestPatterns;
import org.remanence.score.NearestTable;
import org.remanence.session.Session;
import org.remanence.theory.audit.CollapseNoise;

/// Samples on the scale of the exact score: the noise at which its posterior hesitates between two patterns, at the sample and at
/// the pattern nearest to it. It is as large at a copy as at the pattern itself.
final class CollapseRatios {
    private CollapseRatios() { }

    /// τ*(x)/τ*(a₁) of each state, 1 for a copy; NaN where two patterns are equally near.
    static double[] of(Closeness states, NearestPatterns patterns, Session session) {
        long[] rows = nearest(states);
        NearestTable own = lists(rows, patterns);
        double[] noise = new double[rows.length];
        session.parallel(rows.length, i -> {
            int equal = 0;
            while (equal + 1 < own.wanted() && own.square(i, equal + 1) == 0) {
                equal++;
            }
            noise[i] = noise(Arrays.copyOfRange(own.square(), i * own.wanted(), (i + 1) * own.wanted()), equal, patterns.patterns().rows());
        });
        double[] ratio = new double[states.states()];
        session.parallel(ratio.length, b -> ratio[b] = noise(states.squares()[b], states.equal()[b], patterns.patterns().rows())
                / noise[Arrays.binarySearch(rows, states.nearest()[b])]);
        return ratio;
    }

    /// Per cent of the states that lie farther from their nearest pattern than that from its own nearest one.
    static double authentic(Closeness states, NearestPatterns patterns, Session session) {
        session.checkCancelled();
        long[] rows = nearest(states);
        NearestTable own = lists(rows, patterns);
        long authentic = IntStream.range(0, states.states()).filter(b -> {
            int i = Arrays.binarySearch(rows, states.nearest()[b]);
            return own.distance(i, own.pattern(i, 0) == rows[i] ? 1 : 0) < states.distance()[b];
        }).count();
        return 100.0 * authentic / states.states();
    }

    /// The different patterns next to states, ascending.
    private static long[] nearest(Closeness states) {
        return Arrays.stream(states.nearest()).distinct().sorted().toArray();
    }

    private static NearestTable lists(long[] rows, NearestPatterns patterns) {
        return patterns.of(GatheredRows.of(patterns.patterns(), rows), (int) Math.min(Closeness.LISTED, patterns.patterns().rows()));
    }

    /// τ* of each state, where there is one.
    static double[] noises(Closeness states, long patterns) {
        return IntStream.range(0, states.states()).mapToDouble(b -> noise(states.squares()[b], states.equal()[b], patterns))
                .filter(Double::isFinite).toArray();
    }

    /// Patterns equal to the nearest count once.
    private static double noise(double[] squares, int equal, long patterns) {
        double[] distinct = new double[squares.length - equal];
        distinct[0] = squares[0];
        System.arraycopy(squares, 1 + equal, distinct, 1, distinct.length - 1);
        return CollapseNoise.of(distinct, patterns - equal).middle();
    }
}
