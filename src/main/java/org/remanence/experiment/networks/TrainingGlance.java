package org.remanence.experiment.networks;

import java.util.Arrays;
import java.util.List;
import org.remanence.experiment.measure.NeighbourRatios;
import org.remanence.experiment.measure.Neighbours;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.result.Estimate;
import org.remanence.sampler.Scheme;
import org.remanence.tensor.Matrix;

/// A network at a checkpoint of its training.
/// @param loss of the training since the checkpoint before
/// @param trainLoss by level
/// @param heldOutLoss by level; [Estimate#NONE] without patterns held out
/// @param copied share of copies among the samples
/// @param distance to the nearest pattern
/// @param shown a few samples, none where none are made
/// @param nearest patterns of these
record TrainingGlance(double loss, List<Estimate> trainLoss, List<Estimate> heldOutLoss, Estimate copied,
        Estimate distance, double[][] shown, long[] nearest) {
    private static final int SHOWN = 10;

    static TrainingGlance of(NetworkTraining question, TrainedSet set) {
        List<Estimate> trainLoss = set.trainLoss(question.noiseLevels(), question.states());
        List<Estimate> heldOutLoss = set.heldOutLoss(question.noiseLevels(), question.states());
        double loss = set.training().loss();
        if (question.samples() == 0) {
            return new TrainingGlance(loss, trainLoss, heldOutLoss, Estimate.NONE, Estimate.NONE, new double[0][],
                    new long[0]);
        }
        Matrix samples = set.learned(new OrnsteinUhlenbeck(),
                score -> set.sample(score, Scheme.EXPONENTIAL, question.samplingSteps(), question.samples()));
        Neighbours neighbours = Neighbours.of(samples, set.exact(new OrnsteinUhlenbeck()));
        Estimate copied = set.patterns() < 2 ? Estimate.NONE
                : Estimate.share(NeighbourRatios.of(samples, set.pool().trained(), set.session())
                .copies(NeighbourRatios.COPY), samples.rows());
        int shown = Math.min(SHOWN, question.samples());
        return new TrainingGlance(loss, trainLoss, heldOutLoss, copied, Estimate.of(neighbours.distance()),
                samples.slice(0, shown).toArray(),
                Arrays.copyOf(neighbours.nearest(), shown));
    }
}
