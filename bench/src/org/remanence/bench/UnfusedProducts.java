package org.remanence.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.remanence.linalg.Blas;
import org.remanence.linalg.FloatMatrix;
import org.remanence.linalg.Operand;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Two products of OpenBLAS and the `B × n` weights between them in memory, each row through `Math.exp`: what one writes with a
/// linear algebra library at hand.
final class UnfusedProducts implements Peer {
    private final PeerProblem problem;
    private final Session session;
    private final Blas blas;
    private final Arena arena = Arena.ofShared();
    private final Precise precise;

    UnfusedProducts(PeerProblem problem, Session session) {
        this.problem = problem;
        this.session = session;
        this.blas = Blas.get().withThreads(problem.threads());
        this.precise = problem.precision() == Precision.FLOAT ? new Floats() : new Doubles();
    }

    private interface Precise {
        void logs();

        void weights(int row, int count, double[] bias);

        void sums();

        double sum(int row, int column);
    }

    @Override
    public int patterns() {
        return problem.count();
    }

    @Override
    public void run() {
        precise.logs();
        session.parallel(problem.batch(), row -> precise.weights(row, problem.count(), problem.bias()));
        precise.sums();
    }

    @Override
    public double[] denoiser() {
        double[] denoiser = new double[problem.states().length];
        for (int i = 0; i < denoiser.length; i++) {
            denoiser[i] = precise.sum(i / problem.dimension(), i % problem.dimension());
        }
        return denoiser;
    }

    @Override
    public void close() {
        arena.close();
    }

    private final class Floats implements Precise {
        private final FloatMatrix a = FloatMatrix.of(PeerProblem.floats(problem.patterns()), problem.count(), problem.dimension());
        private final FloatMatrix x = FloatMatrix.of(PeerProblem.floats(problem.states()), problem.batch(), problem.dimension());
        private final FloatMatrix weights = FloatMatrix.zeros(arena, problem.batch(), problem.count());
        private final FloatMatrix sums = FloatMatrix.zeros(arena, problem.batch(), problem.dimension());

        @Override
        public void logs() {
            blas.gemm((float) problem.slope(), x, Operand.PLAIN, a, Operand.TRANSPOSED, 0, weights);
        }

        @Override
        public void weights(int row, int count, double[] bias) {
            long from = (long) row * count;
            float max = Float.NEGATIVE_INFINITY;
            for (long i = 0; i < count; i++) {
                float log = weights.segment().getAtIndex(ValueLayout.JAVA_FLOAT, from + i) + (float) bias[(int) i];
                weights.segment().setAtIndex(ValueLayout.JAVA_FLOAT, from + i, log);
                max = Math.max(max, log);
            }
            double sum = 0;
            for (long i = 0; i < count; i++) {
                float weight = (float) Math.exp(weights.segment().getAtIndex(ValueLayout.JAVA_FLOAT, from + i) - max);
                weights.segment().setAtIndex(ValueLayout.JAVA_FLOAT, from + i, weight);
                sum += weight;
            }
            float share = (float) (1 / sum);
            for (long i = 0; i < count; i++) {
                weights.segment().setAtIndex(ValueLayout.JAVA_FLOAT, from + i,
                        share * weights.segment().getAtIndex(ValueLayout.JAVA_FLOAT, from + i));
            }
        }

        @Override
        public void sums() {
            blas.gemm(1, weights, Operand.PLAIN, a, Operand.PLAIN, 0, sums);
        }

        @Override
        public double sum(int row, int column) {
            return sums.get(row, column);
        }
    }

    private final class Doubles implements Precise {
        private final Matrix a = matrix(problem.patterns());
        private final Matrix x = matrix(problem.states());
        private final Matrix weights = Matrix.zeros(arena, problem.batch(), problem.count());
        private final Matrix sums = Matrix.zeros(arena, problem.batch(), problem.dimension());

        private Matrix matrix(double[] values) {
            Matrix matrix = Matrix.zeros(arena, values.length / problem.dimension(), problem.dimension());
            matrix.write(0, values.length / problem.dimension(), values, 0);
            return matrix;
        }

        @Override
        public void logs() {
            blas.gemm(problem.slope(), x, Operand.PLAIN, a, Operand.TRANSPOSED, 0, weights);
        }

        @Override
        public void weights(int row, int count, double[] bias) {
            long from = (long) row * count;
            double max = Double.NEGATIVE_INFINITY;
            for (long i = 0; i < count; i++) {
                double log = weights.segment().getAtIndex(ValueLayout.JAVA_DOUBLE, from + i) + bias[(int) i];
                weights.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, from + i, log);
                max = Math.max(max, log);
            }
            double sum = 0;
            for (long i = 0; i < count; i++) {
                double weight = Math.exp(weights.segment().getAtIndex(ValueLayout.JAVA_DOUBLE, from + i) - max);
                weights.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, from + i, weight);
                sum += weight;
            }
            double share = 1 / sum;
            for (long i = 0; i < count; i++) {
                weights.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, from + i,
                        share * weights.segment().getAtIndex(ValueLayout.JAVA_DOUBLE, from + i));
            }
        }

        @Override
        public void sums() {
            blas.gemm(1, weights, Operand.PLAIN, a, Operand.PLAIN, 0, sums);
        }

        @Override
        public double sum(int row, int column) {
            return sums.get(row, column);
        }
    }
}
