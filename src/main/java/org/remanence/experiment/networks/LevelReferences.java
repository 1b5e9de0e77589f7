package org.remanence.experiment.networks;

import java.util.Optional;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.TrueScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// Noised patterns at one level, trained on and held out, with what the exact score of the patterns and that of the law
/// tell there.
/// @param trained on patterns of the training
/// @param heldOut on others; none if there are none
/// @param patterns told by the score of the patterns at `trained`
/// @param law told by the score of the law at `trained`, if it is known
record LevelReferences(NoisedStates trained, Optional<NoisedStates> heldOut, EmpiricalScore score, Matrix patterns,
        Optional<Matrix> law) {
    /// @param set whose patterns
    /// @param count states of each kind
    static LevelReferences of(TrainedSet set, double sigma, int count) {
        Session session = set.session();
        var process = new VarianceExploding();
        Matrix training = set.pool().training(set.patterns());
        Matrix others = set.pool().heldOut(set.patterns());
        NoisedStates trained = NoisedStates.of(training, count, sigma, session.stream("noise on trained"));
        Optional<NoisedStates> heldOut = others.rows() == 0 ? Optional.empty()
                : Optional.of(NoisedStates.of(others, count, sigma, session.stream("noise on held out")));
        EmpiricalScore score = set.exact(process);
        Optional<Matrix> law = set.pool().law().filter(TrueScore::isKnown)
                .map(model -> trained.at(set.pool().inUnitsOfLaw(trained.states()))
                        .toldBy(TrueScore.of(model, process, session)));
        return new LevelReferences(trained, heldOut, score, trained.toldBy(score), law);
    }

    /// Loss of the exact score of the patterns where it was made of them.
    Estimate patternsLoss() {
        return trained.loss(patterns);
    }

    /// Its loss on patterns held out.
    Estimate patternsLossHeldOut() {
        return heldOut.map(states -> states.loss(states.toldBy(score))).orElse(Estimate.NONE);
    }
}
