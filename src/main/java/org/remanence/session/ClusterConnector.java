package org.remanence.session;

/// Connects to a [Cluster], by a library of its own. Found by [java.util.ServiceLoader].
public interface ClusterConnector {
    /// Starts to work on a cluster.
    /// @param address as the user gave it
    /// @throws org.remanence.text.BadInput if it names no cluster, or none that answers
    Cluster connect(String address);
}
