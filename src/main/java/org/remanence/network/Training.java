package org.remanence.network;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;
import org.remanence.data.Memory;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// A residual network on its way from random parameters to a score, on one thread.
///
/// ```
/// try (var training = Training.of(patterns, TrainingSettings.vectors(30, rms, 20_000), session)) {
///     training.run(new long[] {1000, 10_000, 20_000}, at -> { try (var network = at.network()) { … } });
/// }
/// ```
/// The start and every batch are functions of the session's seed: the same bits on every repetition, beside other trainings, and after
/// [#restore]. Several trainings run side by side by [#all]; a training may move from thread to thread between calls.
public final class Training implements AutoCloseable {
    private static final int ARRAYS = 5;

    private final TrainingSettings settings;
    private final Session session;
    private final Arena arena = Arena.ofShared();
    private final Arithmetic by = Arithmetic.get();
    private final ResidualParameters parameters;
    private final ResidualParameters gradient;
    private final MemorySegment first;
    private final MemorySegment second;
    private final MemorySegment average;
    private final ResidualPass pass;
    private final NoisedBatch batch;
    private final float[] answers;
    private long step;
    private double lossSum;
    private long lossSteps;

    private Training(Rows patterns, TrainingSettings settings, Session session) {
        this.settings = settings;
        this.session = session;
        this.parameters = new ResidualParameters(settings.architecture(), arena);
        this.gradient = new ResidualParameters(settings.architecture(), arena);
        this.first = arena.allocate(parameters.segment().byteSize(), 64);
        this.second = arena.allocate(parameters.segment().byteSize(), 64);
        this.average = arena.allocate(parameters.segment().byteSize(), 64);
        this.pass = new ResidualPass(settings.architecture(), settings.batch(), settings.batch(), by, arena);
        this.batch = new NoisedBatch(patterns, settings.meaning(), settings.draw(), settings.batch(), session.stream("train"));
        this.answers = new float[settings.batch() * patterns.columns()];
        parameters.draw(session.stream("weights"), settings.meaning().prediction() == Prediction.EDM ? OutputStart.ZERO : OutputStart.DRAWN);
        average.copyFrom(parameters.segment());
    }

    /// A training at its start.
    /// @param patterns `[n × d]`, kept, read row by row
    /// @param session names the streams `weights` and `train`, cancels, and hears of every step
    /// @throws IllegalArgumentException if the dimensions differ or the memory does not suffice
    public static Training of(Rows patterns, TrainingSettings settings, Session session) {
        ResidualArchitecture architecture = settings.architecture();
        Check.size("dimension of the patterns", patterns.columns(), "dimension of the network", architecture.dimension());
        double layers = 6.0 * (architecture.blocks() + 1) * architecture.width() + 6.0 * architecture.timeWidth() + 8.0 * architecture.dimension();
        double bytes = Float.BYTES * ((double) ARRAYS * architecture.parameters() + layers * settings.batch());
        Memory.require(bytes, "parameters and batch of the network", "take a smaller batch or a narrower network");
        return new Training(patterns, settings, session);
    }

    /// How it is trained.
    public TrainingSettings settings() {
        return settings;
    }

    /// Steps done.
    public long step() {
        return step;
    }

    /// Goes on until that many steps are done; nothing is done if they are.
    /// @throws org.remanence.session.Cancelled between two steps; the state is whole then
    /// @throws BadInput if the loss is no longer finite
    public void run(long until) {
        while (step < until) {
            session.checkCancelled();
            advance();
            session.progress().advance(1);
        }
    }

    /// Goes on from checkpoint to checkpoint; those that lie behind are passed over.
    /// @param checkpoints numbers of steps, ascending
    /// @param observer called after each
    public void run(long[] checkpoints, Consumer<Training> observer) {
        for (long each : checkpoints) {
            if (each > step || each == 0 && step == 0) {
                run(each);
                observer.accept(this);
                beginMean();
            }
        }
    }

