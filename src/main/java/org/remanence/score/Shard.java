package org.remanence.score;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.remanence.data.PatternOrigin;
import org.remanence.kernel.Distance;
import org.remanence.kernel.States;
import org.remanence.kernel.TileMaxima;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// A range of the patterns on the machine that works on it.
final class Shard {
    /// What the last look at each range found, until the next.
    private static final Map<Place, Found> FOUND = new ConcurrentHashMap<>();

    private final Place place;
    private final Rows patterns;
    private final double[] centre;
    private final ParallelPasses passes;
    private final Distance distance;

    private record Place(PatternOrigin origin, Precision by, ChunkRange range) { }

    private record Found(long look, TileMaxima maxima) { }

    /// @param passes over the range
    /// @param distance the direct distance
    Shard(PatternOrigin origin, Precision by, ChunkRange range, Rows patterns, double[] centre, ParallelPasses passes, Distance distance) {
        this.place = new Place(origin, by, range);
        this.patterns = patterns;
        this.centre = centre;
        this.passes = passes;
        this.distance = distance;
    }

    ParallelPasses passes() {
        return passes;
    }

    Distance distance() {
        return distance;
    }

    /// A way to the patterns that learns their radius.
    RadiusTracker tracker() {
        return new RadiusTracker(patterns, centre);
    }

    /// Looks at the tiles and keeps what it finds.
    TileMaxima look(long number, States states) {
        TileMaxima maxima = passes.maxima(states);
        FOUND.put(place, new Found(number, maxima));
        return maxima;
    }

    /// What a look found for some of its states. It spares work and changes no bit: another machine, which has not looked, finds
    /// nothing and goes through all tiles.
    TileMaxima found(long number, int... rows) {
        Found found = FOUND.get(place);
        return found == null || number == 0 || found.look != number ? new TileMaxima(0, rows.length) : found.maxima.select(rows);
    }
}
