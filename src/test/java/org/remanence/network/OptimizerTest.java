package org.remanence.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.kernel.ParameterUpdate;
import org.remanence.text.BadInput;

final class OptimizerTest {
    /// The definition of a step, in double.
    static void follow(ParameterUpdate step, double[] parameters, double[] gradient, double[] moments) {
        int n = parameters.length;
        for (int i = 0; i < n; i++) {
            moments[i] = step.firstKeep() * moments[i] + step.firstShare() * gradient[i];
            moments[n + i] = step.secondKeep() * moments[n + i] + step.secondShare() * gradient[i] * gradient[i];
            parameters[i] = step.keep() * parameters[i] - step.rate() * moments[i] / (step.root() * Math.sqrt(moments[n + i]) + step.floor());
        }
    }

    @Test
    void twoStepsOfAdamAreThoseOfTorch() {
        double[] theta = {1, -2, 0.5};
        double[] moments = new double[6];
        follow(Optimizer.ADAM.at(1, 0.1, 1), theta, new double[] {0.1, -0.3, 1e-4}, moments);
        double[] once = theta.clone();
        follow(Optimizer.ADAM.at(2, 0.1, 1), theta, new double[] {0.2, -0.3, 1e-4}, moments);
        Golden.read("training", "adam_two_steps").getFirst().check(DoubleStream.concat(DoubleStream.of(once), DoubleStream.of(theta)).toArray());
    }

    /// Decoupled decay takes 0.01 · 0.1 of a parameter a step, whatever the gradient.
    @Test
    void decoupledDecayShrinksParametersWithoutGradient() {
        double[] theta = {1, -2};
        follow(Optimizer.ADAMW.at(1, 0.1, 1), theta, new double[2], new double[4]);
        assertEquals(0.999, theta[0], 1e-15);
        assertEquals(-1.998, theta[1], 1e-15);
    }

    @Test
    void rectifiedStepsBeginAtTheSixth() {
        Golden rho = Golden.read("training", "radam_rho").getFirst();
        rho.check(LongStream.of(5, 6, 1000).mapToDouble(Optimizer::length).toArray());
        // Plain momentum: the first step moves by rate times gradient.
        double[] theta = {1};
        follow(Optimizer.RADAM.at(1, 0.1, 1), theta, new double[] {3}, new double[2]);
        assertEquals(0.7, theta[0], 1e-15);
        assertEquals(0, Optimizer.RADAM.at(5, 0.1, 1).root());
        // ρ = 5.99416 at step 6: r = √((ρ−4)(ρ−2) ρ∞/((ρ∞−4)(ρ∞−2) ρ)), ρ∞ = 1999.
        double length = rho.value()[1];
        double rectification = Math.sqrt((length - 4) * (length - 2) * 1999 / (1995.0 * 1997 * length));
        double rate = 0.1 * rectification * Math.sqrt(1 - Math.pow(0.999, 6)) / (1 - Math.pow(0.9, 6));
        assertEquals(rate, Optimizer.RADAM.at(6, 0.1, 1).rate(), 1e-12 * rate);
    }

    @Test
    void averagesWarmUp() {
        Golden golden = Golden.read("training", "ema_warm").getFirst();
        Averaging warm = new Averaging(0.9999, 10);
        Averaging plain = new Averaging(0.9999, 1);
        double start = 1;
        for (long k = 1; k <= 20_000; k++) {
            start *= plain.keep(k);
        }
        assertEquals(golden.value()[3], start, 1e-11);
        golden.check(warm.keep(1), warm.keep(100), warm.keep(10_000), golden.value()[3]);
        assertEquals(0, new Averaging(0, 1).keep(7));
        assertThrows(BadInput.class, () -> new Averaging(1, 10));
        assertThrows(BadInput.class, () -> new Averaging(0.9, 0));
    }

    @Test
    void cosinesEndAtZero() {
        Golden.read("training", "cosine_lr").getFirst()
                .check(LongStream.of(0, 250, 500, 999).mapToDouble(step -> RateSchedule.COSINE.factor(step, 1000)).toArray());
        assertEquals(0, RateSchedule.COSINE.factor(2000, 1000), 1e-15);
        assertEquals(1, RateSchedule.CONSTANT.factor(2000, 1000));
    }
}
