package org.remanence.perceptron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.Golden;
import org.remanence.channel.Channel;
import org.remanence.channel.HardMargin;
import org.remanence.channel.LogPotential;
import org.remanence.channel.WeightPrior;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// Small instances against an independent implementation, and against enumeration.
class MessagePassingTest {
    private static final Session SESSION = Session.seeded(3);

    static List<Golden> instances() {
        return Golden.read("perceptrons", "amp_deterministic");
    }

    static List<Golden> enumerations() {
        return Golden.read("perceptrons", "exact_denoiser");
    }

    /// Four iterations fix the order of the updates.
    @ParameterizedTest
    @MethodSource("instances")
    void orderOfUpdates(Golden golden) {
        WeightPrior prior = golden.params().get("prior").stringValue().equals("bin") ? WeightPrior.BINARY
                : WeightPrior.SPHERICAL;
        var passing = new MessagePassing(prior, channel(golden), instance(), 0, SESSION);
        for (int i = 0; i < 4; i++) {
            passing.iterate(field());
        }
        double[] found = new double[17];
        System.arraycopy(passing.means(), 0, found, 0, 10);
        found[10] = passing.variance();
        System.arraycopy(passing.outputs(), 0, found, 11, 6);
        golden.check(found);
    }

    @ParameterizedTest
    @MethodSource("enumerations")
    void enumeration(Golden golden) {
        var exact = new ExactDenoiser(channel(golden), instance());
        assertEquals(golden.value()[0], exact.solutions().length);
        double[] means = exact.means(field());
        for (int i = 0; i < means.length; i++) {
            assertEquals(golden.value()[1 + i], means[i], 1e-10);
        }
    }

    /// Far below capacity, message passing is nearly exact in a field that fixes most signs.
    @Test
    void meansApproachThoseOfEnumeration() {
        var constraints = Constraints.gaussian(3, 16, SESSION.stream("constraints"), SESSION);
        double[] field = new double[16];
        Arrays.setAll(field, i -> Math.sin(1.7 * i));
        var passing = new MessagePassing(WeightPrior.BINARY, new LogPotential(2), constraints, 0.2, SESSION);
        assertTrue(passing.run(field, 1e-9, 500).converged());
        double[] exact = new ExactDenoiser(new LogPotential(2), constraints).means(field);
        double error = 0;
        for (int i = 0; i < 16; i++) {
            error += Math.pow(passing.means()[i] - exact[i], 2) / 16;
        }
        assertTrue(Math.sqrt(error) < 0.1, "root mean square error " + Math.sqrt(error));
    }

    @Test
    void productsDoNotDependOnThreads() {
        double[] w = new double[700];
        double[] g = new double[900];
        Arrays.setAll(w, i -> Math.sin(i));
        Arrays.setAll(g, i -> Math.cos(i));
        double[][] results = new double[4][];
        for (int threads : new int[] {1, 3}) {
            try (Session session = new Session(5, threads, org.remanence.session.Progress.SILENT)) {
                var constraints = Constraints.gaussian(900, 700, session.stream("constraints"), session);
                results[threads == 1 ? 0 : 1] = new double[900];
                results[threads == 1 ? 2 : 3] = new double[700];
                constraints.stabilities(w, results[threads == 1 ? 0 : 1]);
                constraints.fields(g, results[threads == 1 ? 2 : 3]);
            }
        }
        assertArrayEquals(results[0], results[1], 0.0);
        assertArrayEquals(results[2], results[3], 0.0);
    }

    @Test
    void refusals() {
        assertThrows(BadInput.class, () -> new MessagePassing(WeightPrior.BINARY, new HardMargin(0), instance(), 1, SESSION));
        var large = Constraints.gaussian(2, 30, SESSION.stream("constraints"), SESSION);
        assertThrows(BadInput.class, () -> new ExactDenoiser(new HardMargin(0), large));
    }

    private static Channel channel(Golden golden) {
        String text = golden.params().get("channel").stringValue();
        double number = Double.parseDouble(text.substring(text.indexOf('=') + 1));
        return text.startsWith("hard") ? new HardMargin(number) : new LogPotential(number);
    }

    private static Constraints instance() {
        double[][] rows = new double[6][10];
        for (int m = 1; m <= 6; m++) {
            for (int i = 1; i <= 10; i++) {
                rows[m - 1][i - 1] = Math.sqrt(2) * Math.cos(0.7 * m * i + 0.3 * i * i + 0.11 * m * m) / Math.sqrt(10);
            }
        }
        return new RealConstraints(rows, SESSION);
    }

    private static double[] field() {
        double[] field = new double[10];
        Arrays.setAll(field, i -> 0.2 * Math.sin(1.3 * (i + 1)));
        return field;
    }
}
