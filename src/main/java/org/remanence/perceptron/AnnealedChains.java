package org.remanence.perceptron;

import java.util.Arrays;
import org.remanence.kernel.AnnealedEnergy;
import org.remanence.kernel.Kernels;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;

/// Metropolis dynamics of the binary perceptron under `β Σ U_τ(s_μ)`: flips of single signs, with stabilities that are kept, for
/// several chains of one instance that share the reading of F.
///
/// All chains propose the same sign at a time, and each accepts by itself: each is a Metropolis chain, and in equilibrium they
/// are independent, since a joint step keeps the product of their laws. A sweep is N proposals of M operations each.
public final class AnnealedChains {
    /// Sweeps after which stabilities are summed again, without what roundings in float have added.
    private static final int FRESH = 16;

    private final float[][] columns;
    private final double beta;
    private final RandomStream stream;
    private final AnnealedEnergy kernel = Kernels.get().annealed();
    private final Chain[] chains;
    private final double[] sites;
    private long sweeps;

    /// Begins at random signs.
    /// @param constraints F
    /// @param beta β > 0
    /// @param stream of all choices: index 0 of the signs that are proposed, index k + 1 of chain k
    /// @param count chains
    public AnnealedChains(RealConstraints constraints, double beta, RandomStream stream, int count) {
        this.columns = constraints.columns(AnnealedEnergy.PARTIALS);
        this.beta = Check.positive("inverse temperature β", beta);
        this.stream = stream;
        this.sites = new double[columns.length];
        this.chains = new Chain[(int) Check.atLeast("chains", 1, count)];
        Arrays.setAll(chains, k -> new Chain(k + 1));
    }

    /// One sweep.
    /// @param taus τ of each chain
    /// @return share of the proposals that were accepted, of each chain
    public double[] sweep(double... taus) {
        Check.size("τ", taus.length, "chains", chains.length);
        int n = columns.length;
        if (sweeps % FRESH == 0) {
            refresh();
        }
        sweeps++;
        stream.uniforms(0, n * sweeps, sites, 0, n);
        for (int k = 0; k < chains.length; k++) {
            chains[k].begin((float) taus[k]);
        }
        for (int step = 0; step < n; step++) {
            int i = (int) (sites[step] * n);
            for (Chain chain : chains) {
                chain.propose(i, step);
            }
        }
        return Arrays.stream(chains).mapToDouble(chain -> chain.accepted / (double) n).toArray();
    }

    private void refresh() {
        for (Chain chain : chains) {
            Arrays.fill(chain.s, 0, chain.s.length, 0);
        }
        for (int i = 0; i < columns.length; i++) {
            for (Chain chain : chains) {
                chain.add(chain.w[i], i);
            }
        }
    }

    /// The signs of a chain, `[N]`.
    public double[] signs(int chain) {
        double[] signs = new double[columns.length];
        Arrays.setAll(signs, i -> chains[chain].w[i]);
        return signs;
    }

    private final class Chain {
        private final long index;
        private final float[] w = new float[columns.length];
        private final float[] s;
        private final double[] uniforms = new double[w.length];
        private float[] energies;
        private float[] proposed;
        private float tau;
        private int accepted;

        Chain(long index) {
            this.index = index;
            this.s = new float[columns[0].length];
            this.energies = new float[s.length];
            this.proposed = new float[s.length];
            stream.uniforms(index, 0, uniforms, 0, w.length);
            for (int i = 0; i < w.length; i++) {
                w[i] = uniforms[i] < 0.5 ? -1 : 1;
            }
        }

        void begin(float tau) {
            this.tau = tau;
            accepted = 0;
            kernel.flip(s, columns[0], 0, tau, energies, energies, s.length);
            stream.uniforms(index, w.length * sweeps, uniforms, 0, w.length);
        }

        void propose(int i, int step) {
            double change = kernel.flip(s, columns[i], -2 * w[i], tau, energies, proposed, s.length);
            if (change <= 0 || uniforms[step] < Math.exp(-beta * change)) {
                add(-2 * w[i], i);
                w[i] = -w[i];
                float[] before = energies;
                energies = proposed;
                proposed = before;
                accepted++;
            }
        }

        private void add(float factor, int i) {
            float[] column = columns[i];
            for (int mu = 0; mu < s.length; mu++) {
                s[mu] = Math.fma(factor, column[mu], s[mu]);
            }
        }
    }
}
