package org.remanence.experiment.networks;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Function;
import org.remanence.network.Training;
import org.remanence.network.TrainingState;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Trainings that go on side by side and are looked at on the way.
///
/// What was seen is a part of the computation, and so is now and then where the trainings stand. After an interruption
/// the same command goes on from there.
final class ObservedTrainings implements AutoCloseable {
    /// Steps until another training may take the worker: those farthest behind go first, so that all end at about the
    /// same time.
    private static final long STRETCH = 100;
    /// States are kept whenever such a share of the steps is done: an interruption costs no more than that.
    private static final double KEPT = 0.2;

    private final List<TrainedSet> sets;
    private final Session session;
    private Optional<Standing> standing = Optional.empty();

    /// Where trainings stand, as it is kept.
    record Standing(List<Packed> states) { }

    /// A state of a training; its numbers one after the other, as bytes.
    record Packed(long step, byte[] numbers, double lossSum, long lossSteps) {
        private static final int ARRAYS = 4;

        static Packed of(TrainingState state) {
            ByteBuffer bytes = ByteBuffer.allocate(ARRAYS * state.parameters().length * Float.BYTES);
            bytes.asFloatBuffer().put(state.parameters()).put(state.first()).put(state.second()).put(state.average());
            return new Packed(state.step(), bytes.array(), state.lossSum(), state.lossSteps());
        }

        TrainingState state() {
            FloatBuffer floats = ByteBuffer.wrap(numbers).asFloatBuffer();
            int count = floats.remaining() / ARRAYS;
            float[][] each = new float[ARRAYS][count];
            for (float[] array : each) {
                floats.get(array);
            }
            return new TrainingState(step, each[0], each[1], each[2], each[3], lossSum, lossSteps);
        }
    }

    /// @param sets at their start
    ObservedTrainings(List<TrainedSet> sets, Session session) {
        this.sets = List.copyOf(sets);
        this.session = session;
    }

    /// Goes from checkpoint to checkpoint.
    /// @param checkpoints steps, increasing
    /// @param type of what is seen, as a part: numbers, texts, arrays and records of them
    /// @param look called on this thread
    /// @return what was seen, by checkpoint and training
    <T> List<List<T>> watch(long[] checkpoints, Class<T> type, Function<TrainedSet, T> look) {
        List<List<T>> seen = new ArrayList<>();
        long last = checkpoints[checkpoints.length - 1];
        long kept = 0;
        for (long checkpoint : checkpoints) {
            List<T> here = new ArrayList<>();
            for (TrainedSet set : sets) {
                here.add(session.part(Text.of("%s at step %d", set.name(), checkpoint), type, () -> {
                    advance(checkpoint);
                    return look.apply(set);
                }));
            }
            seen.add(here);
            if (checkpoint - kept >= KEPT * last && checkpoint < last) {
                kept = checkpoint;
                standing = Optional.of(session.part(Text.of("trainings at step %d", checkpoint), Standing.class,
                        () -> standingAt(checkpoint)));
            }
        }
        return seen;
    }

    /// What is told of each set beside its training, as a part.
    /// @param what name of the part
    /// @param type as that of [#watch]
    /// @return by training
    <T> List<T> beside(String what, Class<T> type, Function<TrainedSet, T> told) {
        return sets.stream().map(set -> session.part(Text.of("%s %s", set.name(), what), type, () -> told.apply(set)))
                .toList();
    }

    private Standing standingAt(long checkpoint) {
        advance(checkpoint);
        return new Standing(sets.stream().map(each -> Packed.of(each.training().state())).toList());
    }

    /// Takes all trainings to a step, from where they stand or stood when they were kept.
    private void advance(long step) {
        standing.ifPresent(this::restore);
        PriorityBlockingQueue<Training> waiting = new PriorityBlockingQueue<>(sets.size(),
                Comparator.comparingLong(Training::step));
        sets.stream().map(TrainedSet::training).filter(each -> each.step() < step).forEach(waiting::add);
        if (waiting.isEmpty()) {
            return;
        }
        session.progress().begin("training, steps", waiting.stream().mapToLong(each -> step - each.step()).sum());
        try {
            session.parallel(Math.min(waiting.size(), session.threads()), _ -> {
                for (Training next = waiting.poll(); next != null; next = waiting.poll()) {
                    next.run(Math.min(step, next.step() + STRETCH));
                    if (next.step() < step) {
                        waiting.add(next);
                    }
                }
            });
        } finally {
            session.progress().end();
        }
    }

    private void restore(Standing kept) {
        for (int i = 0; i < sets.size(); i++) {
            Training training = sets.get(i).training();
            Packed packed = kept.states().get(i);
            if (training.step() < packed.step()) {
                training.restore(packed.state());
            }
        }
    }

    @Override
    public void close() {
        sets.forEach(each -> each.training().close());
    }
}
