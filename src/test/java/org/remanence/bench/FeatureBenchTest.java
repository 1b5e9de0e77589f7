package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.remanence.feature.FeatureFunction;
import org.remanence.feature.FeatureMoments;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class FeatureBenchTest {
    /// What is timed is the mean over patterns taken one by one, each too few for series.
    @Test
    void whatIsTimedIsTheMeanOverPatterns() {
        FeatureBench bench = new FeatureBench();
        bench.shape = "60x50x170";
        bench.function = FeatureFunction.TANH;
        bench.threads = 2;
        bench.draw();
        Matrix second = bench.build().second();
        double sum = 0;
        try (Session session = Session.seeded(1)) {
            for (int nu = 0; nu < 170; nu++) {
                sum += FeatureMoments.of(bench.features(), bench.patterns().slice(nu, 1), FeatureBench.TIME, session).second().get(7, 3) / 170;
            }
        }
        bench.tearDown();
        assertEquals(sum, second.get(7, 3), 1e-13);
    }

    /// One symmetric product five times.
    @Test
    void productsAreTaken() {
        FeatureBench bench = new FeatureBench();
        bench.shape = "9x5x7";
        bench.function = FeatureFunction.TANH;
        bench.threads = 1;
        bench.draw();
        double product = bench.products().get(3, 3);
        bench.tearDown();
        double square = 0;
        for (double each : bench.order().row(3)) {
            square += 5 * each * each;
        }
        assertEquals(square, product, 1e-12);
    }
}
