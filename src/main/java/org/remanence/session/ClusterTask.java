package org.remanence.session;

/// What a machine of a [Cluster] does for one part of a computation.
///
/// Bytes are what [MessageWriter] writes. A machine makes one task object for each part and may run several at a time.
public interface ClusterTask {
    /// The answer for one part.
    /// @param common what all tasks are given
    /// @param part what this one is given
    /// @param threads that it may work with
    byte[] run(byte[] common, byte[] part, int threads);
}
