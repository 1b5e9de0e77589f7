package org.remanence.bench;

import org.openjdk.jmh.annotations.Param;

/// Hundreds of states, bound by arithmetic: against the best square product, and the two products of the same flop count.
public class ManyStatesBench extends ScoreBench {
    /// n × d × B.
    @Param({"100000x128x256", "20000x784x256", "10000x3072x256"})
    public String shape;

    /// Whom we run against.
    @Param({"gemm", "products"})
    public String yardstick;

    @Override
    String shape() {
        return shape;
    }

    @Override
    String yardstick() {
        return yardstick;
    }
}
