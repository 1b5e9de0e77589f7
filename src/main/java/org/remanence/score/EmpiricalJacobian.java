package org.remanence.score;

import java.util.stream.IntStream;
import org.remanence.kernel.MergeTree;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.process.Diffusion;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// Jacobians of the empirical score at a few states, `J = (s² Cov_w(a)/v − I)/v`, in one reading of the patterns.
///
/// Log-weights are taken relative to that of the nearest pattern a₀: with `y = x − s a₀` and `b = a − a₀`,
/// `L − L₀ = s (y·b − s |b|²/2)/v` loses digits neither near a pattern nor far from all of them. Chunks of patterns are shared
/// by the workers and merge in a fixed tree over their numbers.
final class EmpiricalJacobian {
    private static final int BLOCK = 256;
    private static final int BLOCKS_OF_A_CHUNK = 16;
    /// Patterns lighter than this change no digit of the covariance.
    private static final double NEGLIGIBLE = 1e-22;
    /// Numbers in the sums of the chunks that are held at once.
    private static final long HELD = 1L << 25;

    private final Rows patterns;
    private final Diffusion diffusion;
    private final Session session;
    private final long held;

    EmpiricalJacobian(Rows patterns, Diffusion diffusion, Session session) {
        this(patterns, diffusion, session, HELD);
    }

    /// @param held numbers in the sums of the chunks that are held at once, about
    EmpiricalJacobian(Rows patterns, Diffusion diffusion, Session session, long held) {
        this.patterns = patterns;
        this.diffusion = diffusion;
        this.session = session;
        this.held = held;
    }

    /// @param states `[B × d]`
    /// @param posterior of these states, with denoisers
    Matrix[] at(Matrix states, double time, Posterior posterior) {
        int batch = Math.toIntExact(states.rows());
        State[] prepared = IntStream.range(0, batch).mapToObj(b -> state(b, states, time, posterior)).toArray(State[]::new);
        MergeTree<Sums> merging = new MergeTree<>(() -> new Sums(batch, states.columns()), Sums::take);
        long chunk = (long) BLOCK * BLOCKS_OF_A_CHUNK;
        int chunks = Math.toIntExact(Math.ceilDiv(patterns.rows(), chunk));
        int wave = Math.clamp(held / Sums.size(batch, states.columns()), 1, chunks);
        for (int first = 0; first < chunks; first += wave) {
            Sums[] parts = new Sums[Math.min(wave, chunks - first)];
            int start = first;
            session.parallel(parts.length, i -> parts[i] = sums(prepared, (start + i) * chunk, chunk, merging.part()));
            for (int i = 0; i < parts.length; i++) {
                merging.add(first + i, parts[i]);
            }
        }
        Sums total = merging.whole(chunks);
        double variance = diffusion.variance(time);
        double scale = diffusion.scale(time);
        return IntStream.range(0, batch)
                .mapToObj(b -> jacobian(total.covariance(b), scale * scale / variance, variance)).toArray(Matrix[]::new);
    }

    private State state(int b, Matrix states, double time, Posterior posterior) {
        int d = states.columns();
        double[] nearest = new double[d];
        double[] towards = states.row(b);
        patterns.copy(posterior.nearest()[b], 1, nearest, 0);
        double scale = diffusion.scale(time);
        double factor = scale / diffusion.variance(time);
        for (int k = 0; k < d; k++) {
            towards[k] = factor * Math.fma(-diffusion.scaleRemainder(time), nearest[k], Math.fma(-scale, nearest[k], towards[k]));
        }
        return new State(nearest, towards, factor * scale / 2, posterior.denoiser().row(b));
    }

    private Sums sums(State[] states, long from, long chunk, Sums sums) {
        int d = patterns.columns();
        Matrix active = Matrix.zeros(BLOCK, d);
        double[] rows = new double[BLOCK * d];
        double[] centred = new double[d];
        long end = Math.min(from + chunk, patterns.rows());
        for (long first = from; first < end; first += BLOCK) {
            int count = (int) Math.min(BLOCK, end - first);
            patterns.copy(first, count, rows, 0);
            for (int b = 0; b < states.length; b++) {
                int held = 0;
                for (int i = 0; i < count; i++) {
                    double weight = states[b].weight(rows, i * d);
                    sums.weight[b] += weight;
                    if (weight > NEGLIGIBLE) {
                        double root = Math.sqrt(weight);
                        for (int k = 0; k < d; k++) {
                            centred[k] = root * (rows[i * d + k] - states[b].mean[k]);
                            sums.drift[b][k] += root * centred[k];
                        }
                        active.setRow(held++, centred);
                    }
                }
                if (held > 0) {
                    Blas.get().syrk(1, active.slice(0, held), Operand.TRANSPOSED, 1, sums.square[b]);
                }
            }
        }
        return sums;
    }

