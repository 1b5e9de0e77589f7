package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.experiment.measure.NeighbourRatios;
import org.remanence.experiment.measure.Neighbours;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Estimate;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// A network at a checkpoint of its training.
/// @param loss of the training since the checkpoint before
/// @param trainLoss by level
/// @param heldOutLoss by level; [Estimate#NONE] without patterns held out
/// @param copied share of copies among the samples
/// @param distance to the nearest pattern
/// @param shown a few samples, none where none are made
/// @param nearest patterns of these
record TrainingGlance(double loss, List<Estimate> trainLoss, List<Estimate> heldOutLoss, Estimate copied, Estimate distance, double[][] shown,
                      long[] nearest) {
    private static final int SHOWN = 10;
    private static final double COPY = 1.0 / 3;

    static TrainingGlance of(NetworkTraining question, TrainedSet set) {
        Matrix others = set.pool().heldOut(set.patterns());
        List<Estimate> trainLoss = losses(question, set, set.pool().trained(), "noise on trained");
        List<Estimate> heldOutLoss = others.rows() == 0 ? IntStream.range(0, question.noiseLevels().size()).mapToObj(_ -> Estimate.NONE).toList() : losses(question, set, others, "noise on held out");
        double loss = set.training().loss();
        if (question.samples() == 0) {
            return new TrainingGlance(loss, trainLoss, heldOutLoss, Estimate.NONE, Estimate.NONE, new double[0][], new long[0]);
        }
        Matrix samples = set.learned(new OrnsteinUhlenbeck(),
                score -> set.sample(score, Scheme.EXPONENTIAL, question.samplingSteps(), question.samples()));
        Neighbours neighbours = Neighbours.of(samples, new EmpiricalScore(set.pool().trained(), new OrnsteinUhlenbeck(), Precision.DOUBLE, set.session()));
        Estimate copied = set.patterns() < 2 ? Estimate.NONE
                : Estimate.share(NeighbourRatios.of(samples, set.pool().trained(), set.session()).copies(COPY), samples.rows());
        int shown = Math.min(SHOWN, question.samples());
        return new TrainingGlance(loss, trainLoss, heldOutLoss, copied, Estimate.of(neighbours.distance()), samples.slice(0, shown).toArray(),
                Arrays.copyOf(neighbours.nearest(), shown));
    }

    private static List<Estimate> losses(NetworkTraining question, TrainedSet set, Matrix patterns, String purpose) {
        return set.learned(new VarianceExploding(), score -> {
            List<Estimate> losses = new ArrayList<>();
            for (double sigma : question.noiseLevels().values()) {
                NoisedStates states = NoisedStates.of(patterns, question.states(), sigma, set.session().stream(purpose));
                losses.add(states.loss(states.toldBy(score)));
            }
            return losses;
        });
    }
}
