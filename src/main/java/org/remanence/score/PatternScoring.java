package org.remanence.score;

import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.remanence.kernel.Kernels;
import org.remanence.kernel.Tiling;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Patterns and how they are scored: what all evaluations share.
/// @param patterns `[n × d]`
/// @param precision of the matrix products
/// @param tolerance largest rounding bound of a log-weight, in nats, that is taken without scoring again
/// @param kernels scalar twins or lanes
/// @param session whose workers share the passes
/// @param progress hears which share of a pass is done
/// @param shards machines that share the passes instead, if there are any
record PatternScoring(Rows patterns, Precision precision, double tolerance, Kernels kernels, Session session, DoubleConsumer progress,
        Optional<Shards> shards) {
    /// Some of the patterns, scored the same way on this machine, which report nothing.
    PatternScoring part(Rows some) {
        return new PatternScoring(some, precision, tolerance, kernels, session, _ -> { }, Optional.empty());
    }

    /// The same on other machines.
    PatternScoring on(Shards machines) {
        return new PatternScoring(patterns, precision, tolerance, kernels, session, progress, Optional.of(machines));
    }

    /// The same patterns in other coordinates, scored the same way on this machine.
    PatternScoring lifted(Rows others) {
        return new PatternScoring(others, precision, tolerance, kernels, session, progress, Optional.empty());
    }

    Tiling tiling(Precision by) {
        return Tiling.of(patterns.columns(), by);
    }

    /// Passes over the patterns by products in a precision.
    Passes passes(double[] centre, Precision by) {
        ParallelPasses here = here(centre, by);
        return shards.<Passes>map(machines -> new ShardedPasses(here, machines, centre, by, session)).orElse(here);
    }

    /// As [#passes], by this machine.
    ParallelPasses here(double[] centre, Precision by) {
        return new ParallelPasses(patterns, centre, tiling(by), by, kernels.tiles(), session, progress);
    }

    /// Lists for B states of which nothing is known yet; for none of them where lists would not pay.
    NeighbourLists lists(int batch) {
        boolean worth = patterns.rows() >= NeighbourLists.LEAST && patterns.rows() <= Integer.MAX_VALUE;
        return new NeighbourLists(worth ? batch : 0, patterns, precision, tolerance, kernels.distance(), session);
    }
}
