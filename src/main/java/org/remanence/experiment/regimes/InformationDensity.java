package org.remanence.experiment.regimes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.remanence.data.DataModel;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.measure.NoisedDraws;
import org.remanence.process.Diffusion;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.GaussianMixtureScore;
import org.remanence.score.TrueScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.theory.Stable;

/// The annealed theory of a collapse at finite n and d, for any law whose noised density is known. It takes averages of the information
/// density `i = log N(x; s a, v I) − log p_t(x)` between a fresh datum a of the law and its noised copy x. No data set enters.
///
/// The n − 1 other patterns together weigh (n − 1) e^{−i} against the right one, averaged over data sets. Hence an upper
/// bound on f^e and a lower one on φ_C, by Jensen.
/// @param excessEntropy E log(1 + (n − 1) e^{−i}) / log n at each time
/// @param sameNeighbour E 1/(1 + (n − 1) e^{−i}) at each time
record InformationDensity(Curve excessEntropy, Curve sameNeighbour) {
    /// So many data that none is drawn twice.
    private static final long FRESH = 1L << 52;

    /// Draws fresh data at every time.
    /// @param patterns n
    /// @param law with a density that is known once noised
    /// @param draws a time
    static InformationDensity annealed(AxisValues times, double patterns, DataModel law, int draws, Setting setting) {
        var noised = new NoisedDraws(law.generate(FRESH, setting.session.stream("fresh data"), Precision.DOUBLE).table(),
                setting.process, "fresh draw", setting.session);
        GaussianMixtureScore truth = TrueScore.of(law, setting.process, setting.session);
        double logOthers = Math.log(patterns - 1);
        setting.session.progress().begin("annealed theory", (long) times.size() * draws);
        List<Estimate> entropies = new ArrayList<>();
        List<Estimate> shares = new ArrayList<>();
        for (double time : times.values()) {
            double[] rivals = Arrays.stream(information(time, draws, noised, truth, setting)).map(i -> logOthers - i).toArray();
            entropies.add(mean(rivals, each -> Stable.softplus(each) / Math.log(patterns)));
            shares.add(mean(rivals, each -> 1 / (1 + Math.exp(each))));
        }
        setting.session.progress().end();
        return new InformationDensity(Curve.of("time", times.values(), entropies), Curve.of("time", times.values(), shares));
    }

    /// Where the draws are made.
    record Setting(Diffusion process, Session session) { }

    private static double[] information(double time, int draws, NoisedDraws noised, GaussianMixtureScore truth, Setting setting) {
        int d = truth.dimension();
        double normalization = 0.5 * d * Math.log(2 * Math.PI * setting.process.variance(time));
        double[] information = new double[draws];
        Matrix states = Matrix.zeros(Math.min(draws, NoisedDraws.block(d)), d);
        for (int first = 0; first < draws; first += (int) states.rows()) {
            setting.session.checkCancelled();
            Matrix block = states.slice(0, Math.min(states.rows(), draws - first));
            double[] squares = noised.states(first, time, block);
            double[] logDensity = truth.logDensity(block, time);
            for (int b = 0; b < squares.length; b++) {
                information[first + b] = -0.5 * squares[b] - normalization - logDensity[b];
            }
            setting.session.progress().advance(block.rows());
        }
        return information;
    }

    private static Estimate mean(double[] values, DoubleUnaryOperator function) {
        return Estimate.of(Arrays.stream(values).map(function).toArray());
    }
}
