package org.remanence.experiment.regimes;

import java.util.ArrayList;
import java.util.List;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.measure.CloneRuns;
import org.remanence.experiment.measure.Neighbours;
import org.remanence.experiment.measure.NoisedDraws;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.StepObserver;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// U-turns: patterns are noised up to a time and taken back to the data by the reverse process. How many come back to where they
/// started is the same φ_C = E Σ w² as that of clones, since a state's pattern has the probabilities w too.
final class UTurns {
    private static final int BLOCK = 1024;

    private UTurns() { }

    /// The share that comes back at each time.
    /// @param count patterns a time, drawn with repeats
    /// @param process whose grid spans all times
    /// @param score of the patterns
    static Curve of(AxisValues times, int count, ReverseProcess process, EmpiricalScore score) {
        Session session = process.session();
        long steps = 0;
        for (double time : times.values()) {
            steps += process.from(time).grid().steps();
        }
        session.progress().begin("u-turns", steps * count);
        List<Estimate> shares = new ArrayList<>();
        for (double time : times.values()) {
            shares.add(CloneRuns.share(returned(time, count, process.from(time), score), count));
        }
        session.progress().end();
        return Curve.of("time", times.values(), shares);
    }

    private static long returned(double time, int count, ReverseProcess back, EmpiricalScore score) {
        var noised = new NoisedDraws(score.patterns(), score.diffusion(), "u-turn", back.session());
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
            same += Neighbours.agreements(starts, states, score);
        }
        return same;
    }
}
