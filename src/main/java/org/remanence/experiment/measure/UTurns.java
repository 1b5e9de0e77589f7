package org.remanence.experiment.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.remanence.experiment.AxisValues;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.StepObserver;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// U-turns: patterns are noised up to a time and taken back to the data by the reverse process. How many come back to where they
/// started is the same φ_C = E Σ w² as that of clones, since a state's pattern has the probabilities w too. The same holds for classes.
public final class UTurns {
    private static final int BLOCK = 1024;

    private UTurns() { }

    /// The shares that come back at each time, to their class and to themselves.
    /// @param count patterns a time, drawn with repeats
    /// @param process whose grid spans all times
    /// @param score of the patterns
    /// @param classifier of the ends, if there are classes
    public static CloneRuns of(AxisValues times, int count, ReverseProcess process, EmpiricalScore score, Optional<? extends Classifier> classifier) {
        Session session = process.session();
        long steps = 0;
        for (double time : times.values()) {
            steps += process.from(time).grid().steps();
        }
        session.progress().begin("u-turns", steps * count);
        List<Estimate> classes = new ArrayList<>();
        List<Estimate> patterns = new ArrayList<>();
        for (double time : times.values()) {
            long[] returned = returned(time, count, process.from(time), score, classifier);
            classes.add(CloneRuns.share(returned[0], count));
            patterns.add(CloneRuns.share(returned[1], count));
        }
        session.progress().end();
        return new CloneRuns(classifier.isPresent() ? Curve.of("time", times.values(), classes) : Curve.empty("time"),
                Curve.of("time", times.values(), patterns));
    }

    private static long[] returned(double time, int count, ReverseProcess back, EmpiricalScore score, Optional<? extends Classifier> classifier) {
        var noised = new NoisedDraws(score.patterns(), score.diffusion(), "u-turn", back.session());
        long sameClass = 0;
        long same = 0;
        for (int first = 0; first < count; first += BLOCK) {
            Matrix states = Matrix.zeros(Math.min(BLOCK, count - first), score.dimension());
            Matrix starts = Matrix.zeros(states.rows(), states.columns());
            noised.states(first, time, states);
            double[] pattern = new double[states.columns()];
            for (int b = 0; b < starts.rows(); b++) {
                score.patterns().copy(noised.pattern(first + b), 1, pattern, 0);
                starts.setRow(b, pattern);
            }
            back.advance(states, back.session().stream("u-turn back@" + time), first, StepObserver.NONE);
            sameClass += classifier.map(each -> each.agreements(starts, states)).orElse(0L);
            same += Neighbours.agreements(starts, states, score);
        }
        return new long[] {sameClass, same};
    }
}
