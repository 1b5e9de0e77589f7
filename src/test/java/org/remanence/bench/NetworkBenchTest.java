package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is timed is a step of a training, and its products are those of all maps of the network.
final class NetworkBenchTest {
    @ParameterizedTest
    @ValueSource(strings = {"vectors", "images", "published"})
    void bothSidesDoTheWorkOfAStep(String network) {
        NetworkBench bench = new NetworkBench();
        bench.network = network;
        bench.draw();
        bench.train();
        assertEquals(1, bench.training().step());
        var architecture = bench.training().settings().architecture();
        int weights = bench.products().stream().mapToInt(each -> each.weight().columns() * (int) each.weight().rows()).sum();
        int vectors = architecture.tensors().stream().filter(each -> each.vector()).mapToInt(each -> each.size()).sum();
        assertEquals(architecture.parameters(), weights + vectors);
        bench.multiply();
        NetworkBench.Product product = bench.products().getLast();
        double expected = 0;
        for (int k = 0; k < product.x().columns(); k++) {
            expected += (double) product.x().get(3, k) * product.weight().get(2, k);
        }
        assertEquals(expected, product.y().get(3, 2), 1e-4);
        bench.tearDown();
    }
}
