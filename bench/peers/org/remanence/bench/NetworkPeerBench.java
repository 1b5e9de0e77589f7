package org.remanence.bench;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.remanence.linalg.FloatMatrix;
import org.remanence.network.ResidualArchitecture;
import org.remanence.network.ResidualNetwork;
import org.remanence.network.TrainingSettings;

/// A step of a training in turn with the same step by libtorch, one thread each: thousands of steps a second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class NetworkPeerBench {
    private static final double AGREEMENT = 1e-4;
    private static final double STEP = 1e-3;

    /// As [NetworkBench#network].
    @Param({"vectors", "images", "published"})
    public String network;

    /// Whom we run against.
    @Param("libtorch")
    public String yardstick;

    private final NetworkBench ours = new NetworkBench();
    private TorchTraining theirs;

    /// Before anything is timed, libtorch must have found our answers with the same parameters.
    @Setup(Level.Trial)
    public void setUp() {
        ours.network = network;
        ours.threads = 1;
        ours.draw();
        TrainingSettings settings = NetworkBench.settings(network);
        ResidualArchitecture architecture = settings.architecture();
        float[] parameters = random("parameters", architecture.parameters(), 0.05f);
        float[] patterns = random("torch patterns", 100 * architecture.dimension(), 1);
        theirs = new TorchTraining(architecture, parameters, patterns, settings.batch());
        compare(architecture, parameters, patterns);
    }

    private void compare(ResidualArchitecture architecture, float[] parameters, float[] inputs) {
        int rows = inputs.length / architecture.dimension();
        float reading = 0.3f;
        float[] readings = new float[rows];
        Arrays.fill(readings, reading);
        float[] found = theirs.answers(inputs, readings);
        try (var own = new ResidualNetwork(architecture, parameters); Arena arena = Arena.ofConfined()) {
            FloatMatrix states = FloatMatrix.zeros(arena, rows, architecture.dimension());
            states.write(0, rows, inputs, 0);
            FloatMatrix answers = FloatMatrix.zeros(arena, rows, architecture.dimension());
            own.apply(states, reading, answers);
            float[] expected = new float[inputs.length];
            answers.copy(0, rows, expected, 0);
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(found[i] - expected[i]) <= AGREEMENT)) {
                    throw new IllegalStateException("libtorch finds %s where we find %s".formatted(found[i], expected[i]));
                }
            }
        }
    }

    private float[] random(String name, int count, float scale) {
        float[] values = ours.random(name, count);
        for (int i = 0; i < count; i++) {
            values[i] *= scale;
        }
        return values;
    }

    /// A step of ours in turn with one of theirs.
    @Benchmark
    public void step(Rates rates) {
        warmedUp().run(new Alternation.Side(ours::train, STEP), new Alternation.Side(theirs::step, STEP), 1, rates);
    }

    /// The compiler takes three seconds for a step.
    private static Alternation warmedUp() {
        return new Alternation(Alternation.ROUNDS, TimeUnit.SECONDS.toNanos(5), TimeUnit.MILLISECONDS.toNanos(80),
                TimeUnit.MILLISECONDS.toNanos(25));
    }

    /// Frees both sides.
    @TearDown(Level.Trial)
    public void tearDown() {
        theirs.close();
        ours.tearDown();
    }
}
