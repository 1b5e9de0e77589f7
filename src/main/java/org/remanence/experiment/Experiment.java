package org.remanence.experiment;

import org.remanence.session.Session;

/// A question, ready to be asked: a record whose components are the parameters.
///
/// The components are at once the Java API, the command-line flags, the JSON parameters, the help and the cache key;
/// [Schema] reads them. The compact constructor validates with `Schema.check(TheRecord.class, all, its, components)`, so a
/// question that exists can be asked.
///
/// @param <R> the record of what is measured
public interface Experiment<R extends Record> {
    /// Measures, and compares with theory.
    ///
    /// The answer depends on the parameters and the seed of the session alone. It depends neither on threads nor on how the work is
    /// split into batches.
    /// @param session lends threads, random streams, progress and cancellation
    /// @throws org.remanence.session.Cancelled if the session is cancelled meanwhile
    Answer<R> run(Session session);
}
