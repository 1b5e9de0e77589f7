package org.remanence.experiment.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.Slow;
import org.remanence.data.DataSource;
import org.remanence.random.RandomStream;
import org.remanence.score.NearestPatterns;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.theory.audit.Conformal;
import org.remanence.theory.audit.CopiedShare;
import org.remanence.theory.audit.FalseDiscovery;
import org.remanence.theory.audit.RankComparison;
import org.remanence.theory.audit.ResidualDimension;
import org.remanence.theory.audit.SymmetricTest;
import org.remanence.theory.audit.TailTest;

/// Levels and powers of the audit, simulated. Tolerances are about four standard errors of a mean over as many repetitions, so that a
/// right number fails once in 15 000 times; seeds are fixed. Numbers to compare with come from an independent implementation.
class AuditLevelsTest {
    private static final int D = 64;

    private final Session session = Session.seeded(5);

    @AfterEach
    void close() {
        session.close();
    }

    private static double[] uniforms(String name, int index, int count) {
        double[] numbers = new double[count];
        RandomStream.named(6, name).uniforms(index, 0, numbers, 0, count);
        return numbers;
    }

    private static Matrix gaussians(String name, int repetition, int count, double width) {
        Matrix values = Matrix.zeros(count, D);
        double[] row = new double[D];
        RandomStream stream = RandomStream.named(repetition, name);
        for (int i = 0; i < count; i++) {
            stream.gaussians(i, 0, row, 0, D);
            for (int k = 0; k < D; k++) {
                values.set(i, k, width * row[k]);
            }
        }
        return values;
    }

