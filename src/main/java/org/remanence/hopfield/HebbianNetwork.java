package org.remanence.hopfield;

import org.remanence.random.RandomStream;
import org.remanence.session.Session;

/// The Hopfield model of N signs with Hebb's rule, `J_ij = (1/N) Σ_μ ξ_i^μ ξ_j^μ` without self-couplings, at zero temperature.
///
/// Couplings are never formed: a state holds its overlaps with all patterns and updates them at each flip. A field or a flip
/// costs P operations, or P/64 · log₂ N on bits.
/// Source: Hopfield 1982; Amit, Gutfreund and Sompolinsky 1985.
public final class HebbianNetwork {
    private final SignBits signs;
    private final FieldArithmetic arithmetic;

    /// @param patterns P
    /// @param neurons N
    /// @param stream draws pattern bits, index i for neuron i
    public HebbianNetwork(int patterns, int neurons, FieldArithmetic arithmetic, RandomStream stream, Session session) {
        this.signs = SignBits.draw(patterns, neurons, stream, session);
        this.arithmetic = arithmetic;
    }

    /// How a relaxation ended.
    /// @param overlap m with the pattern it began at
    /// @param sweeps made
    /// @param settled whether no sign would flip any more
    public record Relaxed(double overlap, int sweeps, boolean settled) { }

    /// Relaxes from a pattern with part of its signs flipped: signs align with their fields one by one, in random order, until
    /// none flips.
    /// @param pattern the pattern
    /// @param flipped share of its signs that are flipped first, in [0, ½]
    /// @param most sweeps
    /// @param stream order of the updates and the flips
    /// @param index of this run in the stream
    public Relaxed relax(int pattern, double flipped, int most, RandomStream stream, long index) {
        int n = signs.neurons();
        State state = state(pattern, flipped, stream, index);
        int[] order = new int[n];
        double[] numbers = new double[n];
        for (int sweep = 1; sweep <= most; sweep++) {
            shuffle(order, stream, index, (long) n * sweep, numbers);
            if (state.sweep(order) == 0) {
                return new Relaxed(state.overlap(pattern), sweep, true);
            }
        }
        return new Relaxed(state.overlap(pattern), most, false);
    }

    /// A pattern with part of its signs flipped.
    /// @param flipped share of its signs, in [0, ½]
    /// @param index of the numbers at which signs are chosen
    public State state(int pattern, double flipped, RandomStream stream, long index) {
        double[] numbers = new double[signs.neurons()];
        stream.uniforms(index, 0, numbers, 0, numbers.length);
        State state = new State();
        for (int i = 0; i < numbers.length; i++) {
            state.signs[i] = numbers[i] < flipped ? -signs.sign(i, pattern) : signs.sign(i, pattern);
            state.overlaps.add(i, state.signs[i]);
        }
        return state;
    }

    /// Signs of all neurons, which change in place.
    public final class State {
        private final int[] signs = new int[HebbianNetwork.this.signs.neurons()];
        private final PatternOverlaps overlaps = arithmetic.overlaps(HebbianNetwork.this.signs);

        private State() { }

        /// Aligns signs with their fields, one by one; a field of zero leaves its sign.
        /// @param order of the neurons
        /// @return how many flipped
        public int sweep(int[] order) {
            int flips = 0;
            long self = HebbianNetwork.this.signs.patterns();
            for (int i : order) {
                if ((overlaps.field(i) - self * signs[i]) * signs[i] < 0) {
                    signs[i] = -signs[i];
                    overlaps.flip(i, signs[i]);
                    flips++;
                }
            }
            return flips;
        }

        /// `ξ^μ·s/N`.
        public double overlap(int pattern) {
            return overlaps.overlap(pattern) / (double) signs.length;
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
