package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.tensor.Matrix;

class NonlinearityTest {
    /// What lies beyond weighs less than 10⁻²⁰.
    private static final double RADIUS = 9.7;
    private static final GaussIntegrator RADIAL = new GaussIntegratorFactory().legendre(200, 0, RADIUS);
    private static final int ANGLES = 100;
    /// Sums of 20 000 terms a sector, errors of the arc functions near ±1 included.
    private static final double ROUNDING = 1e-13;

    /// E σ(s g) σ(s' g') for correlated g, g', by Gauss and Legendre's rule in polar coordinates `g = r cos θ`,
    /// `g' = r cos(θ − β)`, on each of the four sectors between zeros of the two arguments, where both functions are smooth.
    static double product(Nonlinearity nonlinearity, double first, double second, double cosine) {
        double beta = Math.acos(cosine);
        double[] cuts = {-Math.PI / 2, beta - Math.PI / 2, Math.PI / 2, beta + Math.PI / 2, 3 * Math.PI / 2};
        double sum = 0;
        for (int sector = 0; sector < 4; sector++) {
            if (cuts[sector + 1] > cuts[sector]) {
                GaussIntegrator angular = new GaussIntegratorFactory().legendre(ANGLES, cuts[sector], cuts[sector + 1]);
                sum += angular.integrate(theta -> RADIAL.integrate(r -> r * Math.exp(-r * r / 2)
                        * nonlinearity.of(first * r * Math.cos(theta)) * nonlinearity.of(second * r * Math.cos(theta - beta))));
            }
        }
        return sum / (2 * Math.PI);
    }

    @ParameterizedTest
    @EnumSource
    void imageOfAStandardNormalHasUnitSecondMoment(Nonlinearity nonlinearity) {
        assertEquals(1, product(nonlinearity, 1, 1, 1), ROUNDING);
    }

    @Test
    void factorOfTanhIsThePublishedOne() {
        assertEquals(1.592537, Nonlinearity.TANH.scale(), 5e-7, "digits given");
    }

    @ParameterizedTest
    @CsvSource({"1,1,0.3", "0.5,2,-0.7", "0.1,3,0.99", "1.5,1.5,-1", "2,0.3,0", "3,3,0.9999"})
    void knowsTheMomentsOfItsImage(double first, double second, double cosine) {
        double covariance = cosine * first * second;
        Matrix gaussian = Matrix.of(new double[][] {{first * first, covariance}, {covariance, second * second}});
        for (Nonlinearity each : Nonlinearity.values()) {
            Matrix products = each.products(gaussian);
            double scale = 1 + first * second;
            assertEquals(product(each, first, second, cosine), products.get(0, 1), ROUNDING * scale, each.word());
            assertEquals(product(each, second, second, 1), products.get(1, 1), ROUNDING * (1 + second * second), each.word());
        }
    }

    @Test
    void hermiteSeriesOfASteepFunctionMissesWhatItSays() {
        HermiteSeries steep = HermiteSeries.of(g -> Math.tanh(10 * g));
        double held = 0;
        for (double each : steep.odd()) {
            held += each * each;
        }
        assertEquals(0, steep.square() - held, 2e-7, "as documented");
    }
}
