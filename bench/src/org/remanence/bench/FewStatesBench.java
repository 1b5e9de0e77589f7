package org.remanence.bench;

import org.openjdk.jmh.annotations.Param;

/// A few trajectories through patterns that no cache holds: bound by memory, which must be read once.
public class FewStatesBench extends ScoreBench {
    /// n × d × B.
    @Param({"1000000x128x1", "1000000x128x4", "160000x784x1", "160000x784x4"})
    public String shape;

    /// Whom we run against.
    @Param({"read"})
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
