package org.remanence.linalg;

import java.util.Arrays;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// The largest eigenvalues of a symmetric operator by the block Lanczos method with thick restarts and full
/// orthogonalization.
///
/// A Krylov space of `basis` vectors is filled `block` vectors at a time, the best part of its Ritz vectors is kept, and so
/// on until the residuals of the `count` largest are below `tolerance` times the largest |λ| seen. What was found is then
/// kept and a space filled once more from random vectors orthogonal to it: an eigenvalue that the first space missed, such
/// as one of more copies than the block has vectors, shows there, and the iteration goes on. Random vectors are fixed, so
/// the answer depends on operator and settings alone.
///
/// Memory for some 2 · basis vectors; each product costs the operator, and 8 p · basis flop of orthogonalization.
/// @param count how many eigenvalues, from 1
/// @param tolerance residual to reach, relative to the largest |λ|
/// @param block vectors multiplied at once
/// @param basis most vectors held, at least count + 2 block
/// @param mostProducts number of products with a vector after which the iteration ends without having converged
/// @param blas for the vectors
/// @param watch who waits; hears the number of products
/// Source: Wu and Simon, "Thick-restart Lanczos method for large symmetric eigenvalue problems", 2000; confirmation derived.
public record Lanczos(int count, double tolerance, int block, int basis, long mostProducts, Blas blas, WorkMonitor watch) {
    private static final double TOLERANCE = 1e-10;
    private static final int BLOCK = 8;
    private static final long MOST_PRODUCTS = 100_000;

    /// Refuses settings that leave no room to work in.
    public Lanczos {
        Check.atLeast("number of eigenvalues", 1, count);
        Check.positive("tolerance", tolerance);
        Check.atLeast("vectors in a block", 1, block);
        Check.atLeast("vectors in the basis", (long) count + 2 * block, basis);
        Check.atLeast("products", 1, mostProducts);
    }

    /// The usual settings: residuals of 1e-10 of the largest |λ|, blocks of 8, a basis of 2 count + 48.
    public static Lanczos largest(int count, Blas blas, WorkMonitor watch) {
        return new Lanczos(count, TOLERANCE, BLOCK, 2 * count + 6 * BLOCK, MOST_PRODUCTS, blas, watch);
    }

    /// The same search with another tolerance.
    public Lanczos withTolerance(double tolerance) {
        return new Lanczos(count, tolerance, block, basis, mostProducts, blas, watch);
    }

    /// Searches.
    /// @throws IllegalArgumentException if the operator has fewer eigenvalues, or its products are not finite
    public LeadingEigen of(LinearOperator operator) {
        if (count > operator.order()) {
            throw new IllegalArgumentException(Text.of("count must be at most the order %d of the operator, got %d", operator.order(), count));
        }
        watch.begin("Lanczos, at most this many products", mostProducts);
        try {
            return new Search(operator).run();
        } finally {
            watch.end();
        }
    }

    /// One search: the basis, the operator in it, and what is known of the Ritz pairs.
    private final class Search {
        private final LinearOperator operator;
        private final KrylovBasis space;
        private final double[][] projected;
        private long products;
        private double scale;

        Search(LinearOperator operator) {
            this.operator = operator;
            int capacity = Math.min(basis, operator.order());
            this.space = new KrylovBasis(blas, capacity, operator.order());
            this.projected = new double[capacity][capacity];
        }

        LeadingEigen run() {
            space.appendRandom(block);
            int multiplied = 0;
            double[] confirmed = {};
            while (true) {
                Matrix rest = multiply(multiplied);
                int fresh = space.size() - multiplied;
                multiplied = space.size();
                boolean whole = multiplied == operator.order();
                if (!whole && hasRoom()) {
                    space.append(rest, scale);
                    continue;
                }
                SymmetricEigen ritz = SymmetricEigen.of(projection(multiplied), blas);
                boolean small = whole || small(ritz, rest, fresh);
                double[] leading = leading(ritz.values());
                boolean done = whole || small && agrees(confirmed, leading);
                if (done || products >= mostProducts) {
                    keep(ritz, count);
                    return checked(leading, done);
                }
                confirmed = small ? leading : new double[0];
                multiplied = keep(ritz, small ? count : Math.min(multiplied - block, count + (multiplied - count) / 2));
                if (small) {
                    space.appendRandom(block);
                } else {
                    space.append(rest, scale);
                }
            }
        }

