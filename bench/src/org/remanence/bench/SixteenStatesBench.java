package org.remanence.bench;

import org.openjdk.jmh.annotations.Param;

/// Sixteen states: near the ridge between arithmetic and memory.
public class SixteenStatesBench extends ScoreBench {
    /// n × d × B.
    @Param({"200000x32x16", "100000x128x16", "20000x784x16", "10000x3072x16"})
    public String shape;

    /// Whom we run against.
    @Param("gemm")
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
