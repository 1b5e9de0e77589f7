package org.remanence.theory.geometry;

import java.util.ArrayList;
import java.util.List;

/// The energy below which a pattern falls with a given small probability: the inverse of the lower tail, for drawing the
/// lowest energies of any number of patterns.
///
/// log E is interpolated in log probability by cubics through exact values and slopes, to better than 10⁻⁸.
public final class EnergyQuantile {
    private static final double FRACTION = 0.05;
    /// Exponent beyond which a tail is left out.
    private static final double REACH = 40;
    private static final double STEP = 0.05;

    private final double[] logProbability;
    private final double[] logEnergy;
    private final double[] slope;

    /// @param lowest log of the least probability that is asked for
    /// @param highest log of the largest, below −1e-3
    public EnergyQuantile(EnergyLaw law, double lowest, double highest) {
        List<EnergyTail> tails = new ArrayList<>();
        double last = law.coordinate(highest);
        for (double r = law.coordinate(lowest); r > last; r -= FRACTION * law.step(r)) {
            tails.add(law.tail(r));
        }
        tails.add(law.tail(last));
        logProbability = tails.stream().mapToDouble(EnergyTail::logCumulative).toArray();
        logEnergy = tails.stream().mapToDouble(each -> Math.log(each.energy())).toArray();
        slope = tails.stream().mapToDouble(each -> Math.exp(each.logCumulative() - each.logDensity()) / each.energy()).toArray();
    }

    /// The energy at a probability, continued as a power law below the least one.
    /// @param log of the probability, at most the highest
    public double energy(double log) {
        int i = 0;
        int high = logProbability.length - 1;
        while (high - i > 1) {
            int middle = i + high >>> 1;
            if (logProbability[middle] <= log) {
                i = middle;
            } else {
                high = middle;
            }
        }
        if (log < logProbability[0]) {
            return Math.exp(logEnergy[0] + slope[0] * (log - logProbability[0]));
        }
        double width = logProbability[i + 1] - logProbability[i];
        double x = (log - logProbability[i]) / width;
        double left = logEnergy[i] + x * x * (3 - 2 * x) * (logEnergy[i + 1] - logEnergy[i]);
        return Math.exp(left + x * (1 - x) * width * ((1 - x) * slope[i] - x * slope[i + 1]));
    }

    /// Mean of the k-th lowest of n energies, from the beta law of the probability below it.
    /// @param rank k, from 1, far below n times the largest probability
    /// @param patterns n
    public double orderStatistic(int rank, double patterns) {
        double norm = 0;
        double sum = 0;
        double peak = Math.log(rank / patterns);
        double top = rank * peak + (patterns - rank) * Math.log1p(-rank / patterns);
        for (double log = peak - REACH / rank - 1; log < Math.min(peak + Math.log(REACH), logProbability[logProbability.length - 1]);
                log += STEP / Math.sqrt(rank)) {
            double weight = Math.exp(rank * log + (patterns - rank) * Math.log1p(-Math.exp(log)) - top);
            norm += weight;
            sum += weight * energy(log);
        }
        return sum / norm;
    }
}
