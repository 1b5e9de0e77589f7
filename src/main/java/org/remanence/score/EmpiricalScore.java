package org.remanence.score;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.remanence.kernel.Kernels;
import org.remanence.kernel.Moments;
import org.remanence.kernel.NearListener;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.process.Diffusion;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// The score of a finite set of patterns, `p_t(x) = (1/n) Σ_μ N(x; s_t a_μ, v_t I)`, exact at every time.
///
/// One pass over the patterns serves a batch of states; no `n × B` matrix is stored. Where the rounding bound of the
/// matrix products exceeds the tolerance, the products only screen and the patterns that can matter are scored directly
/// in double, state by state; where in float too many can matter, the products are taken in double. The numbers of a
/// state depend on nothing but the state, the time, the patterns and the precision: not on the batch, the threads or
/// the width of the machine's vectors. With [Kernels#unordered] their last bits depend on the batch.
///
/// Cost: 4·B·n·d floating-point operations for a posterior, half without denoiser and score.
public final class EmpiricalScore implements DatumDraw {
    private final Rows patterns;
    private final Diffusion diffusion;
    private final Precision precision;
    private final double tolerance;
    private final Kernels kernels;
    private final Session session;
    private final DoubleConsumer progress;
    private volatile Centre centre;
    private PatternDraw draws;

    /// The score with the default tolerance of its precision, 1e-10 nat in double (growing as d/512 beyond d = 512) and
    /// 1e-4 in float, and the kernels chosen for this machine.
    /// @param patterns `[n × d]`, one pattern a row
    /// @param diffusion the forward process
    /// @param precision of the matrix products
    /// @param session whose workers share the passes over the patterns
    public EmpiricalScore(Rows patterns, Diffusion diffusion, Precision precision, Session session) {
        this(patterns, diffusion, precision, defaultTolerance(patterns.columns(), precision), Kernels.get(), session);
    }

    /// @param tolerance largest rounding bound of a log-weight, in nats, that is taken without scoring again
    /// @param kernels scalar twins or lanes
    public EmpiricalScore(Rows patterns, Diffusion diffusion, Precision precision, double tolerance, Kernels kernels, Session session) {
        this.patterns = patterns;
        this.diffusion = diffusion;
        this.precision = precision;
        this.tolerance = Check.positive("tolerance", tolerance);
        this.kernels = kernels;
        this.session = session;
        this.progress = session.progress()::within;
        this.centre = Centre.of(patterns);
    }

    /// The score of some of the patterns of another, which reaches no farther and reports nothing.
    private EmpiricalScore(EmpiricalScore whole, Rows some, Centre centre) {
        this.patterns = some;
        this.diffusion = whole.diffusion;
        this.precision = whole.precision;
        this.tolerance = whole.tolerance;
        this.kernels = whole.kernels;
        this.session = whole.session;
        this.progress = _ -> { };
        this.centre = centre;
    }

    /// Largest rounding bound of a log-weight, in nats, that is taken without scoring again unless another is given.
    public static double defaultTolerance(int dimension, Precision precision) {
        return precision == Precision.FLOAT ? 1e-4 : 1e-10 * Math.max(1, dimension / 512.0);
    }

    @Override
    public int dimension() {
        return patterns.columns();
    }

    @Override
    public Diffusion diffusion() {
        return diffusion;
    }

    /// The patterns, `[n × d]`.
    public Rows patterns() {
        return patterns;
    }

    /// Everything one pass over the patterns tells about each state.
    /// @param states `[B × d]`
    /// @throws IllegalArgumentException if the time is not positive or a state not finite
    public Posterior posterior(Matrix states, double time) {
        return posterior(states, time, true, trail(0), new boolean[Math.toIntExact(states.rows())]);
    }

    /// As [#posterior(Matrix, double)] without denoiser and score, at half the cost.
    public Posterior moments(Matrix states, double time) {
        return posterior(states, time, false, trail(0), new boolean[Math.toIntExact(states.rows())]);
    }

