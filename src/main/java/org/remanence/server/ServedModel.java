package org.remanence.server;

import java.util.Set;
import org.remanence.tensor.Matrix;

/// A score that clients ask.
interface ServedModel extends AutoCloseable {
    /// Numbers in a state, d.
    int dimension();

    /// What it can tell, in the order of [ModelOutput].
    Set<ModelOutput> outputs();

    /// What kind of model it is, a word for clients.
    String platform();

    /// What is known about it, for people.
    String description();

    /// The outputs asked for, and perhaps others. Called by one thread at a time; the bits of a state depend on no
    /// other state.
    /// @param states `[B × d]`, finite, B > 0
    /// @param time > 0
    ModelAnswer evaluate(Matrix states, double time, Set<ModelOutput> wanted);

    @Override
    void close();
}
