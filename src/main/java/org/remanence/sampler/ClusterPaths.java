package org.remanence.sampler;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.DoubleStream;
import org.remanence.kernel.FusedStep;
import org.remanence.kernel.Kernels;
import org.remanence.process.Diffusion;
import org.remanence.process.Diffusion.Bridge;
import org.remanence.process.TimeGrid;
import org.remanence.score.IsotropicClusters;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Reverse trajectories under the exact score of clusters of one width, a trajectory at a time, each step one pass over the state.
///
/// Euler–Maruyama, the posterior-mean bridge and exact ancestral steps all are `x ← keep x + gain Σ_k r_k m_k + σ z` with numbers
/// that depend on the step alone and responsibilities r that depend on the overlaps with the means; an ancestral step draws one
/// cluster instead of weighing all. Noise has the addresses it has in [ReverseProcess] and [Cloning], so both take the same
/// paths. The class of an end is drawn from its posterior, which is certain unless clusters overlap.
public final class ClusterPaths {
    private static final int AT_ONCE = 8;
    /// Width given to clusters that are points, when an end is told its class.
    private static final double POINT = 1e-9;

    private final IsotropicClusters law;
    private final Diffusion diffusion;
    private final TimeGrid grid;
    private final Precision precision;
    private final Session session;
    private final boolean draws;
    private final Stride[] strides;

    /// One step, `x ← keep x + gain Σ r_k m_k + sigma z` with `r = softmax(tilt · overlap + offsets)`.
    record Stride(double keep, double gain, double sigma, double tilt, double[] offsets) { }

    /// @param law the clusters
    /// @param diffusion the forward process
    /// @param grid times from noise to data
    /// @param scheme em, ei or ancestral
    /// @param precision of states and arithmetic
    /// @param session threads, streams, progress and cancellation
    /// @throws IllegalArgumentException for another scheme
    public ClusterPaths(IsotropicClusters law, Diffusion diffusion, TimeGrid grid, Scheme scheme, Precision precision, Session session) {
        this.law = law;
        this.diffusion = diffusion;
        this.grid = grid;
        this.precision = precision;
        this.session = session;
        this.draws = scheme == Scheme.ANCESTRAL;
        this.strides = new Stride[grid.steps()];
        Arrays.setAll(strides, i -> stride(scheme, grid.time(i), grid.time(i + 1)));
    }

    /// Runs base paths from noise, clones each at every time, and counts the pairs of clones that end in the same class.
    /// @param times of the grid
    /// @param first number of the first base path
    /// @param count base paths
    /// @param purpose names the streams under the session's seed
    /// @return pairs in the same class at each time
    public long[] clonesInTheSameClass(double[] times, long first, long count, String purpose) {
        return counted(times, first, count, cloneSteps(times), (walker, path, i) -> walker.clonesAgree(times, i, path, purpose));
    }

    /// Noises data to each time, lets each run back, and counts those that return to the class they came from.
    /// @param times of the grid
    /// @param first number of the first datum
    /// @param count data
    /// @param purpose names the streams under the session's seed
    /// @return returns to the same class at each time
    public long[] returnsToTheSameClass(double[] times, long first, long count, String purpose) {
        return counted(times, first, count, returnSteps(times), (walker, path, i) -> walker.returns(times[i], path, purpose));
    }

    /// Steps that one base path and its clones take.
    public long cloneSteps(double[] times) {
        return 2 * returnSteps(times) + step(Arrays.stream(times).min().orElseThrow());
    }

    /// Steps that one datum takes back from all times.
    public long returnSteps(double[] times) {
        return DoubleStream.of(times).mapToLong(time -> grid.steps() - step(time)).sum();
    }

    /// States at the end of the grid, for comparison with other ways to take the same steps.
    /// @return `[count × d]`
    double[][] ends(long count, String purpose) {
        double[][] ends = new double[(int) count][law.dimension()];
        Walker walker = new Walker();
        for (int path = 0; path < count; path++) {
            walker.begin(path, purpose);
            walker.advance(0, 0, grid.steps(), path, purpose);
            walker.steps.read(0, ends[path]);
        }
        return ends;
    }

    private Stride stride(Scheme scheme, double t, double s) {
        double width = law.width(diffusion, t);
        double scale = diffusion.scale(t);
        double h = t - s;
        double rate = diffusion.noiseRate();
        Bridge bridge = diffusion.bridge(t, s);
        double spread = law.sigma() * law.sigma() / width;
        double keep = bridge.state() + bridge.datum() * scale * spread;
        double gain = bridge.datum() * diffusion.variance(t) / width;
        double[] offsets = law.offsets(scale, width);
        return switch (scheme) {
            case EULER_MARUYAMA -> new Stride(1 + h * (diffusion.pull() - rate / width), h * rate * scale / width, Math.sqrt(h * rate),
                    scale / width, offsets);
            case EXPONENTIAL -> new Stride(keep, gain, Math.sqrt(bridge.variance()), scale / width, offsets);
            case ANCESTRAL -> new Stride(keep, gain,
                    Math.sqrt(bridge.variance() + bridge.datum() * bridge.datum() * spread * diffusion.variance(t)), scale / width, offsets);
            case EI_HEUN, DDIM, HEUN -> throw new BadInput(
                    "sampler must be em, ei or ancestral under the true score of clusters, got " + scheme.word());
        };
    }

