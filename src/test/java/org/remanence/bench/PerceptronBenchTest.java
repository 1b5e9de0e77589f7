package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PerceptronBenchTest {
    /// Both products, scaled to a largest weight of 1.
    @Test
    void productsAreTaken() {
        PerceptronBench bench = new PerceptronBench();
        bench.shape = "40x12";
        bench.threads = 1;
        bench.draw();
        double[] w = bench.weights();
        double[] s = new double[12];
        double[] expected = new double[40];
        bench.constraints().stabilities(w.clone(), s);
        bench.constraints().fields(s, expected);
        bench.products();
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < 40; i++) {
            assertEquals(expected[i] / largest, w[i], 1e-14);
        }
        bench.tearDown();
    }
}
