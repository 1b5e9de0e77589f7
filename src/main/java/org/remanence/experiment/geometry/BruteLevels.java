package org.remanence.experiment.geometry;

import java.util.Arrays;
import org.remanence.data.DataModel;
import org.remanence.experiment.AxisValues;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.theory.geometry.PositionalRem;

/// Computes the energies of every pattern of some data sets at a fixed state.
final class BruteLevels {
    private static final int BLOCK = 1024;
    /// Weights below e^{−50} of the largest add nothing to either sum.
    private static final double NOTHING = 50;

    private final DataModel model;
    private final double[] state;
    private final int patterns;
    private final double[] times;
    private final double floor;

    /// @param rem whose t_c the noise levels are counted in
    BruteLevels(DataModel model, double[] state, int patterns, PositionalRem rem, AxisValues ratios) {
        this.model = model;
        this.state = state;
        this.patterns = patterns;
        this.times = ratios.map(ratio -> ratio * rem.condensationTime());
        this.floor = Energies.floor(model, state);
    }

    LevelDraws draw(int realizations, Session session) {
        LevelDraws draws = LevelDraws.empty(times.length, realizations);
        session.parallel(realizations, r -> {
            double[] energies = energies(session.withSeed(session.stream("realizations").bits(r, 0)).stream("patterns"), session);
            draws.enterGaps(r, lowest(energies));
            for (int i = 0; i < times.length; i++) {
                enter(draws, i, r, energies);
            }
            session.progress().advance(1);
        });
        return draws;
    }

    private double[] energies(RandomStream stream, Session session) {
        double[] energies = new double[patterns];
        int d = state.length;
        double[] block = new double[BLOCK * d];
        for (int first = 0; first < patterns; first += BLOCK) {
            session.checkCancelled();
            int count = Math.min(BLOCK, patterns - first);
            model.fill(stream, first, count, block, 0);
            for (int i = 0; i < count; i++) {
                double square = 0;
                for (int k = 0; k < d; k++) {
                    double difference = block[i * d + k] - state[k];
                    square = Math.fma(difference, difference, square);
                }
                energies[first + i] = 0.5 * square - floor;
            }
        }
        return energies;
    }

    private static double[] lowest(double[] energies) {
        double[] lowest = Arrays.copyOf(energies, RemOracle.GAPS + 1);
        Arrays.sort(lowest);
        for (int i = lowest.length; i < energies.length; i++) {
            if (energies[i] < lowest[RemOracle.GAPS]) {
                lowest[RemOracle.GAPS] = energies[i];
                Arrays.sort(lowest);
            }
        }
        return lowest;
    }

    private void enter(LevelDraws draws, int level, int draw, double[] energies) {
        double time = times[level];
        double least = Arrays.stream(energies).min().orElseThrow();
        double reach = least + NOTHING * time;
        double sum = 0;
        double squares = 0;
        for (double energy : energies) {
            if (energy < reach) {
                double weight = Math.exp((least - energy) / time);
                sum += weight;
                squares += weight * weight;
            }
        }
        draws.enter(level, draw, least, time, sum, squares, 0);
    }
}
