package org.remanence.feature;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.remanence.linalg.WorkMonitor;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Networks on the same random features and patterns, one for each time of the Ornstein–Uhlenbeck process and each training time.
///
/// A time is trained when its score is first asked for, exactly for that time, and kept: for `T` training times 9 p³ + 2 T p² d
/// flops and T d p numbers. The minimiser without ridge learns nothing along eigenvectors of U whose eigenvalue is rounding.
public final class TimewiseTraining {
    private final RandomFeatures features;
    private final Matrix patterns;
    private final double[] trainingTimes;
    private final double ridge;
    private final Session session;
    private final Map<Double, List<Matrix>> trained = new ConcurrentHashMap<>();

    /// @param patterns `[n × d]`, kept, not copied
    /// @param trainingTimes τ ≥ 0 of gradient flow from weights 0; +∞ for the minimiser
    /// @param ridge λ of the penalty v λ |A|²/(p d), ≥ 0
    /// @param session whose workers train
    public TimewiseTraining(RandomFeatures features, Matrix patterns, double[] trainingTimes, double ridge, Session session) {
        Check.size("columns of patterns", patterns.columns(), "dimension of the features", features.dimension());
        Check.atLeast("number of patterns", 1, patterns.rows());
        Check.nonNegative("ridge", ridge);
        this.features = features;
        this.patterns = patterns;
        this.trainingTimes = trainingTimes.clone();
        for (double each : trainingTimes) {
            if (!(each >= 0)) {
                throw new IllegalArgumentException("training time must be ≥ 0, got " + each);
            }
        }
        this.ridge = ridge;
        this.session = session;
    }

    /// Trains for several times at once, one a worker, with progress.
    /// @param times > 0
    public void train(double... times) {
        double[] open = Arrays.stream(times).filter(time -> !trained.containsKey(time)).distinct().toArray();
        session.progress().begin("training a network for each time", open.length);
        try {
            session.parallel(open.length, i -> {
                at(open[i]);
                session.progress().advance(1);
            });
        } finally {
            session.progress().end();
        }
    }

    /// The score after the training time of that index.
    public LearnedScore score(int index) {
        Check.index("index of a training time", index, trainingTimes.length);
        return new LearnedScore(features, this, index, session);
    }

    /// A/√p of the network for that time, `[d × p]`.
    Matrix weights(double time, int index) {
        return at(time).get(index);
    }

    private List<Matrix> at(double time) {
        List<Matrix> known = trained.get(time);
        return known != null ? known : trained.computeIfAbsent(time, this::trainedAt);
    }

    private List<Matrix> trainedAt(double time) {
        session.checkCancelled();
        var weights = new FlowWeights(FeatureMoments.of(features, patterns, time, session), -Math.expm1(-2 * time),
                WorkMonitor.NONE);
        return IntStream.range(0, trainingTimes.length).mapToObj(i -> weights.at(trainingTimes[i], ridge)).toList();
    }
}
