package org.remanence.experiment.regimes;

import java.util.Arrays;
import org.remanence.experiment.AxisValues;
import org.remanence.process.Diffusion;
import org.remanence.random.RandomStream;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.IsotropicClusters;
import org.remanence.session.Session;

/// The posterior of the class of a state, without any path: φ = E Σ_k p_k².
final class ClassPosterior {
    private static final int DRAWS = 100_000;
    private static final int AT_ONCE = 1000;

    private ClassPosterior() { }

    /// φ at each time, from the same draws.
    /// @param law the clusters, best projected on the span of their means
    static Curve participation(IsotropicClusters law, Diffusion process, AxisValues times, Session session) {
        double[][] participation = new double[times.size()][DRAWS];
        session.parallel(DRAWS / AT_ONCE, task -> {
            for (int draw = task * AT_ONCE; draw < (task + 1) * AT_ONCE; draw++) {
                fill(law, process, times, draw, participation, session);
            }
        });
        return Curve.of("time", times.values(), Arrays.stream(participation).map(ClassPosterior::estimate).toList());
    }

    /// What happens less than once in all draws, a state between the classes, may still change the mean by ½ / draws.
    private static Estimate estimate(double[] participation) {
        Estimate seen = Estimate.of(participation);
        return new Estimate(seen.mean(), Math.hypot(seen.stderr(), 0.5 / DRAWS), DRAWS);
    }

    private static void fill(IsotropicClusters law, Diffusion process, AxisValues times, int draw, double[][] participation, Session session) {
        RandomStream stream = session.stream("class posterior");
        int d = law.dimension();
        double[] z = new double[d];
        double[] overlaps = new double[law.directions().length];
        double[] weights = new double[law.classes()];
        double[] mean = law.mean(IsotropicClusters.choose(law.weights(), stream.uniform(draw, 0)));
        stream.gaussians(draw, 4, z, 0, d);
        for (int i = 0; i < times.size(); i++) {
            double scale = process.scale(times.at(i));
            double width = law.width(process, times.at(i));
            for (int j = 0; j < overlaps.length; j++) {
                overlaps[j] = 0;
                for (int k = 0; k < d; k++) {
                    overlaps[j] += law.directions()[j][k] * (scale * mean[k] + Math.sqrt(width) * z[k]);
                }
            }
            law.responsibilities(overlaps, scale / width, law.offsets(scale, width), weights);
            participation[i][draw] = Arrays.stream(weights).map(p -> p * p).sum();
        }
    }
}
