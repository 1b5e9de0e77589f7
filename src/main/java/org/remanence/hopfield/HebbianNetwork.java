package org.remanence.hopfield;

import org.remanence.random.RandomStream;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;

/// The Hopfield model of N signs with Hebb's rule, `J_ij = (1/N) Σ_μ ξ_i^μ ξ_j^μ` without self-couplings, at zero temperature.
///
/// Couplings are never formed: a network holds the overlaps `m_μ = ξ^μ·s` and updates them at each flip, so that a local field and a
/// flip cost P operations each.
/// Source: Hopfield 1982; Amit, Gutfreund and Sompolinsky 1985.
public final class HebbianNetwork {
    /// ξ by neuron, `[N × P]`.
    private final byte[][] columns;
    private final int patterns;

    /// @param patterns P
    /// @param neurons N
    /// @param stream draws pattern bits, index i for neuron i
    public HebbianNetwork(int patterns, int neurons, RandomStream stream, Session session) {
        Check.atLeast("patterns", 1, patterns);
        this.patterns = patterns;
        this.columns = new byte[(int) Check.atLeast("neurons", 2, neurons)][patterns];
        new RowPartition(session).run(neurons, 10.0 * patterns, (_, from, to) -> {
            double[] numbers = new double[patterns];
            for (int i = (int) from; i < to; i++) {
                stream.uniforms(i, 0, numbers, 0, patterns);
                for (int mu = 0; mu < patterns; mu++) {
                    columns[i][mu] = (byte) (numbers[mu] < 0.5 ? -1 : 1);
                }
            }
        });
    }

    /// How a relaxation ended.
    /// @param overlap m with the pattern it began at
    /// @param sweeps made
    /// @param settled whether no sign would flip any more
    public record Relaxed(double overlap, int sweeps, boolean settled) { }

    /// Relaxes from a pattern with part of its signs flipped: signs align with their fields one by one, in random order, until none
    /// flips.
    /// @param pattern the pattern
    /// @param flipped share of its signs that are flipped first, in [0, ½]
    /// @param most sweeps
    /// @param stream order of the updates and the flips
    /// @param index of this run in the stream
    public Relaxed relax(int pattern, double flipped, int most, RandomStream stream, long index) {
        int n = columns.length;
        byte[] s = new byte[n];
        double[] numbers = new double[n];
        stream.uniforms(index, 0, numbers, 0, n);
        int[] overlaps = new int[patterns];
        for (int i = 0; i < n; i++) {
            s[i] = (byte) (numbers[i] < flipped ? -columns[i][pattern] : columns[i][pattern]);
            add(overlaps, columns[i], s[i]);
        }
        int[] order = new int[n];
        for (int sweep = 1; sweep <= most; sweep++) {
            shuffle(order, stream, index, (long) n * sweep, numbers);
            if (flips(s, overlaps, order) == 0) {
                return new Relaxed(overlaps[pattern] / (double) n, sweep, true);
            }
        }
        return new Relaxed(overlaps[pattern] / (double) n, most, false);
    }

    private int flips(byte[] s, int[] overlaps, int[] order) {
        int flips = 0;
        for (int i : order) {
            byte[] column = columns[i];
            int field = 0;
            for (int mu = 0; mu < patterns; mu++) {
                field += column[mu] * overlaps[mu];
            }
            // Without the self-coupling P s_i/N; a field of zero leaves the sign.
            field -= patterns * s[i];
            if (field * s[i] < 0) {
                s[i] = (byte) -s[i];
                add(overlaps, column, 2 * s[i]);
                flips++;
            }
        }
        return flips;
    }

    private static void add(int[] overlaps, byte[] column, int factor) {
        for (int mu = 0; mu < overlaps.length; mu++) {
            overlaps[mu] += factor * column[mu];
        }
    }

    private static void shuffle(int[] order, RandomStream stream, long index, long position, double[] numbers) {
        stream.uniforms(index, position, numbers, 0, order.length);
        for (int i = 0; i < order.length; i++) {
            int j = (int) (numbers[i] * (i + 1));
            order[i] = order[j];
            order[j] = i;
        }
    }
}
