package org.remanence.experiment.measure;

import org.remanence.process.Diffusion;
import org.remanence.random.RandomStream;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.RowWeights;
import org.remanence.tensor.Rows;

/// Noised patterns `x = s_t a_μ + √v_t z`, μ uniform, or drawn by the weights of the patterns: draws from the law whose
/// gradient is the empirical score.
///
/// Draw i takes the same pattern and the same noise z at every time, so curves in time are smooth. It does not depend on how
/// the draws are split into blocks.
public final class NoisedDraws {
    private static final int NUMBERS_IN_A_BLOCK = 1 << 20;
    private static final int LEAST_BLOCK = 32;
    private static final int LARGEST_BLOCK = 512;

    private final Rows patterns;
    private final RowWeights weights;
    private final Diffusion process;
    private final Session session;
    private final RandomStream choice;
    private final RandomStream noise;

    /// @param patterns `[n × d]`
    /// @param process that adds the noise
    /// @param session whose streams `draw` and `draw noise` are used, at the index of the draw
    public NoisedDraws(Rows patterns, Diffusion process, Session session) {
        this(patterns, process, "draw", session);
    }

    /// Draws that are independent of those for another purpose.
    /// @param purpose names the streams `PURPOSE` and `PURPOSE noise`, which are used at the index of the draw
    public NoisedDraws(Rows patterns, Diffusion process, String purpose, Session session) {
        this(patterns, RowWeights.NONE, process, purpose, session);
    }

    /// Draws from the law whose gradient is that score, weights and all.
    /// @param session whose streams `draw` and `draw noise` are used, at the index of the draw
    public static NoisedDraws of(EmpiricalScore score, Session session) {
        return new NoisedDraws(score.patterns(), score.weights(), score.diffusion(), "draw", session);
    }

    private NoisedDraws(Rows patterns, RowWeights weights, Diffusion process, String purpose, Session session) {
        this.patterns = patterns;
        this.weights = weights;
        this.process = process;
        this.session = session;
        this.choice = session.stream(purpose);
        this.noise = session.stream(purpose + " noise");
    }

    /// States worth handling at once, so that memory stays bounded in any dimension.
    public static int block(int dimension) {
        return Math.clamp(NUMBERS_IN_A_BLOCK / dimension, LEAST_BLOCK, LARGEST_BLOCK);
    }

    /// The pattern that a draw starts from.
    public long pattern(long draw) {
        return weights.isNone() ? choice.below(draw, 0, patterns.rows()) : weights.at(choice.uniform(draw, 0));
    }

    /// The noised patterns of consecutive draws.
    /// @param first draw in row 0
    /// @param into receives `[B × d]`
    /// @return |z|² of each draw, `[B]`
    public double[] states(long first, double time, Matrix into) {
        double scale = process.scale(time);
        double sigma = Math.sqrt(process.variance(time));
        int d = patterns.columns();
        double[] squares = new double[Math.toIntExact(into.rows())];
        session.parallel(squares.length, b -> {
            double[] a = new double[d];
            double[] z = new double[d];
            patterns.copy(pattern(first + b), 1, a, 0);
            noise.gaussians(first + b, 0, z, 0, d);
            double square = 0;
            for (int k = 0; k < d; k++) {
                square = Math.fma(z[k], z[k], square);
                a[k] = Math.fma(scale, a[k], sigma * z[k]);
            }
            squares[b] = square;
            into.setRow(b, a);
        });
        return squares;
    }
}
