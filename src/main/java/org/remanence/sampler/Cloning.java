package org.remanence.sampler;

import java.util.Arrays;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Splits trajectories in two at a time and lets both halves run to the data on their own noise: what the halves still share was
/// decided before that time.
///
/// Noise of clone c that parts at time t comes from the stream `<purpose>/clone-c@t`, so neither the clones of one state nor those
/// of different times share any. Only schemes with noise make different clones.
/// @param process how the clones run; a state cloned at time t runs on its grid below t
public record Cloning(ReverseProcess process) {
    /// Refuses schemes without noise.
    public Cloning {
        Scheme scheme = process.sampler().scheme();
        if (!scheme.isNoisy()) {
            throw new BadInput("clones part only under noise, and sampler %s has none: choose em, ei, ei-heun or ancestral", scheme.word());
        }
    }

    /// Two continuations of each state. Progress advances by two for each state and step.
    /// @param states `[B × d]` at `time`; left as they are
    /// @param time above the end of the grid, not above its start
    /// @param purpose names the streams under the session's seed
    /// @param firstIndex trajectory number of row 0
    public Clones clones(Matrix states, double time, String purpose, long firstIndex) {
        ReverseProcess rest = process.from(time);
        return new Clones(continued(rest, states, time, purpose, 0, firstIndex), continued(rest, states, time, purpose, 1, firstIndex));
    }

    private Matrix continued(ReverseProcess rest, Matrix states, double time, String purpose, int clone, long firstIndex) {
        Matrix copy = Matrix.zeros(states.rows(), states.columns());
        copy.segment().copyFrom(states.segment());
        RandomStream noise = process.session().stream(Text.of("%s/clone-%d@%s", purpose, clone, time));
        rest.advance(copy, noise, firstIndex, StepObserver.NONE);
        return copy;
    }

    /// Runs base paths from noise down to the last of the times and clones each path at every one of them.
    /// @param count base paths
    /// @param times between the end of the grid and its start, both excluded, in any order
    /// @param purpose names the streams under the session's seed
    /// @param visitor receives the clones of each batch and time
    public void along(long count, double[] times, String purpose, Visitor visitor) {
        Check.atLeast("count", 1, count);
        double last = Arrays.stream(times).min().orElseThrow(() -> new IllegalArgumentException("cloning needs at least one time, got none"));
        ReverseProcess base = new ReverseProcess(process.sampler(), process.grid().through(times).above(last), Ending.KEEP_NOISE,
                process.batch(), process.session());
        long steps = base.grid().steps() + Arrays.stream(times).mapToLong(time -> 2L * process.grid().below(time).steps()).sum();
        RandomStream noise = process.session().stream(purpose);
        process.session().progress().begin("cloning", count * steps);
        try {
            for (long first = 0; first < count; first += process.batch()) {
                Matrix states = Matrix.zeros(Math.min(process.batch(), count - first), process.sampler().score().dimension());
                base.begin(states, purpose, first);
                base.advance(states, noise, first, (step, time, at, index) -> {
                    if (Arrays.stream(times).anyMatch(each -> each == time)) {
                        visitor.clones(time, index, clones(at, time, purpose, index));
                    }
                });
            }
        } finally {
            process.session().progress().end();
        }
    }

    /// Receives clones.
    @FunctionalInterface
    public interface Visitor {
        /// @param time at which the clones parted
        /// @param firstIndex trajectory number of row 0
        /// @param clones at the end of the process
        void clones(double time, long firstIndex, Clones clones);
    }
}
