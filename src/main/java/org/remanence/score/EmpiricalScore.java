package org.remanence.score;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.remanence.kernel.Kernels;
import org.remanence.kernel.States;
import org.remanence.process.Diffusion;
import org.remanence.random.RandomStream;
import org.remanence.session.Cluster;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.RowWeights;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// The score of a finite set of patterns, `p_t(x) = (1/n) Σ_μ N(x; s_t a_μ, v_t I)`, exact at every time.
/// Patterns may have weights of their own in the place of 1/n.
///
/// One pass over the patterns serves a batch of states; no `n × B` matrix is stored. Where the rounding bound of the
/// matrix products exceeds the tolerance, the products only screen and the patterns that can matter are scored directly
/// in double, state by state; where in float too many can matter, the products are taken in double. The numbers of a
/// state depend on nothing but the state, the time, the patterns and the precision: not on the batch, the threads or
/// the width of the machine's vectors. With [Kernels#unordered] their last bits depend on the batch.
///
/// Cost: 4·B·n·d floating-point operations for a posterior, half without denoiser and score.
public final class EmpiricalScore implements DifferentiableScore, Density, DatumDraw {
    private final PatternScoring set;
    private final Diffusion diffusion;
    private final RowWeights weights;
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
        this(patterns, RowWeights.NONE, diffusion, precision, tolerance, kernels, session);
    }

    /// @param weights of the patterns, in the place of 1/n
    public EmpiricalScore(Rows patterns, RowWeights weights, Diffusion diffusion, Precision precision, double tolerance,
            Kernels kernels,
            Session session) {
        this(new PatternScoring(patterns, precision, Check.positive("tolerance", tolerance), kernels, session, session.progress()::within,
                Optional.empty()), weights, diffusion, Centre.of(patterns));
        if (!weights.isNone()) {
            Check.size("weights", weights.count(), "patterns", patterns.rows());
        }
    }

    private EmpiricalScore(PatternScoring set, RowWeights weights, Diffusion diffusion, Centre centre) {
        this.set = set;
        this.weights = weights;
        this.diffusion = diffusion;
        this.centre = centre;
    }

    /// The same score, whose passes over all patterns the machines of a cluster share: the same bits. What only some patterns are
    /// needed for stays on this machine.
    /// @param cluster the machines
    /// @param recipe by which they have this score
    public EmpiricalScore on(Cluster cluster, ScoreRecipe recipe) {
        return new EmpiricalScore(set.on(new Shards(cluster, recipe)), weights, diffusion, centre);
    }

    /// How other machines have this score, if they share it.
    public Optional<ScoreRecipe> recipe() {
        return set.shards().map(Shards::recipe);
    }

    /// Largest rounding bound of a log-weight, in nats, that is taken without scoring again unless another is given.
    public static double defaultTolerance(int dimension, Precision precision) {
        return precision == Precision.FLOAT ? 1e-4 : 1e-10 * Math.max(1, dimension / 512.0);
    }

    @Override
    public int dimension() {
        return set.patterns().columns();
    }

    @Override
    public Diffusion diffusion() {
        return diffusion;
    }

    /// The patterns, `[n × d]`.
    public Rows patterns() {
        return set.patterns();
    }

    /// Their weights, if they have some.
    public RowWeights weights() {
        return weights;
    }

    /// Everything one pass over the patterns tells about each state; not the trace of the covariance, where patterns
    /// have weights.
    /// @param states `[B × d]`
    /// @throws IllegalArgumentException if the time is not positive or a state not finite
    public Posterior posterior(Matrix states, double time) {
        return posterior(states, time, true, lists(0));
    }

    /// As [#posterior(Matrix, double)] without denoiser and score, at half the cost.
    public Posterior moments(Matrix states, double time) {
        return posterior(states, time, false, lists(0));
    }

    /// @param lists what is known of the states
    Posterior posterior(Matrix states, double time, boolean weighted, NeighbourLists lists) {
        if (!weights.isNone()) {
            Score.checkTime(time);
            WeightedPatterns lift = new WeightedPatterns(weights, diffusion, time);
            EmpiricalScore alike = at(lift);
            Matrix lifted = lift.lifted(states);
            Posterior posterior = weighted ? alike.posterior(lifted, time) : alike.moments(lifted, time);
            return lift.lowered(posterior, set.precision());
        }
        States all = states(states, time);
        PosteriorResult result = result(all, weighted);
        FirstPass first = FirstPass.over(set, centre, all, weighted);
        centre = first.centre();
        return new Evaluation(set, all, first, lists, result).run();
    }

    /// What a share of the patterns says of each state, to be merged with what the others say by [#merged]. All patterns are read, for
    /// their radius; those of the share alone are scored.
    /// @param states `[B × d]`
    /// @throws IllegalArgumentException if float would have to screen for a state
    public List<MomentGroup> partial(Matrix states, double time, PatternShare share) {
        return shared(states(states, time)).partial(share);
    }

    /// What shares that cover all patterns say of each state together: the same bits as [#posterior(Matrix, double)].
    /// @param states `[B × d]`
    /// @param shares what [#partial] returned for each share, in any order
    public Posterior merged(Matrix states, double time, List<List<MomentGroup>> shares) {
        States all = states(states, time);
        PosteriorResult result = result(all, true);
        shared(all).merge(shares, result);
        return result.posterior();
    }

    private SharedEvaluation shared(States all) {
        if (!weights.isNone()) {
            throw new BadInput("patterns with weights of their own are not scored in shares: leave the weights or --share away");
        }
        Centre known = centre.reaching(patterns(), set.session());
        centre = known;
        return new SharedEvaluation(set, all, known, true);
    }

    private States states(Matrix states, double time) {
        Score.checkTime(time);
        return new States(states, centre.point(), diffusion.scale(time), diffusion.scaleRemainder(time), diffusion.variance(time),
                set.session()::parallel);
    }

    private PosteriorResult result(States all, boolean weighted) {
        return new PosteriorResult(all, centre.point(), patterns().rows(), set.tiling(set.precision()), weighted, set.session());
    }

    /// The score of the lifted patterns, which are alike. Centres of all times share one reading of the patterns.
    private EmpiricalScore at(WeightedPatterns lift) {
        Centre flat = centre.reaching(patterns(), set.session());
        centre = flat;
        return new EmpiricalScore(set.lifted(lift.lifted(patterns())), RowWeights.NONE, diffusion, lift.lifted(flat));
    }

    /// This score for states on their way, such as those of a reverse process: what can be shown to weigh nothing is
    /// passed over.
    public TrackedScore tracked() {
        return new TrackedScore(this);
    }

    /// Lists for B states of which nothing is known yet; for none, if nobody follows them.
    NeighbourLists lists(int batch) {
        return set.lists(batch);
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
    public Matrix jacobian(double[] state, double time) {
        return jacobians(Matrix.of(new double[][] {state}), time)[0];
    }

    /// The Jacobians of a few states, in one reading of the patterns beside that of [#posterior]. Each costs n d² flops
    /// for the patterns that weigh, and memory for 2 d² numbers.
    /// @param states `[B × d]`
    /// @return B matrices `[d × d]`, symmetric
    public Matrix[] jacobians(Matrix states, double time) {
        if (!weights.isNone()) {
            WeightedPatterns lift = new WeightedPatterns(weights, diffusion, time);
            Matrix[] lifted = at(lift).jacobians(lift.lifted(states), time);
            return Arrays.stream(lifted).map(WeightedPatterns::block).toArray(Matrix[]::new);
        }
        return new EmpiricalJacobian(patterns(), diffusion, set.session()).at(states, time, posterior(states, time));
    }

    @Override
    public long drawPositions() {
        return PatternDraw.POSITIONS;
    }

    /// A pattern for each state, drawn by its responsibility; see [#drawPatterns].
    @Override
    public void draw(Matrix states, double time, RandomStream stream, long firstIndex, long position, Matrix into) {
        Check.size("rows of the result", into.rows(), "rows of states", states.rows());
        PatternDraw.copy(patterns(), drawPatterns(states, time, stream, firstIndex, position), into);
    }

    /// Index of a pattern for each state, pattern μ with probability w_μ. Costs little more than [#moments].
    /// @param states `[B × d]`
    /// @param time of the states, > 0
    /// @param stream read at index `firstIndex + b` for row b
    /// @param firstIndex index of row 0
    /// @param position first of the [#drawPositions] positions a draw uses
    public long[] drawPatterns(Matrix states, double time, RandomStream stream, long firstIndex, long position) {
        Score.checkTime(time);
        if (!weights.isNone()) {
            WeightedPatterns lift = new WeightedPatterns(weights, diffusion, time);
            return at(lift).drawPatterns(lift.lifted(states), time, stream, firstIndex, position);
        }
        return draws().choose(states, time, stream, firstIndex, position);
    }

    /// Parts of the patterns reach no farther than all.
    private PatternDraw draws() {
        if (draws == null) {
            Centre known = centre.reaching(patterns(), set.session());
            centre = known;
            draws = new PatternDraw(patterns(), diffusion, block -> new EmpiricalScore(set.part(block), RowWeights.NONE,
                    diffusion, known),
                    set.kernels().distance(), set.session());
        }
        return draws;
    }
}