    /// A state made ready for the patterns.
    /// @param nearest a₀
    /// @param towards y s/v
    /// @param half s²/(2v)
    /// @param mean the denoiser
    private record State(double[] nearest, double[] towards, double half, double[] mean) {
        /// Weight in units of that of the nearest pattern. Four chains of each sum, added in a fixed order.
        double weight(double[] rows, int at) {
            int d = nearest.length;
            double p0 = 0;
            double p1 = 0;
            double p2 = 0;
            double p3 = 0;
            double q0 = 0;
            double q1 = 0;
            double q2 = 0;
            double q3 = 0;
            int k = 0;
            for (; k + 4 <= d; k += 4) {
                double b0 = rows[at + k] - nearest[k];
                double b1 = rows[at + k + 1] - nearest[k + 1];
                double b2 = rows[at + k + 2] - nearest[k + 2];
                double b3 = rows[at + k + 3] - nearest[k + 3];
                p0 = Math.fma(b0, towards[k], p0);
                p1 = Math.fma(b1, towards[k + 1], p1);
                p2 = Math.fma(b2, towards[k + 2], p2);
                p3 = Math.fma(b3, towards[k + 3], p3);
                q0 = Math.fma(b0, b0, q0);
                q1 = Math.fma(b1, b1, q1);
                q2 = Math.fma(b2, b2, q2);
                q3 = Math.fma(b3, b3, q3);
            }
            for (; k < d; k++) {
                double b = rows[at + k] - nearest[k];
                p0 = Math.fma(b, towards[k], p0);
                q0 = Math.fma(b, b, q0);
            }
            return Math.exp(((p0 + p1) + (p2 + p3)) - half * ((q0 + q1) + (q2 + q3)));
        }
    }

    /// Sums over patterns: of the weights w, of `w (a − m)`, and of `w (a − m)(a − m)ᵀ`, lower triangle.
    private static final class Sums {
        private final double[] weight;
        private final double[][] drift;
        private final Matrix[] square;

        Sums(int batch, int d) {
            weight = new double[batch];
            drift = new double[batch][d];
            square = IntStream.range(0, batch).mapToObj(_ -> Matrix.zeros(d, d)).toArray(Matrix[]::new);
        }

        /// Numbers in them, about.
        static long size(int batch, int d) {
            return (long) batch * d * d;
        }

        /// Absorbs other sums and leaves them at zero.
        void take(Sums other) {
            for (int b = 0; b < weight.length; b++) {
                weight[b] += other.weight[b];
                other.weight[b] = 0;
                for (int i = 0; i < drift[b].length; i++) {
                    drift[b][i] += other.drift[b][i];
                    other.drift[b][i] = 0;
                    for (int j = 0; j <= i; j++) {
                        square[b].set(i, j, square[b].get(i, j) + other.square[b].get(i, j));
                        other.square[b].set(i, j, 0);
                    }
                }
            }
        }

        /// About the true mean, of which m may be an approximation in float.
        Matrix covariance(int b) {
            Matrix covariance = square[b];
            for (int i = 0; i < covariance.columns(); i++) {
                for (int j = 0; j <= i; j++) {
                    covariance.set(i, j, (covariance.get(i, j) - drift[b][i] * drift[b][j] / weight[b]) / weight[b]);
                }
            }
            return covariance;
        }
    }

    private static Matrix jacobian(Matrix covariance, double ratio, double variance) {
        int d = covariance.columns();
        Matrix jacobian = Matrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = (ratio * covariance.get(i, j) - (i == j ? 1 : 0)) / variance;
                jacobian.set(i, j, entry);
                jacobian.set(j, i, entry);
            }
        }
        return jacobian;
    }
}
