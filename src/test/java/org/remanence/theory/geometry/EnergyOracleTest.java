package org.remanence.theory.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.theory.Stable;

class EnergyOracleTest {
    /// Central χ²: the probability of a lower energy is P(m/2, E/σ²).
    @Test
    void equalVariancesAtTheOriginAreGamma() {
        for (int m : new int[] {1, 2, 3, 7, 40, 1000}) {
            double[] variances = new double[m];
            Arrays.fill(variances, 2.5);
            var law = new GaussianEnergy(variances, new double[m]);
            for (double r = law.start() + 1; r < 12; r += 0.7) {
                EnergyTail tail = law.tail(r);
                double x = tail.energy() / 2.5;
                double log = x < 1e-3 * m ? logLowerGamma(0.5 * m, x) : Math.log(RegularizedGamma.P.value(0.5 * m, x));
                if (Double.isFinite(log)) {
                    assertEquals(log, tail.logCumulative(), 1e-10 * Math.max(1, 0.01 * m), "m = %d, x = %s".formatted(m, x));
                }
                assertEquals((0.5 * m - 1) * Math.log(x) - x - LogGamma.value(0.5 * m) - Math.log(2.5), tail.logDensity(),
                        tail.logCumulative() < -1e-6 ? 1e-10 * Math.max(1, 0.01 * m) : 1e-3, "m = %d, x = %s".formatted(m, x));
                assertTrue(tail.error() < 1e-8, "m = %d, x = %s: error %s".formatted(m, x, tail.error()));
            }
        }
    }

    /// Noncentral χ² as a Poisson mixture of central ones, all terms positive.
    @Test
    void equalVariancesBesideTheOriginAreAPoissonMixture() {
        for (int m : new int[] {1, 3, 10}) {
            for (double square : new double[] {0.1, 4, 60}) {
                double[] variances = new double[m];
                Arrays.fill(variances, 1.5);
                double[] squares = new double[m];
                squares[0] = square;
                var law = new GaussianEnergy(variances, squares);
                double mean = 0.5 * square / 1.5;
                for (double r = law.start() + 2; r < 8; r += 1.1) {
                    EnergyTail tail = law.tail(r);
                    double sum = 0;
                    for (int j = 0; j < 400; j++) {
                        double log = j * Math.log(mean) - mean - LogGamma.value(j + 1.0) + logLowerGamma(0.5 * m + j, tail.energy() / 1.5);
                        sum += Math.exp(log);
                    }
                    assertEquals(Math.log(sum), tail.logCumulative(), 1e-10, "m = %d, |x|² = %s, r = %s".formatted(m, square, r));
                }
            }
        }
    }

    /// Two unequal variances, each of two directions: ½Q is a sum of two exponentials, a closed form.
    @Test
    void twoPairsOfDirectionsAreHypoexponential() {
        var law = new GaussianEnergy(new double[] {3, 3, 0.01, 0.01}, new double[4]);
        for (double r = law.start() + 2; r < 25; r += 1.3) {
            EnergyTail tail = law.tail(r);
            double e = tail.energy();
            double series = e < 1e-4 ? Math.log(e * e / (2 * 3 * 0.01)) - e / 3 / 3 - e / 0.01 / 3
                    : Math.log((3 * -Math.expm1(-e / 3) - 0.01 * -Math.expm1(-e / 0.01)) / 2.99);
            assertEquals(series, tail.logCumulative(), e < 1e-4 ? 2 * e * e / 1e-4 + 1e-10 : 1e-9, "E = " + e);
        }
    }

    @Test
    void deepestTailsKeepTheirDigits() {
        var law = new GaussianEnergy(new double[] {1, 1, 0.3, 0.3, 0.3, 0.3, 0.3}, new double[] {0.5, 0, 0, 2, 0, 0, 0});
        double r = law.coordinate(-230);
        EnergyTail tail = law.tail(r);
        assertEquals(-230, tail.logCumulative(), 1e-10);
        double constant = -0.5 / 2 - 2 / 0.6 - 2.5 * Math.log(0.3) - LogGamma.value(4.5);
        assertEquals(constant + 3.5 * Math.log(tail.energy()), tail.logCumulative(), 1e-10,
                "the density of y at x times the volume of a ball, corrections of order E");
    }

