package org.remanence.bench;

import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import org.remanence.kernel.Kernels;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.score.EmpiricalScore;
import org.remanence.tensor.Matrix;

/// The whole posterior in turn with a peer that finds the denoiser alone. Before it is timed, the peer must have found ours.
public abstract class PeerBench extends PosteriorBench {
    /// Numbers of order one, from log-weights of some hundreds rounded to 24 bits.
    private static final double AGREEMENT = 2e-3;

    /// n × d × B.
    @Param({"100000x8x256", "100000x32x256", "100000x128x256", "20000x128x2048", "20000x784x256", "10000x784x2048", "10000x3072x256",
        "100000x128x16", "1000000x128x16", "20000x784x16", "10000x3072x16", "100000x32x16", "100000x8x16",
        "100000x8x1", "100000x32x1", "100000x128x1", "20000x784x1", "10000x3072x1"})
    public String shape;

    /// Whether one to four states have the bits of larger batches, as `--reproducible`.
    @Param("on")
    public String reproducible;

    private Peer peer;

    @Override
    String shape() {
        return shape;
    }

    @Override
    Kernels kernels() {
        return switch (reproducible) {
            case "on" -> super.kernels();
            case "off" -> super.kernels().unordered();
            default -> throw new IllegalArgumentException("reproducible is on or off, not " + reproducible);
        };
    }

    /// Whom we run against.
    abstract Peer peer(PeerProblem problem);

    @Override
    void setUp(Shape size) {
        super.setUp(size);
        peer = peer(PeerProblem.of(this));
        peer.run();
        double[] found = peer.denoiser();
        Matrix expected = denoiser(peer.patterns());
        for (int i = 0; i < found.length; i++) {
            double own = expected.get(i / size.dimension(), i % size.dimension());
            if (!(Math.abs(found[i] - own) <= AGREEMENT)) {
                throw new IllegalStateException(String.format(Locale.ROOT, "the peer finds %.6f where we find %.6f, at %d",
                        found[i], own, i));
            }
        }
    }

    /// Ours, of the first patterns.
    private Matrix denoiser(int count) {
        double[] first = new double[count * patterns.columns()];
        patterns.copy(0, count, first, 0);
        Matrix some = Matrix.zeros(arena, count, patterns.columns());
        some.write(0, count, first, 0);
        return new EmpiricalScore(some, new OrnsteinUhlenbeck(), precision, 1, kernels(), session).posterior(states, TIME).denoiser();
    }

    /// Frees the peer.
    @TearDown(Level.Trial)
    public void closePeer() {
        peer.close();
    }

    /// The whole posterior.
    @Benchmark
    public void score(Rates rates) {
        double peers = gigaflop() * peer.patterns() / patterns.rows();
        new Alternation().run(new Alternation.Side(this::ours, gigaflop()), new Alternation.Side(peer::run, peers), threads, rates);
    }
}
