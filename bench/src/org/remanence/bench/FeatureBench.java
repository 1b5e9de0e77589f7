package org.remanence.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.remanence.feature.FeatureFunction;
import org.remanence.feature.FeatureMoments;
import org.remanence.feature.RandomFeatures;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// Second moments of random features, averages over the noise included, against the five symmetric products they consist of:
/// billions of flops a second, n p² an order.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class FeatureBench {
    private static final long SHORT = 1;
    private static final double TIME = 0.1;
    private static final int ORDERS = 5;

    /// Features × dimension × patterns.
    @Param({"1000x100x500", "2000x200x1000", "4000x400x2000"})
    public String shape;

    /// Function of the features.
    @Param("TANH")
    public FeatureFunction function;

    /// Workers, and threads of the product.
    @Param({"1", "2"})
    public int threads;

    /// Whom we run against.
    @Param("syrk")
    public String yardstick;

    private Session session;
    private RandomFeatures features;
    private Matrix patterns;
    private Matrix order;
    private Matrix product;

    /// Draws the features and the patterns.
    @Setup
    public void draw() {
        String[] sizes = shape.split("x");
        int p = Integer.parseInt(sizes[0]);
        int d = Integer.parseInt(sizes[1]);
        int n = Integer.parseInt(sizes[2]);
        session = new Session(1, threads, Progress.SILENT);
        features = RandomFeatures.draw(p, d, function, false, session.stream("weights"));
        patterns = normal(n, d);
        order = normal(p, n);
        product = Matrix.zeros(p, p);
    }

    private Matrix normal(int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            session.stream("patterns").gaussians(i, 0, row, 0, columns);
            matrix.setRow(i, row);
        }
        return matrix;
    }

    /// Ends the workers.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// The whole in turn with the products.
    @Benchmark
    public void moments(Rates rates) {
        double flops = 1e-9 * ORDERS * order.columns() * Math.pow(features.features(), 2);
        new Alternation(Alternation.ROUNDS, SHORT, SHORT, TimeUnit.MILLISECONDS.toNanos(25)).run(
                new Alternation.Side(this::build, flops), new Alternation.Side(this::products, flops), threads, rates);
    }

    /// By the class.
    FeatureMoments build() {
        return FeatureMoments.of(features, patterns, TIME, session);
    }

    /// The products alone.
    Matrix products() {
        for (int k = 0; k < ORDERS; k++) {
            Blas.get().withThreads(threads).syrk(1, order, Operand.PLAIN, k == 0 ? 0 : 1, product);
        }
        return product;
    }
}
