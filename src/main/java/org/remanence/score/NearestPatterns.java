package org.remanence.score;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.remanence.kernel.Kernels;
import org.remanence.kernel.NearestCandidates;
import org.remanence.kernel.NearestSearch;
import org.remanence.kernel.OverfullStates;
import org.remanence.kernel.RisingBounds;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.States;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// The exact k nearest patterns of states, in one pass over the patterns for a batch.
///
/// Products in float screen; a pattern that their rounding bound leaves among the nearest is scored directly, in double, and
/// distances are those. States to which float leaves too many patterns are screened again in double. What is found does not
/// depend on the batch, the threads or the width of the machine's vectors.
///
/// Cost: 2·B·n·d flops in float and about 3·B·k·d in double; memory for 24·(2k + 64) bytes a state of a batch and worker.
public final class NearestPatterns {
    private static final long BATCH_BYTES = 8 << 20;
    private static final long BATCH_NUMBERS = 1 << 22;
    private static final int LEAST_BATCH = 64;
    private static final int LARGEST_BATCH = 4096;
    private static final int SHARE = 16;

    private final Rows patterns;
    private final Kernels kernels;
    private final Session session;
    private final Centre centre;

    /// @param patterns `[n × d]`
    /// @param session whose workers share the passes
    public NearestPatterns(Rows patterns, Session session) {
        this(patterns, Kernels.get(), session);
    }

    /// @param kernels scalar twins or lanes
    NearestPatterns(Rows patterns, Kernels kernels, Session session) {
        this.patterns = patterns;
        this.kernels = kernels;
        this.session = session;
        this.centre = Centre.of(patterns);
    }

    /// The patterns, `[n × d]`.
    public Rows patterns() {
        return patterns;
    }

    /// The nearest of each state.
    /// @param states `[B × d]`
    /// @param wanted k, from 1 to n
    /// @throws BadInput if a distance overflows
    public NearestTable of(Rows states, int wanted) {
        Check.size("columns of states", states.columns(), "dimension of the patterns", patterns.columns());
        Check.atLeast("wanted patterns", 1, wanted);
        Check.atLeast("patterns", wanted, patterns.rows());
        int count = Math.toIntExact(states.rows());
        NearestTable table = new NearestTable(wanted, new long[Math.multiplyExact(count, wanted)], new double[count * wanted]);
        long most = Math.min(BATCH_BYTES / NearestCandidates.bytes(wanted), BATCH_NUMBERS / states.columns());
        int size = Math.clamp(most, LEAST_BATCH, LARGEST_BATCH);
        double[] rows = new double[Math.min(size, count) * states.columns()];
        for (int first = 0; first < count; first += size) {
            int batch = Math.min(size, count - first);
            session.checkCancelled();
            states.copy(first, batch, rows, 0);
            Matrix block = Matrix.zeros(batch, states.columns());
            block.write(0, batch, rows, 0);
            search(new States(block, centre.point(), 1, 0, 0.5, session::parallel), wanted, table, first);
            session.progress().advance(batch);
        }
        return table;
    }

    private void search(States all, int wanted, NearestTable into, int first) {
        Selection everyone = Selection.all(all.count());
        Selection held = everyone.filter(b -> Rounding.of(all, b, Precision.FLOAT).holds());
        Selection crowded = search(all, held, Precision.FLOAT, wanted, into, first);
        Selection rest = everyone.filter(b -> !held.has(b) || crowded.has(b));
        search(all, rest, Precision.DOUBLE, wanted, into, first);
    }

    /// Returns the states to which the products leave too many patterns; in double, none.
    private Selection search(States all, Selection which, Precision by, int wanted, NearestTable into, int first) {
        if (which.isEmpty()) {
            return Selection.NONE;
        }
        PatternScoring set = new PatternScoring(patterns, by, Double.NaN, kernels, session, session.progress()::within, Optional.empty());
        States states = which.of(all);
        boolean[] watched = new boolean[which.size()];
        Rounding[] rounding = new Rounding[which.size()];
        for (int i = 0; i < watched.length; i++) {
            watched[i] = by == Precision.FLOAT;
            rounding[i] = Rounding.of(states, i, by);
        }
        OverfullStates crowd = new OverfullStates(watched, set.tiling(by));
        NearestSearch search = new NearestSearch(patterns, states, rounding, kernels.distance(), wanted, new RisingBounds(which.size()), crowd);
        List<NearestCandidates> found = set.here(centre.point(), by).nearest(search);
        int at = 0;
        for (NearestCandidates each : found) {
            read(each, at, which, crowd, into, first);
            at += each.states();
        }
        return which.rows(IntStream.range(0, which.size()).filter(crowd::has).toArray());
    }

    private void read(NearestCandidates found, int at, Selection which, OverfullStates crowd, NearestTable into, int first) {
        session.parallel(Math.ceilDiv(found.states(), SHARE), share -> {
            for (int row = share * SHARE; row < Math.min((share + 1) * SHARE, found.states()); row++) {
                if (!crowd.has(at + row)) {
                    int b = first + which.state(at + row);
                    int to = b * into.wanted();
                    found.read(row, into.pattern(), into.square(), to);
                    if (!Double.isFinite(into.square()[to + into.wanted() - 1])) {
                        throw new BadInput("the squared distances of state %d overflow: values must stay below 1e150; rescale data and states", b);
                    }
                }
            }
        });
    }
}
