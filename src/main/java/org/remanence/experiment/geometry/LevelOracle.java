package org.remanence.experiment.geometry;

import java.util.Arrays;
import org.remanence.experiment.AxisValues;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.theory.geometry.BulkMoments;
import org.remanence.theory.geometry.EnergyQuantile;
import org.remanence.theory.geometry.PositionalRem;

/// Draws the energies of n patterns at a fixed state: those below a cut one by one, the others by what they add up to.
///
/// The lowest are quantiles at uniform order statistics, by Rényi's representation, so their number below the cut is binomial
/// as it must be. The sums over the others are Gaussian with exact means and covariance. The largest weight above the cut over
/// Z bounds the Wasserstein error of log Z. Levels are the same at all noise levels, and so are the two normal numbers of the
/// remainder.
final class LevelOracle {
    /// e^{−40} of the chance of the lowest energy: below it nothing is drawn.
    static final double DEEPEST = 40;

    private final PositionalRem rem;
    private final double patterns;
    private final double[] times;
    private final double share;
    private final EnergyQuantile quantile;
    private final double cut;
    private final BulkMoments[] bulk;

    /// @param patterns n
    /// @param levels mean number of energies below the cut
    /// @param ratios noise levels t/t_c
    LevelOracle(PositionalRem rem, double patterns, int levels, AxisValues ratios) {
        this.rem = rem;
        this.patterns = patterns;
        this.times = ratios.map(ratio -> ratio * rem.condensationTime());
        this.share = levels / patterns;
        this.quantile = new EnergyQuantile(rem.law(), -rem.logPatterns() - DEEPEST, Math.log(share));
        var above = new BulkMoments.Above(rem.law(), Math.log(share));
        this.cut = above.cut();
        this.bulk = Arrays.stream(times).mapToObj(above::at).toArray(BulkMoments[]::new);
    }

    /// @param purpose names the streams
    LevelDraws draw(int realizations, String purpose, Session session) {
        LevelDraws draws = LevelDraws.empty(times.length, realizations);
        RandomStream spacings = session.stream(purpose);
        RandomStream remainder = session.stream(purpose + ", remainder");
        session.parallel(realizations, r -> {
            double[] energies = lowest(spacings, r);
            draws.enterGaps(r, energies);
            for (int i = 0; i < times.length; i++) {
                enter(draws, i, r, energies, remainder);
            }
            session.progress().advance(1);
        });
        return draws;
    }

    /// The energies below the cut, ascending; at least as many as gaps need.
    private double[] lowest(RandomStream spacings, int draw) {
        double[] energies = new double[(int) (2 * share * patterns)];
        double sum = 0;
        for (int k = 0; ; k++) {
            sum -= Math.log(spacings.uniform(draw, k)) / (patterns - k);
            double probability = -Math.expm1(-sum);
            if (probability > share) {
                return Arrays.copyOf(energies, k);
            }
            if (k == energies.length) {
                energies = Arrays.copyOf(energies, 2 * k);
            }
            energies[k] = quantile.energy(Math.log(probability));
        }
    }

    private void enter(LevelDraws draws, int level, int draw, double[] energies, RandomStream remainder) {
        double time = times[level];
        double least = energies[0];
        double sum = 0;
        double squares = 0;
        for (double energy : energies) {
            double weight = Math.exp((least - energy) / time);
            sum += weight;
            squares += weight * weight;
        }
        BulkMoments one = bulk[level];
        double others = patterns - energies.length;
        double first = remainder.gaussian(draw, 0);
        double deviation = Math.sqrt(one.variance() * others);
        double common = one.covariance() / one.variance();
        double own = Math.sqrt(Math.max(0, one.varianceSquare() - common * one.covariance()) * others);
        double rest = Math.max(0, others * one.mean() + deviation * first);
        double restSquares = Math.max(0, others * one.meanSquare() + common * deviation * first + own * remainder.gaussian(draw, 1));
        double scale = Math.exp((least - cut) / time);
        draws.enter(level, draw, least, time, sum + scale * rest, squares + scale * scale * restSquares, scale);
    }
}
