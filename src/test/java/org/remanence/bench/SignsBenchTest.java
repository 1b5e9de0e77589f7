package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.remanence.session.Session;

class SignsBenchTest {
    /// What is timed is the sum over the signs that the stream names.
    @Test
    void productsAreSums() {
        SignsBench bench = new SignsBench();
        bench.shape = "50x7";
        bench.threads = 1;
        bench.draw();
        double[] found = bench.stabilities();
        for (int mu = 0; mu < 7; mu++) {
            int[] words = new int[2];
            Session.seeded(1).stream("signs").words(mu, words);
            int sum = 0;
            for (int i = 0; i < 50; i++) {
                int weight = i % 3 == 0 ? -1 : 1;
                sum += (words[i / 32] >>> i & 1) == 1 ? weight : -weight;
            }
            assertEquals(sum / Math.sqrt(50), found[mu], 1e-12);
        }
        bench.tearDown();
    }
}
