package org.remanence.hopfield;

import org.remanence.random.RandomStream;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;

/// Signs of P patterns at N neurons, one bit each, set for +1.
/// @param bits by neuron, `[N × ⌈P/64⌉]`; those beyond P are 0
/// @param patterns P
record SignBits(long[][] bits, int patterns) {
    /// Independent signs; bits 64 w to 64 w + 63 of neuron i are word w at index i of the stream.
    static SignBits draw(int patterns, int neurons, RandomStream stream, Session session) {
        int words = (int) (Check.atLeast("patterns", 1, patterns) + 63) / 64;
        long last = -1L >>> (64 * words - patterns);
        long[][] bits = new long[(int) Check.atLeast("neurons", 2, neurons)][words];
        new RowPartition(session).run(neurons, 20.0 * words, (_, from, to) -> {
            for (int i = (int) from; i < to; i++) {
                for (int w = 0; w < words; w++) {
                    bits[i][w] = stream.bits(i, w);
                }
                bits[i][words - 1] &= last;
            }
        });
        return new SignBits(bits, patterns);
    }

    int neurons() {
        return bits.length;
    }

    int words() {
        return bits[0].length;
    }

    /// ξ_i^μ.
    int sign(int neuron, int pattern) {
        return (bits[neuron][pattern / 64] >>> pattern & 1) == 1 ? 1 : -1;
    }

    /// Sets the bits of the patterns that have this sign at a neuron.
    void agreeing(int neuron, int sign, long[] into) {
        long[] own = bits[neuron];
        for (int w = 0; w < into.length; w++) {
            into[w] = sign > 0 ? own[w] : ~own[w];
        }
        into[into.length - 1] &= -1L >>> (64 * into.length - patterns);
    }
}
