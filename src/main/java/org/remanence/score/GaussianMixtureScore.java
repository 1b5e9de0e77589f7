package org.remanence.score;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.data.GaussianMixture;
import org.remanence.process.Diffusion;
import org.remanence.random.RandomStream;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// The exact score of a Gaussian mixture: any number of components, any covariances, down to single points and linear manifolds.
///
/// `p_t = Σ_k π_k N(s m_k, S_k)` with `S_k = s² C_k + v I`; responsibilities r are the softmax of
/// `L_k = log π_k − ½ log det 2πS_k − ½ (x − s m_k)ᵀ S_k⁻¹ (x − s m_k)`, the score is `Σ r_k g_k` with
/// `g_k = −S_k⁻¹ (x − s m_k)`, the denoiser `Σ r_k (m_k + s C_k S_k⁻¹ (x − s m_k))`, computed as written: none is the small difference of
/// large numbers at small times. One state costs a few `K · d` multiplications where components are isotropic, and
/// `2 m · d` more for each component with m eigenvectors.
///
/// At time 0 all of it is defined if every component has a positive definite covariance.
public final class GaussianMixtureScore implements DifferentiableScore, Density, DatumDraw {
    private final int dimension;
    private final Diffusion diffusion;
    private final boolean proper;
    private final NoisedGaussian[] components;
    private final int[] offsets;
    private final RowPartition shares;
    private final Scratch[] scratches;

