package org.remanence.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// Log density, entropy, participation and nearest pattern without denoiser and score, against the whole posterior: one of the
/// two products. Rates are pairs of a state and a pattern.
public class MomentsBench extends PosteriorBench {
    /// n × d × B.
    @Param({"100000x128x256", "20000x784x256", "100000x128x16"})
    public String shape;

    /// Whom we run against.
    @Param("score")
    public String yardstick;

    @Override
    String shape() {
        return shape;
    }

    /// Half the posterior.
    @Benchmark
    public void moments(Rates rates) {
        double pairs = 1e-9 * patterns.rows() * states.rows();
        new Alternation().run(new Alternation.Side(() -> score.moments(states, TIME), pairs),
                new Alternation.Side(this::ours, pairs), threads, rates);
    }
}
