package org.remanence.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// K Gaussians; the label of a pattern is its component.
/// @param weights probabilities of the components, `[K]`, positive, summing to 1
/// @param components of equal dimension
public record GaussianMixture(double[] weights, List<GaussianModel> components) implements DataModel {
    /// Weights and components are copied.
    /// @throws IllegalArgumentException if the weights are not a probability, or sizes differ
    public GaussianMixture {
        Check.atLeast("components", 1, components.size());
        Check.size("number of weights", weights.length, "number of components", components.size());
        weights = weights.clone();
        components = List.copyOf(components);
        for (GaussianModel each : components) {
            Check.size("dimension of a component", each.dimension(), "dimension of the first",
                    components.getFirst().dimension());
        }
        double total = 0;
        for (double each : weights) {
            total += Check.positive("weight", each);
        }
        if (!(Math.abs(total - 1) <= 1e-12 * weights.length)) {
            throw new BadInput("weights of a mixture must sum to 1, got " + total);
        }
    }

    /// Components of equal weight.
    public static GaussianMixture equal(List<GaussianModel> components) {
        double[] weights = new double[components.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        return new GaussianMixture(weights, components);
    }

    /// Two clusters of equal weight at ±m with m = mu · (1, …, 1), so |m|² = mu² d, each of covariance σ² I. Component
    /// 0 is at +m.
    /// @param mu coordinate of the centre
    /// @param sigma standard deviation
    public static GaussianMixture twoClusters(int dimension, double mu, double sigma) {
        SpectralCovariance covariance = SpectralCovariance.isotropic(dimension, sigma);
        double[] centre = new double[dimension];
        double[] opposite = new double[dimension];
        Arrays.fill(centre, Check.finite("mu", mu));
        Arrays.fill(opposite, -mu);
        return equal(List.of(new GaussianModel(centre, covariance), new GaussianModel(opposite, covariance)));
    }

    /// K clusters of equal weight and covariance σ² I, each centre with coordinates ±mu of random sign, so that all have
    /// |m|² = mu² d and are nearly orthogonal. Two clusters are those of [#twoClusters].
    /// @param mu size of the coordinates of a centre
    /// @param sigma standard deviation
    public static GaussianMixture clusters(int clusters, int dimension, double mu, double sigma) {
        if (clusters == 2) {
            return twoClusters(dimension, mu, sigma);
        }
        Check.finite("mu", mu);
        SpectralCovariance covariance = SpectralCovariance.isotropic(dimension, sigma);
        RandomStream signs = RandomStream.named(1, "centres");
        return equal(IntStream.range(0, clusters).mapToObj(k -> {
            double[] centre = new double[dimension];
            new Rademacher(dimension).fill(signs, k, 1, centre, 0);
            return new GaussianModel(Arrays.stream(centre).map(sign -> mu * sign).toArray(), covariance);
        }).toList());
    }

    @Override
    public String name() {
        return "mixture";
    }

    @Override
    public int dimension() {
        return components.getFirst().dimension();
    }

    /// Probabilities of the components, `[K]`, a copy.
    @Override
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public double[] mean() {
        double[] mean = new double[dimension()];
        for (int c = 0; c < weights.length; c++) {
            double[] centre = components.get(c).mean();
            for (int k = 0; k < mean.length; k++) {
                mean[k] += weights[c] * centre[k];
            }
        }
        return mean;
    }

    /// If all components are isotropic the means alone are decomposed, K × K; else the whole covariance, d × d.
    @Override
    public double[] eigenvalues() {
        boolean isotropic = components.stream().allMatch(each -> each.covariance().rank() == 0);
        return SpectralCovariance.descending(
                isotropic ? isotropicEigenvalues() : SymmetricEigen.values(denseCovariance()));
    }

    /// `Σ π_k σ_k²`, plus the eigenvalues of the Gram matrix of the scatter in as many directions.
    private double[] isotropicEigenvalues() {
        double[][] scatter = scatter();
        Matrix gram = Matrix.zeros(scatter.length, scatter.length);
        double within = 0;
        for (int i = 0; i < scatter.length; i++) {
            within += weights[i] * components.get(i).covariance().ambient();
            for (int j = 0; j < scatter.length; j++) {
                gram.set(i, j, SpectralCovariance.dot(scatter[i], scatter[j]));
            }
        }
        double[] between = SpectralCovariance.descending(SymmetricEigen.values(gram));
        double[] values = new double[dimension()];
        Arrays.fill(values, within);
        for (int i = 0; i < Math.min(values.length, between.length); i++) {
            values[i] += Math.max(0, between[i]);
        }
        return values;
    }

    private Matrix denseCovariance() {
        Matrix total = Matrix.zeros(dimension(), dimension());
        double[][] scatter = scatter();
        for (int c = 0; c < weights.length; c++) {
            Matrix own = components.get(c).covariance().toMatrix();
            for (int i = 0; i < dimension(); i++) {
                for (int j = 0; j < dimension(); j++) {
                    total.set(i, j, total.get(i, j) + weights[c] * own.get(i, j) + scatter[c][i] * scatter[c][j]);
                }
            }
        }
        return total;
    }

    /// Rows `√π_k (m_k − m)`, `[K × d]`.
    private double[][] scatter() {
        double[] mean = mean();
        double[][] rows = new double[weights.length][];
        for (int c = 0; c < weights.length; c++) {
            rows[c] = components.get(c).mean();
            for (int k = 0; k < mean.length; k++) {
                rows[c][k] = Math.sqrt(weights[c]) * (rows[c][k] - mean[k]);
            }
        }
        return rows;
    }

    @Override
    public void fill(RandomStream stream, long first, int count, double[] into, int offset) {
        RandomStream choice = choice(stream);
        int d = dimension();
        if (!isOnAxes()) {
            for (int i = 0; i < count; i++) {
                components.get(component(choice, first + i)).fill(stream, first + i, 1, into, offset + i * d);
            }
            return;
        }
        List<AffineMap> stretches = stretches();
        stream.gaussianRows(first, count, d, into, offset, d);
        for (int i = 0; i < count; i++) {
            stretches.get(component(choice, first + i)).row(into, offset + i * d);
        }
    }

    /// In float arithmetic where the axes of all components are those of the coordinates, else rounded.
    @Override
    public void fill(RandomStream stream, long first, int count, float[] into, int offset) {
        int d = dimension();
        if (!isOnAxes()) {
            RowCast.rounded((row, rows, values) -> fill(stream, row, rows, values, 0), first, count, d, into, offset);
            return;
        }
        RandomStream choice = choice(stream);
        List<AffineMap> stretches = stretches();
        stream.gaussianRows(first, count, d, into, offset, d);
        for (int i = 0; i < count; i++) {
            stretches.get(component(choice, first + i)).row(into, offset + i * d);
        }
    }

    private boolean isOnAxes() {
        return components.stream().allMatch(each -> each.covariance().isOnAxes());
    }

    private List<AffineMap> stretches() {
        return components.stream().map(each -> new AffineMap(each.covariance().sigmas(), each.mean())).toList();
    }

    @Override
    public Labels labels(RandomStream stream, long patterns) {
        RandomStream choice = choice(stream);
        return Labels.computed(weights.length, patterns, pattern -> component(choice, pattern));
    }

    private static RandomStream choice(RandomStream stream) {
        return RandomStream.named(stream.key(), "component");
    }

    /// The component of a uniform number, of which the first 32 bits nearly always say enough.
    private int component(RandomStream choice, long pattern) {
        int[] word = new int[1];
        choice.words(pattern, word);
        double below = (word[0] & 0xFFFFFFFFL) * 0x1p-32;
        int c = component(below);
        return c == component(below + 0x1p-32) ? c : component(choice.uniform(pattern, 0));
    }

    private int component(double uniform) {
        double left = uniform;
        int c = 0;
        while (c < weights.length - 1 && left >= weights[c]) {
            left -= weights[c];
            c++;
        }
        return c;
    }

    @Override
    public String toString() {
        return Text.of("a mixture of %d Gaussians in dimension %d", weights.length, dimension());
    }
}
