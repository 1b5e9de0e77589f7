package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Screening under a tile whose log-weights err by all that its bound allows: nothing that can matter is passed over, and little
/// else is scored. In one dimension with s = v = 1, states far from the origin, so that every offset counts.
class ScreenTest {
    private static final double MARGIN = 0.25;
    private static final double CUT = 20;
    /// Rounding of the log-weights of a test.
    private static final double TINY = 1e-9;
    private static final double[] STATES = {-3, 2, 5, 11};
    private static final Tiling TILING = Tiling.of(1, Precision.DOUBLE);

    /// By how much the tile errs.
    private enum Error {
        HEAVIEST_TOO_LOW, HEAVIEST_TOO_HIGH;

        double of(boolean heaviest) {
            return heaviest == (this == HEAVIEST_TOO_HIGH) ? MARGIN : -MARGIN;
        }
    }

    /// Errors, and whether the heaviest pattern is known beforehand.
    static Stream<Arguments> cases() {
        return Stream.of(Error.values()).flatMap(error -> Stream.of(false, true).map(known -> Arguments.of(error, known)));
    }

    /// Patterns on both sides of the cut, the heaviest first, in the middle and last, in one tile and in several.
    @ParameterizedTest
    @MethodSource("cases")
    void whatCanMatterIsScoredAndLittleElse(Error error, boolean known) {
        for (int heaviest : new int[] {0, 7, 12}) {
            for (int apart : new int[] {1, 200}) {
                double[] logs = spread(13, apart, heaviest);
                for (int b = 0; b < STATES.length; b++) {
                    Setting setting = new Setting(b, logs, error, NearListener.NONE, new boolean[STATES.length]);
                    Moments moments = setting.screened(known);
                    double least = -CUT;
                    double[] scored = Arrays.stream(logs).filter(log -> log >= least).toArray();
                    assertEquals(0, moments.largest()[0], TINY);
                    assertEquals(heaviest * apart, moments.nearest()[0]);
                    double rest = Arrays.stream(scored).map(Math::exp).sum() - 1;
                    double skipped = setting.screen(known).skipped(logs.length);
                    assertTrue(moments.rest()[0] >= rest * (1 - TINY) && moments.rest()[0] <= rest + skipped, "rest");
                    // The vector is the residual, towards one side for even indices and the other for odd.
                    double vector = IntStream.range(0, logs.length).filter(i -> logs[i] >= least)
                            .mapToDouble(i -> Math.exp(logs[i]) * Math.sqrt(-2 * logs[i]) * (i % 2 == 0 ? -1 : 1)).sum();
                    double norms = Arrays.stream(scored).map(log -> Math.exp(log) * -2 * log).sum();
                    assertEquals(vector, moments.vector()[0], 10 * skipped + TINY);
                    assertEquals(norms, moments.norms()[0], 100 * skipped + TINY);
                    if (known) {
                        double most = -CUT - 2 * MARGIN - TINY;
                        assertTrue(setting.directly <= Arrays.stream(logs).filter(log -> log >= most).count(), "scored too many");
                    }
                }
            }
        }
    }

    /// n e^{−cut}, and room for the rounding of the cut.
    @Test
    void whatIsSkippedIsBounded() {
        Screen screen = new Setting(0, new double[1], Error.HEAVIEST_TOO_LOW, NearListener.NONE, new boolean[STATES.length]).screen(false);
        assertEquals(1000 * Math.exp(-CUT) * (1 + 1 / 2048.0), screen.skipped(1000), 1e-20);
        assertEquals(Double.POSITIVE_INFINITY, NearListener.NONE.least(0), "nothing is listened to");
    }

    /// The maxima of tiles give a bound that is never too high, and near enough.
    @ParameterizedTest
    @MethodSource("cases")
    void maximaBoundTheHeaviestFromBelow(Error error, boolean ahead) {
        for (int b = 0; b < STATES.length; b++) {
            Setting setting = new Setting(b, spread(13, 200, 5), error, NearListener.NONE, new boolean[STATES.length]);
            double known = setting.maxima().known(setting.screen(ahead))[b];
            assertTrue(known <= 0 && known >= -2 * MARGIN - 1e-5, "known " + known);
        }
    }

    /// A tile is left out only when none of its patterns can matter or is listened to: the last tile holds one pattern.
    @Test
    void aTileIsRuledOutByNothingLess() {
        for (Error error : Error.values()) {
            for (double[] limits : new double[][] {{-CUT, Double.POSITIVE_INFINITY}, {-CUT - 5, -CUT - 5}}) {
                assertFalse(rulesOut(limits[0] + 1e-4, limits[1], error), "can matter");
                assertTrue(rulesOut(limits[0] - 2 * MARGIN - 1e-4, limits[1], error), "cannot matter");
            }
        }
    }

