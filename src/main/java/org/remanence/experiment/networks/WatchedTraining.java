package org.remanence.experiment.networks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.remanence.network.SavedTraining;
import org.remanence.network.Training;
import org.remanence.session.Cancelled;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// One training on its way from checkpoint to checkpoint. What is seen there is a part of the computation. The state is
/// saved beside the parts, every half minute and at an interruption, so that the same command goes on from there.
/// @param question parameters
/// @param set at its start
/// @param session whose parts are kept
record WatchedTraining(NetworkTraining question, TrainedSet set, Session session) {
    private static final long STRETCH = 50;
    private static final long SAVE_EVERY_NANOS = 30_000_000_000L;

    /// What is seen at each checkpoint.
    List<TrainingGlance> watch() {
        Training training = set.training();
        Optional<Path> file = session.file(SavedTraining.FILE);
        int parameters = training.settings().architecture().parameters();
        file.filter(Files::exists).ifPresent(saved -> training.restore(SavedTraining.read(saved, parameters)));
        List<TrainingGlance> seen = new ArrayList<>();
        long before = 0;
        try {
            for (long checkpoint : question.training().checkpointSteps()) {
                long from = before;
                seen.add(session.part(Text.of("step %d", checkpoint), TrainingGlance.class, () -> {
                    advance(training, from, checkpoint, file);
                    return TrainingGlance.of(question, set);
                }));
                before = checkpoint;
            }
            advance(training, before, before, file);
        } catch (Cancelled stopped) {
            file.ifPresent(saved -> SavedTraining.write(training.state(), saved));
            throw session.stopped();
        }
        return seen;
    }

    /// Goes to a checkpoint; the mean of losses begins at the one before.
    private void advance(Training training, long from, long checkpoint, Optional<Path> file) {
        boolean behind = training.step() <= from;
        session.progress().begin("training, steps", Math.max(0, checkpoint - training.step()));
        try {
            run(training, from, file);
            if (behind && checkpoint > from) {
                training.beginMean();
            }
            run(training, checkpoint, file);
        } finally {
            session.progress().end();
        }
    }

    private void run(Training training, long until, Optional<Path> file) {
        long saved = System.nanoTime();
        while (training.step() < until) {
            training.run(Math.min(until, training.step() + STRETCH));
            session.progress().note(Text.of("loss %.4f", training.loss()));
            if (file.isPresent() && System.nanoTime() - saved > SAVE_EVERY_NANOS) {
                SavedTraining.write(training.state(), file.get());
                saved = System.nanoTime();
            }
        }
    }
}