    private long[] counted(double[] times, long first, long count, long steps, Trial trial) {
        AtomicLongArray same = new AtomicLongArray(times.length);
        session.parallel(Math.toIntExact(Math.ceilDiv(count, AT_ONCE)), task -> {
            Walker walker = new Walker();
            for (long path = first + (long) task * AT_ONCE; path < Math.min(first + count, first + (task + 1L) * AT_ONCE); path++) {
                walker.base = -1;
                for (int i : latestFirst(times)) {
                    session.checkCancelled();
                    if (trial.succeeds(walker, path, i)) {
                        same.incrementAndGet(i);
                    }
                }
                session.progress().advance(steps);
            }
        });
        long[] counts = new long[times.length];
        Arrays.setAll(counts, same::get);
        return counts;
    }

    private static int[] latestFirst(double[] times) {
        Integer[] order = new Integer[times.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(times[b], times[a]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private int step(double time) {
        for (int i = 0; i <= grid.steps(); i++) {
            if (grid.time(i) == time) {
                return i;
            }
        }
        throw new IllegalArgumentException("clones must part at a time of the grid, got " + time);
    }

    private interface Trial {
        boolean succeeds(Walker walker, long path, int time);
    }

    /// What one worker needs: a base path and the path that runs to the data.
    private final class Walker {
        private final FusedStep steps = FusedStep.of(precision, law.directions(), 2, Kernels.get());
        private final double[] overlaps = new double[law.directions().length];
        private final double[] pull = new double[overlaps.length];
        private final double[] weights = new double[law.classes()];
        private int base = -1;

        void begin(long path, String purpose) {
            Arrays.fill(pull, 0);
            steps.begin(0, pull, Math.sqrt(diffusion.variance(grid.start())), session.stream(purpose + "/start").key(), path, 0);
            base = 0;
        }

        boolean clonesAgree(double[] times, int i, long path, String purpose) {
            if (base < 0) {
                begin(path, purpose);
            }
            int at = step(times[i]);
            advance(0, base, at, path, purpose);
            base = at;
            return clone(0, at, path, purpose) == clone(1, at, path, purpose);
        }

        private int clone(int number, int at, long path, String purpose) {
            String own = Text.of("%s/clone-%d@%s", purpose, number, grid.time(at));
            steps.copy(0, 1);
            advance(1, at, grid.steps(), path, own);
            return classOf(path, own);
        }

        boolean returns(double time, long path, String purpose) {
            int at = step(time);
            String own = Text.of("%s@%s", purpose, time);
            int from = IsotropicClusters.choose(law.weights(), session.stream(own + "/datum").uniform(path, 0));
            Arrays.fill(weights, 0);
            weights[from] = 1;
            law.combine(diffusion.scale(time), weights, pull);
            steps.begin(1, pull, Math.sqrt(law.width(diffusion, time)), session.stream(own + "/noise").key(), path, 0);
            advance(1, at, grid.steps(), path, own);
            return classOf(path, own) == from;
        }

        /// Steps `from` to `to` of the grid; noise is numbered from 0 where the stream begins.
        void advance(int row, int from, int to, long path, String purpose) {
            long key = session.stream(purpose).key();
            int begun = row == 0 ? 0 : from;
            for (int i = from; i < to; i++) {
                Stride stride = strides[i];
                weigh(row, stride.tilt, stride.offsets);
                if (draws) {
                    int chosen = IsotropicClusters.choose(weights, session.stream(purpose + "/cluster").uniform(path, i));
                    Arrays.fill(weights, 0);
                    weights[chosen] = 1;
                }
                law.combine(stride.gain, weights, pull);
                steps.step(row, stride.keep, pull, stride.sigma, key, path, (long) (i - begun) * steps.blocks());
            }
        }

        private void weigh(int row, double tilt, double[] offsets) {
            for (int j = 0; j < overlaps.length; j++) {
                overlaps[j] = steps.overlap(row, j);
            }
            law.responsibilities(overlaps, tilt, offsets, weights);
        }

        /// The class of the path that ran to the data; among points, the nearest.
        private int classOf(long path, String purpose) {
            double end = grid.end();
            double width = Math.max(law.width(diffusion, end), POINT);
            double scale = diffusion.scale(end);
            weigh(1, scale / width, law.offsets(scale, width));
            for (double each : overlaps) {
                if (!Double.isFinite(each)) {
                    throw new BadInput("trajectory %d left the finite numbers in %d steps; use more steps", path, grid.steps());
                }
            }
            return IsotropicClusters.choose(weights, session.stream(purpose + "/class").uniform(path, 0));
        }
    }
}
