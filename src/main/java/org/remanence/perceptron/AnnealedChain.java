package org.remanence.perceptron;

import java.util.Arrays;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;

/// Metropolis dynamics of the binary perceptron under `β Σ U_τ(s_μ)`: flips of single signs, with stabilities that are kept.
///
/// A sweep is N proposals of M operations each.
public final class AnnealedChain {
    private final double[][] columns;
    private final double beta;
    private final RandomStream stream;
    private final long index;
    private final double[] w;
    private final double[] s;
    private final double[] energies;
    private final double[] proposed;
    private final double[] numbers;
    private long sweeps;

    /// Begins at random signs.
    /// @param columns of F, `[N × M]`
    /// @param beta β > 0
    /// @param stream of all choices
    /// @param index of this chain in the stream
    public AnnealedChain(double[][] columns, double beta, RandomStream stream, long index) {
        this.columns = columns;
        this.beta = Check.positive("inverse temperature β", beta);
        this.stream = stream;
        this.index = index;
        int n = columns.length;
        this.w = new double[n];
        this.s = new double[columns[0].length];
        this.energies = new double[s.length];
        this.proposed = new double[s.length];
        this.numbers = new double[2 * n];
        stream.uniforms(index, 0, numbers, 0, n);
        for (int i = 0; i < n; i++) {
            w[i] = numbers[i] < 0.5 ? -1 : 1;
        }
        refresh();
    }

    /// Stabilities from scratch, without what roundings have added.
    private void refresh() {
        Arrays.fill(s, 0);
        for (int i = 0; i < w.length; i++) {
            add(w[i], columns[i]);
        }
    }

    private void add(double factor, double[] column) {
        for (int mu = 0; mu < s.length; mu++) {
            s[mu] += factor * column[mu];
        }
    }

    /// One sweep at τ.
    /// @return share of the proposals that were accepted
    public double sweep(double tau) {
        var potential = new AnnealedPotential(tau);
        refresh();
        Arrays.setAll(energies, mu -> potential.of(s[mu]));
        sweeps++;
        stream.uniforms(index, 2L * w.length * sweeps, numbers, 0, numbers.length);
        int accepted = 0;
        for (int step = 0; step < w.length; step++) {
            int i = (int) (numbers[2 * step] * w.length);
            if (accepts(potential, i, numbers[2 * step + 1])) {
                add(-2 * w[i], columns[i]);
                w[i] = -w[i];
                System.arraycopy(proposed, 0, energies, 0, energies.length);
                accepted++;
            }
        }
        return accepted / (double) w.length;
    }

    private boolean accepts(AnnealedPotential potential, int i, double uniform) {
        double factor = -2 * w[i];
        double[] column = columns[i];
        double change = 0;
        for (int mu = 0; mu < s.length; mu++) {
            proposed[mu] = potential.of(s[mu] + factor * column[mu]);
            change += proposed[mu] - energies[mu];
        }
        return change <= 0 || uniform < Math.exp(-beta * change);
    }

    /// The signs, `[N]`, a copy.
    public double[] signs() {
        return w.clone();
    }

    /// Stabilities, `[M]`, from scratch.
    public double[] stabilities() {
        refresh();
        return s.clone();
    }

    /// Constraints with s < 0, from scratch.
    public int violations() {
        int count = 0;
        for (double each : stabilities()) {
            count += each < 0 ? 1 : 0;
        }
        return count;
    }
}