    @Test
    void sphereIsTheBetaLawAndItsMomentTheBesselFunction() {
        var law = new SphericalEnergy(3, 2, 1.5);
        EnergyTail tail = law.tail(4);
        assertEquals(Math.log(tail.energy() / 6), tail.logCumulative(), 1e-14, "Archimedes: cos θ is uniform in three dimensions");
        assertEquals(Math.log(1.0 / 6), tail.logDensity(), 1e-14);
        for (double beta : new double[] {1e-3, 0.4, 7, 300}) {
            double kappa = 3 * beta;
            assertEquals(Math.log(-Math.expm1(-2 * kappa) / (2 * kappa)), law.logMoment(beta), 1e-12, "sinh κ/κ");
            assertEquals(3 * (1 - 1 / Math.tanh(kappa) + 1 / kappa), law.meanEnergy(beta), 1e-11, "Langevin's function");
        }
        assertEquals(-80, new SphericalEnergy(40, 1, 1).tail(new SphericalEnergy(40, 1, 1).coordinate(-80)).logCumulative(), 1e-10);
    }

    @Test
    void quadratureCarriesTheLaw() {
        EnergyLaw[] laws = {new GaussianEnergy(new double[] {1, 1, 0.3, 0.3, 0.3}, new double[] {0, 2, 0, 0, 1}),
            new GaussianEnergy(new double[] {1}, new double[] {0}), new SphericalEnergy(20, 1, 2)};
        for (EnergyLaw law : laws) {
            EnergyPanels.Nodes nodes = new EnergyPanels(law, law.start(), law.coordinate(-50)).nodes(0.01, 0.5);
            for (double beta : new double[] {0, 0.5, 3, 20}) {
                double sum = 0;
                for (int i = 0; i < nodes.energy().length; i++) {
                    sum += nodes.weight()[i] * Math.exp(-beta * nodes.energy()[i]);
                }
                assertEquals(law.logMoment(beta), Math.log(sum), 1e-10, law + " at β = " + beta);
            }
        }
    }

    @Test
    void quantilesInvertTheLaw() {
        EnergyLaw[] laws = {new GaussianEnergy(new double[] {1, 1, 0.3, 0.3, 0.3}, new double[] {0, 2, 0, 0, 1}),
            new GaussianEnergy(new double[] {1}, new double[] {9}), new SphericalEnergy(20, 1, 2)};
        for (EnergyLaw law : laws) {
            var quantile = new EnergyQuantile(law, -120, -2);
            for (double log = -119.7; log < -2; log += 0.731) {
                double exact = law.tail(law.coordinate(log)).energy();
                assertEquals(1, quantile.energy(log) / exact, 1e-8, law + " at " + log);
            }
        }
    }

    /// Above a cut at probability e^{−2} the first moments complete those of the whole law.
    @Test
    void bulkAndLowestAddUp() {
        var law = new GaussianEnergy(new double[] {1, 1, 0.3, 0.3, 0.3}, new double[] {0, 2, 0, 0, 1});
        var above = new BulkMoments.Above(law, -2);
        EnergyPanels.Nodes below = new EnergyPanels(law, law.coordinate(-2), law.coordinate(-60)).nodes(0.05, above.cut());
        for (double time : new double[] {0.2, 1, 5}) {
            double lowest = 0;
            for (int i = 0; i < below.energy().length; i++) {
                lowest += below.weight()[i] * Math.exp(-below.energy()[i] / time);
            }
            BulkMoments bulk = above.at(time);
            double upper = -Math.expm1(-2) * bulk.mean() * Math.exp(-above.cut() / time);
            assertEquals(law.logMoment(1 / time), Math.log(lowest + upper), 1e-10, "t = " + time);
            assertEquals(bulk.mean(), above.at(time).mean());
            double twice = above.at(0.5 * time).mean();
            assertEquals(twice, bulk.meanSquare(), 1e-10 * twice, "the square of a weight is the weight at half the noise");
            assertEquals(above.at(time / 3).mean() - bulk.mean() * twice, bulk.covariance(), 1e-10 * bulk.meanSquare());
            assertEquals(above.at(time / 4).mean() - twice * twice, bulk.varianceSquare(), 1e-10 * bulk.meanSquare());
        }
    }

