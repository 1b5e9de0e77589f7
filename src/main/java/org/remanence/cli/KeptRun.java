package org.remanence.cli;

import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.Schema;
import org.remanence.session.Progress;
import org.remanence.session.Session;

/// A question asked inside this process, whose answer is kept in a folder and printed nowhere.
final class KeptRun {
    private KeptRun() { }

    /// Asks, and leaves the folder complete.
    /// @param texts parameters that are not left at their defaults
    /// @param seed names its random numbers
    /// @param writer to the folder, set to that seed
    /// @param progress hears how far it is
    /// @param begins is told the session before anything is computed in it
    static <E extends Record & Experiment<?>> void keep(ExperimentType<E> type, Map<String, String> texts, long seed,
            ResultWriter writer, Progress progress,
                                                        Consumer<Session> begins) {
        E experiment = type.schema().fill(texts);
        SequencedMap<String, Object> parameters = type.schema().values(experiment);
        try (Session session = writer.session(type.name(), parameters, Schema.sources(experiment).toList(), progress)) {
            begins.accept(session);
            Answer<?> answer = experiment.run(session);
            writer.keep(type.name(), parameters, ExperimentOptions.command(type, texts, seed), answer,
                    session);
        }
    }
}
