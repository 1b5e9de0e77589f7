package org.remanence.hopfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;

class HebbianNetworkTest {
    private static final Session SESSION = Session.seeded(3);

    /// Fields and overlaps after random flips, against sums over neurons and patterns; sizes on both sides of whole words.
    @ParameterizedTest
    @CsvSource({"1,2", "5,37", "63,64", "64,63", "65,128", "200,255"})
    void fieldsAreSumsOverPatterns(int patterns, int neurons) {
        SignBits signs = SignBits.draw(patterns, neurons, SESSION.stream("signs"), SESSION);
        RandomStream numbers = SESSION.stream("flips");
        for (FieldArithmetic arithmetic : FieldArithmetic.values()) {
            PatternOverlaps overlaps = arithmetic.overlaps(signs);
            int[] s = new int[neurons];
            for (int i = 0; i < neurons; i++) {
                s[i] = numbers.uniform(0, i) < 0.5 ? -1 : 1;
                overlaps.add(i, s[i]);
            }
            for (int flip = 0; flip < 3 * neurons; flip++) {
                int i = numbers.below(1, flip, neurons);
                s[i] = -s[i];
                overlaps.flip(i, s[i]);
            }
            long[] m = new long[patterns];
            for (int mu = 0; mu < patterns; mu++) {
                for (int i = 0; i < neurons; i++) {
                    m[mu] += signs.sign(i, mu) * s[i];
                }
                assertEquals(m[mu], overlaps.overlap(mu), arithmetic.name());
            }
            for (int i = 0; i < neurons; i++) {
                long field = 0;
                for (int mu = 0; mu < patterns; mu++) {
                    field += signs.sign(i, mu) * m[mu];
                }
                assertEquals(field, overlaps.field(i), arithmetic.name());
            }
        }
    }

    /// Half of all signs are +1, within four standard errors: a false alarm once in 16 000.
    @Test
    void signsAreFair() {
        SignBits signs = SignBits.draw(100, 400, SESSION.stream("fair"), SESSION);
        int sum = 0;
        for (int i = 0; i < 400; i++) {
            for (int mu = 0; mu < 100; mu++) {
                sum += signs.sign(i, mu);
            }
        }
        assertTrue(Math.abs(sum) < 4 * Math.sqrt(40_000), "sum " + sum);
    }

    @ParameterizedTest
    @EnumSource(FieldArithmetic.class)
    void endsAtAFixedPoint(FieldArithmetic arithmetic) {
        HebbianNetwork.Relaxed end = network(3, arithmetic).relax(1, 0.1, 50, SESSION.stream("updates"), 0);
        assertTrue(end.settled());
        assertTrue(end.overlap() > 0.95, "three patterns of 101 signs attract: " + end.overlap());
        assertEquals(1, network(1, arithmetic).relax(0, 0.3, 50, SESSION.stream("updates"), 1).overlap(), 0.0);
    }

    /// Far above the capacity many signs flip, in the same order.
    @Test
    void bothArithmeticsTakeTheSameWay() {
        assertEquals(network(40, FieldArithmetic.SCALAR).relax(2, 0.2, 9, SESSION.stream("updates"), 0),
                network(40, FieldArithmetic.BITS).relax(2, 0.2, 9, SESSION.stream("updates"), 0));
    }

    private static HebbianNetwork network(int patterns, FieldArithmetic arithmetic) {
        return new HebbianNetwork(patterns, 101, arithmetic, SESSION.stream("patterns"), SESSION);
    }
}