    private static boolean rulesOut(double last, double listened, Error error) {
        double[] logs = spread(2, TILING.tile(), 0);
        logs[TILING.tile()] = last;
        Heard heard = new Heard(listened);
        Setting setting = new Setting(2, logs, error, heard, new boolean[STATES.length]);
        Screen screen = setting.screen(true);
        TileMaxima maxima = setting.maxima();
        assertFalse(maxima.rulesOut(0, 2, 3, screen), "the tile of the heaviest");
        assertFalse(new TileMaxima(0, 4).rulesOut(1, 2, 3, screen), "nobody has looked");
        return maxima.rulesOut(1, 2, 3, screen);
    }

    /// Whoever listens hears all patterns from the least log-weight on, with upper ends that hold.
    @ParameterizedTest
    @MethodSource("cases")
    void nearPatternsAreHeard(Error error, boolean known) {
        for (double least : new double[] {-5, -CUT - 3.1}) {
            for (int b = 0; b < STATES.length; b++) {
                double[] logs = spread(13, 200, 5);
                Heard heard = new Heard(least);
                new Setting(b, logs, error, heard, new boolean[STATES.length]).screened(known);
                for (int i = 0; i < logs.length; i++) {
                    Double said = heard.logs.get(b + ":" + i);
                    assertTrue(said != null || logs[i] < least, "not heard: " + logs[i]);
                    assertTrue(said == null || logs[i] <= said + TINY && said <= logs[i] + 2 * MARGIN + TINY, "heard as " + said);
                    assertTrue(said == null || said >= least - TINY, "heard for nothing");
                }
            }
        }
    }

    /// A chunk of 6144 patterns lets 192 matter. One more crowds a watched state, and no other.
    @Test
    void oneMoreThanTheLimitCrowds() {
        for (Error error : Error.values()) {
            for (boolean watched : new boolean[] {true, false}) {
                assertFalse(crowded(192, error, watched, 0), "scored");
                assertEquals(watched, crowded(193, error, watched, 0), "scored");
                assertFalse(crowded(192, error, watched, 1), "counted");
                assertEquals(watched, crowded(193, error, watched, 1), "counted");
                assertFalse(crowded(2 * 193 - 1, error, watched, 2), "counted, twice as many allowed");
                assertEquals(watched, crowded(2 * 193, error, watched, 2), "counted, twice as many allowed");
            }
        }
    }

    /// @param generosity of the count beforehand, 0 for the pass itself
    private static boolean crowded(int matter, Error error, boolean watched, int generosity) {
        double[] logs = new double[matter + 300];
        Arrays.setAll(logs, i -> i == 0 ? 0 : i < matter ? -CUT + 0.01 : -CUT - 2 * MARGIN - 0.01);
        boolean[] watching = new boolean[STATES.length];
        watching[2] = watched;
        Setting setting = new Setting(2, logs, error, NearListener.NONE, watching);
        if (generosity > 0) {
            return setting.counted(generosity);
        }
        setting.screened(true);
        return setting.crowd.has(2);
    }

    @Test
    void theCrowdIsWholeWhenAllAreIn() {
        OverfullStates crowd = new OverfullStates(new boolean[] {true, true, false}, TILING);
        assertFalse(crowd.hasAll(0, 2));
        assertTrue(crowd.hears(0, 193));
        assertFalse(crowd.hasAll(0, 2));
        assertTrue(crowd.hasAll(0, 1));
        assertTrue(crowd.hears(1, 1000));
        assertTrue(crowd.hasAll(0, 2));
        assertFalse(crowd.hears(2, 1000), "nobody watches it");
        assertFalse(crowd.hasAll(1, 3));
        assertTrue(crowd.hasAll(2, 2), "none of none");
    }

    /// Log-weights from nothing to well below the cut, `apart` places from one to the next and far below between them.
    private static double[] spread(int count, int apart, int heaviest) {
        double[] logs = new double[(count - 1) * apart + 1];
        Arrays.fill(logs, -CUT - 40);
        double[] values = {-1, -3, -CUT + 1e-6, -CUT + MARGIN, -CUT + 2 * MARGIN, -CUT - 1e-6, -CUT - MARGIN, -CUT - 2 * MARGIN - 0.01,
            -CUT - 3, -CUT + 2.9 * MARGIN, -CUT - 2 * MARGIN + 0.01, -2};
        for (int i = 0; i < count; i++) {
            logs[i * apart] = i == heaviest ? 0 : values[i % values.length];
        }
        return logs;
    }

    private static final class Heard implements NearListener {
        private final double least;
        private final Map<String, Double> logs = new HashMap<>();

        Heard(double least) {
            this.least = least;
        }

        @Override
        public double least(int state) {
            return least;
        }

        @Override
        public void heard(int state, int count, long[] patterns, double[] upper) {
            for (int i = 0; i < count; i++) {
                logs.put(state + ":" + patterns[i], upper[i]);
            }
        }
    }

