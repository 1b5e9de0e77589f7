package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.data.Memory;
import org.remanence.feature.FeatureMoments;
import org.remanence.feature.Minimiser;
import org.remanence.feature.NoisedFeatures;
import org.remanence.feature.RandomFeatures;
import org.remanence.random.RandomStream;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// Minimises the training loss of finite systems, each for several numbers of noisings.
/// @param system size and law
/// @param ridge λ
/// @param noisings numbers m
record MinimiserRun(FeatureSystem system, double ridge, List<Noisings> noisings) {
    /// What one minimiser does.
    /// @param objective training loss with the penalty
    /// @param trainLoss training loss
    /// @param empiricalLoss loss on the training patterns under fresh noise
    /// @param testLoss loss on fresh patterns
    /// @param scoreError squared distance to the true score a coordinate
    /// @param responses mean linear response along the directions of each variance
    record Losses(double objective, double trainLoss, double empiricalLoss, double testLoss, double scoreError,
                  double[] responses) { }

    /// Of several realizations.
    /// @param losses a realization a row, for each m in turn
    record Measured(List<List<Losses>> losses) {
        /// The mean of a loss over realizations.
        /// @param k which m
        Estimate estimate(int k, ToDoubleFunction<Losses> of) {
            return Estimate.of(losses.stream().mapToDouble(row -> of.applyAsDouble(row.get(k))).toArray());
        }
    }

    /// As many realizations as memory has room for run side by side.
    /// @param place of the system among others, for people
    Measured measure(String place, int realizations, Session session) {
        double bytes = bytes();
        String what = Text.of("%d features of %d patterns", system.features(), system.patterns());
        Memory.require(bytes, what, "choose a smaller --d");
        int together = session.threads();
        while (together > 1 && !Memory.fits(together * bytes)) {
            together--;
        }
        List<List<Losses>> losses = new ArrayList<>();
        session.progress().begin(Text.of("minimising at %s", place), realizations);
        for (int first = 0; first < realizations; first += together) {
            int from = first;
            List<List<Losses>> wave = new ArrayList<>();
            for (int i = 0; i < Math.min(together, realizations - first); i++) {
                wave.add(new ArrayList<>());
            }
            session.parallel(wave.size(), i -> {
                wave.get(i).addAll(realization(from + i, session));
                session.progress().advance(1);
            });
            losses.addAll(wave);
        }
        session.progress().end();
        return new Measured(losses);
    }

    private double bytes() {
        double p = system.features();
        double most = noisings.stream().mapToInt(Noisings::draws).max().orElse(0);
        return 8 * p * (4 * p + system.patterns() * (5 + most));
    }

    private List<Losses> realization(int index, Session session) {
        RandomFeatures features = system.draw(index, session);
        List<Trained> trained = trained(features, index, session);
        FeatureMoments population = system.population(features, session);
        return trained.stream().map(each -> losses(each, population)).toList();
    }

    private record Trained(Minimiser minimiser, double empirical) { }

    /// The moments over the patterns are garbage when it returns.
    private List<Trained> trained(RandomFeatures features, int index, Session session) {
        Matrix patterns = system.patterns(index, session);
        FeatureMoments training = FeatureMoments.of(features, patterns, system.time(), session);
        List<Trained> trained = new ArrayList<>();
        for (Noisings m : noisings) {
            session.checkCancelled();
            RandomStream noise = session.stream("feature noise " + index);
            Minimiser minimiser = m.averaged() ? Minimiser.of(training, ridge)
                    : Minimiser.of(NoisedFeatures.draw(features, patterns, system.time(), m.draws(), noise), ridge);
            trained.add(new Trained(minimiser, m.averaged() ? minimiser.trainLoss() : minimiser.loss(training)));
        }
        session.checkCancelled();
        return trained;
    }

    private Losses losses(Trained trained, FeatureMoments population) {
        Minimiser minimiser = trained.minimiser;
        double test = minimiser.loss(population);
        double error = (test - system.unexplained()) / -Math.expm1(-2 * system.time());
        return new Losses(minimiser.objective(), minimiser.trainLoss(), trained.empirical, test, error,
                levels(minimiser.responses(population, system.time())));
    }

    /// Means over directions of one variance, along each of which the mean estimator answers alike.
    private double[] levels(double[] responses) {
        double[] noised = system.noised();
        return Arrays.stream(noised).distinct().map(level -> IntStream.range(0, noised.length).filter(k -> noised[k] == level)
                .mapToDouble(k -> responses[k]).average().orElseThrow()).toArray();
    }

    /// Squared distance of the mean estimator to the true score, without bias: the error of the mean would add its square.
    /// @param k which m
    Estimate bias(Measured measured, int k) {
        double[] noised = system.noised();
        double[] levels = Arrays.stream(noised).distinct().toArray();
        double bias = 0;
        double square = 0;
        for (int i = 0; i < levels.length; i++) {
            int at = i;
            double weight = levels[i] * Arrays.stream(noised).filter(each -> each == levels[at]).count() / noised.length;
            Estimate distance = measured.estimate(k, losses -> losses.responses()[at] + 1 / levels[at]);
            double error = distance.stderr();
            bias += weight * (distance.mean() * distance.mean() - (Double.isNaN(error) ? 0 : error * error));
            square += Math.pow(weight * error, 2) * (4 * distance.mean() * distance.mean() + 2 * error * error);
        }
        return new Estimate(bias, Math.sqrt(square), measured.losses().size());
    }
}
