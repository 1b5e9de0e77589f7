package org.remanence.bench;

import java.lang.foreign.Arena;
import java.util.List;
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
import org.remanence.linalg.Blas;
import org.remanence.linalg.FloatMatrix;
import org.remanence.linalg.Operand;
import org.remanence.network.ParameterTensor;
import org.remanence.network.Training;
import org.remanence.network.TrainingSettings;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// A step of a training, noise and optimizer included, against the bare products of its way forth and back: billions of flops a second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class NetworkBench {
    private static final int PATTERNS = 100;
    private static final long STEPS = 1L << 40;

    /// `vectors` at d = 30, width 128; `images` at d = 64, width 256; `published` at d = 30.
    @Param({"vectors", "images", "published"})
    public String network;

    /// Threads of a training.
    @Param("1")
    public int threads;

    /// Whom we run against.
    @Param("products")
    public String yardstick;

    private Session session;
    private Arena arena;
    private Training training;
    private List<Product> products;

    /// One linear map on its way: the answer, and the gradients at weight and input.
    record Product(FloatMatrix x, FloatMatrix weight, FloatMatrix y, FloatMatrix atWeight, FloatMatrix atInput, boolean first) {
        static Product of(ParameterTensor weight, int batch, Arena arena, Session session) {
            boolean first = weight.name().equals("in.weight") || weight.name().equals("time.0.weight");
            Product product = new Product(FloatMatrix.zeros(arena, batch, weight.columns()), FloatMatrix.zeros(arena, weight.rows(), weight.columns()),
                    FloatMatrix.zeros(arena, batch, weight.rows()), FloatMatrix.zeros(arena, weight.rows(), weight.columns()),
                    FloatMatrix.zeros(arena, batch, weight.columns()), first);
            fill(product.x, session, "x of " + weight.name());
            fill(product.weight, session, weight.name());
            return product;
        }

        private static void fill(FloatMatrix matrix, Session session, String name) {
            int rows = Math.toIntExact(matrix.rows());
            float[] values = new float[rows * matrix.columns()];
            session.stream(name).gaussians(0, 0, values, 0, values.length);
            matrix.write(0, rows, values, 0);
        }

        void run(Blas blas) {
            blas.gemm(1, x, Operand.PLAIN, weight, Operand.TRANSPOSED, 0, y);
            blas.gemm(1, y, Operand.TRANSPOSED, x, Operand.PLAIN, 0, atWeight);
            if (!first) {
                blas.gemm(1, y, Operand.PLAIN, weight, Operand.PLAIN, 0, atInput);
            }
        }

        double gigaflop() {
            return (first ? 4e-9 : 6e-9) * x.rows() * weight.rows() * weight.columns();
        }
    }

    /// Draws patterns and parameters.
    @Setup
    public void draw() {
        session = new Session(1, 1, Progress.SILENT);
        arena = Arena.ofShared();
        TrainingSettings settings = settings(network);
        Matrix patterns = Matrix.zeros(PATTERNS, settings.architecture().dimension());
        double[] row = new double[patterns.columns()];
        for (int i = 0; i < PATTERNS; i++) {
            session.stream("patterns").gaussians(i, 0, row, 0, row.length);
            patterns.setRow(i, row);
        }
        training = Training.of(patterns, settings, session);
        products = settings.architecture().tensors().stream().filter(each -> !each.vector())
                .map(each -> Product.of(each, settings.batch(), arena, session)).toList();
    }

    static TrainingSettings settings(String network) {
        return switch (network) {
            case "vectors" -> TrainingSettings.vectors(30, 1, STEPS);
            case "images" -> TrainingSettings.images(64, STEPS);
            case "published" -> TrainingSettings.published(30, STEPS);
            default -> throw new IllegalArgumentException("network is vectors, images or published, not " + network);
        };
    }

    /// Frees both sides.
    @TearDown
    public void tearDown() {
        training.close();
        arena.close();
        session.close();
    }

    /// A step in turn with the products.
    @Benchmark
    public void step(Rates rates) {
        new Alternation().run(new Alternation.Side(this::train, gigaflop()), new Alternation.Side(this::multiply, gigaflop()), threads, rates);
    }

    /// One step.
    void train() {
        training.run(training.step() + 1);
    }

    /// The products alone.
    void multiply() {
        products.forEach(each -> each.run(Blas.get()));
    }

    /// Gaussian numbers of variance 1.
    float[] random(String name, int count) {
        float[] values = new float[count];
        session.stream(name).gaussians(0, 0, values, 0, count);
        return values;
    }

    double gigaflop() {
        return products.stream().mapToDouble(Product::gigaflop).sum();
    }

    Training training() {
        return training;
    }

    List<Product> products() {
        return products;
    }
}