    /// One of the states asked, patterns of given log-weights for it, and a tile that errs.
    private static final class Setting {
        private final int state;
        private final Matrix patterns;
        private final States states;
        private final ErringTile tile;
        private final NearListener listener;
        private final OverfullStates crowd;
        private int directly;

        Setting(int state, double[] logs, Error error, NearListener listener, boolean[] watched) {
            this.state = state;
            this.patterns = Matrix.zeros(logs.length, 1);
            for (int i = 0; i < logs.length; i++) {
                patterns.set(i, 0, STATES[state] + (i % 2 == 0 ? 1 : -1) * Math.sqrt(-2 * logs[i]));
            }
            Matrix batch = Matrix.zeros(STATES.length, 1);
            for (int b = 0; b < STATES.length; b++) {
                batch.set(b, 0, STATES[b]);
            }
            this.states = new States(batch, new double[1], 1, 0, 1, Workers.ALONE);
            int heaviest = IntStream.range(0, logs.length).filter(i -> logs[i] == 0).findFirst().orElseThrow();
            this.tile = new ErringTile(states, i -> error.of(i == heaviest));
            this.listener = listener;
            this.crowd = new OverfullStates(watched, TILING);
        }

        /// @param known whether the log-weight of the heaviest pattern is
        Screen screen(boolean known) {
            double[] bounds = new double[STATES.length];
            Arrays.fill(bounds, known ? 0 : Double.NEGATIVE_INFINITY);
            Rounding[] rounding = new Rounding[STATES.length];
            Arrays.fill(rounding, new Rounding(0, 0, MARGIN));
            Distance counting = (a, ai, x, xi, d, scale, remainder, residual) -> {
                directly++;
                return Distance.SCALAR.squared(a, ai, x, xi, d, scale, remainder, residual);
            };
            return new Screen(states, rounding, counting, CUT, bounds, crowd, listener);
        }

        Moments screened(boolean known) {
            TileMaxima maxima = known ? maxima() : new TileMaxima(0, 0);
            Moments moments = Moments.neutral(1, 1);
            // The first pattern to come overwrites whatever an earlier pass left.
            moments.vector()[0] = Double.NaN;
            new ScreenedPass(tile, TILING, screen(known), maxima)
                    .absorb(patterns, new double[1], 0, patterns.rows(), state, state + 1, moments);
            return moments;
        }

        TileMaxima maxima() {
            TileMaxima maxima = new TileMaxima(Math.ceilDiv((int) patterns.rows(), TILING.tile()), STATES.length);
            new MaximaPass(tile, TILING, STATES.length, maxima).look(patterns, new double[1], 0, patterns.rows(), state, state + 1);
            return maxima;
        }

        boolean counted(int generosity) {
            new CandidateCount(tile, TILING, screen(true), generosity)
                    .look(patterns, new double[1], 0, patterns.rows(), state, state + 1);
            return crowd.has(state);
        }
    }

    /// Blocks of one state in one dimension; log-weights err as told.
    private static final class ErringTile implements PosteriorTile {
        private final States states;
        private final IntToDoubleFunction error;
        private double[] patterns = {};
        private double[] logs = {};
        private int first;

        ErringTile(States states, IntToDoubleFunction error) {
            this.states = states;
            this.error = error;
        }

        @Override
        public int block() {
            return 1;
        }

        @Override
        public double floor() {
            return Exponential.FLOOR_DOUBLE;
        }

        @Override
        public void begin(int from, int to) { }

        @Override
        public void load(Rows rows, long first, int count, double[] centre) {
            this.first = (int) first;
            patterns = new double[count];
            rows.copy(first, count, patterns, 0);
        }

        @Override
        public double norm(int row) {
            return patterns[row] * patterns[row];
        }

        @Override
        public void logWeights(int block, double[] largest) {
            double x = STATES[block];
            logs = new double[patterns.length];
            Arrays.setAll(logs, i -> -0.5 * (x - patterns[i]) * (x - patterns[i]) - states.offset(block) + error.applyAsDouble(first + i));
            largest[0] = Arrays.stream(logs).max().orElseThrow();
        }

        @Override
        public double get(int row, int lane) {
            return logs[row];
        }

        @Override
        public void firstRows(double[] above, int[] rows) {
            throw new AssertionError("a screen does not ask");
        }

        @Override
        public void set(int row, int lane, double value) {
            throw new AssertionError("a screen does not ask");
        }

        @Override
        public void weigh(double[] reference, double[][] sums) {
            throw new AssertionError("a screen does not ask");
        }

        @Override
        public void accumulate(int block, double[] factor) {
            throw new AssertionError("a screen does not ask");
        }

        @Override
        public void read(int block, double[] factor, double[] into, int offset) {
            throw new AssertionError("a screen does not ask");
        }
    }
}
