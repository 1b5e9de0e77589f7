package org.remanence.network;

import org.remanence.linalg.FloatMatrix;

/// A network as a function: a batch of inputs and one reading of its clock in, one row of outputs for each input out. What
/// the numbers mean is said by a [Parameterization].
///
/// Implementations may be called by one thread at a time.
public interface NetworkFunction extends AutoCloseable {
    /// Numbers in an input, and in an output.
    int dimension();

    /// Evaluates the network.
    /// @param inputs `[B × d]`
    /// @param reading of the clock, the same for all rows
    /// @param into receives `[B × d]`; may not be `inputs`
    void apply(FloatMatrix inputs, double reading, FloatMatrix into);

    /// Frees what the network holds outside the heap.
    @Override
    void close();
}
