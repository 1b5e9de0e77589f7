package org.remanence.score;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.kernel.Distance;
import org.remanence.kernel.Moments;
import org.remanence.kernel.NearListener;
import org.remanence.kernel.OverfullStates;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.Screen;
import org.remanence.kernel.States;
import org.remanence.kernel.TileMaxima;
import org.remanence.kernel.Tiling;

/// Screened passes for some states of a batch, and which states they do not suit. Looking at the first chunk first
/// spares those a whole pass, and looking for the heaviest patterns first spares the others most direct scores.
final class Screening {
    /// Chunks from which on looking ahead pays.
    private static final int FEWEST = 8;
    /// Tiles beyond which nobody looks for the heaviest pattern first: it takes memory for each.
    private static final long MOST_TILES = 1 << 16;
    /// How many times too many patterns may matter beside the heaviest of the first chunk: the heaviest of all is
    /// heavier. From measurement.
    private static final int GENEROSITY = 4;

    private final States all;
    private final Rounding[] rounding;
    private final boolean[] cheaper;
    private final double cut;
    private final Distance distance;
    private final Tiling tiling;
    private final ParallelPasses whole;
    private final ParallelPasses first;
    private final long patterns;
    private final boolean[] crowded;
    private final double[] known;
    private TileMaxima tops = new TileMaxima(0, 0);

    /// @param rounding of the products, a state each
    /// @param cheaper states that may be found crowded
    /// @param cut how far below the heaviest patterns may be passed over, in nats
    /// @param tiling the cut of the patterns
    /// @param patterns n
    /// @param whole passes over all patterns
    /// @param first passes over the first chunk
    Screening(States all, Rounding[] rounding, boolean[] cheaper, double cut, Distance distance, Tiling tiling,
              long patterns, ParallelPasses whole, ParallelPasses first) {
        this.all = all;
        this.rounding = rounding;
        this.cheaper = cheaper;
        this.cut = cut;
        this.distance = distance;
        this.tiling = tiling;
        this.whole = whole;
        this.first = first;
        this.patterns = patterns;
        this.crowded = new boolean[all.count()];
        this.known = new double[all.count()];
        Arrays.fill(known, Double.NEGATIVE_INFINITY);
    }

    /// This, with lower bounds on the largest log-weights of some states.
    Screening knowing(double[] bounds, int[] which) {
        for (int i = 0; i < which.length; i++) {
            known[which[i]] = bounds[i];
        }
        return this;
    }

    /// States to which not too many patterns of the first chunk matter.
    /// @param generosity how many times the limit of the crowd are not too many
    int[] uncrowded(int[] which, int generosity) {
        if (which.length == 0 || tiling.chunks(patterns) < FEWEST) {
            return which;
        }
        Screen screen = screen(which, NearListener.NONE);
        first.count(screen, generosity);
        return without(which, screen.crowd());
    }

    /// The same with the heaviest patterns known, for which it looks at all.
    int[] scouted(int[] which) {
        if (tiling.chunks(patterns) < FEWEST || patterns / tiling.tile() >= MOST_TILES) {
            return which;
        }
        int[] some = uncrowded(which, GENEROSITY);
        if (some.length == 0) {
            return some;
        }
        TileMaxima found = whole.scouted(all.select(some));
        knowing(found.known(screen(some, NearListener.NONE)), some);
        int[] few = uncrowded(some, 1);
        tops = found.select(Arrays.stream(few).map(b -> Arrays.binarySearch(some, b)).toArray());
        return few;
    }

    /// Scores states and writes down what comes out.
    void take(int[] which, NearListener watch, PosteriorResult result, boolean weighted) {
        if (which.length > 0) {
            Screen screen = screen(which, watch);
            Moments moments = whole.screened(screen, tops, weighted);
            result.takeScreened(which, moments, screen.crowd(), screen.skipped(patterns));
            without(which, screen.crowd());
        }
    }

    /// Marks the states of whom nothing was written down.
    void crowded(int[] which, boolean[] into) {
        for (int b : which) {
            into[b] = crowded[b];
        }
    }

    private int[] without(int[] which, OverfullStates crowd) {
        IntStream.range(0, which.length).filter(crowd::has).forEach(i -> crowded[which[i]] = true);
        return Arrays.stream(which).filter(b -> !crowded[b]).toArray();
    }

    private Screen screen(int[] which, NearListener watch) {
        boolean[] watched = new boolean[which.length];
        double[] bounds = new double[which.length];
        for (int i = 0; i < which.length; i++) {
            watched[i] = cheaper[which[i]];
            bounds[i] = known[which[i]];
        }
        Rounding[] margins = Arrays.stream(which).mapToObj(b -> rounding[b]).toArray(Rounding[]::new);
        return new Screen(all.select(which), margins, distance, cut, bounds, new OverfullStates(watched, tiling), watch);
    }
}
