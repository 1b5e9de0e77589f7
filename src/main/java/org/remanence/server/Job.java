package org.remanence.server;

import java.time.Instant;
import java.util.Locale;
import java.util.SequencedMap;

/// A job as its folder keeps it; a new record stands for each change.
/// @param id hash of all that its answer depends on, name of the folder
/// @param experiment its name
/// @param texts parameters that were given, as on the command line
/// @param parameters all of them
/// @param seed names its random numbers
/// @param state where it stands
/// @param created when it was first asked
/// @param started when its last attempt began, or null
/// @param ended when it ended, or null
/// @param attempt how often it was begun, or is to be
/// @param error why it failed, or null
/// @param process number of the process that runs it, 0 if none does
/// @param processStarted when that process began, or null: numbers are used again
record Job(String id, String experiment, SequencedMap<String, String> texts, SequencedMap<String, Object> parameters,
        long seed,
           State state, Instant created, Instant started, Instant ended, int attempt, String error,
           long process, Instant processStarted) {
    /// Where a job stands.
    enum State {
        /// Waits.
        QUEUED,
        /// Is computed.
        RUNNING,
        /// Has a result.
        SUCCEEDED,
        /// Has none, and `error` says why.
        FAILED,
        /// Was stopped when asked to.
        CANCELLED;

        boolean isEnded() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Job of(JobQuestion question) {
        return new Job(question.id(), question.experiment(), question.texts(), question.parameters(), question.seed(),
                State.QUEUED, Instant.now(), null, null, 1, null, 0, null);
    }

    /// To be begun again.
    Job again() {
        return new Job(id, experiment, texts, parameters, seed, State.QUEUED, created, null, null, attempt + 1, null, 0,
                null);
    }

    Job running(ProcessHandle handle) {
        return new Job(id, experiment, texts, parameters, seed, State.RUNNING, created, Instant.now(), null, attempt,
                null, handle.pid(),
                handle.info().startInstant().orElse(null));
    }

    Job ended(State how, String why) {
        return new Job(id, experiment, texts, parameters, seed, how, created, started, Instant.now(), attempt, why, 0,
                null);
    }
}
