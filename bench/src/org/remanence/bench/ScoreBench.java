package org.remanence.bench;

import org.openjdk.jmh.annotations.Benchmark;

/// The posterior of a batch of states in turn with a yardstick. A subclass is a regime: the shapes that are bound by the same
/// part of the machine.
public abstract class ScoreBench extends PosteriorBench {
    private Alternation.Side side;

    /// Whom we run against: `gemm`, `products` or `read`.
    abstract String yardstick();

    @Override
    void setUp(Shape size) {
        super.setUp(size);
        side = switch (yardstick()) {
            case "gemm" -> Gemm.square(precision, threads);
            case "products" -> Gemm.products(this);
            case "read" -> Read.of(session, arena);
            default -> throw new IllegalArgumentException("no yardstick is called " + yardstick());
        };
    }

    /// The whole posterior: log density, moments of the responsibilities, denoiser, score.
    @Benchmark
    public void score(Rates rates) {
        double amount = yardstick().equals("read") ? 1e-9 * bytes() : gigaflop();
        rates.intensity = 1e9 * gigaflop() / bytes();
        new Alternation().run(new Alternation.Side(this::ours, amount), side, threads, rates);
    }

    Alternation.Side side() {
        return side;
    }
}
