package org.remanence.score;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.remanence.kernel.Distance;
import org.remanence.kernel.Moments;
import org.remanence.kernel.NearListener;
import org.remanence.kernel.OverfullStates;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.Screen;

/// Screened passes for some states of a batch, but for those that they turn out not to suit. Looking at the first chunk
/// first spares those a whole pass, and looking for the heaviest patterns first spares the others most direct scores.
final class Screening {
    /// Chunks from which on looking ahead pays.
    private static final int FEWEST = 8;
    /// Tiles beyond which nobody looks for the heaviest pattern first: it takes memory for each.
    private static final long MOST_TILES = 1 << 16;
    /// How many times too many patterns may matter beside the heaviest of the first chunk: the heaviest of all is
    /// heavier. From measurement.
    private static final int GENEROSITY = 4;

    private final ProductError error;
    private final IntPredicate cheaper;
    private final double cut;
    private final Distance distance;
    private final Passes passes;
    private final PosteriorResult result;

    /// @param error of the products, a state each
    /// @param cheaper states that may be found overfull
    /// @param cut how far below the heaviest patterns may be passed over, in nats
    /// @param passes over all patterns
    /// @param result receives the states that are settled
    Screening(ProductError error, IntPredicate cheaper, double cut, Distance distance, Passes passes, PosteriorResult result) {
        this.error = error;
        this.cheaper = cheaper;
        this.cut = cut;
        this.distance = distance;
        this.passes = passes;
        this.result = result;
    }

    /// States that are still to be screened, and what is known of them, a row each.
    /// @param known lower bounds on their largest log-weights
    /// @param lookout for the tiles
    private record Candidates(Selection which, double[] known, Lookout lookout) {
        Candidates(Selection which, double[] known) {
            this(which, known, Lookout.none(which.size()));
        }

        Candidates without(OverfullStates crowd) {
            int[] rows = rowsWithout(crowd);
            return new Candidates(which.rows(rows), Arrays.stream(rows).mapToDouble(i -> known[i]).toArray(), lookout.select(rows));
        }

        int[] rowsWithout(OverfullStates crowd) {
            return IntStream.range(0, which.size()).filter(i -> !crowd.has(i)).toArray();
        }
    }

    /// Settles states of whose largest log-weights lower bounds are known. Returns the settled.
    /// @param known the bounds, row by row
    /// @param listener hears of the patterns near those that are screened
    Selection knowing(Selection which, double[] known, Function<Selection, NearListener> listener) {
        Candidates few = uncrowded(new Candidates(which, known), 1);
        return settle(few, listener.apply(few.which));
    }

    /// Settles states after a look for their heaviest patterns, if there are so many that it pays. Returns the settled.
    Selection scouting(Selection which) {
        double[] unknown = new double[which.size()];
        Arrays.fill(unknown, Double.NEGATIVE_INFINITY);
        Candidates candidates = new Candidates(which, unknown);
        if (passes.chunks() < FEWEST || passes.rows() / passes.tiling().tile() >= MOST_TILES) {
            return settle(candidates, NearListener.NONE);
        }
        Candidates some = uncrowded(candidates, GENEROSITY);
        if (some.which.isEmpty()) {
            return Selection.NONE;
        }
        Passes.Scouted scouted = passes.scouted(screen(some, NearListener.NONE));
        Candidates known = new Candidates(some.which, scouted.known(), scouted.lookout());
        return settle(uncrowded(known, 1), NearListener.NONE);
    }

    /// Those to whom not too many patterns of the first chunk matter.
    /// @param generosity how many times the limit of the crowd are not too many
    private Candidates uncrowded(Candidates candidates, int generosity) {
        if (candidates.which.isEmpty() || passes.chunks() < FEWEST) {
            return candidates;
        }
        Screen screen = screen(candidates, NearListener.NONE);
        passes.countInFirstChunk(screen, generosity);
        return candidates.without(screen.crowd());
    }

    /// Scores states and writes down what comes out. Returns those that the pass did not find overfull.
    private Selection settle(Candidates candidates, NearListener listener) {
        if (candidates.which.isEmpty()) {
            return Selection.NONE;
        }
        Screen screen = screen(candidates, listener);
        Moments moments = passes.screened(screen, candidates.lookout, result.isWeighted());
        result.takeScreened(candidates.which, moments, screen.crowd(), screen.skipped(passes.rows()));
        return candidates.which.rows(candidates.rowsWithout(screen.crowd()));
    }

    private Screen screen(Candidates candidates, NearListener listener) {
        Selection which = candidates.which;
        boolean[] watched = new boolean[which.size()];
        Rounding[] margins = new Rounding[which.size()];
        for (int i = 0; i < watched.length; i++) {
            watched[i] = cheaper.test(which.state(i));
            margins[i] = error.roundings()[which.state(i)];
        }
        OverfullStates crowd = new OverfullStates(watched, passes.tiling());
        return new Screen(which.of(error.all()), margins, distance, cut, candidates.known, crowd, listener);
    }
}
