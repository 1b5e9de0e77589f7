package org.remanence.score;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.remanence.kernel.Kernels;
import org.remanence.kernel.Moments;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.lab.Lab;
import org.remanence.process.Diffusion;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// The score of a finite set of patterns, `p_t(x) = (1/n) Σ_μ N(x; s_t a_μ, v_t I)`, exact at every time.
///
/// One pass over the patterns serves a batch of states; no `n × B` matrix is stored. Where the rounding bound of the matrix
/// products exceeds the tolerance, the products only screen and the patterns that can matter are scored directly in double,
/// state by state. The numbers of a state depend on nothing but the state, the time, the patterns and the precision: not on
/// the batch, the threads or the width of the machine's vectors.
///
/// Cost: 4·B·n·d floating-point operations for a posterior, half without denoiser and score.
public final class EmpiricalScore implements DatumDraw {
    private final Rows patterns;
    private final Diffusion diffusion;
    private final Precision precision;
    private final double tolerance;
    private final Kernels kernels;
    private final Lab lab;
    private final Centre centre;
    private PatternDraw draws;

    /// The score with the default tolerance of its precision, 1e-10 nat in double (growing as d/512 beyond d = 512) and 1e-4 in
    /// float, and the kernels chosen for this machine.
    /// @param patterns `[n × d]`, one pattern a row
    /// @param diffusion the forward process
    /// @param precision of the matrix products
    /// @param lab whose workers share the passes over the patterns
    public EmpiricalScore(Rows patterns, Diffusion diffusion, Precision precision, Lab lab) {
        this(patterns, diffusion, precision, defaultTolerance(patterns.columns(), precision), Kernels.get(), lab);
    }

    /// @param tolerance largest rounding bound of a log-weight, in nats, that is taken without scoring again
    /// @param kernels scalar twins or lanes
    public EmpiricalScore(Rows patterns, Diffusion diffusion, Precision precision, double tolerance, Kernels kernels, Lab lab) {
        this.patterns = patterns;
        this.diffusion = diffusion;
        this.precision = precision;
        this.tolerance = Check.positive("tolerance", tolerance);
        this.kernels = kernels;
        this.lab = lab;
        this.centre = Centre.of(patterns, lab);
    }

    private static double defaultTolerance(int dimension, Precision precision) {
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
        return posterior(states, time, true);
    }

    /// As [#posterior(Matrix, double)] without denoiser and score, at half the cost.
    public Posterior moments(Matrix states, double time) {
        return posterior(states, time, false);
    }

    private Posterior posterior(Matrix states, double time, boolean weighted) {
        Score.checkTime(time);
        double scale = diffusion.scale(time);
        States all = new States(states, centre.point(), scale, diffusion.scaleRemainder(time), diffusion.variance(time));
        Rounding[] rounding = IntStream.range(0, all.count())
                .mapToObj(b -> Rounding.of(all, b, precision)).toArray(Rounding[]::new);
        PosteriorResult result = new PosteriorResult(all, centre.point(), patterns.rows(), weighted);
        Passes passes = new Passes(patterns, centre.point(), Tiling.of(dimension(), precision), precision, kernels, lab);
        IntPredicate resolved = b -> rounding[b].of(centre.radius()) <= tolerance;
        int[] fused = IntStream.range(0, all.count()).filter(resolved).toArray();
        int[] screened = IntStream.range(0, all.count()).filter(resolved.negate()).toArray();
        if (fused.length > 0) {
            Moments moments = passes.fused(all.select(fused), weighted);
            result.takeFused(fused, moments, b -> rounding[b].of(centre.radius())
                    + Rounding.ofSums(Tiling.of(dimension(), precision), precision));
        }
        if (screened.length > 0) {
            Rounding[] margins = Arrays.stream(screened).mapToObj(b -> rounding[b]).toArray(Rounding[]::new);
            result.takeScreened(screened, passes.screened(all.select(screened), margins, weighted));
        }
        return result.posterior();
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
            draws = new PatternDraw(patterns, diffusion, block -> new EmpiricalScore(block, diffusion, precision, tolerance, kernels, lab),
                    kernels.distance(), lab);
        }
        return draws.choose(states, time, stream, firstIndex, position);
    }

    @Override
    public Matrix jacobian(double[] state, double time) {
        Score.checkTime(time);
        return new EmpiricalJacobian(patterns, diffusion, kernels.distance()).at(state, time, posterior(Matrix.of(new double[][] {state}), time));
    }
}
