package org.remanence.bench;

import org.openjdk.jmh.annotations.Param;

/// Against libtorch.
public class TorchPeerBench extends PeerBench {
    /// Whom we run against.
    @Param({"sdpa", "sdpa-augmented", "torch"})
    public String yardstick;

    @Override
    Peer peer(PeerProblem problem) {
        return new Torch(problem, yardstick);
    }
}
