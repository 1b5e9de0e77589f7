package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.remanence.data.Memory;
import org.remanence.feature.FeatureMoments;
import org.remanence.feature.Minimiser;
import org.remanence.feature.NoisedFeatures;
import org.remanence.feature.RandomFeatures;
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
    /// @param bias part of it that the linear response makes
    record Losses(double objective, double trainLoss, double empiricalLoss, double testLoss, double scoreError, double bias) { }

    /// Of several realizations.
    /// @param losses a realization a row, for each m in turn
    record Measured(List<List<Losses>> losses) { }

    /// As many realizations as memory has room for run side by side.
    Measured measure(int realizations, Session session) {
        double bytes = bytes();
        Memory.require(bytes, Text.of("%d features of %d patterns", system.features(), system.patterns()), "choose a smaller --d");
        int together = session.threads();
        while (together > 1 && !Memory.fits(together * bytes)) {
            together--;
        }
        List<List<Losses>> losses = new ArrayList<>();
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
        return new Measured(losses);
    }

    private double bytes() {
        double p = system.features();
        double most = noisings.stream().mapToInt(Noisings::draws).max().orElse(0);
        return 8 * p * (4 * p + system.patterns() * (5 + most));
    }

    private List<Losses> realization(int index, Session session) {
        RandomFeatures features = system.draw(index, session);
        Matrix patterns = system.patterns(index, session);
        FeatureMoments training = FeatureMoments.of(features, patterns, system.time(), session);
        session.checkCancelled();
        List<Minimiser> minimisers = new ArrayList<>();
        List<Double> empirical = new ArrayList<>();
        for (Noisings m : noisings) {
            Minimiser minimiser = m.averaged() ? Minimiser.of(training, ridge)
                    : Minimiser.of(NoisedFeatures.draw(features, patterns, system.time(), m.draws(), session.stream("feature noise " + index)), ridge);
            minimisers.add(minimiser);
            empirical.add(minimiser.loss(training));
            session.checkCancelled();
        }
        FeatureMoments population = system.population(features, session);
        List<Losses> losses = new ArrayList<>();
        for (int i = 0; i < minimisers.size(); i++) {
            losses.add(losses(minimisers.get(i), empirical.get(i), population));
        }
        return losses;
    }

    private Losses losses(Minimiser minimiser, double empirical, FeatureMoments population) {
        double test = minimiser.loss(population);
        double error = (test - system.unexplained()) / -Math.expm1(-2 * system.time());
        return new Losses(minimiser.objective(), minimiser.trainLoss(), empirical, test, error, bias(minimiser.responses(population, system.time())));
    }

    /// Responses are averaged over directions of one variance, along each of which the mean estimator answers alike.
    private double bias(double[] responses) {
        double[] noised = system.noised();
        double bias = 0;
        for (double variance : Arrays.stream(noised).distinct().toArray()) {
            double sum = 0;
            int count = 0;
            for (int k = 0; k < noised.length; k++) {
                if (noised[k] == variance) {
                    sum += responses[k];
                    count++;
                }
            }
            bias += count * variance * Math.pow(sum / count + 1 / variance, 2) / noised.length;
        }
        return bias;
    }
}
