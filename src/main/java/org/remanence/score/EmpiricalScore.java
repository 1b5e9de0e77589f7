package org.remanence.score;

import org.remanence.kernel.Moments;
import org.remanence.lab.Lab;
import org.remanence.process.Diffusion;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// The score of a finite set of patterns: `p_t(x) = (1/n) Σ_μ N(x; s_t a_μ, v_t I)`.
public final class EmpiricalScore implements Score {
    private final Rows patterns;
    private final Diffusion diffusion;
    private final Lab lab;

    /// @param patterns `[n × d]`, one pattern a row
    /// @param diffusion the forward process
    /// @param precision of the matrix products
    /// @param lab whose workers share the passes over the patterns
    public EmpiricalScore(Rows patterns, Diffusion diffusion, Precision precision, Lab lab) {
        this.patterns = patterns;
        this.diffusion = diffusion;
        this.lab = lab;
    }

    @Override
    public int dimension() {
        return patterns.columns();
    }

    @Override
    public Diffusion diffusion() {
        return diffusion;
    }

    /// One pass over the patterns.
    /// @param states `[B × d]`
    public Posterior posterior(Matrix states, double time) {
        Score.checkTime(time);
        Check.size("columns of states", states.columns(), "dimension of the patterns", dimension());
        int batch = Math.toIntExact(states.rows());
        int d = dimension();
        double scale = diffusion.scale(time);
        double variance = diffusion.variance(time);
        Moments moments = Moments.neutral(batch, d);
        lab.parallel(batch, b -> {
            double[] x = states.row(b);
            double[] a = new double[d];
            for (long mu = 0; mu < patterns.rows(); mu++) {
                patterns.copy(mu, 1, a, 0);
                double distance = 0;
                double norm = 0;
                for (int k = 0; k < d; k++) {
                    double r = Math.fma(-scale, a[k], x[k]);
                    distance += r * r;
                    norm += a[k] * a[k];
                }
                double log = -distance / (2 * variance);
                double factor = moments.absorb(b, mu, log, norm);
                double weight = moments.weight(b, log);
                for (int k = 0; k < d; k++) {
                    moments.vector()[b * d + k] = factor * moments.vector()[b * d + k] + weight * a[k];
                }
            }
        });
        return finish(states, scale, variance, moments);
    }

    private Posterior finish(Matrix states, double scale, double variance, Moments moments) {
        int batch = moments.states();
        int d = dimension();
        double[] logDensity = new double[batch];
        double[] participation = new double[batch];
        double[] entropy = new double[batch];
        double[] largest = new double[batch];
        double[] remainder = new double[batch];
        double[] trace = new double[batch];
        Matrix denoiser = Matrix.zeros(batch, d);
        Matrix score = Matrix.zeros(batch, d);
        for (int b = 0; b < batch; b++) {
            double total = 1 + moments.rest()[b];
            logDensity[b] = moments.largest()[b] + Math.log1p(moments.rest()[b]) - Math.log(patterns.rows())
                    - 0.5 * d * Math.log(2 * Math.PI * variance);
            participation[b] = (1 + moments.squares()[b]) / (total * total);
            entropy[b] = Math.log1p(moments.rest()[b]) + moments.spread()[b] / total;
            largest[b] = 1 / total;
            remainder[b] = moments.rest()[b] / total;
            trace[b] = moments.norms()[b] / total;
            for (int k = 0; k < d; k++) {
                double mean = moments.vector()[b * d + k] / total;
                trace[b] -= mean * mean;
                denoiser.set(b, k, mean);
                score.set(b, k, (scale * mean - states.get(b, k)) / variance);
            }
        }
        return new Posterior(logDensity, new double[batch], participation, entropy, largest, remainder, moments.nearest(), trace,
                denoiser, score);
    }

    @Override
    public double[] logDensity(Matrix states, double time) {
        return posterior(states, time).logDensity();
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
        int d = dimension();
        Matrix one = Matrix.of(new double[][] {state});
        Posterior at = posterior(one, time);
        double scale = diffusion.scale(time);
        double variance = diffusion.variance(time);
        double normalization = at.logDensity()[0] + Math.log(patterns.rows()) + 0.5 * d * Math.log(2 * Math.PI * variance);
        double[] mean = at.denoiser().row(0);
        double[] a = new double[d];
        Matrix jacobian = Matrix.zeros(d, d);
        for (long mu = 0; mu < patterns.rows(); mu++) {
            patterns.copy(mu, 1, a, 0);
            double distance = 0;
            for (int k = 0; k < d; k++) {
                double r = Math.fma(-scale, a[k], state[k]);
                distance += r * r;
            }
            double weight = Math.exp(-distance / (2 * variance) - normalization);
            if (weight == 0) {
                continue;
            }
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    jacobian.set(i, j, jacobian.get(i, j) + weight * (a[i] - mean[i]) * (a[j] - mean[j]));
                }
            }
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double identity = i == j ? 1 : 0;
                jacobian.set(i, j, (scale * scale * jacobian.get(i, j) / variance - identity) / variance);
            }
        }
        return jacobian;
    }
}
