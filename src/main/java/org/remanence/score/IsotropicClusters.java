package org.remanence.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.remanence.data.GaussianMixture;
import org.remanence.data.GaussianModel;
import org.remanence.kernel.Exponential;
import org.remanence.process.Diffusion;
import org.remanence.tensor.Check;

/// Gaussian clusters N(m_k, σ² I) of one width, seen through their overlaps x·u_j with a few directions.
///
/// With `Γ_t = s² σ² + v` the responsibilities depend on `s m_k·x / Γ` alone, and the score is
/// `−x/Γ + (s/Γ) Σ_k r_k m_k`: linear in the state but for a combination of the means. Means that are opposite share a
/// direction, so two symmetric clusters have one.
public final class IsotropicClusters {
    /// Means closer to the span of those before than this share of their length lie in it.
    private static final double DEPENDENT = 1e-10;

    private final double[] logWeights;
    private final double[] weights;
    private final double[][] means;
    private final double[][] directions;
    private final int[] direction;
    private final int[] sign;
    private final double[] squares;
    private final double sigma;

    /// @param weights of the clusters, positive, summing to 1, `[K]`
    /// @param means `[K × d]`
    /// @param sigma standard deviation of each, from 0
    public IsotropicClusters(double[] weights, double[][] means, double sigma) {
        Check.size("number of means", means.length, "number of weights", weights.length);
        this.weights = weights.clone();
        this.logWeights = Arrays.stream(weights).map(Math::log).toArray();
        this.means = Arrays.stream(means).map(double[]::clone).toArray(double[][]::new);
        this.sigma = Check.nonNegative("sigma", sigma);
        this.squares = Arrays.stream(means).mapToDouble(m -> dot(m, m)).toArray();
        this.direction = new int[means.length];
        this.sign = new int[means.length];
        this.directions = distinct();
    }

    /// The clusters of a mixture, if all are round and of one width.
    public static Optional<IsotropicClusters> of(GaussianMixture law) {
        double width = law.components().getFirst().covariance().ambient();
        boolean round = law.components().stream().map(GaussianModel::covariance)
                .allMatch(covariance -> covariance.rank() == 0 && covariance.ambient() == width);
        return round ? Optional.of(new IsotropicClusters(law.weights(),
                law.components().stream().map(GaussianModel::mean).toArray(double[][]::new), Math.sqrt(width))) : Optional.empty();
    }

    /// The same clusters in the space that their means span: the law of the projection of a state, whose reverse process
    /// is that of the whole state, projected. One dimension for two symmetric clusters.
    /// @return clusters in at least one dimension
    public IsotropicClusters projected() {
        List<double[]> basis = new ArrayList<>();
        for (double[] mean : means) {
            double[] rest = mean.clone();
            for (int twice = 0; twice < 2; twice++) {
                for (double[] unit : basis) {
                    add(-dot(unit, rest), unit, rest);
                }
            }
            double length = Math.sqrt(dot(rest, rest));
            if (length > DEPENDENT * Math.sqrt(dot(mean, mean))) {
                basis.add(Arrays.stream(rest).map(each -> each / length).toArray());
            }
        }
        double[][] inside = new double[means.length][Math.max(1, basis.size())];
        for (int k = 0; k < means.length; k++) {
            for (int j = 0; j < basis.size(); j++) {
                inside[k][j] = dot(means[k], basis.get(j));
            }
        }
        return new IsotropicClusters(weights, inside, sigma);
    }

    /// Numbers in a state.
    public int dimension() {
        return means[0].length;
    }

    /// K.
    public int classes() {
        return means.length;
    }

    /// Standard deviation of each cluster.
    public double sigma() {
        return sigma;
    }

    /// Mean of cluster k, a copy.
    public double[] mean(int k) {
        return means[k].clone();
    }

    /// Probabilities of the clusters, a copy.
    public double[] weights() {
        return weights.clone();
    }

    /// u_j, `[J × d]`, J ≥ 1: the means up to their sign; shared, not to be written.
    public double[][] directions() {
        return directions;
    }

    /// Γ: variance of a noised cluster, per coordinate.
    public double width(Diffusion diffusion, double time) {
        double scale = diffusion.scale(time);
        return scale * scale * sigma * sigma + diffusion.variance(time);
    }

    /// log π_k − s² |m_k|² / 2Γ: what the overlaps are added to.
    /// @param scale s
    /// @param width Γ
    public double[] offsets(double scale, double width) {
        double[] offsets = new double[classes()];
        Arrays.setAll(offsets, k -> logWeights[k] - 0.5 * scale * scale * squares[k] / width);
        return offsets;
    }

    /// Probability of each cluster given the overlaps, in one order of operations on every platform.
    /// @param overlaps x·u_j, `[J]`
    /// @param tilt s/Γ
    /// @param offsets as [#offsets]
    /// @param into receives r_k, `[K]`
    public void responsibilities(double[] overlaps, double tilt, double[] offsets, double[] into) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < into.length; k++) {
            into[k] = Math.fma(tilt, sign[k] * overlaps[direction[k]], offsets[k]);
            largest = Math.max(largest, into[k]);
        }
        double sum = 0;
        for (int k = 0; k < into.length; k++) {
            into[k] = into[k] == largest ? 1 : Exponential.exp(into[k] - largest);
            sum += into[k];
        }
        for (int k = 0; k < into.length; k++) {
            into[k] /= sum;
        }
    }

    /// Factors on the directions that make `gain Σ_k r_k m_k`.
    /// @param into receives them, `[J]`
    public void combine(double gain, double[] responsibilities, double[] into) {
        Arrays.fill(into, 0);
        for (int k = 0; k < responsibilities.length; k++) {
            into[direction[k]] += gain * sign[k] * responsibilities[k];
        }
    }

    /// The cluster that a uniform number in (0, 1) picks out of probabilities.
    public static int choose(double[] probabilities, double uniform) {
        double below = 0;
        for (int k = 0; k < probabilities.length - 1; k++) {
            below += probabilities[k];
            if (uniform < below) {
                return k;
            }
        }
        return probabilities.length - 1;
    }

    private double[][] distinct() {
        List<double[]> found = new ArrayList<>();
        for (int k = 0; k < means.length; k++) {
            double[] mean = means[k];
            if (squares[k] == 0) {
                continue;
            }
            double[] opposite = Arrays.stream(mean).map(each -> -each).toArray();
            sign[k] = 1;
            direction[k] = found.size();
            for (int j = 0; j < found.size(); j++) {
                if (Arrays.equals(found.get(j), opposite) || Arrays.equals(found.get(j), mean)) {
                    sign[k] = Arrays.equals(found.get(j), mean) ? 1 : -1;
                    direction[k] = j;
                }
            }
            if (direction[k] == found.size()) {
                found.add(mean);
            }
        }
        return found.isEmpty() ? new double[1][dimension()] : found.toArray(double[][]::new);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        return sum;
    }

    private static void add(double factor, double[] from, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = Math.fma(factor, from[i], into[i]);
        }
    }
}
