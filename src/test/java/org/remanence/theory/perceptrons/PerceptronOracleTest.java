package org.remanence.theory.perceptrons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.Golden;
import org.remanence.Slow;
import org.remanence.channel.Channel;
import org.remanence.channel.HardMargin;
import org.remanence.channel.LogPotential;
import org.remanence.channel.NormalTail;
import org.remanence.channel.WeightPrior;

/// Against an independent implementation in another language.
class PerceptronOracleTest {
    static Stream<Golden> golden() {
        return Stream.of("rs_", "stability_pdf", "V_t_A", "se_q_of_t", "alpha_AT", "edge_density", "logpot_q1",
                "alpha_c_binary", "gardner",
                "flat_binary", "int_G2", "beta1", "kappa_tricritical").flatMap(name -> Golden.read("perceptrons", name).stream());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void agrees(Golden golden) {
        golden.check(switch (golden.name()) {
            case "rs_binary_flat", "rs_spherical" -> {
                ReplicaSymmetry y = base(golden);
                yield new double[] {y.overlap(), y.field(), y.freeEntropy(), y.stability()};
            }
            case "rs_binary_logpot" -> {
                ReplicaSymmetry y = base(golden);
                yield golden.value().length == 4 ? new double[] {y.overlap(), y.field(), y.freeEntropy(), y.stability()}
                        : new double[] {y.overlap(), y.freeEntropy(), y.stability()};
            }
            case "stability_pdf" -> {
                double[] values = golden.value().clone();
                for (int i = 0; i < values.length / 2; i++) {
                    values[values.length / 2 + i] = base(golden).stabilityDensity(values[i]);
                }
                yield values;
            }
            case "V_t_A" -> {
                var potential = new PlantedPotential(base(golden));
                boolean sphere = golden.params().has("q");
                PlantedPotential.Point p = sphere ? potential.spherical(golden.param("q"))
                        : potential.binary(golden.param("Delta"));
                yield sphere ? new double[] {p.potential(), p.time(), p.stability()}
                        : new double[] {p.overlap(), p.potential(), p.time(), p.stability()};
            }
            case "se_q_of_t" -> new double[] {new PlantedPotential(base(golden)).reached(golden.param("t")).overlap()};
            case "alpha_AT" -> new double[] {PerceptronThresholds.deAlmeidaThouless(prior(golden), channel(golden))};
            case "edge_density_A0" -> new double[] {ReplicaSymmetry.of(WeightPrior.BINARY, channel(golden),
                    golden.param("alpha")).edgeDensity()};
            case "logpot_q1_limit" -> new double[] {SecondPeak.limit(base(golden))};
            case "alpha_c_binary" -> new double[] {PerceptronCapacity.binary(golden.param("kappa"))};
            case "gardner_alpha_c_spherical_RS" -> new double[] {PerceptronCapacity.spherical(golden.param("kappa"))};
            case "flat_binary_transition" -> {
                FrozenTransition y = FrozenTransition.of(golden.param("alpha"));
                yield new double[] {y.spinodalTime(), y.spinodalOverlap(), y.equalTime(), y.equalOverlap()};
            }
            case "int_G2_over_H" -> new double[] {SecondPeak.flatCoefficient()};
            case "kappa_tricritical_sph" -> new double[] {TricriticalMargin.find()};
            case "beta1_marginal_alpha" -> new double[] {SecondPeak.marginalDensity()};
            default -> throw new IllegalStateException(golden.name());
        });
    }

    @Test
    void momentsOfTheStabilities() {
        Golden golden = Golden.read("perceptrons", "stability_moments").getFirst();
        ReplicaSymmetry y = base(golden);
        ReplicaSymmetry.Stabilities s = y.stabilities();
        golden.check(s.mean(), s.meanLog(), y.entropy());
    }

    /// Integrals over the planted stability have norm 1.
    @Test
    void plantedAverageIsNormalized() {
        var planted = new PlantedAverage(ReplicaSymmetry.of(WeightPrior.SPHERICAL, new HardMargin(-2.5), 60));
        for (double q : new double[] {0.03, 0.3, 0.9, 0.999}) {
            assertEquals(1, planted.at(q).norm(), 1e-7);
        }
    }

    /// t(q) is minus twice the slope of V(q), on both priors.
    @Test
    void timesAreSlopes() {
        for (PlantedPotential potential : new PlantedPotential[] {
                new PlantedPotential(ReplicaSymmetry.of(WeightPrior.SPHERICAL, new HardMargin(-1.5), 12)),
                new PlantedPotential(ReplicaSymmetry.of(WeightPrior.BINARY, new LogPotential(2), 0.3))}) {
            double x = potential.base().prior() == WeightPrior.SPHERICAL ? 1 : 0;
            PlantedPotential.Point below = potential.at(x - 1e-3);
            PlantedPotential.Point above = potential.at(x + 1e-3);
            assertEquals(potential.at(x).time(),
                    -2 * (above.potential() - below.potential()) / (above.overlap() - below.overlap()), 1e-4);
        }
    }

    /// The conditions change sign where the reference says, within its tolerance: a search of which only the last step is made.
    @ParameterizedTest
    @CsvSource({"269.736, 0.02, localization", "280.80771, 0.02, dynamic", "287.11520, 0.02, condensation"})
    void thresholdsOfTheNegativeMargin(double density, double tolerance, String transition) {
        ToDoubleFunction<PlantedPotential> condition = switch (transition) {
            case "localization" -> potential -> 1 - PerceptronThresholds.leastStable(potential).stability();
            case "dynamic" -> potential -> PerceptronThresholds.earliest(potential).point().time();
            default -> potential -> -PerceptronThresholds.second(potential);
        };
        assertTrue(condition.applyAsDouble(sphere(density - tolerance)) > 0, "before");
        assertTrue(condition.applyAsDouble(sphere(density + tolerance)) < 0, "after");
    }

    private static PlantedPotential sphere(double density) {
        return new PlantedPotential(ReplicaSymmetry.of(WeightPrior.SPHERICAL, new HardMargin(-2.5), density));
    }

    @Test
    @Slow
    void allThresholdsOfTheNegativeMargin() {
        PerceptronThresholds thresholds = PerceptronThresholds.of(WeightPrior.SPHERICAL, new HardMargin(-2.5));
        assertEquals(269.736, thresholds.localization(), 0.02);
        find("alpha_ASL_q", "sph").check(thresholds.overlap());
        find("alpha_dyn", "sph").check(thresholds.dynamic());
        find("alpha_K", "sph").check(thresholds.condensation());
    }

    /// The dynamic transition lies where the reference implementation sees t(q) touch 0 beyond q_0: at 0.665 it is still at
    /// 0.009, at 0.667 already at −0.06.
    @Test
    @Slow
    void allThresholdsOfThePotential() {
        PerceptronThresholds thresholds = PerceptronThresholds.of(WeightPrior.BINARY, new LogPotential(2));
        find("alpha_ASL", "bin").check(thresholds.localization());
        assertEquals(0.6653, thresholds.dynamic(), 2e-4);
        assertTrue(Double.isNaN(thresholds.condensation()) || thresholds.condensation() > thresholds.dynamic());
    }

    /// Transitions that there are not are not told: on the sphere with a positive margin all is convex up to the capacity.
    @Test
    void convexPerceptronsHaveNoTransitions() {
        PerceptronThresholds none = PerceptronThresholds.of(WeightPrior.SPHERICAL, new HardMargin(0));
        assertTrue(Double.isNaN(none.localization()) && Double.isNaN(none.dynamic()) && Double.isNaN(none.deAlmeidaThouless()));
    }

    /// Flat signs: isolated solutions at every density, and none beyond the published capacity; the ansatz is stable up to
    /// there.
    @Test
    void flatSignsAreFrozenFromTheStart() {
        PerceptronThresholds flat = PerceptronThresholds.of(WeightPrior.BINARY, new HardMargin(0));
        assertEquals(0, flat.localization(), 0.0);
        assertEquals(0, flat.dynamic(), 0.0);
        assertEquals(0.833079, flat.condensation(), 1e-5);
        assertTrue(Double.isNaN(flat.deAlmeidaThouless()));
    }

    /// On the sphere with a small negative margin the ansatz itself is what fails first: α_ASL = α_AT, as the reference has
    /// them.
    @Test
    void smallNegativeMarginsFailAtTheStabilityOfTheAnsatz() {
        PerceptronThresholds small = PerceptronThresholds.of(WeightPrior.SPHERICAL, new HardMargin(-1));
        assertEquals(7.87356, small.deAlmeidaThouless(), 1e-3);
        assertEquals(small.deAlmeidaThouless(), small.localization(), 0.0);
        assertTrue(Double.isNaN(small.dynamic()));
    }

    /// Capacities at large margins, where a search from a fixed density would not bracket them: below the bound of the mean
    /// number of solutions, log 2/(−log H(κ)).
    @ParameterizedTest
    @ValueSource(doubles = {-3, -1, 0.5, 2, 3})
    void capacitiesLieBelowTheFirstMomentBound(double margin) {
        double capacity = PerceptronCapacity.binary(margin);
        assertTrue(capacity > 0 && capacity < Math.log(2) / -NormalTail.log(margin), "capacity " + capacity);
        assertEquals(0, ReplicaSymmetry.of(WeightPrior.BINARY, new HardMargin(margin), capacity).freeEntropy(), 1e-6);
        assertTrue(PerceptronCapacity.admits(WeightPrior.BINARY, new HardMargin(margin), 0.99 * capacity));
        assertFalse(PerceptronCapacity.admits(WeightPrior.BINARY, new HardMargin(margin), 1.01 * capacity));
    }

    /// The closed form of dA/dq at q_0 against differences of A, on both sides of the tricritical margin.
    @ParameterizedTest
    @CsvSource({"-1.5, 12", "-2.5, 60"})
    void slopeOfTheStability(double margin, double density) {
        ReplicaSymmetry base = ReplicaSymmetry.of(WeightPrior.SPHERICAL, new HardMargin(margin), density);
        var potential = new PlantedPotential(base);
        double q = base.overlap();
        double h = 2e-3;
        double[] a = new double[3];
        for (int i = 0; i < 3; i++) {
            a[i] = potential.spherical(q + 1e-7 + i * h).stability();
        }
        double slope = (-3 * a[0] + 4 * a[1] - a[2]) / (2 * h);
        assertEquals(slope, TricriticalMargin.slope(margin, density, q), 1e-3 * Math.abs(slope), "the difference errs by h²");
        assertEquals(density, TricriticalMargin.density(margin, q), 1e-8 * density);
    }

    /// The line A(q_0) = 1, met from the overlap instead of the density.
    @Test
    void marginalOverlapLiesOnTheLine() {
        double q = TricriticalMargin.marginalOverlap(-2);
        assertEquals(61.87863, TricriticalMargin.density(-2, q), 1e-3);
    }

    private static Golden find(String name, String prior) {
        return Golden.read("perceptrons", name).stream().filter(each -> each.name().equals(name) && each.params().get("prior")
                .stringValue().equals(prior))
                .findFirst().orElseThrow();
    }

    private static ReplicaSymmetry base(Golden golden) {
        return ReplicaSymmetry.of(prior(golden), channel(golden), golden.param("alpha"));
    }

    private static WeightPrior prior(Golden golden) {
        boolean sphere = golden.name().equals("rs_spherical")
                || golden.params().has("prior") && golden.params().get("prior").stringValue().equals("sph");
        return sphere ? WeightPrior.SPHERICAL : WeightPrior.BINARY;
    }

    private static Channel channel(Golden golden) {
        boolean flat = !golden.params().has("beta") || golden.param("beta") == 0;
        return flat ? new HardMargin(golden.params().has("kappa") ? golden.param("kappa") : 0)
                : new LogPotential(golden.param("beta"));
    }
}