    /// @param law the mixture
    /// @param diffusion the forward process
    /// @param session whose workers share the states of a batch
    public GaussianMixtureScore(GaussianMixture law, Diffusion diffusion, Session session) {
        this.dimension = law.dimension();
        this.diffusion = diffusion;
        double[] weights = law.weights();
        this.components = new NoisedGaussian[weights.length];
        this.offsets = new int[weights.length];
        int ranks = 0;
        boolean allProper = true;
        for (int k = 0; k < weights.length; k++) {
            components[k] = new NoisedGaussian(weights[k], law.components().get(k));
            offsets[k] = ranks;
            ranks += components[k].rank();
            allProper &= components[k].isProper();
        }
        int allRanks = ranks;
        this.proper = allProper;
        this.shares = new RowPartition(session);
        this.scratches = IntStream.range(0, shares.most()).mapToObj(i -> new Scratch(allRanks)).toArray(Scratch[]::new);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public Diffusion diffusion() {
        return diffusion;
    }

    /// Number of components, K.
    public int components() {
        return components.length;
    }

    @Override
    public double[] logDensity(Matrix states, double time) {
        double[] logDensity = new double[Math.toIntExact(states.rows())];
        each(states, time, (scratch, b) -> logDensity[(int) b] = scratch.logSum);
        return logDensity;
    }

    /// Posterior probability of each component.
    /// @param into receives `[B × K]`
    public void responsibilities(Matrix states, double time, Matrix into) {
        Check.size("rows of responsibilities", into.rows(), "rows of states", states.rows());
        Check.size("columns of responsibilities", into.columns(), "components", components());
        each(states, time, (scratch, b) -> into.write(b, 1, scratch.weights, 0));
    }

    @Override
    public void denoise(Matrix states, double time, Matrix into) {
        checkTarget(states, into);
        each(states, time, (scratch, b) -> {
            scratch.clear();
            for (int k = 0; k < components.length; k++) {
                if (scratch.weights[k] != 0) {
                    scratch.recall(k);
                    components[k].addDenoiser(scratch.weights[k], scratch.rest, scratch.p, offsets[k], scratch.out);
                }
            }
            into.write(b, 1, scratch.out, 0);
        });
    }

    @Override
    public void score(Matrix states, double time, Matrix into) {
        checkTarget(states, into);
        each(states, time, (scratch, b) -> {
            scratch.clear();
            for (int k = 0; k < components.length; k++) {
                if (scratch.weights[k] != 0) {
                    scratch.addScore(k, scratch.weights[k]);
                }
            }
            into.write(b, 1, scratch.out, 0);
        });
    }

    /// `J = Σ r_k (g_k − s)(g_k − s)ᵀ − Σ r_k S_k⁻¹`.
    @Override
    public Matrix jacobian(double[] state, double time) {
        Matrix one = Matrix.of(new double[][] {state});
        double[] upper = new double[Math.multiplyExact(dimension, dimension)];
        double[] mean = new double[dimension];
        each(one, time, (scratch, b) -> {
            double[] weights = scratch.weights;
            scratch.clear();
            for (int k = 0; k < components.length; k++) {
                scratch.addScore(k, weights[k]);
            }
            System.arraycopy(scratch.out, 0, mean, 0, dimension);
            for (int k = 0; k < components.length; k++) {
                components[k].addPrecision(-weights[k], upper);
                if (components.length > 1) {
                    scratch.clear();
                    scratch.addScore(k, 1);
                    addDeviation(weights[k], scratch.out, mean, upper);
                }
            }
        });
        return mirrored(upper);
    }

    /// Positions of the first block choose the component; the d normal numbers follow.
    @Override
    public long drawPositions() {
        return 4 + paddedDimension();
    }

    @Override
    public void draw(Matrix states, double time, RandomStream stream, long firstIndex, long position, Matrix into) {
        checkTarget(states, into);
        each(states, time, (scratch, b) -> {
            int k = scratch.choose(stream.uniform(firstIndex + b, position));
            stream.gaussians(firstIndex + b, position + 4, scratch.noise, 0, dimension);
            scratch.clear();
            scratch.recall(k);
            components[k].addDenoiser(1, scratch.rest, scratch.p, offsets[k], scratch.out);
            components[k].addDeviation(scratch.noise, scratch.p, scratch.out);
            into.write(b, 1, scratch.out, 0);
        });
    }

    private int paddedDimension() {
        return (dimension + 3) / 4 * 4;
    }

    private void each(Matrix states, double time, Visit visit) {
        Check.size("columns of states", states.columns(), "dimension of the score", dimension);
        if (!(proper && time == 0)) {
            Score.checkTime(time);
        }
        double work = 0;
        for (NoisedGaussian each : components) {
            each.move(diffusion, time);
            work += 4.0 * dimension * (1 + each.rank());
        }
        shares.run(states.rows(), work, (share, from, to) -> {
            Scratch scratch = scratches[share];
            for (long b = from; b < to; b++) {
                scratch.weigh(states, b);
                visit.state(scratch, b);
            }
        });
    }

    private void checkTarget(Matrix states, Matrix into) {
        Check.size("rows of the result", into.rows(), "rows of states", states.rows());
        Check.size("columns of the result", into.columns(), "dimension of the score", dimension);
    }

    private void addDeviation(double weight, double[] gradient, double[] mean, double[] upper) {
        for (int i = 0; i < dimension; i++) {
            double row = weight * (gradient[i] - mean[i]);
            for (int j = i; j < dimension; j++) {
                upper[i * dimension + j] += row * (gradient[j] - mean[j]);
            }
        }
    }

    private Matrix mirrored(double[] upper) {
        Matrix full = Matrix.zeros(dimension, dimension);
        for (int i = 0; i < dimension; i++) {
            for (int j = i; j < dimension; j++) {
                full.set(i, j, upper[i * dimension + j]);
                full.set(j, i, upper[i * dimension + j]);
            }
        }
        return full;
    }

    private interface Visit {
        void state(Scratch scratch, long b);
    }

    /// What one worker needs for one state.
    private final class Scratch {
        private final double[] x = new double[dimension];
        private final double[] rest = new double[dimension];
        private final double[] out = new double[dimension];
        private final double[] noise = new double[paddedDimension()];
        private final double[] weights = new double[components.length];
        private final double[] p;
        private double logSum;

        private Scratch(int ranks) {
            p = new double[ranks];
        }

        /// Reads a state and leaves its responsibilities and log density.
        private void weigh(Matrix states, long b) {
            states.copy(b, 1, x, 0);
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < components.length; k++) {
                split(k);
                weights[k] = components[k].logWeight(rest, p, offsets[k]);
                largest = Math.max(largest, weights[k]);
            }
            double sum = 0;
            for (int k = 0; k < components.length; k++) {
                weights[k] = Math.exp(weights[k] - largest);
                sum += weights[k];
            }
            for (int k = 0; k < components.length; k++) {
                weights[k] /= sum;
            }
            logSum = largest + Math.log(sum);
        }

        private void split(int k) {
            components[k].split(x, rest, p, offsets[k]);
        }

        /// Makes rest and coordinates those of component k again after all were weighed.
        private void recall(int k) {
            if (components.length > 1 && !components[k].isComplete()) {
                split(k);
            }
        }

        private void addScore(int k, double factor) {
            recall(k);
            components[k].addScore(factor, rest, p, offsets[k], out);
        }

        private void clear() {
            Arrays.fill(out, 0);
        }

        private int choose(double uniform) {
            double below = 0;
            for (int k = 0; k < components.length - 1; k++) {
                below += weights[k];
                if (uniform < below) {
                    return k;
                }
            }
            return components.length - 1;
        }
    }
}