    /// Runs trainings side by side, each on one worker of the session.
    /// @param checkpoints numbers of steps, ascending
    /// @param observer called after each checkpoint on the worker, for several trainings at the same time
    public static void all(Session session, List<Training> trainings, long[] checkpoints, Consumer<Training> observer) {
        long last = checkpoints.length == 0 ? 0 : checkpoints[checkpoints.length - 1];
        session.progress().begin("training, steps", trainings.stream().mapToLong(each -> Math.max(0, last - each.step)).sum());
        try {
            session.parallel(trainings.size(), i -> trainings.get(i).run(checkpoints, observer));
        } finally {
            session.progress().end();
        }
    }

    /// Mean over the steps since the last checkpoint of the squared error of the noise per coordinate, levels as drawn; NaN without a step.
    public double loss() {
        return lossSum / lossSteps;
    }

    /// Takes the mean of losses from here on, as after a checkpoint.
    public void beginMean() {
        lossSum = 0;
        lossSteps = 0;
    }

    /// The trained network so far, by the average of the parameters; a copy, to be closed.
    public ResidualNetwork network() {
        return new ResidualNetwork(settings.architecture(), average.toArray(JAVA_FLOAT));
    }

    /// The network with the parameters as they are, without average; a copy, to be closed.
    public ResidualNetwork lastNetwork() {
        return new ResidualNetwork(settings.architecture(), parameters.toArray());
    }

    /// All that is needed to go on to the same bits; a copy.
    public TrainingState state() {
        return new TrainingState(step, parameters.toArray(), first.toArray(JAVA_FLOAT), second.toArray(JAVA_FLOAT), average.toArray(JAVA_FLOAT),
                lossSum, lossSteps);
    }

    /// Continues where a training with the same patterns, settings and seed stood.
    /// @throws org.remanence.tensor.ShapeException if the state is that of another network
    public void restore(TrainingState state) {
        parameters.write(state.parameters());
        restore(state.first(), first);
        restore(state.second(), second);
        restore(state.average(), average);
        step = state.step();
        lossSum = state.lossSum();
        lossSteps = state.lossSteps();
    }

    private void restore(float[] from, MemorySegment into) {
        Check.size("numbers of a saved training", from.length, "parameters of the network", parameters.count());
        MemorySegment.copy(from, 0, into, JAVA_FLOAT, 0, from.length);
    }

    private void advance() {
        batch.draw(step);
        pass.set(parameters, batch.readings);
        pass.input.write(0, settings.batch(), batch.inputs, 0);
        pass.forward(parameters);
        double loss = compare();
        if (!Double.isFinite(loss)) {
            throw new BadInput("the training diverged at step %d: take a learning rate below %s", step, settings.rate());
        }
        pass.backward(parameters);
        pass.parameterGradient(parameters, gradient);
        double rate = settings.rate() * settings.schedule().factor(step, settings.steps());
        step++;
        by.layers().update(parameters.segment(), first, second, average, gradient.segment(), parameters.count(),
                settings.optimizer().at(step, rate, 1 - settings.averaging().keep(step)));
        lossSum += loss;
        lossSteps++;
    }

    /// Leaves the gradient of the mean square error at the output.
    /// @return the squared error of the noise per coordinate
    private double compare() {
        pass.output.copy(0, settings.batch(), answers, 0);
        int d = pass.output.columns();
        float factor = 2f / answers.length;
        double total = 0;
        for (int b = 0; b < settings.batch(); b++) {
            double square = 0;
            for (int i = b * d; i < (b + 1) * d; i++) {
                float error = answers[i] - batch.targets[i];
                square += (double) error * error;
                answers[i] = factor * error;
            }
            total += square * batch.noisePerAnswer[b];
        }
        pass.outputGradient.write(0, settings.batch(), answers, 0);
        return total / answers.length;
    }

    @Override
    public void close() {
        arena.close();
    }
}
