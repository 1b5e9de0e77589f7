package org.remanence.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
class TimeGridTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();

    @Test
    void endsAreExact() {
        for (TimeGrid grid : new TimeGrid[] {TimeGrid.linear(5, 1e-3, 7), TimeGrid.geometric(5, 1e-3, 7),
                TimeGrid.logNoise(OU, 5, 1e-3, 7), TimeGrid.linearThenGeometric(5, 1, 1e-3, 7)}) {
            assertEquals(5, grid.start());
            assertEquals(1e-3, grid.end());
            assertEquals(7, grid.steps());
        }
    }

    @Test
    void logNoiseHasEqualRatios() {
        TimeGrid grid = TimeGrid.logNoise(OU, 6, 1e-6, 40);
        double ratio = OU.noiseToSignal(grid.time(1)) / OU.noiseToSignal(grid.time(0));
        for (int i = 1; i < 40; i++) {
            assertEquals(ratio, OU.noiseToSignal(grid.time(i + 1)) / OU.noiseToSignal(grid.time(i)), 1e-12);
        }
    }

    @Test
    void logNoiseHasTheSameLevelsOnBothClocks() {
        var ve = new VarianceExploding();
        TimeGrid ou = TimeGrid.logNoise(OU, 5, 1e-4, 30);
        TimeGrid exploding = TimeGrid.logNoise(ve, OU.noiseToSignal(5), OU.noiseToSignal(1e-4), 30);
        for (int i = 0; i <= 30; i++) {
            assertEquals(1, OU.noiseToSignal(ou.time(i)) / exploding.time(i), 1e-13);
        }
    }

    @Test
    void linearThenGeometricStaysBelowTheVariance() {
        TimeGrid grid = TimeGrid.linearThenGeometric(8, 1, 1e-4, 200);
        for (int i = 0; i < grid.steps(); i++) {
            assertTrue(grid.time(i) - grid.time(i + 1) < OU.variance(grid.time(i)));
        }
    }

    @Test
    void throughAddsStopsOnce() {
        assertArrayEquals(new double[] {3, 2.5, 2, 1, 0}, TimeGrid.linear(3, 0, 3).through(2.5, 1).toArray());
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.linear(3, 1, 2).through(0.5));
    }

    @Test
    void belowBeginsAtTheTime() {
        assertArrayEquals(new double[] {2.5, 2, 1}, TimeGrid.linear(3, 1, 2).below(2.5).toArray());
        assertArrayEquals(new double[] {2, 1}, TimeGrid.linear(3, 1, 2).below(2).toArray());
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.linear(3, 1, 2).below(1));
    }

    @Test
    void aboveEndsAtTheTime() {
        assertArrayEquals(new double[] {3, 2, 1.5}, TimeGrid.linear(3, 1, 2).above(1.5).toArray());
        assertArrayEquals(new double[] {3, 2}, TimeGrid.linear(3, 1, 2).above(2).toArray());
        assertArrayEquals(new double[] {3, 2, 1}, TimeGrid.linear(3, 1, 2).above(1).toArray());
        assertArrayEquals(new double[] {3, 2, 1}, TimeGrid.linear(3, 1, 2).below(3).toArray());
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.linear(3, 1, 2).above(3));
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.linear(3, 1, 2).above(0.9));
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.linear(3, 1, 2).below(3.1));
    }

    @Test
    void thenGoesOnWhereTheFirstEnds() {
        assertArrayEquals(new double[] {4, 2, 1, 0}, TimeGrid.of(4, 2).then(TimeGrid.of(2, 1, 0)).toArray());
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.of(4, 2).then(TimeGrid.of(1, 0)));
        assertArrayEquals(new double[] {3, 2, 1}, TimeGrid.of(3, 1).through(3, 2, 1).toArray());
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.of(3, 1).through(3.5));
    }

    @Test
    void stepsAreEqualWhereTheySay() {
        assertArrayEquals(new double[] {4, 3, 2, 1, 0}, TimeGrid.linear(4, 0, 4).toArray());
        assertArrayEquals(new double[] {8, 4, 2, 1}, TimeGrid.geometric(8, 1, 3).toArray(), 1e-14);
        // three steps of length 1 down to the turn, then factors of 2: the steps beside the turn are 1 and ½
        assertArrayEquals(new double[] {4, 3, 2, 1, 0.5, 0.25}, TimeGrid.linearThenGeometric(4, 1, 0.25, 5).toArray(), 1e-15);
        // 3 / (3 + log 10⁴) of 100 steps
        assertEquals(1, TimeGrid.linearThenGeometric(4, 1, 1e-4, 100).time(25));
    }

    @Test
    void rejectsGridsThatDoNotDescend() {
        var message = assertThrows(IllegalArgumentException.class, () -> TimeGrid.of(2, 1, 1)).getMessage();
        assertEquals("times of a grid must descend from noise to data, but time 2 is 1.0 after 1.0", message);
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.of(1));
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.of(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.linear(1, 2, 10));
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.linear(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.geometric(1, 0, 10));
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.logNoise(OU, 400, 1, 10));
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.linearThenGeometric(1, 2, 0.1, 10));
    }

    @Test
    void axisKeepsTheOrderGiven() {
        assertArrayEquals(new double[] {0.5, 0.1, 2}, TimeAxis.parse("0.5, 0.1,2"));
        assertArrayEquals(new double[] {1, 0.75, 0.5}, TimeAxis.parse("1:0.5:-0.25"));
    }

    @Test
    void axisStopsBeforeItsEndWhereNoStepLandsOnIt() {
        assertArrayEquals(new double[] {1, 1.3, 1.6, 1.9}, TimeAxis.parse("1:2:0.3"));
        assertArrayEquals(new double[] {2, 1.2}, TimeAxis.parse("2:1:-0.8"));
        assertArrayEquals(new double[] {3}, TimeAxis.parse("3:3:1"));
    }

    @Test
    void otherAxesHaveEitherSignButNoNumberThatADoubleRoundsToZero() {
        assertArrayEquals(new double[] {-1, 0, 2}, TimeAxis.values("x", "-1,0,2"));
        assertArrayEquals(new double[] {-1, -0.5, 0}, TimeAxis.values("x", "-1:0:0.5"));
        assertThrows(IllegalArgumentException.class, () -> TimeAxis.values("x", "1e-400"));
    }

    @Test
    void axisCountsStepsInDecimal() {
        double[] axis = TimeAxis.parse("0.1:1:0.1");
        assertEquals(10, axis.length);
        assertEquals(0.3, axis[2]);
        assertEquals(1, axis[9]);
    }

    @Test
    void logAxisIncludesBothEnds() {
        double[] axis = TimeAxis.parse("log:1e-3:10:5");
        assertArrayEquals(new double[] {1e-3, 1e-2, 0.1, 1, 10}, axis, 1e-14);
        assertEquals(1e-3, axis[0]);
        assertEquals(10, axis[4]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1,,2", "0", "-1", "NaN", "Infinity", "1e400", "1e-999999999", "1:2", "1:2:3:4", "1:2:0", "1:2:-1",
        "0:1:0.1", "1:1e9:1e-9", "log:1:2", "log:0:1:5", "log:1:2:1", "log:1:2:2.5", "log:1:2:1e12"})
    void axisRejects(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> TimeAxis.parse(text)).getMessage();
        assertTrue(message.contains("\"" + text + "\""), message);
    }
}
