package org.remanence.experiment.regimes;

import java.util.Arrays;
import org.remanence.data.PatternSet;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.measure.ClassMeans;
import org.remanence.experiment.measure.NoisedDraws;
import org.remanence.process.TimeGrid;
import org.remanence.result.Curve;
import org.remanence.sampler.Cloning;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.sampler.StepObserver;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Clones and return trips of labelled patterns under their empirical score or another one. The class of a state is that of the nearest class mean.
final class PatternCloning {
    private final PatternSet patterns;
    private final EmpiricalScore score;
    private final ReverseProcess reverse;
    private final ClassMeans means;
    private final NoisedDraws noised;
    private final AxisValues times;
    private final Session session;

    /// @param followed the score that paths follow
    PatternCloning(PatternSet patterns, Score followed, TimeGrid grid, Scheme scheme, AxisValues times, Precision precision, Session session) {
        this.patterns = patterns;
        this.score = followed instanceof EmpiricalScore own ? own : new EmpiricalScore(patterns, followed.diffusion(), precision, session);
        this.reverse = new ReverseProcess(scheme.with(followed, session), grid, session);
        this.means = ClassMeans.of(patterns);
        this.noised = new NoisedDraws(patterns, followed.diffusion(), session);
        this.times = times;
        this.session = session;
    }

    /// Pairs of clones that end in the same class, at each time.
    ClassCounts clones(int pairs) {
        long[] same = new long[times.size()];
        new Cloning(reverse).along(pairs, times.values(), "speciation", (time, _, clones) -> {
            long agree = means.agreements(clones.first(), clones.second());
            for (int i = 0; i < same.length; i++) {
                same[i] += times.at(i) == time ? agree : 0;
            }
        });
        return new ClassCounts(same);
    }

    /// Patterns noised to each time that run back into the class they came from.
    ClassCounts returns(int count) {
        session.progress().begin("return trips", (long) count * Arrays.stream(times.values())
                .mapToLong(time -> reverse.from(time).grid().steps()).sum());
        long[] same = new long[times.size()];
        for (int i = 0; i < same.length; i++) {
            double time = times.at(i);
            int at = i;
            blocks(count, (first, states) -> {
                noised.states(first, time, states);
                reverse.from(time).advance(states, session.stream("return@" + time), first, StepObserver.NONE);
                same[at] += returned(first, states);
            });
        }
        session.progress().end();
        return new ClassCounts(same);
    }

    /// φ without any path: a datum drawn from the posterior of a noised pattern is of the pattern's class with probability E Σ p_k².
    Curve participation(int count) {
        long[] same = new long[times.size()];
        for (int i = 0; i < same.length; i++) {
            int at = i;
            blocks(count, (first, states) -> {
                Matrix drawn = Matrix.zeros(states.rows(), states.columns());
                noised.states(first, times.at(at), states);
                score.draw(states, times.at(at), session.stream("datum@" + times.at(at)), first, 0, drawn);
                same[at] += returned(first, drawn);
            });
        }
        return new ClassCounts(same).shares(times, count);
    }

    private void blocks(int count, Visitor visitor) {
        int block = NoisedDraws.block(patterns.columns());
        for (int first = 0; first < count; first += block) {
            session.checkCancelled();
            visitor.block(first, Matrix.zeros(Math.min(block, count - first), patterns.columns()));
        }
    }

    private long returned(long first, Matrix ends) {
        long same = 0;
        for (long b = 0; b < ends.rows(); b++) {
            int from = means.nearest(patterns.row(noised.pattern(first + b)));
            same += means.nearest(ends.row(b)) == from ? 1 : 0;
        }
        return same;
    }

    private interface Visitor {
        void block(long first, Matrix states);
    }
}
