package org.remanence.network;

/// A network that was trained, whoever trained it.
public interface TrainedNetwork extends AutoCloseable {
    /// What its inputs and outputs mean.
    NetworkDescription description();

    /// A function of this network, for one thread at a time; several share its weights. Close it before the network.
    NetworkFunction function();

    /// Frees what the network holds outside the heap.
    @Override
    void close();
}