    /// @param trail what is known of the states
    /// @param settled learns which states that settled, `[B]`
    Posterior posterior(Matrix states, double time, boolean weighted, NeighbourLists trail, boolean[] settled) {
        Score.checkTime(time);
        double scale = diffusion.scale(time);
        States all = new States(states, centre.point(), scale, diffusion.scaleRemainder(time), diffusion.variance(time),
                session::parallel);
        PosteriorResult result = new PosteriorResult(all, centre.point(), patterns.rows(), Tiling.of(dimension(), precision), weighted, session);
        trail.settle(all, result, weighted, settled);
        Call call = new Call(result, weighted, trail);
        Rounding[] rounding = rounding(all, precision);
        Early early = centre.read() ? Early.NONE : early(all, rounding, call);
        boolean[] resolved = resolved(all, rounding);
        Rounding[] finer = rounding(all, Precision.DOUBLE);
        boolean[] crowded = new boolean[all.count()];
        IntPredicate few = b -> !settled[b] && trail.isConcentrated(b) && Rounding.of(all, b, Precision.FLOAT).holds();
        int[] watched = which(all, few);
        watch(all, watched, crowded, call);
        IntPredicate open = few.or(b -> settled[b]).negate();
        IntPredicate byProducts = open.and(b -> resolved[b]);
        double radius = centre.radius();
        IntPredicate far = open.and(b -> !resolved[b] && finer[b].of(radius) <= Rounding.leastDirect(all, b, radius));
        screened(all, which(all, open.and(far.or(byProducts).negate())), crowded, call);
        IntPredicate inDouble = far.or(b -> crowded[b]);
        int[] products = which(all, byProducts);
        if (products.length > 0 && Arrays.equals(products, early.which)) {
            takeFused(products, precision, early.moments, rounding, result);
        } else if (precision == Precision.DOUBLE) {
            inDouble = inDouble.or(byProducts);
        } else {
            fused(all, products, precision, rounding, call);
        }
        fused(all, which(all, inDouble), Precision.DOUBLE, finer, call);
        trail.learn(result.posterior(), settled, watched, crowded);
        return result.posterior();
    }

    private static int[] which(States all, IntPredicate these) {
        return IntStream.range(0, all.count()).filter(these).toArray();
    }

    /// What one evaluation carries along.
    /// @param result receives every state
    /// @param weighted whether denoiser and score are wanted
    /// @param trail hears of the passes over all patterns
    private record Call(PosteriorResult result, boolean weighted, NeighbourLists trail) { }

    /// This score for states on their way, such as those of a reverse process: what can be shown to weigh nothing is
    /// passed over.
    public TrackedScore tracked() {
        return new TrackedScore(this);
    }

    /// A trail of B states that knows nothing of them yet; of none, for states that nobody follows.
    NeighbourLists trail(int batch) {
        boolean worth = patterns.rows() >= NeighbourLists.LEAST && patterns.rows() <= Integer.MAX_VALUE;
        return new NeighbourLists(worth ? batch : 0, patterns, precision, tolerance, kernels.distance(), session);
    }

    private static Rounding[] rounding(States all, Precision precision) {
        return IntStream.range(0, all.count()).mapToObj(b -> Rounding.of(all, b, precision)).toArray(Rounding[]::new);
    }

    /// Whether products give log-weights within the tolerance, or no worse than direct distances would; for far states
    /// they are better.
    private boolean[] resolved(States all, Rounding[] rounding) {
        boolean[] resolved = new boolean[rounding.length];
        for (int b = 0; b < resolved.length; b++) {
            double bound = rounding[b].of(centre.radius());
            resolved[b] = bound <= tolerance || bound <= Rounding.leastDirect(all, b, centre.radius());
        }
        return resolved;
    }

    private void fused(States all, int[] which, Precision by, Rounding[] rounding, Call call) {
        if (which.length > 0) {
            Moments moments = passes(patterns, Tiling.of(dimension(), by), by).fused(all.select(which), call.weighted);
            takeFused(which, by, moments, rounding, call.result);
        }
    }

    private void takeFused(int[] which, Precision by, Moments moments, Rounding[] rounding, PosteriorResult result) {
        double sums = Rounding.ofSums(Tiling.of(dimension(), by), by, patterns.rows());
        result.takeFused(which, moments, b -> rounding[b].of(centre.radius()) + sums);
    }

    /// The pass that learns how far the patterns reach, made before anything is decided by it.
    /// @param which states that products would resolve if no pattern lay farther than those seen so far, ascending
    /// @param moments of these
    private record Early(int[] which, Moments moments) {
        private static final Early NONE = new Early(new int[0], Moments.neutral(0, 0));
    }

    /// Learns the radius from the pass that most states need anyway, or, where none can do with it or it would see the
    /// patterns rounded, from a pass for nothing else. The radius is the same number either way.
    private Early early(States all, Rounding[] rounding, Call call) {
        boolean[] hopeful = resolved(all, rounding);
        int[] which = IntStream.range(0, all.count()).filter(b -> hopeful[b]).toArray();
        if (which.length == 0 || precision == Precision.FLOAT && patterns.precision() == Precision.DOUBLE) {
            centre = centre.reaching(RadiusTracker.of(patterns, centre.point(), session));
            return Early.NONE;
        }
        RadiusTracker reach = new RadiusTracker(patterns, centre.point());
        ParallelPasses passes = passes(reach, Tiling.of(dimension(), precision), precision);
        Moments moments = passes.fused(all.select(which), call.weighted);
        centre = centre.reaching(reach.radius());
        return new Early(which, moments);
    }

