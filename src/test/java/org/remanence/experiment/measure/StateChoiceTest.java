package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.remanence.experiment.Asking.assertNear;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.remanence.data.DataModel;
import org.remanence.data.GaussianModel;
import org.remanence.result.Estimate;
import org.remanence.session.Session;

class StateChoiceTest {
    private static final DataModel LAW = GaussianModel.isotropic(4000, 2);

    /// A typical state is a datum with noise of the variance of the collapse, ½ d log(1 + 4/τ) = log n.
    @Test
    void typicalStatesAreNoisedToTheCollapse() {
        double logPatterns = 1000;
        double variance = 4 / Math.expm1(2 * logPatterns / 4000);
        try (Session session = Session.seeded(2)) {
            double[] datum = new StateChoice("datum").state(LAW, logPatterns, session);
            double[] typical = new StateChoice("typical").state(LAW, logPatterns, session);
            double[] patterns = new double[4000];
            LAW.fill(session.stream("patterns"), 0, 1, patterns, 0);
            assertNear(4, squares(datum));
            double[] noise = new double[4000];
            Arrays.setAll(noise, k -> typical[k] - datum[k]);
            assertNear(variance, squares(noise));
            double[] product = new double[4000];
            Arrays.setAll(product, k -> noise[k] * datum[k]);
            assertNear(0, Estimate.of(product));
            Arrays.setAll(product, k -> patterns[k] * datum[k]);
            assertNear(0, Estimate.of(product));
            assertArrayEquals(new double[4000], new StateChoice("origin").state(LAW, logPatterns, session));
            assertEquals(4000, datum.length);
        }
    }

    private static Estimate squares(double[] values) {
        return Estimate.of(Arrays.stream(values).map(each -> each * each).toArray());
    }
}
