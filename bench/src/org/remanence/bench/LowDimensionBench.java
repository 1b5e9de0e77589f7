package org.remanence.bench;

import org.openjdk.jmh.annotations.Param;

/// Few numbers a pattern: bound by the exponentials.
public class LowDimensionBench extends ScoreBench {
    /// n × d × B.
    @Param({"200000x2x16", "200000x2x256", "200000x8x16", "100000x8x256", "100000x16x16", "50000x16x256"})
    public String shape;

    /// Whom we run against.
    @Param({"gemm"})
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
