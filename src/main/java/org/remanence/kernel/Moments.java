package org.remanence.kernel;

import java.util.Arrays;

/// What one pass over patterns leaves behind for each state of a batch: the largest log-weight and sums over all others.
///
/// With log-weights `L_μ`, their largest `M = L_ν` and `e_μ = e^{L_μ − M}`, the sums run over μ ≠ ν, so that nothing is lost
/// when a single pattern holds all the weight:
/// `rest = Σ e`, `squares = Σ e²`, `spread = Σ e (M − L)`; and over all patterns `vector = Σ e b` for a vector b of each
/// pattern and `norms = Σ e |a − c|²`. Parts of the pattern set merge in double, the lower indices
/// first: a tile, a thread and a machine combine by the same method, chunks as [MergeTree] has it. The arrays are shared, not copied.
///
/// @param largest M, `[B]`, −∞ where nothing was absorbed
/// @param nearest ν, `[B]`; the lowest index among equals
/// @param rest Σ e over the others, `[B]`
/// @param squares Σ e² over the others, `[B]`
/// @param spread Σ e (M − L) over the others, `[B]`
/// @param norms Σ e |a − c|² over all, `[B]`
/// @param vector Σ e b over all, `[B × width]` row-major; empty where no vector is wanted
/// @param width numbers in b
public record Moments(double[] largest, long[] nearest, double[] rest, double[] squares, double[] spread, double[] norms,
                      double[] vector, int width) {
    /// The neutral element for B states.
    public static Moments neutral(int states, int width) {
        double[] largest = new double[states];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        return new Moments(largest, new long[states], new double[states], new double[states], new double[states],
                new double[states], new double[Math.multiplyExact(states, width)], width);
    }

    /// Number of states, B.
    public int states() {
        return largest.length;
    }

    /// Forgets everything absorbed. The vectors stay as they are: the first pattern to come overwrites them.
    public void clear() {
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (double[] sum : new double[][] {rest, squares, spread, norms}) {
            Arrays.fill(sum, 0);
        }
    }

    /// Absorbs one pattern of log-weight `log` for state b, but for its vector: the caller multiplies the row of b by the
    /// returned factor and then adds [#weight] times the vector.
    /// @param norm |a − c|² of the pattern
    /// @return factor e^{M − M'} on what was absorbed before
    public double absorb(int b, long index, double log, double norm) {
        double gap = largest[b] - log;
        if (gap >= 0) {
            double e = Math.exp(-gap);
            rest[b] += e;
            squares[b] += e * e;
            spread[b] += e == 0 ? 0 : e * gap;
            norms[b] += e * norm;
            return 1;
        }
        double factor = promote(b, log);
        nearest[b] = index;
        norms[b] = norms[b] * factor + norm;
        return factor;
    }

    /// e^{log − M} under the present largest.
    public double weight(int b, double log) {
        return Math.exp(log - largest[b]);
    }

    /// Merges the moments of patterns with higher indices into states `from` to `from + other.states() − 1` of this.
    public void merge(Moments other, int from) {
        for (int i = 0; i < other.states(); i++) {
            if (other.largest[i] != Double.NEGATIVE_INFINITY) {
                merge(other, i, from + i);
            }
        }
    }

    private void merge(Moments other, int i, int b) {
        double mine = 1;
        double theirs = 1;
        double gap = largest[b] - other.largest[i];
        if (gap >= 0) {
            theirs = Math.exp(-gap);
            rest[b] += theirs * (1 + other.rest[i]);
            squares[b] += theirs * theirs * (1 + other.squares[i]);
            spread[b] += theirs == 0 ? 0 : theirs * (other.spread[i] + gap * (1 + other.rest[i]));
        } else {
            mine = promote(b, other.largest[i]);
            rest[b] += other.rest[i];
            squares[b] += other.squares[i];
            spread[b] += other.spread[i];
            nearest[b] = other.nearest[i];
        }
        norms[b] = mine * norms[b] + theirs * other.norms[i];
        if (mine == 1 && theirs == 0) {
            return;
        }
        for (int k = 0; k < width; k++) {
            vector[b * width + k] = mine * vector[b * width + k] + theirs * other.vector[i * width + k];
        }
    }

    /// Makes `log` the largest; the former largest joins the others. Returns e^{M − M'}.
    private double promote(int b, double log) {
        double before = largest[b];
        largest[b] = log;
        if (before == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        double gap = log - before;
        double factor = Math.exp(-gap);
        spread[b] = factor == 0 ? 0 : factor * (spread[b] + gap * (1 + rest[b]));
        squares[b] = factor * factor * (1 + squares[b]);
        rest[b] = factor * (1 + rest[b]);
        return factor;
    }
}