        /// Whether another block fits; a space that may become whole is filled to the end.
        private boolean hasRoom() {
            return space.capacity() == operator.order() || space.size() + block <= space.capacity();
        }

        /// Multiplies the vectors not yet multiplied, notes their products with the basis, and returns what lies outside it.
        private Matrix multiply(int from) {
            Matrix fresh = space.from(from);
            Matrix product = Matrix.zeros(fresh.rows(), operator.order());
            operator.apply(fresh, product);
            products += fresh.rows();
            watch.reached(Math.min(products, mostProducts));
            Matrix coefficients = space.remove(product);
            for (int i = 0; i < coefficients.rows(); i++) {
                for (int j = 0; j < coefficients.columns(); j++) {
                    double value = Check.finite("product of the operator", coefficients.get(i, j));
                    projected[from + i][j] = value;
                    projected[j][from + i] = value;
                    scale = Math.max(scale, Math.abs(value));
                }
            }
            return product;
        }

        private Matrix projection(int size) {
            Matrix matrix = Matrix.zeros(size, size);
            for (int i = 0; i < size; i++) {
                matrix.setRow(i, Arrays.copyOf(projected[i], size));
            }
            return matrix;
        }

        /// Whether the residual `rest · s` is small for each of the largest Ritz vectors, s their part in the last block.
        private boolean small(SymmetricEigen ritz, Matrix rest, int fresh) {
            int size = ritz.values().length;
            scale = Math.max(scale, Math.max(Math.abs(ritz.values()[0]), Math.abs(ritz.values()[size - 1])));
            for (int k = size - count; k < size; k++) {
                double[] residual = new double[rest.columns()];
                for (int i = 0; i < fresh; i++) {
                    double share = ritz.vectors().get(k, size - fresh + i);
                    for (int j = 0; j < residual.length; j++) {
                        residual[j] = Math.fma(share, rest.get(i, j), residual[j]);
                    }
                }
                if (!(norm(residual) <= tolerance * scale)) {
                    return false;
                }
            }
            return true;
        }

        private double[] leading(double[] ascending) {
            double[] leading = new double[count];
            Arrays.setAll(leading, i -> ascending[ascending.length - 1 - i]);
            return leading;
        }

        private boolean agrees(double[] before, double[] now) {
            for (int i = 0; i < before.length; i++) {
                if (now[i] > before[i] + 2 * tolerance * scale) {
                    return false;
                }
            }
            return before.length > 0;
        }

        /// Keeps the largest Ritz vectors, in descending order, as the basis.
        private int keep(SymmetricEigen ritz, int kept) {
            int size = ritz.values().length;
            Matrix combinations = Matrix.zeros(kept, size);
            for (double[] row : projected) {
                Arrays.fill(row, 0);
            }
            for (int i = 0; i < kept; i++) {
                combinations.setRow(i, ritz.vectors().row(size - 1 - i));
                projected[i][i] = ritz.values()[size - 1 - i];
            }
            space.combine(combinations);
            return kept;
        }

        private LeadingEigen checked(double[] values, boolean converged) {
            Matrix vectors = Matrix.zeros(count, operator.order());
            vectors.segment().copyFrom(space.from(0).segment());
            double[] residuals = new double[count];
            for (int first = 0; first < count; first += block) {
                Matrix some = vectors.slice(first, Math.min(block, count - first));
                Matrix product = Matrix.zeros(some.rows(), operator.order());
                operator.apply(some, product);
                products += some.rows();
                for (int i = 0; i < some.rows(); i++) {
                    double[] residual = product.row(i);
                    for (int j = 0; j < residual.length; j++) {
                        residual[j] = Math.fma(-values[first + i], some.get(i, j), residual[j]);
                    }
                    residuals[first + i] = norm(residual);
                }
            }
            return new LeadingEigen(values, vectors, residuals, products, converged);
        }

        private static double norm(double[] vector) {
            double sum = 0;
            for (double each : vector) {
                sum = Math.fma(each, each, sum);
            }
            return Math.sqrt(sum);
        }
    }
}
