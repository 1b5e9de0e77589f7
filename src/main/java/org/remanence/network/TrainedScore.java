package org.remanence.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.remanence.data.UniformScaling;
import org.remanence.linalg.FloatMatrix;
import org.remanence.process.Diffusion;
import org.remanence.score.DifferentiableScore;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// The score that a network has learned, in the units of whoever asks.
///
/// With scale s and variance v, a state x holds `y = x/s = a + σ ε`, σ = √v/s; units that differ by a shift and a factor change y
/// and σ alone. The score is −ε/√v, where ε is the noise that the network sees in y. Beyond the ends of the range that the
/// network
/// was trained on, the denoiser is that of the nearest end, and a state with more noise than that is shrunk to it.
///
/// It is no gradient: its Jacobian need not be symmetric, and it knows no density. Rows are evaluated in blocks of 128, row b at
/// place b mod 128, so that their bits depend neither on threads nor on how a batch is split at multiples of 128. Several threads
/// may
/// ask at a time.
public final class TrainedScore implements DifferentiableScore, AutoCloseable {
    /// Rows of a block.
    private static final int BLOCK = 128;
    /// Steps of difference quotients, in standard deviations of the noise: above the rounding of floats, below the curvature.
    private static final double STEP = 0.2;

    private final TrainedNetwork network;
    private final NetworkDescription description;
    private final UniformScaling units;
    private final Diffusion diffusion;
    private final Session session;
    private final Deque<Evaluation> idle = new ArrayDeque<>();

    /// @param network stays the caller's to close, after this
    /// @param given units of the states' data, from those of the data as they come from their file
    /// @param diffusion whose noise is in the states
    /// @param session whose workers evaluate the network
    public TrainedScore(TrainedNetwork network, UniformScaling given, Diffusion diffusion, Session session) {
        this.network = network;
        this.description = network.description();
        this.units = description.units().after(given);
        this.diffusion = diffusion;
        this.session = session;
    }

    @Override
    public int dimension() {
        return units.columns();
    }

    @Override
    public Diffusion diffusion() {
        return diffusion;
    }

    @Override
    public void score(Matrix states, double time, Matrix into) {
        Level level = new Level(time);
        evaluate(states, level, (y, output, k) -> -level.noise(y, output) / level.spread, into);
    }

    /// The answer of the network itself, which loses no digits where the noise is small.
    @Override
    public void denoise(Matrix states, double time, Matrix into) {
        Level level = new Level(time);
        evaluate(states, level, (y, output, k) -> level.datum(y, output) / units.factor() + units.shift()[k], into);
    }

    /// That of the network where it knows it, else by central differences over a fifth of the noise, which takes 2 d states.
    @Override
    public Matrix jacobian(double[] state, double time) {
        Check.size("length of the state", state.length, "dimension of the network", dimension());
        Level level = new Level(time);
        Matrix[] found = new Matrix[1];
        borrow(evaluation -> found[0] = evaluation.function instanceof DifferentiableNetwork known ? level.jacobian(known, state)
                : null);
        return found[0] == null ? differences(state, time) : found[0];
    }

    private Matrix differences(double[] state, double time) {
        int d = dimension();
        double step = STEP * Math.sqrt(diffusion.variance(time));
        Matrix around = Matrix.zeros(2L * d, d);
        Matrix scores = Matrix.zeros(2L * d, d);
        for (int k = 0; k < 2 * d; k++) {
            around.setRow(k, state);
            around.set(k, k / 2, state[k / 2] + (k % 2 == 0 ? step : -step));
        }
        score(around, time, scores);
        Matrix jacobian = Matrix.zeros(d, d);
        for (int j = 0; j < d; j++) {
            double width = around.get(2L * j, j) - around.get(2L * j + 1, j);
            for (int i = 0; i < d; i++) {
                jacobian.set(i, j, (scores.get(2L * j, i) - scores.get(2L * j + 1, i)) / width);
            }
        }
        return jacobian;
    }

    /// Closes the functions of the network that were used here.
    @Override
    public void close() {
        synchronized (idle) {
            idle.forEach(Evaluation::close);
            idle.clear();
        }
    }

