package org.remanence.experiment.regimes;

import static org.remanence.experiment.Asking.assertNear;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.experiment.AxisValues;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.score.IsotropicClusters;
import org.remanence.session.Session;
import org.remanence.theory.SameClass;

class ClassPosteriorTest {
    /// Two clusters, of equal weight and not, in one dimension and in three: φ by quadrature.
    @ParameterizedTest
    @CsvSource({"0.5, 1, 0.7", "0.2, 1, 0.7", "0.85, 1, 0", "0.3, 3, 1"})
    void twoClustersFollowTheQuadrature(double weight, int dimension, double sigma) {
        double[] up = new double[dimension];
        double[] down = new double[dimension];
        Arrays.fill(up, 1);
        Arrays.fill(down, -1);
        double[] times = {0.3, 0.7, 1.2};
        try (Session session = Session.seeded(5)) {
            var clusters = new IsotropicClusters(new double[] {weight, 1 - weight}, new double[][] {up, down}, sigma);
            double[] phi = Arrays.stream(times)
                    .map(t -> SameClass.unbalanced(weight, SameClass.separation(Math.expm1(2 * t), dimension, 1,
                            sigma))).toArray();
            assertNear(phi, ClassPosterior.participation(clusters, new OrnsteinUhlenbeck(), AxisValues.of(times), session));
        }
    }
}
