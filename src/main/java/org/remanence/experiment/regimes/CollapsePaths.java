package org.remanence.experiment.regimes;

import java.util.Optional;
import org.remanence.experiment.Reported;
import org.remanence.experiment.measure.CloneRuns;
import org.remanence.experiment.measure.FollowedScore;
import org.remanence.experiment.measure.LastChange;
import org.remanence.experiment.measure.Reverse;
import org.remanence.experiment.measure.ScoredPatterns;
import org.remanence.experiment.measure.UTurns;
import org.remanence.result.Curve;
import org.remanence.sampler.ReverseProcess;

/// What trajectories of the reverse process tell of a collapse.
public record CollapsePaths(
        @Reported("the same by cloning trajectories of the reverse process; no points without pairs") Curve sameNeighbourByCloning,
        @Reported("the same as the share of noised patterns that the reverse process takes back to themselves; no points without pairs")
                Curve sameNeighbourByReturn,
        @Reported(value = "when the nearest pattern of a trajectory changes for the last time", unit = "time of the process")
                LastChange.Summary lastChange) {

    static CollapsePaths measure(Collapse question, ScoredPatterns subject) {
        if (question.pairs() == 0 && question.paths() == 0) {
            return new CollapsePaths(Curve.empty("time"), Curve.empty("time"), LastChange.Summary.NONE);
        }
        try (FollowedScore.Opened followed = question.model().open(subject.score(), subject.patterns(), subject.session())) {
            return measure(question, subject, followed);
        }
    }

    private static CollapsePaths measure(Collapse question, ScoredPatterns subject, FollowedScore.Opened followed) {
        Curve clones = Curve.empty("time");
        Curve returns = Curve.empty("time");
        if (question.pairs() > 0) {
            int steps = Reverse.stepsOfClones(question.sampler(), question.steps());
            ReverseProcess reverse = followed.ready(Reverse.spanning(question.times(), reverse(question, steps, subject, followed)));
            clones = CloneRuns.of(question.times(), question.pairs(), reverse, subject.score(), Optional.empty()).sameNeighbour();
            returns = UTurns.of(question.times(), question.pairs(), reverse, subject.score(), Optional.empty()).sameNeighbour();
        }
        return new CollapsePaths(clones, returns, question.paths() > 0 ? lastChange(question, subject, followed) : LastChange.Summary.NONE);
    }

    private static LastChange.Summary lastChange(Collapse question, ScoredPatterns subject, FollowedScore.Opened followed) {
        ReverseProcess reverse = followed.ready(reverse(question, question.steps(), subject, followed));
        var lastChange = new LastChange(question.paths(), subject.score());
        reverse.sample(question.paths(), "last change", lastChange);
        return lastChange.summary(reverse.grid());
    }

    private static ReverseProcess reverse(Collapse question, int steps, ScoredPatterns subject, FollowedScore.Opened followed) {
        return Reverse.of(subject.score(), followed.score(), subject.spectrum(), question.sampler(), steps, subject.session());
    }
}