    /// Patterns of the training set with noise, pattern i modulo n.
    private static Matrix copies(Matrix train, int count, int repetition, double noise) {
        Matrix copies = gaussians("noise", repetition, count, noise);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < train.columns(); k++) {
                copies.set(i, k, copies.get(i, k) + train.get(i % (int) train.rows(), k));
            }
        }
        return copies;
    }

    /// A training set of Gaussian patterns with points held out.
    private final class Case {
        private final Matrix train;
        private final Matrix heldOut;
        private final NearestPatterns search;
        private final double within;
        private final Closeness held;
        private final int repetition;

        private Case(Matrix train, Matrix heldOut, int repetition) {
            this.train = train;
            this.heldOut = heldOut;
            this.search = new NearestPatterns(train, session);
            this.within = TrainingReference.of(search, session).within();
            this.held = closeness(heldOut);
            this.repetition = repetition;
        }

        private Case(int n, int m, int repetition) {
            this(gaussians("train", repetition, n, 1), gaussians("held out", repetition, m, 1), repetition);
        }

        private Closeness closeness(Matrix states) {
            return Closeness.of(states, search, within, session);
        }

        private double[] p(Closeness states) {
            return Conformal.values(states.value(), states.duplicated(), held.value(), held.duplicated());
        }

        private Matrix fresh(int count, double width) {
            return gaussians("fresh", repetition, count, width);
        }

        private SymmetricTest symmetric(Matrix samples, Closeness close) {
            return Pool.of(train, heldOut, held.lists()).test(samples, close.lists(), new NearestPatterns(heldOut, session).of(samples, 64), _ -> true,
                    0.1, session);
        }
    }

    private static double share(double[] p, double level) {
        return (double) Arrays.stream(p).filter(each -> each <= level).count() / p.length;
    }

    /// P(any rejection) is q where nothing is copied.
    private void falseAlarms(int repetitions, double tolerance) {
        long alarms = IntStream.range(0, repetitions).filter(r -> {
            double[] p = Conformal.values(uniforms("samples", r, 100), uniforms("held out", r, 9999));
            boolean[] found = FalseDiscovery.found(p, 0.1);
            return IntStream.range(0, 100).anyMatch(i -> found[i]);
        }).count();
        assertEquals(0.1, (double) alarms / repetitions, tolerance);
    }

    @Test
    void falseDiscoveriesAreAsRareAsTold() {
        falseAlarms(250, 0.08);
    }

    @Slow
    @Test
    void falseDiscoveriesAreAsRareAsToldInManyRepetitions() {
        falseAlarms(1000, 0.04);
    }

    /// Below N/(q(m + 1)) = 9.99 copies none is found, from there on all are.
    @ParameterizedTest
    @CsvSource({"5, 0.04", "10, 1"})
    void copiesAreFoundFromTheResolutionOn(int copies, double expected) {
        double found = 0;
        for (int r = 0; r < 100; r++) {
            double[] samples = uniforms("samples", r, 1000);
            Arrays.fill(samples, 0, copies, -1);
            boolean[] discoveries = FalseDiscovery.found(Conformal.values(samples, uniforms("held out", r, 1000)), 0.1);
            found += IntStream.range(0, copies).filter(i -> discoveries[i]).count() / (100.0 * copies);
        }
        assertEquals(expected, found, 0.08);
    }

    /// The bound on the share of copies: its median, and how rarely it exceeds the truth, 5 % at most.
    @ParameterizedTest
    @CsvSource({"0.03, 0.0147", "0.1, 0.075", "0.3, 0.262"})
    void theBoundOnCopiesIsSafeAndTight(double truth, double median) {
        int repetitions = 60;
        double[] bounds = new double[repetitions];
        for (int r = 0; r < repetitions; r++) {
            double[] samples = uniforms("samples", r, 1000);
            Arrays.fill(samples, 0, (int) (1000 * truth), -1);
            bounds[r] = CopiedShare.atLeast(samples, uniforms("held out", r, 1000), 0.05);
        }
        assertTrue(Arrays.stream(bounds).filter(each -> each > truth).count() <= 10, "5 % of 60 are 3 ± 1.7");
        Arrays.sort(bounds);
        assertEquals(median, bounds[repetitions / 2], 0.01);
    }

    private void freshLevels(int n, int m, int repetitions, double[] tolerance) {
        double[] levels = {0.01, 0.05, 0.1};
        double[] seen = new double[3];
        for (int r = 0; r < repetitions; r++) {
            Case each = new Case(n, m, 10 + r);
            double[] p = each.p(each.closeness(each.fresh(m, 1)));
            for (int i = 0; i < 3; i++) {
                seen[i] += share(p, levels[i]) / repetitions;
            }
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(levels[i], seen[i], tolerance[i], "level " + levels[i]);
        }
    }

    @Test
    void freshSamplesAreFoundAtTheLevel() {
        freshLevels(300, 200, 2, new double[] {0.03, 0.07, 0.1});
    }

    @Slow
    @Test
    void freshSamplesAreFoundAtTheLevelInManyRepetitions() {
        freshLevels(2000, 1000, 20, new double[] {0.004, 0.009, 0.012});
    }

    /// Conservative without held-out data.
    @Slow
    @Test
    void valuesByTheTrainingSetHoldTheirLevel() {
        double seen = 0;
        for (int r = 0; r < 10; r++) {
            NearestPatterns search = new NearestPatterns(gaussians("train", r, 1000, 1), session);
            TrainingReference reference = TrainingReference.of(search, session);
            Matrix fresh = gaussians("fresh", r, 500, 1);
            seen += share(reference.values(fresh, Closeness.of(fresh, search, reference.within(), session), session), 0.05) / 10;
        }
        assertEquals(0.047, seen, 0.02);
    }

    @Test
    void strongNoiseHidesNoCopies() {
        Case one = new Case(500, 300, 1);
        Closeness close = one.closeness(copies(one.train, 200, 1, 0.5));
        assertEquals(1, share(one.p(close), 0.01), 0.02);
        assertEquals(0, Arrays.stream(close.secondRatio()).filter(each -> each < 1.0 / 3).count(), 4, "the rule in use sees few");
    }

    @Slow
    @ParameterizedTest
    @CsvSource({"0.85, 0.9996, 0.757, 0.999", "1.0, 0.9917, 0.13, 0.984"})
    void powerOnGaussianPatterns(double noise, double closeness, double distance, double ratio) {
        double[] found = new double[3];
        for (int r = 0; r < 5; r++) {
            Case each = new Case(2000, 1000, r);
            Closeness close = each.closeness(copies(each.train, 2000, r, noise));
            found[0] += share(each.p(close), 0.01) / 5;
            found[1] += share(Conformal.values(close.distance(), each.held.distance()), 0.01) / 5;
            found[2] += share(Conformal.values(close.secondRatio(), each.held.secondRatio()), 0.01) / 5;
        }
        assertEquals(closeness, found[0], 0.03);
        assertEquals(distance, found[1], 0.12, "five held-out sets scatter this more");
        assertEquals(ratio, found[2], 0.03);
    }

    /// Noise in units of the mean standard deviation of a pixel.
    @Slow
    @ParameterizedTest
    @CsvSource({"0.3, 0.985, 0.912", "0.5, 0.782, 0.263", "0.7, 0.451, 0.026"})
    void powerOnDigits(double noise, double closeness, double ratio) {
        Matrix digits;
        try (Arena arena = Arena.ofShared()) {
            digits = GatheredRows.of(DataSource.open("digits", session.stream("none"), Precision.DOUBLE, arena), IntStream.range(0, 1797).toArray());
        }
        double width = meanDeviation(digits);
        double[] found = new double[2];
        for (int r = 0; r < 10; r++) {
            RandomStream stream = RandomStream.named(r, "split");
            int[] order = IntStream.range(0, 1797).boxed().sorted((i, j) -> Double.compare(stream.uniform(i, 0), stream.uniform(j, 0)))
                    .mapToInt(Integer::intValue).toArray();
            Case each = new Case(GatheredRows.of(digits, Arrays.copyOf(order, 900)), GatheredRows.of(digits, Arrays.copyOfRange(order, 900, 1340)), r);
            Closeness close = each.closeness(copies(each.train, 440, r, noise * width));
            found[0] += share(each.p(close), 0.01) / 10;
            found[1] += share(Conformal.values(close.secondRatio(), each.held.secondRatio()), 0.01) / 10;
        }
        assertEquals(closeness, found[0], 0.12);
        assertEquals(ratio, found[1], 0.15);
    }

    private static double meanDeviation(Matrix rows) {
        double sum = 0;
        for (int k = 0; k < rows.columns(); k++) {
            int column = k;
            double[] values = IntStream.range(0, (int) rows.rows()).mapToDouble(i -> rows.get(i, column)).toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            sum += Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
        }
        return sum / rows.columns();
    }

    /// Where others see copying, in shrunk samples, or its opposite, in stretched ones, the symmetric test sees nothing: level 0.05,
    /// so of 20 sets more than 5 would reject once in 3000 times.
    @Slow
    @ParameterizedTest
    @CsvSource({"1.0, 82.4, 0", "0.8, 35.6, -32.7", "1.2, 98.2, 31.0"})
    void shiftIsNoCopying(double width, double authentic, double z) {
        int repetitions = 20;
        double meanAuthentic = 0;
        double meanZ = 0;
        int rejected = 0;
        double[] found = new double[repetitions];
        for (int r = 0; r < repetitions; r++) {
            Case each = new Case(2000, 1000, r);
            Matrix samples = each.fresh(1000, width);
            Closeness close = each.closeness(samples);
            meanAuthentic += CollapseRatios.authentic(close, each.search, session) / repetitions;
            meanZ += RankComparison.of(close.distance(), each.held.distance()).z() / repetitions;
            rejected += each.symmetric(samples, close).scan().p() <= 0.05 ? 1 : 0;
            found[r] = share(each.p(close), 0.01);
        }
        assertEquals(authentic, meanAuthentic, 4);
        assertEquals(z, meanZ, 4);
        assertTrue(rejected <= 5, "rejected " + rejected);
        assertTrue(Arrays.stream(found).average().orElseThrow() < 0.04, "shift moves closeness little");
    }

    /// One copy in a hundred: the tail test sees it, the comparison of all distances does not.
    @Slow
    @Test
    void oneCopyInAHundredIsSeen() {
        int repetitions = 30;
        int tail = 0;
        int ranks = 0;
        int symmetric = 0;
        double found = 0;
        for (int r = 0; r < repetitions; r++) {
            Case each = new Case(2000, 1000, r);
            Matrix samples = mixed(each, 10, r, 0.1);
            Closeness close = each.closeness(samples);
            tail += TailTest.of(close.value(), each.held.value()).p() <= 0.05 ? 1 : 0;
            ranks += RankComparison.of(close.distance(), each.held.distance()).z() < -1.645 ? 1 : 0;
            boolean[] discoveries = FalseDiscovery.found(each.p(close), 0.1);
            found += IntStream.range(0, 10).filter(i -> discoveries[i]).count() / (10.0 * repetitions);
            symmetric += each.symmetric(mixed(each, 100, r, 0.1), each.closeness(mixed(each, 100, r, 0.1))).scan().p() <= 0.05 ? 1 : 0;
        }
        assertEquals(repetitions, tail);
        assertTrue(ranks <= 9, "about 8 % of 30");
        assertEquals(1, found, 0.02);
        assertEquals(repetitions, symmetric);
    }

    private static Matrix mixed(Case each, int copied, int repetition, double noise) {
        Matrix samples = each.fresh(1000, 1);
        Matrix copies = copies(each.train, copied, repetition, noise);
        for (int i = 0; i < copied; i++) {
            samples.setRow(i, copies.row(i));
        }
        return samples;
    }

    @Slow
    @Test
    void oneDiscoveryInTenIsFalseAtMost() {
        int repetitions = 20;
        double found = 0;
        double wrong = 0;
        for (int r = 0; r < repetitions; r++) {
            Case each = new Case(2000, 1000, r);
            boolean[] discoveries = FalseDiscovery.found(each.p(each.closeness(mixed(each, 100, r, 0.3))), 0.1);
            long right = IntStream.range(0, 100).filter(i -> discoveries[i]).count();
            long all = IntStream.range(0, 1000).filter(i -> discoveries[i]).count();
            found += right / (100.0 * repetitions);
            wrong += (all - right) / (double) Math.max(1, all) / repetitions;
        }
        assertEquals(1, found, 0.01);
        assertEquals(0.0735, wrong, 0.03);
    }

    /// Isotropic noise of 200 copies has d/(1 + d/200) directions; one or three redrawn coordinates have as many.
    @Test
    void residualsTellTheKindOfCopy() {
        double[] expected = {D / (1 + D / 200.0), 1, 2.95};
        int[] redrawn = {D, 1, 3};
        for (int kind = 0; kind < 3; kind++) {
            int directions = redrawn[kind];
            double[][] residuals = gaussians("noise", kind, 200, 0.3).toArray();
            for (double[] each : residuals) {
                Arrays.fill(each, directions, D, 0);
            }
            assertEquals(expected[kind], ResidualDimension.of(residuals), kind == 0 ? 3 : 0.15);
        }
    }

    /// p_T/p_H of the curve against noise by the definition, summed over all patterns in double: as the curve is taken in float, within
    /// 2τ 10⁻⁴ nats.
    @Test
    void theCurveAgainstNoiseIsTheRatioOfDensities() {
        Case one = new Case(200, 120, 3);
        Matrix samples = copies(one.train, 5, 3, 0.4);
        var toHeldOut = new NearestPatterns(one.heldOut, session).of(samples, 1);
        var others = new NearestPatterns(one.heldOut, session).of(one.heldOut, 65);
        double[] own = IntStream.range(0, 5).mapToDouble(b -> toHeldOut.distance(b, 0)).toArray();
        int[] points = IntStream.range(0, 9).toArray();
        NoiseCurve curve = NoiseCurve.of(one.train, one.heldOut, samples, own, points, others, 4, true, session);
        for (int i = 0; i < curve.samples().size(); i++) {
            double tau = curve.samples().x()[i];
            double expected = IntStream.range(0, 5).mapToDouble(b -> ratio(samples.row(b), one.train, one.heldOut, -1, tau) * tau * 2
                    / (own[b] * own[b])).average().orElseThrow();
            assertEquals(expected, curve.samples().mean()[i], 4e-4 * tau / (own[0] * own[0]) + 1e-6, "at " + tau);
            double[] held = IntStream.of(points).mapToDouble(h -> ratio(one.heldOut.row(h), one.train, one.heldOut, h, tau) * tau * 2
                    / others.square(h, 1)).sorted().toArray();
            assertEquals(held[4], curve.heldOut()[i], 1e-3 * tau / others.square(0, 1) + 1e-6, "held out at " + tau);
        }
    }

    private static double ratio(double[] x, Matrix train, Matrix heldOut, int without, double tau) {
        return logMean(x, train, -1, tau) - logMean(x, heldOut, without, tau);
    }

    private static double logMean(double[] x, Matrix rows, int without, double tau) {
        double[] logs = IntStream.range(0, (int) rows.rows()).filter(i -> i != without).mapToDouble(i -> {
            double[] row = rows.row(i);
            return -IntStream.range(0, x.length).mapToDouble(k -> (x[k] - row[k]) * (x[k] - row[k])).sum() / (2 * tau);
        }).toArray();
        double most = DoubleStream.of(logs).max().orElseThrow();
        DoubleUnaryOperator weight = log -> Math.exp(log - most);
        return most + Math.log(DoubleStream.of(logs).map(weight).sum() / logs.length);
    }
}