    /// States whose weight was concentrated: patterns are held against the heaviest of before.
    /// @param crowded learns for which that does not do, `[B]`
    private void watch(States all, int[] which, boolean[] crowded, Call call) {
        if (which.length > 0) {
            NeighbourLists trail = call.trail;
            Screening screening = screening(all, Precision.FLOAT, trail.cut()).knowing(trail.known(all, which), which);
            int[] few = screening.uncrowded(which, 1);
            screening.take(few, trail.watch(all, few), call.result, call.weighted);
            screening.crowded(which, crowded);
        }
    }

    private void screened(States all, int[] which, boolean[] crowded, Call call) {
        if (which.length > 0) {
            // What underflows is dropped in double; in float, what together weighs less than 2⁻⁴⁰.
            double cut = precision == Precision.DOUBLE ? 746 : Math.log(patterns.rows()) + 40 * Math.log(2);
            Screening screening = screening(all, precision, cut);
            int[] few = screening.scouted(which);
            screening.take(few, NearListener.NONE, call.result, call.weighted);
            screening.crowded(which, crowded);
        }
    }

    /// In float, states to which many patterns matter are left to products in double, if those resolve them.
    private Screening screening(States all, Precision by, double cut) {
        boolean inFloat = by == Precision.FLOAT;
        boolean[] cheaper = inFloat ? resolved(all, rounding(all, Precision.DOUBLE)) : new boolean[all.count()];
        Tiling tiling = Tiling.of(dimension(), by);
        Rows first = new RowRange(patterns, 0, Math.min(tiling.chunk(), patterns.rows()));
        return new Screening(all, rounding(all, by), cheaper, cut, kernels.distance(), tiling, patterns.rows(),
                passes(patterns, tiling, by), passes(first, tiling, by));
    }

    private ParallelPasses passes(Rows rows, Tiling tiling, Precision by) {
        return new ParallelPasses(rows, centre.point(), tiling, by, kernels.tiles(), session, progress);
    }

    @Override
    public double[] logDensity(Matrix states, double time) {
        return moments(states, time).logDensity();
    }

    @Override
    public void denoise(Matrix states, double time, Matrix into) {
        into.segment().copyFrom(posterior(states, time).denoiser().segment());
    }

    @Override
    public void score(Matrix states, double time, Matrix into) {
        into.segment().copyFrom(posterior(states, time).score().segment());
    }

    @Override
    public long drawPositions() {
        return 4;
    }

    /// A pattern for each state, drawn by its responsibility; see [#drawPatterns].
    @Override
    public void draw(Matrix states, double time, RandomStream stream, long firstIndex, long position, Matrix into) {
        Check.size("rows of the result", into.rows(), "rows of states", states.rows());
        long[] drawn = drawPatterns(states, time, stream, firstIndex, position);
        double[] pattern = new double[dimension()];
        for (int b = 0; b < drawn.length; b++) {
            patterns.copy(drawn[b], 1, pattern, 0);
            into.write(b, 1, pattern, 0);
        }
    }

    /// Index of a pattern for each state, pattern μ with probability w_μ. Costs little more than [#moments].
    /// @param states `[B × d]`
    /// @param time of the states, > 0
    /// @param stream read at index `firstIndex + b` for row b
    /// @param firstIndex index of row 0
    /// @param position first of the [#drawPositions] positions a draw uses
    public long[] drawPatterns(Matrix states, double time, RandomStream stream, long firstIndex, long position) {
        Score.checkTime(time);
        if (draws == null) {
            Centre known = centre.read() ? centre : centre.reaching(RadiusTracker.of(patterns, centre.point(), session));
            centre = known;
            draws = new PatternDraw(patterns, diffusion, block -> new EmpiricalScore(this, block, known), kernels.distance(), session);
        }
        return draws.choose(states, time, stream, firstIndex, position);
    }

    @Override
    public Matrix jacobian(double[] state, double time) {
        return jacobians(Matrix.of(new double[][] {state}), time)[0];
    }

    /// The Jacobians of a few states, in one reading of the patterns beside that of [#posterior]. Each costs n d² flops
    /// for the patterns that weigh, and memory for 2 d² numbers.
    /// @param states `[B × d]`
    /// @return B matrices `[d × d]`, symmetric
    public Matrix[] jacobians(Matrix states, double time) {
        return new EmpiricalJacobian(patterns, diffusion, session).at(states, time, posterior(states, time));
    }
}
