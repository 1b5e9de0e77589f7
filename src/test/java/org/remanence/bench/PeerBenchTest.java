package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.tensor.Precision;

final class PeerBenchTest {
    /// Setting up compares the peer's denoiser with ours, and refuses a peer that is off.
    @ParameterizedTest
    @CsvSource({"java, FLOAT", "java, DOUBLE", "openblas+exp, FLOAT", "openblas+exp, DOUBLE"})
    void peersFindWhatWeFind(String yardstick, Precision precision) {
        PlainPeerBench bench = bench(new PlainPeerBench(), yardstick, precision);
        bench.setUp(new Shape(150, 9, 5));
        bench.closePeer();
        bench.tearDown();

        PlainPeerBench wrong = bench(new PlainPeerBench() {
            @Override
            Peer peer(PeerProblem problem) {
                double[] bias = problem.bias().clone();
                Arrays.setAll(bias, i -> 1.05 * bias[i]);
                return super.peer(new PeerProblem(problem.patterns(), problem.states(), problem.dimension(), problem.slope(), bias,
                        problem.precision(), problem.threads()));
            }
        }, yardstick, precision);
        String refusal = assertThrows(IllegalStateException.class, () -> wrong.setUp(new Shape(150, 9, 5))).getMessage();
        assertTrue(refusal.startsWith("the peer finds"), refusal);
        wrong.closePeer();
        wrong.tearDown();
    }

    private static PlainPeerBench bench(PlainPeerBench bench, String yardstick, Precision precision) {
        bench.yardstick = yardstick;
        bench.reproducible = "off";
        bench.precision = precision;
        bench.threads = 2;
        return bench;
    }
}