    private void evaluate(Matrix states, Level level, Reading reading, Matrix into) {
        Check.size("columns of the states", states.columns(), "dimension of the network", dimension());
        Check.size("columns of the target", into.columns(), "dimension of the network", dimension());
        Check.size("rows of the target", into.rows(), "states", states.rows());
        session.parallel(Math.toIntExact(Math.ceilDiv(states.rows(), BLOCK)), block -> {
            long first = (long) block * BLOCK;
            int count = (int) Math.min(BLOCK, states.rows() - first);
            borrow(evaluation -> evaluation.run(states, first, count, level, reading, into));
        });
    }

    private void borrow(Consumer<Evaluation> use) {
        Evaluation evaluation;
        synchronized (idle) {
            evaluation = idle.poll();
        }
        if (evaluation == null) {
            evaluation = new Evaluation(network.function());
        }
        try {
            use.accept(evaluation);
        } finally {
            synchronized (idle) {
                idle.push(evaluation);
            }
        }
    }

    /// What is made of an output of the network.
    private interface Reading {
        /// @param y coordinate of the state, in the units of the network
        /// @param output of the network
        /// @param k which coordinate
        double of(double y, double output, int k);
    }

    /// A time as the network sees it.
    private final class Level {
        private final Parameterization meaning = description.meaning();
        private final double scale;
        /// Standard deviation of the noise in a state.
        private final double spread;
        /// σ in the units of the network.
        private final double sigma;
        /// The level nearest to it in the range of the network.
        private final double nearest;
        /// What a state with more noise is multiplied by.
        private final double shrink;

        Level(double time) {
            Score.checkTime(time);
            scale = diffusion.scale(time);
            spread = Math.sqrt(diffusion.variance(time));
            sigma = Check.positive("noise at time " + time, Math.sqrt(diffusion.noiseToSignal(time)) * units.factor());
            nearest = description.range().clamp(sigma);
            shrink = Math.min(nearest / sigma, 1);
        }

        double reading() {
            return meaning.reading(nearest);
        }

        double state(double x, int k) {
            return (x / scale - units.shift()[k]) * units.factor();
        }

        float input(double y) {
            return (float) (y * shrink / meaning.divisor(nearest));
        }

        double datum(double y, double output) {
            return meaning.datum(output, y * shrink, nearest);
        }

        double noise(double y, double output) {
            return sigma == nearest ? meaning.noise(output, y, sigma) : (y - datum(y, output)) / sigma;
        }

        /// `∂score/∂x = −(factor/scale) (∂ε/∂y)/√v`, and ε is linear in y and in the output.
        Matrix jacobian(DifferentiableNetwork function, double[] state) {
            int d = dimension();
            float[] input = new float[d];
            for (int k = 0; k < d; k++) {
                input[k] = input(state(state[k], k));
            }
            Matrix jacobian = function.jacobian(input, reading());
            double common = -units.factor() / (scale * spread);
            double ofOutput = common * noise(0, 1) * shrink / meaning.divisor(nearest);
            double ofState = common * noise(1, 0);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    jacobian.set(i, j, ofOutput * jacobian.get(i, j) + (i == j ? ofState : 0));
                }
            }
            return jacobian;
        }
    }

    /// A function of the network with its place for a block.
    private final class Evaluation {
        private final NetworkFunction function;
        private final FloatMatrix inputs;
        private final FloatMatrix outputs;
        private final double[] states = new double[BLOCK * dimension()];
        private final float[] floats = new float[BLOCK * dimension()];

        Evaluation(NetworkFunction function) {
            this.function = function;
            this.inputs = FloatMatrix.of(new float[BLOCK * dimension()], BLOCK, dimension());
            this.outputs = FloatMatrix.of(new float[BLOCK * dimension()], BLOCK, dimension());
        }

        /// Rows that are not there are left as they were: they change nothing in the others.
        void run(Matrix from, long first, int count, Level level, Reading reading, Matrix into) {
            int d = dimension();
            from.copy(first, count, states, 0);
            for (int i = 0; i < count * d; i++) {
                states[i] = level.state(states[i], i % d);
                floats[i] = level.input(states[i]);
            }
            inputs.write(0, BLOCK, floats, 0);
            function.apply(inputs, level.reading(), outputs);
            outputs.copy(0, BLOCK, floats, 0);
            for (int i = 0; i < count * d; i++) {
                states[i] = reading.of(states[i], floats[i], i % d);
            }
            into.write(first, count, states, 0);
        }

        void close() {
            function.close();
        }
    }
}
