package org.remanence.linalg;

import java.util.Arrays;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Stochastic Lanczos quadrature: the density of eigenvalues from products with random vectors alone.
///
/// R vectors uniform on the unit sphere each generate a Krylov space of m vectors, orthogonalized in full; the operator's
/// eigenvalues in it are the nodes of a Gauss quadrature. R m products and 8 R m² p flop; vectors go through the operator
/// eight at a time, and memory holds 8 m of them.
/// @param probes number of random vectors, R; errors need at least 2
/// @param steps quadrature nodes, m: the finest resolution is about the width of the spectrum over m
/// @param blas for the vectors
/// @param watch who waits; hears the number of products
/// Source: Ubaru, Chen and Saad, "Fast estimation of tr(f(A)) via stochastic Lanczos quadrature", 2017.
public record LanczosQuadrature(int probes, int steps, Blas blas, WorkMonitor watch) {
    private static final int AT_ONCE = 8;
    /// Share of the operator's size below which what is left of a vector is rounding: its space is whole.
    private static final double NOTHING = 0x1p-40;

    /// Refuses counts below one.
    public LanczosQuadrature {
        Check.atLeast("probes", 1, probes);
        Check.atLeast("steps", 1, steps);
    }

    /// Standard normal vectors, named by their index.
    @FunctionalInterface
    public interface Draws {
        /// Fills the vector of that index.
        void fill(long index, double[] into);
    }

    /// The spectrum of an operator as random vectors see it.
    /// @param draws the random vectors, indices from 0
    /// @throws IllegalArgumentException if products of the operator are not finite
    public SpectralMeasure of(LinearOperator operator, Draws draws) {
        Check.atLeast("order of the operator", 1, operator.order());
        double[][] nodes = new double[probes][];
        double[][] weights = new double[probes][];
        watch.begin("Lanczos quadrature", probes);
        try {
            for (int first = 0; first < probes; first += AT_ONCE) {
                Group group = new Group(operator, Math.min(AT_ONCE, probes - first));
                group.start(draws, first);
                group.run(first);
                for (int r = 0; r < group.count; r++) {
                    nodes[first + r] = new double[group.length[r]];
                    weights[first + r] = new double[group.length[r]];
                    group.quadrature(r, nodes[first + r], weights[first + r]);
                }
                watch.reached(first + group.count);
            }
        } finally {
            watch.end();
        }
        return new SpectralMeasure(operator.order(), nodes, weights);
    }

    /// Some vectors on their way through the operator together.
    private final class Group {
        private final LinearOperator operator;
        private final int count;
        private final KrylovBasis[] spaces;
        private final double[][] diagonal;
        private final double[][] beside;
        private final int[] length;

        Group(LinearOperator operator, int count) {
            int m = Math.min(steps, operator.order());
            this.operator = operator;
            this.count = count;
            this.spaces = new KrylovBasis[count];
            Arrays.setAll(spaces, r -> new KrylovBasis(blas, m, operator.order()));
            this.diagonal = new double[count][m];
            this.beside = new double[count][m];
            this.length = new int[count];
        }

        void start(Draws draws, int first) {
            double[] vector = new double[operator.order()];
            for (int r = 0; r < count; r++) {
                draws.fill(first + r, vector);
                spaces[r].append(Matrix.of(new double[][] {vector}), 0);
            }
        }

        void run(int first) {
            Matrix vectors = Matrix.zeros(count, operator.order());
            Matrix products = Matrix.zeros(count, operator.order());
            boolean[] whole = new boolean[count];
            for (int step = 0; step < diagonal[0].length; step++) {
                for (int r = 0; r < count; r++) {
                    if (!whole[r]) {
                        vectors.setRow(r, spaces[r].from(step).row(0));
                    }
                }
                operator.apply(vectors, products);
                watch.reached(first);
                for (int r = 0; r < count; r++) {
                    whole[r] = whole[r] || advance(r, step, products.slice(r, 1));
                }
            }
        }

        /// Takes the product with the last vector into the space.
        /// @return whether the space is whole: the operator does not lead out of it
        private boolean advance(int r, int step, Matrix product) {
            double size = KrylovBasis.norm(product);
            diagonal[r][step] = Check.finite("product of the operator", spaces[r].remove(product).get(0, step));
            beside[r][step] = KrylovBasis.norm(product);
            length[r] = step + 1;
            if (!(beside[r][step] > NOTHING * size)) {
                return true;
            }
            if (step + 1 < diagonal[r].length) {
                spaces[r].append(product, beside[r][step]);
            }
            return false;
        }

        /// Eigenvalues of the tridiagonal matrix, and the squared first components of its eigenvectors.
        void quadrature(int r, double[] nodes, double[] weights) {
            Matrix tridiagonal = Matrix.zeros(nodes.length, nodes.length);
            for (int k = 0; k < nodes.length; k++) {
                tridiagonal.set(k, k, diagonal[r][k]);
                if (k > 0) {
                    tridiagonal.set(k, k - 1, beside[r][k - 1]);
                    tridiagonal.set(k - 1, k, beside[r][k - 1]);
                }
            }
            SymmetricEigen eigen = SymmetricEigen.of(tridiagonal, blas);
            for (int k = 0; k < nodes.length; k++) {
                nodes[k] = eigen.values()[k];
                weights[k] = eigen.vectors().get(k, 0) * eigen.vectors().get(k, 0);
            }
        }
    }
}
