package org.remanence.bench;

import org.openjdk.jmh.annotations.Param;

/// Against what needs no other library.
public class PlainPeerBench extends PeerBench {
    /// Whom we run against.
    @Param({"openblas+exp", "java"})
    public String yardstick;

    @Override
    Peer peer(PeerProblem problem) {
        return yardstick.equals("java") ? new PlainJava(problem, session) : new UnfusedProducts(problem, session);
    }
}