    @Test
    void finiteNumberOfPatternsAgreesWithReferenceQuadrature() {
        for (Golden golden : Golden.read("rem", "exact finite-N")) {
            int d = (int) golden.param("d");
            double[] ones = new double[d];
            Arrays.fill(ones, 1);
            PositionalRem rem = PositionalRem.of(new GaussianEnergy(ones, new double[d]), Math.log(golden.param("N")));
            golden.check(new FiniteRem(rem).at(golden.param("t")).participation(), rem.participation(golden.param("t")));
        }
    }

    /// Two patterns: w₁ is logistic in the difference of two energies, for two directions a Laplace variable.
    @Test
    void twoPatternsInTwoDimensions() {
        PositionalRem rem = PositionalRem.of(new GaussianEnergy(new double[] {1, 1}, new double[2]), Math.log(2));
        for (double t : new double[] {0.01, 0.2, 1, 5}) {
            double participation = 0;
            double step = 1e-3 * Math.min(1, t);
            for (double y = 0.5 * step; y < 40; y += step) {
                double w = Stable.logistic(y / t);
                participation += step * Math.exp(-y) * (1 - 2 * w * (1 - w));
            }
            assertEquals(participation, new FiniteRem(rem).at(t).participation(), 1e-6, "midpoint rule, t = " + t);
        }
    }

    /// Mean of log Z: the slope in 1/t is minus the mean energy of the weights, E log Z → log N − mean/t at large t; and the
    /// least of N exponential energies has mean 1/N and deviation 1/N.
    @Test
    void partitionFunctionHasItsLimits() {
        PositionalRem rem = PositionalRem.of(new GaussianEnergy(new double[] {1, 1}, new double[2]), Math.log(100));
        var exact = new FiniteRem(rem);
        FiniteRem.Averages hot = exact.at(1000);
        assertEquals(Math.log(100) - 1e-3, hot.logPartition(), 1e-6, "variance/(2t²)");
        assertEquals(1e-3 / Math.sqrt(100), hot.spread(), 2e-6, "deviation of the mean of 100 energies, over t");
        FiniteRem.Averages cold = exact.at(1e-6);
        assertEquals(1, cold.logPartition() / -1e4, 1e-4, "−E_min/t; what the second pattern adds at t_c/200");
        assertEquals(1, cold.spread() / 1e4, 1e-4);
    }

    @Test
    void halvingAllStepsChangesNothing() {
        EnergyLaw law = new GaussianEnergy(new double[] {1, 1, 0.3, 0.3, 0.3, 0.3, 0.3}, new double[] {0, 2, 0, 0, 1, 0, 0});
        for (double logPatterns : new double[] {3, 7, 69}) {
            PositionalRem rem = PositionalRem.of(law, logPatterns);
            EnergyPanels panels = new EnergyPanels(law, law.start(), law.coordinate(-logPatterns - 60));
            double highest = law.tail(logPatterns < 6 ? law.start() : law.coordinate(6 - logPatterns)).energy();
            for (double ratio : new double[] {0.02, 0.3, 0.9, 1.5, 4}) {
                double t = ratio * rem.condensationTime();
                FiniteRem.Averages finer = new PartitionTransform(panels.nodes(0.4 * t, highest + 60 * t), t, logPatterns, 0.5)
                        .averages(-logPatterns - law.logMoment(1 / t), 0.04);
                FiniteRem.Averages used = new FiniteRem(rem).at(t);
                String where = "log N = %s, t = %s t_c".formatted(logPatterns, ratio);
                assertEquals(finer.participation(), used.participation(), 1e-10, where);
                assertEquals(finer.logPartition(), used.logPartition(), 1e-9 * Math.max(1, 1 / ratio), where);
                assertEquals(finer.spread(), used.spread(), 1e-6 * used.spread() + 1e-5, where);
            }
        }
    }

    /// log of the regularized lower gamma function by its series, all terms positive.
    private static double logLowerGamma(double a, double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-18 * sum; k++) {
            term *= x / (a + k);
            sum += term;
        }
        return a * Math.log(x) - x - LogGamma.value(a + 1) + Math.log(sum);
    }
}
