package org.remanence.perceptron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.random.RandomStream;
import org.remanence.session.Progress;
import org.remanence.session.Session;

/// Products of signs against plain sums over the signs that the stream names.
class SignConstraintsTest {
    private static final RandomStream STREAM = RandomStream.named(8, "constraints");

    @ParameterizedTest
    @CsvSource({"1,1", "16,32", "17,33", "40,1100", "1100,40"})
    void products(int count, int weights) {
        try (Session session = new Session(1, 2, Progress.SILENT)) {
            Constraints constraints = Constraints.rademacher(count, weights, STREAM, session);
            double[] w = new double[weights];
            double[] g = new double[count];
            Arrays.setAll(w, i -> Math.sin(1.3 * i));
            Arrays.setAll(g, mu -> Math.cos(0.7 * mu));
            double[] s = new double[count];
            double[] h = new double[weights];
            for (int mu = 0; mu < count; mu++) {
                int[] words = new int[weights / 32 + 1];
                STREAM.words(mu, words);
                for (int i = 0; i < weights; i++) {
                    double entry = ((words[i / 32] >>> i & 1) == 1 ? 1 : -1) / Math.sqrt(weights);
                    s[mu] += entry * w[i];
                    h[i] += entry * g[mu];
                }
            }
            double[] found = new double[count];
            constraints.stabilities(w, found);
            assertArrayEquals(s, found, 1e-5 * Math.sqrt(weights));
            found = new double[weights];
            constraints.fields(g, found);
            assertArrayEquals(h, found, 1e-5 * count / Math.sqrt(weights));
        }
    }

    /// Stabilities of signs are whole numbers over √N, of the parity of N.
    @Test
    void stabilitiesOfSignsAreExact() {
        try (Session session = new Session(1, 1, Progress.SILENT)) {
            Constraints constraints = Constraints.rademacher(50, 2500, STREAM, session);
            double[] w = new double[2500];
            Arrays.setAll(w, i -> i % 3 == 0 ? -1 : 1);
            double[] s = new double[50];
            constraints.stabilities(w, s);
            for (double each : s) {
                assertEquals(0, Math.IEEEremainder(each * 50, 2), 1e-12);
            }
        }
    }

    @Test
    void bitsDoNotDependOnThreads() {
        double[][] fields = new double[2][700];
        for (int threads : new int[] {1, 3}) {
            try (Session session = new Session(5, threads, Progress.SILENT)) {
                double[] g = new double[9000];
                Arrays.setAll(g, Math::sin);
                Constraints.rademacher(9000, 700, STREAM, session).fields(g, fields[threads / 2]);
            }
        }
        assertArrayEquals(fields[0], fields[1], 0.0);
    }
}
