package org.remanence.experiment.regimes;

import java.util.Optional;
import org.remanence.experiment.Reported;
import org.remanence.experiment.measure.CloneRuns;
import org.remanence.experiment.measure.LastChange;
import org.remanence.experiment.measure.Reverse;
import org.remanence.experiment.measure.ScoredPatterns;
import org.remanence.result.Curve;
import org.remanence.sampler.ReverseProcess;

/// What trajectories of the reverse process tell of a collapse.
public record CollapsePaths(
        @Reported("the same by cloning trajectories of the reverse process; no points without pairs") Curve sameNeighbourByCloning,
        @Reported("the same as the share of noised patterns that the reverse process takes back to themselves; no points without pairs")
                Curve sameNeighbourByReturn,
        @Reported(value = "when the nearest pattern of a trajectory changes for the last time", unit = "time of the process")
                LastChange.Summary lastChange) {

    static CollapsePaths follow(Collapse question, ScoredPatterns subject) {
        Curve clones = Curve.empty("time");
        Curve returns = Curve.empty("time");
        if (question.pairs() > 0) {
            int steps = Reverse.stepsOfClones(question.sampler(), question.steps());
            ReverseProcess reverse = Reverse.spanning(question.times(), reverse(question, steps, subject));
            clones = CloneRuns.of(question.times(), question.pairs(), reverse, subject.score(), Optional.empty()).sameNeighbour();
            returns = UTurns.of(question.times(), question.pairs(), reverse, subject.score());
        }
        return new CollapsePaths(clones, returns, question.paths() > 0 ? lastChange(question, subject) : LastChange.Summary.NONE);
    }

    private static LastChange.Summary lastChange(Collapse question, ScoredPatterns subject) {
        ReverseProcess reverse = reverse(question, question.steps(), subject);
        var lastChange = new LastChange(question.paths(), subject.score());
        reverse.sample(question.paths(), "last change", lastChange);
        return lastChange.summary(reverse.grid());
    }

    private static ReverseProcess reverse(Collapse question, int steps, ScoredPatterns subject) {
        return Reverse.of(subject.score(), subject.spectrum(), question.sampler(), steps, subject.session());
    }
}
