package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.score.Posterior;
import org.remanence.tensor.Precision;

class EmpiricalScoreBenchTest {
    /// What is timed returns the bits of the scalar twin.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void timesTheRightAnswer(Precision precision) {
        EmpiricalScoreBench bench = new EmpiricalScoreBench();
        bench.precision = precision;
        bench.threads = 2;
        bench.batch = 70;
        bench.setUp(500, 130);
        Posterior expected = bench.twin();
        Posterior actual = bench.posteriorAgainstGemm(new EmpiricalScoreBench.Rates());
        assertArrayEquals(expected.logDensity(), actual.logDensity());
        assertArrayEquals(expected.score().toArray(), actual.score().toArray());
        bench.tearDown();
    }
}
